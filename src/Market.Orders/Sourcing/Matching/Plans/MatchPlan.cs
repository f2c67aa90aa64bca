namespace Market.Orders.Sourcing.Matching.Plans;

/// <summary>Who supplies what, what it costs, how good that is, and why everybody else does not.</summary>
public sealed record MatchPlan
{
    /// <summary>SHA-256 over the sorted problem and the awards, lower-case hex: the same for the same bids, whoever computes it.</summary>
    public required string Hash { get; init; }
    /// <summary>Part of the demand that is met, 0 to 1.</summary>
    public decimal Fill => Figures.Demand == 0 ? 0 : decimal.Round((decimal)Figures.Filled / Figures.Demand, 6);
    /// <summary>By line, offer and window.</summary>
    public required IReadOnlyList<Award> Awards { get; init; }
    /// <summary>Demand nobody meets, with who could if they were certified.</summary>
    public required IReadOnlyList<Shortfall> Unfilled { get; init; }
    public required MatchCost Cost { get; init; }
    /// <summary>Bids that won nothing or not all, by line and offer.</summary>
    public required IReadOnlyList<Explanation> Explanations { get; init; }
    public required FairnessReport Fairness { get; init; }
    /// <summary>What the independent checker found: empty when every rule holds.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }
    /// <summary>Numbers of the search itself.</summary>
    public required MatchFigures Figures { get; init; }
}

/// <summary>Grams of one offer for one line in one window.</summary>
/// <param name="UnitMicroFen">Landed cost without trucks and fixed charges, millionths of a fen per gram.</param>
/// <param name="Parts">Whose harvest it is: one part for a cooperative that harvests when it delivers; the share-out for a union.</param>
public sealed record Award(string Offer, string Line, string Window, long Grams, long UnitMicroFen, IReadOnlyList<AwardPart> Parts);

/// <param name="HarvestFrom">Window of the harvest, with <paramref name="HarvestTo"/> its name.</param>
public sealed record AwardPart(string Cooperative, string HarvestFrom, string HarvestTo, long Grams);

/// <param name="Certifiable">Offers of this product that fail only for a certificate or a logo licence: who could be certified.</param>
public sealed record Shortfall(string Line, string Window, long Grams, IReadOnlyList<string> Certifiable);

/// <summary>The staged objective in millionths of a fen (1 fen/kg = 1000 a gram), exact.</summary>
/// <param name="Objective">Penalty plus landed cost plus change penalty: stages 1 and 2.</param>
/// <param name="Penalty">Of unfilled grams.</param>
/// <param name="Goods">Price less credits, with distance and carry loss.</param>
public sealed record MatchCost(Int128 Objective, Int128 Penalty, Int128 Goods, Int128 Trucks, Int128 Fixed, Int128 Change)
{
    /// <summary>Price, distance, trucks, carry loss and fixed charges less credits.</summary>
    public Int128 Landed => Goods + Trucks + Fixed;

    /// <summary>The landed cost in fen, exact.</summary>
    public decimal LandedFen => (decimal)Landed / MicroFen;

    /// <summary>The objective in fen, exact.</summary>
    public decimal ObjectiveFen => (decimal)Objective / MicroFen;

    private const int MicroFen = 1_000_000;
}

/// <summary>The small share of a tender that fell shortest, and what the wish cost.</summary>
/// <param name="CostMicroFen">Objective less what it was before the fairness stage.</param>
public sealed record FairnessReport(Int128 CostMicroFen, Int128 AllowanceMicroFen, IReadOnlyList<TenderShare> Tenders);

/// <param name="Target">Grams: the wish, capped by what small cooperatives could supply.</param>
public sealed record TenderShare(string Tender, long Demand, long Filled, long Small, long Target);

/// <summary>A rule the plan breaks.</summary>
public sealed record Violation(string Rule, string Where, Int128 Allowed, Int128 Found);

/// <param name="Bound">No plan's objective is lower (millionths of a fen), or null: no bound.</param>
/// <param name="Start">Objective of the scarcest-line-first start.</param>
/// <param name="MissedImprovements">Losing bids whose forcing made the plan better in the last explanation round.</param>
/// <param name="Verified">Losing bids whose difference the checker confirmed.</param>
public sealed record MatchFigures(Int128? Bound, Int128 Start, long Demand, long Filled, long Iterations, int MissedImprovements, int Losing, int Verified);
