using Market.Traceability.Lots;

namespace Market.Traceability.Scans;

/// <summary>Says how odd a scan is: 0 not at all, 100 certainly wrong.</summary>
/// <remarks>Points and limits are local rules, not a source's: they warn people and never block a page.</remarks>
internal static class ScanScore
{
    public const int Highest = 100;

    /// <summary>From here on the shopper is warned.</summary>
    public const int Warns = 40;

    /// <summary>A code looked up more often than this is not asked for its devices any more: they are many.</summary>
    public const int TooManyToAsk = 500;

    /// <summary>More devices than this within a day are many.</summary>
    public const int ManyDevices = 5;

    private const int ManyScans = 20;
    public static readonly TimeSpan Day = TimeSpan.FromHours(24), Travel = TimeSpan.FromMinutes(30);

    /// <summary>What is known of the code's scans before.</summary>
    /// <param name="Devices">Different devices of the last 24 hours; null when they are too many to ask.</param>
    /// <param name="LastPlace">Town of a scan within the last half hour; empty when none was told.</param>
    /// <param name="Opened">When the covered code was used up, so that the pack must have been sold; null before.</param>
    internal readonly record struct Before(int Scans, IReadOnlySet<string>? Devices, string LastPlace, DateTime? Opened);

    /// <summary>How far the lot's goods have come by the records.</summary>
    internal readonly record struct Way(bool Packed, bool Shipped);

    /// <summary>What is known of this scan.</summary>
    internal readonly record struct Now(LotState Lot, Way Way, bool Voided, Scan Scan);

    public static int Of(Before before, Now now)
    {
        if (now.Voided || now.Lot != LotState.Open) return Highest;
        var score = now.Way.Shipped ? 0 : now.Way.Packed ? 20 : 30;
        // Within a day its buyer shows it around.
        if (before.Opened is { } opened && now.Scan.At - opened > Day) score += 20;
        if (before.Scans >= ManyScans) score += 30;
        if (before.Devices is null || before.Devices.Count + (before.Devices.Contains(now.Scan.Device) ? 0 : 1) > ManyDevices) score += 40;
        if (before.LastPlace.Length > 0 && now.Scan.Place.Length > 0 && before.LastPlace != now.Scan.Place) score += 40;
        return Math.Min(score, Highest);
    }
}
