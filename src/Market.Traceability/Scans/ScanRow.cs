namespace Market.Traceability.Scans;

/// <summary>One scan of a code.</summary>
internal sealed class ScanRow
{
    public long Number { get; init; }

    /// <summary>The how-manieth scan of this code it is, from 1.</summary>
    public int Nth { get; init; }
    public DateTime At { get; init; }

    /// <summary>Town, as the shopper allowed; empty when unknown.</summary>
    public string Place { get; init; } = "";

    /// <summary>Tells devices apart within a day and nothing more: the first 16 hexadecimal digits of a keyed hash that changes daily.</summary>
    public string Device { get; init; } = "";

    /// <summary>How odd the scan is, 0 for not at all; see ScanScore.</summary>
    public int Score { get; init; }
}
