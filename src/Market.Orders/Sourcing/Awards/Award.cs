namespace Market.Orders.Sourcing.Awards;

/// <summary>Where a set of awards stands. Only the newest of a demand is active.</summary>
public enum AwardSetState { WaitingApproval, Offered, Replaced, Withdrawn, Refused }

/// <summary>Where an award stands: proposed to the approver, offered to the supplier, answered, lapsed unanswered, given up after it was accepted, or replaced before anybody saw it.</summary>
public enum AwardState { Proposed, Offered, Accepted, Declined, Lapsed, DroppedOut, Replaced }

/// <summary>The awards made from one plan. A later set holds only what is new or more: what was accepted before stays.</summary>
internal sealed class AwardSet
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DemandId { get; init; }
    public Guid ChainId { get; init; }
    public Guid PlanId { get; init; }

    /// <summary>From 1 within the demand.</summary>
    public int Nth { get; init; }
    public Guid AskedBy { get; init; }
    public DateTime At { get; init; }
    public DateTime AnswerUntil { get; init; }
    public AwardSetState State { get; init; }

    /// <summary>The demand while this is its newest set, null afterwards: one at a time, by its index.</summary>
    public Guid? ActiveDemandId { get; init; }
    public Guid? ApprovedBy { get; init; }
    public DateTime? ApprovedAt { get; init; }
    public Guid? RefusedBy { get; init; }
    public DateTime? RefusedAt { get; init; }

    /// <summary>Why the approver refused; empty unless it did.</summary>
    public string RefusalReason { get; init; } = "";
}

/// <summary>What one supplier gets of a demand with one of its bids (中选). It is accepted or declined as a whole; once accepted it is never taken back.</summary>
internal sealed class Award
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SetId { get; init; }
    public Guid DemandId { get; init; }
    public Guid ChainId { get; init; }

    /// <summary>The cooperative or union.</summary>
    public Guid SupplierId { get; init; }
    public string Supplier { get; init; } = "";
    public string SupplierEn { get; init; } = "";
    public Guid BidId { get; init; }
    public string Product { get; init; } = "";
    public string Grade { get; init; } = "";
    public AwardState State { get; init; }
    public DateTime At { get; init; }
    public DateTime AnswerUntil { get; init; }
    public DateTime? AnsweredAt { get; init; }
    public Guid? AnsweredBy { get; init; }

    /// <summary>The contract that was drafted from it; null while there is none, and again when its draft is cancelled.</summary>
    public Guid? ContractId { get; init; }

    /// <summary>Grams of members that left the union before there was a contract: no longer part of the lines, to be filled again.</summary>
    public long GivenBackGrams { get; init; }

    /// <summary>Why it was declined or given up.</summary>
    public string Reason { get; init; } = "";
    public List<AwardLine> Lines { get; init; } = [];
}

/// <summary>Grams of an award for one line of the demand in one window.</summary>
internal sealed class AwardLine
{
    public Guid AwardId { get; init; }

    /// <summary>Of the demand's line.</summary>
    public int Position { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public long Grams { get; set; }

    /// <summary>Price by the weight of the delivery, without freight.</summary>
    public long FenPerKg { get; init; }

    /// <summary>Price, freight and what keeping costs, without trucks; millionths of a fen for a gram.</summary>
    public long LandedMicroFen { get; init; }
    public List<AwardPart> Parts { get; init; } = [];
}

/// <summary>Whose goods a line's grams are: one part for a cooperative, the members' for a union.</summary>
internal sealed class AwardPart
{
    public Guid AwardId { get; init; }
    public int Position { get; init; }
    public DateOnly From { get; init; }
    public Guid CooperativeId { get; init; }
    public Guid ProductId { get; init; }
    public long Grams { get; init; }
}
