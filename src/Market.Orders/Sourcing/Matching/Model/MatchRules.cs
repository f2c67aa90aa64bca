namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>The buyer's and the district's rules. Money in fen, shares per mille.</summary>
public sealed record MatchRules
{
    /// <summary>Penalty of a missing kilogram as a share of the line's ceiling: 2000 is twice the ceiling.</summary>
    public int ShortagePerMille { get; init; } = 2000;
    /// <summary>Fen per kilogram and kilometre: <see cref="DistanceFen"/> divided by <see cref="DistanceDivisor"/>.</summary>
    public long DistanceFen { get; init; }
    public long DistanceDivisor { get; init; } = 1;
    /// <summary>Load of one truck, grams; 0 when trucks are not counted.</summary>
    public long TruckGrams { get; init; }
    /// <summary>Price of one truck from an origin to a place of one tender in one window, fen.</summary>
    public long TruckFen { get; init; }
    /// <summary>Towns with a collection point: their suppliers share trucks.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];
    /// <summary>Cost of keeping goods for one window, per mille of their price.</summary>
    public int CarryLossPerMille { get; init; }
    /// <summary>Credit of a fully reliable supplier, per mille of the price; at most <see cref="MostReliabilityCredit"/>.</summary>
    public int ReliabilityCreditPerMille { get; init; }
    /// <summary>Credit of a supplier the buyer has already, per mille of the price.</summary>
    public int IncumbencyCreditPerMille { get; init; }
    /// <summary>Penalty of taking away what an earlier plan proposed (and nobody accepted yet), fen per kilogram.</summary>
    public long ChangeFenPerKg { get; init; }
    /// <summary>Most a tender's landed cost may be, fen, by tender.</summary>
    public IReadOnlyDictionary<string, long> BudgetFen { get; init; } = new Dictionary<string, long>();
    /// <summary>Of many tenders over one supply, first the one with the smallest part of its demand filled gets as much as can be found for it, whatever that costs the others.</summary>
    public bool PoorestTenderFirst { get; init; } = true;
    /// <summary>Share of each tender's demand that small cooperatives should get: a wish, capped by what they can supply.</summary>
    public int SmallSharePerMille { get; init; }
    /// <summary>What the wish may cost, per mille of the objective.</summary>
    public int FairnessPerMille { get; init; } = 10;
    /// <summary>Bids after this instant are late.</summary>
    public DateTime? BidsUntil { get; init; }
    /// <summary>Day of the decision: bids that no longer stand on it are filtered.</summary>
    public DateOnly? DecidedOn { get; init; }

    public const int MostReliabilityCredit = 30;
}

/// <param name="Accepted">Both agreed: never taken back. Otherwise a proposal, kept unless changing it is worth the change penalty.</param>
public sealed record EarlierAward(string Offer, string Line, string Window, long Grams, bool Accepted);
