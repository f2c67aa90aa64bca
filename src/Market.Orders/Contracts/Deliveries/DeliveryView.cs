namespace Market.Orders.Contracts.Deliveries;

/// <summary>What is called for of a line; grams.</summary>
public sealed record CallOffLineView(Guid LineId, string Store, string StoreEn, string Product, string Grade, long Grams, long FenPerKg, long Shipped, long Refused)
{
    /// <summary>Still to be sent.</summary>
    public long Open => Grams - Shipped - Refused;
}

/// <summary>A call-off as its parties see it.</summary>
public sealed record CallOffView(Guid Id, string Number, Guid HeadId, Guid ContractId, string ContractNumber, Guid ChainId, string Chain, string ChainEn, Guid SupplierId, string Supplier, string SupplierEn, DateTime At, DateOnly DeliverOn, string Note, DateTime AnswerBy,
    CallOffState State, string Reason, IReadOnlyList<CallOffLineView> Lines, IReadOnlyList<DeliveryView> Deliveries)
{
    /// <summary>Cooperatives that deliver a part of the contract; only when one call-off was asked for.</summary>
    public IReadOnlyCollection<Guid> Senders { get; init; } = [];

    /// <summary>By its contract goods come in returnable crates; only when one call-off was asked for.</summary>
    public bool WithCrates { get; init; }

    /// <summary>Day until which its goods keep at least, as agreed; only when one call-off was asked for.</summary>
    public DateOnly? KeepsUntil { get; init; }
}

/// <param name="Id">Of the line of the delivery.</param>
/// <param name="LineId">The contract's line.</param>
public sealed record DeliveryLineView(Guid Id, Guid LineId, string Store, string StoreEn, string Product, string Grade, long Grams, long FenPerKg, IReadOnlyList<string> Lots);

/// <summary>A delivery note with what was found of it.</summary>
/// <param name="Receipt">null while it is under way.</param>
public sealed record DeliveryView(Guid Id, string Number, Guid CallOffId, string CallOffNumber, string ContractNumber, DateOnly DeliverOn, Guid CooperativeId, string Cooperative, string CooperativeEn, string Pallet, DeliveryState State, DateTime ShippedAt,
    IReadOnlyList<DeliveryLineView> Lines, ReceiptView? Receipt)
{
    public Guid ChainId { get; init; }

    /// <summary>Returnable crates it comes in.</summary>
    public int Crates { get; init; }

    /// <summary>Empty crates that the chain still has and the truck may take back; only while it is under way.</summary>
    public int CratesToTake { get; init; }

    /// <summary>Day until which its goods keep at least, as agreed; null when nothing was agreed.</summary>
    public DateOnly? KeepsUntil { get; init; }

    /// <summary>The cooperative, or the union whose member sends it.</summary>
    public Guid SupplierId { get; init; }
}

/// <summary>What was found of a line; grams and fen.</summary>
/// <param name="Paid">Grams that are paid for.</param>
public sealed record ReceiptLineView(Guid LineId, string Product, string Grade, long Delivered, long Accepted, long Rejected, long Paid, long FenPerKg, long Fen, long RejectedFen, string Reason, string Photo)
{
    /// <summary>Why goods are short.</summary>
    public string ShortReason { get; init; } = "";

    /// <summary>What goods that are short beyond the natural loss would have cost.</summary>
    public long ShortFen { get; init; }

    /// <summary>Grams paid after a dispute, and what is paid for them.</summary>
    public long DecidedGrams { get; init; }
    public long DecidedFen { get; init; }

    /// <summary>Grams that are not paid for, rejected or short.</summary>
    public long Contested => ShortReason.Length > 0 ? Delivered - Paid : Rejected;

    /// <summary>Neither accepted nor rejected.</summary>
    public long Short => Delivered - Accepted - Rejected;
}

public sealed record ReceiptView(Guid Id, DateTime At, DateTime DisputeUntil, RejectionState State, string Objection, string Answer, IReadOnlyList<ReceiptLineView> Lines)
{
    /// <summary>Empty crates that the truck took back.</summary>
    public int CratesBack { get; init; }

    /// <summary>When it was put to the town, and what was said to it.</summary>
    public DateTime? ReferredAt { get; init; }
    public string Referral { get; init; } = "";

    /// <summary>Why the town decided as it did.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>How it stood before it was put right, the first version first.</summary>
    public IReadOnlyList<EarlierReceiptView> Earlier { get; init; } = [];

    /// <summary>Nothing of it is settled: the store may put it right, as long as its statement is not confirmed.</summary>
    public bool Open => State is RejectionState.None or RejectionState.Waiting or RejectionState.Disputed or RejectionState.Upheld or RejectionState.Referred;
}

/// <summary>A receipt as it stood before a correction.</summary>
/// <param name="Until">When it was put right; <paramref name="Why"/> what was wrong.</param>
public sealed record EarlierReceiptView(DateTime Until, string Why, IReadOnlyList<EarlierLineView> Lines);

/// <summary>A line as it stood; grams and fen.</summary>
/// <param name="LineId">The contract's line.</param>
public sealed record EarlierLineView(Guid LineId, string Product, long Accepted, long Rejected, long Paid, long Fen, string Reason, string ShortReason, string Photo);
