namespace Market.Orders.Sourcing.Demands;

/// <summary>What a chain asks for.</summary>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="BidsUntil">Bids are taken until then.</param>
/// <param name="Invited">Cooperatives that may see it; empty: all.</param>
public sealed record DemandFacts(string Title, DateTime BidsUntil, IReadOnlyList<DemandLineFacts> Lines, DemandRules Rules, IReadOnlyList<Guid> Invited)
{
    /// <summary>Awards are offered only after an approver of the chain, not the buyer who asked, has agreed.</summary>
    public bool NeedsApproval { get; init; }
}

/// <summary>One product for one store.</summary>
/// <param name="Certificates">Kinds of schemes that must be valid on every day of a delivery window.</param>
/// <param name="CeilingFenPerKg">Most the buyer pays delivered, fen per kilogram.</param>
/// <param name="MinLotGrams">Least one supplier delivers in a window; 0 for any.</param>
/// <param name="MaxSuppliers">1 is one-to-one.</param>
/// <param name="MaxSharePerMille">Most one supplier gets of the line; null for all.</param>
/// <param name="RadiusMetres">Farthest supplier; null for any.</param>
public sealed record DemandLineFacts(string Product, string Grade, IReadOnlyList<string> Certificates, bool SharedLogo, Guid StoreId, long CeilingFenPerKg, long MinLotGrams, int MaxSuppliers,
    int? MaxSharePerMille, long? RadiusMetres, IReadOnlyList<WindowFacts> Windows);

/// <summary>Grams to be delivered within some days, both included.</summary>
public sealed record WindowFacts(DateOnly From, DateOnly To, long Grams);

/// <summary>The buyer's own rules (sourcing.md).</summary>
public sealed record DemandRules
{
    /// <summary>Penalty of a missing kilogram, per mille of the line's ceiling: 1000 to 1,000,000.</summary>
    public int ShortagePerMille { get; init; } = 2000;

    /// <summary>Most the whole may cost, fen; null for no limit.</summary>
    public long? BudgetFen { get; init; }

    /// <summary>Share small cooperatives should get, per mille; a wish, never a filter.</summary>
    public int SmallSharePerMille { get; init; }

    /// <summary>What that wish may cost, per mille of the objective.</summary>
    public int FairnessPerMille { get; init; } = 10;
}
