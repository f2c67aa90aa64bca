using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>The sorted problem as flat arrays. A pair is an eligible (line, offer); a source is one harvest behind an offer; a pool is a harvest, whoever offers it.</summary>
/// <remarks>Prices are millionths of a fen per gram (1 fen/kg is 1000), so that price, distance and credits are whole numbers.</remarks>
internal sealed class MarketArrays
{
    public required MatchProblem Problem { get; init; }
    public int Windows => Problem.Windows.Count;
    public int Lines => Problem.Lines.Count;
    public int Offers => Problem.Offers.Count;

    // tenders
    public required string[] Tenders { get; init; }
    /// <summary>Millionths of a fen; long.MaxValue without a budget.</summary>
    public required long[] Budget { get; init; }

    // lines
    public required int[] LineTender { get; init; }
    public required int[] LineClass { get; init; }
    /// <summary>By line and window.</summary>
    public required long[] Demand { get; init; }
    public required long[] LineDemand { get; init; }
    public required long[] Penalty { get; init; }
    public required long[] LineLot { get; init; }
    /// <summary>Most grams of one supplier on the line.</summary>
    public required long[] LineShare { get; init; }
    public required int[] LineSuppliers { get; init; }

    // offers
    public required int[] OfferSupplier { get; init; }
    public required long[] OfferLot { get; init; }
    public required long[] OfferFixed { get; init; }
    /// <summary>Price of a window of keeping.</summary>
    public required long[] OfferCarry { get; init; }
    /// <summary>Place in the order of arrival: earlier bids win ties.</summary>
    public required int[] OfferRank { get; init; }
    public required int[] TierStart { get; init; }
    public required long[] TierFrom { get; init; }
    public required long[] TierUnit { get; init; }

    // sources and pools
    /// <summary>By offer and window: where its sources of that window start.</summary>
    public required int[] WindowSourceStart { get; init; }
    public required int[] WindowSource { get; init; }
    public required SourceTable Sources { get; init; }
    public required long[] PoolGrams { get; init; }

    // pairs, set by the pair builder
    public int[] PairStart { get; set; } = [];
    public int[] PairOffer { get; set; } = [];
    public int[] PairDistance { get; set; } = [];
    public int[] PairGroup { get; set; } = [];
    public ulong[] PairWindows { get; set; } = [];
    public int Groups { get; set; }
    /// <summary>What the search looks at; all pairs until it is set.</summary>
    public CandidateList Candidates { get => field ??= CandidateList.All(this); set; }
    /// <summary>By offer, class of requirements and window: grams of valid harvests.</summary>
    public long[] ClassGrams { get; set; } = [];
    /// <summary>Price of a truck, millionths of a fen.</summary>
    public long TruckCost => Problem.Rules.TruckFen * 1_000_000;
    public bool HasTrucks => Problem.Rules is { TruckGrams: > 0, TruckFen: > 0 };

    /// <summary>Awards that stay whatever happens, and proposals whose change costs, grams by window.</summary>
    public Dictionary<(int Offer, int Line), long[]> Accepted { get; } = [];
    public Dictionary<(int Offer, int Line), long[]> Proposed { get; } = [];
    public long ChangeUnit => Problem.Rules.ChangeFenPerKg * 1000;

    /// <summary>Landed price of a gram in a delivery of so many.</summary>
    public long Unit(int pair, long grams) => Tier(PairOffer[pair], grams) + PairDistance[pair];

    public long Tier(int offer, long grams)
    {
        var tier = TierStart[offer + 1] - 1;
        while (TierFrom[tier] > grams) tier--;
        return TierUnit[tier];
    }

    public long Grams(int offer, int requirement, int window) => ClassGrams[(offer * Sources.Classes + requirement) * Windows + window];

    public long Lot(int pair, int line) => Math.Max(1, Math.Max(LineLot[line], OfferLot[PairOffer[pair]]));

    /// <summary>The pair of a line and an offer, or -1: offers of a line are in ascending order.</summary>
    public int Pair(int line, int offer)
    {
        var found = Array.BinarySearch(PairOffer, PairStart[line], PairStart[line + 1] - PairStart[line], offer);
        return found < 0 ? -1 : found;
    }
}

/// <summary>Harvests behind the offers; several harvests may draw on one pool.</summary>
internal sealed class SourceTable
{
    public List<int> Pool { get; } = [];
    public List<int> Cooperative { get; } = [];
    public List<long> Grams { get; } = [];
    public List<int> From { get; } = [];
    public List<int> To { get; } = [];
    public List<bool> Small { get; } = [];
    /// <summary>By source and class of requirements: windows in which its certificates hold and it still keeps.</summary>
    public ulong[] Windows { get; set; } = [];
    public int Classes { get; set; }

    public ulong Mask(int source, int requirement) => Windows[source * Classes + requirement];
}
