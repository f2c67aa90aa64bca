namespace Market.Orders.Contracts.Agreements;

/// <summary>What else is agreed.</summary>
public sealed record ContractTerms
{
    /// <summary>Days from a confirmed statement to its payment, 0 to 180.</summary>
    public int CreditDays { get; init; } = 30;

    /// <summary>Natural loss on the way that is paid all the same, per mille of a delivered line, 0 to 200.</summary>
    public int LossPerMille { get; init; }

    /// <summary>Days that goods must still keep when they arrive; 0 for none agreed.</summary>
    public int MinShelfDays { get; init; }

    /// <summary>Day until which goods that arrive on a day must keep; null when nothing was agreed.</summary>
    public DateOnly? KeepsUntil(DateOnly arrival) => MinShelfDays > 0 ? arrival.AddDays(MinShelfDays) : null;
    public string Quality { get; init; } = "";

    /// <summary>Market quotation that the price follows; empty for a fixed price.</summary>
    public string Quotation { get; init; } = "";

    /// <summary>How far a quoted price may lie from the line's price, per mille, 0 to 1000.</summary>
    public int BandPerMille { get; init; }

    /// <summary>What holds when a harvest fails: who has to be told by when, and what happens then.</summary>
    public string HarvestFailure { get; init; } = "";

    /// <summary>Deposit for a returnable crate, fen; 0 when crates are not returned.</summary>
    public long CrateFen { get; init; }

    /// <summary>The parties declared that they are related (关联交易).</summary>
    public bool RelatedParty { get; init; }
    public string Relation { get; init; } = "";
    public bool StampDuty { get; init; }
}
