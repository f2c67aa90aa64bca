using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Makes the arrays of a checked, sorted problem.</summary>
internal static class ArrayBuilder
{
    public static MarketArrays Build(MatchProblem problem)
    {
        var windows = problem.Windows.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var tenders = problem.Lines.Select(x => x.Tender).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var tender = tenders.Select((x, i) => (x, i)).ToDictionary(x => x.x, x => x.i, StringComparer.Ordinal);
        var suppliers = new SupplierIndex(problem);
        var sources = new SourceBuilder(problem, suppliers, windows);
        var (tierStart, tierFrom, tierUnit) = Tiers(problem, suppliers);
        var arrays = new MarketArrays
        {
            Problem = problem,
            Tenders = tenders,
            Budget = [.. tenders.Select(x => problem.Rules.BudgetFen.TryGetValue(x, out var fen) ? (long)Int128.Min((Int128)fen * 1_000_000, long.MaxValue) : long.MaxValue)],
            LineTender = [.. problem.Lines.Select(x => tender[x.Tender])],
            LineClass = sources.LineClass,
            Demand = Demand(problem, windows),
            LineDemand = [.. problem.Lines.Select(x => x.Demand.Sum(y => y.Grams))],
            Penalty = [.. problem.Lines.Select(x => x.CeilingFenPerKg * problem.Rules.ShortagePerMille)],
            LineLot = [.. problem.Lines.Select(x => x.MinLotGrams)],
            LineShare = [.. problem.Lines.Select(x => x.MaxSharePerMille is { } share ? (long)((Int128)x.Demand.Sum(y => y.Grams) * share / 1000) : long.MaxValue)],
            LineSuppliers = [.. problem.Lines.Select(x => x.MaxSuppliers)],
            OfferSupplier = [.. problem.Offers.Select(x => suppliers[x.Supplier])],
            OfferLot = [.. problem.Offers.Select(x => x.MinLotGrams)],
            OfferFixed = [.. problem.Offers.Select(x => x.FixedChargeFen * 1_000_000)],
            OfferCarry = [.. problem.Offers.Select(x => x.Tiers[0].FenPerKg * problem.Rules.CarryLossPerMille)],
            OfferRank = Ranks(problem),
            TierStart = tierStart,
            TierFrom = tierFrom,
            TierUnit = tierUnit,
            WindowSourceStart = sources.WindowSourceStart,
            WindowSource = sources.WindowSource,
            Sources = sources.Table,
            PoolGrams = sources.Pools,
        };
        new PairBuilder(arrays, suppliers).Build();
        Earlier(arrays, windows);
        return arrays;
    }

    private static long[] Demand(MatchProblem problem, Dictionary<string, int> windows)
    {
        var demand = new long[problem.Lines.Count * windows.Count];
        for (var line = 0; line < problem.Lines.Count; line++)
            foreach (var (window, grams) in problem.Lines[line].Demand) demand[line * windows.Count + windows[window]] = grams;
        return demand;
    }

    private static (int[] Start, long[] From, long[] Unit) Tiers(MatchProblem problem, SupplierIndex suppliers)
    {
        var (start, from, unit) = (new int[problem.Offers.Count + 1], new List<long>(), new List<long>());
        for (var i = 0; i < problem.Offers.Count; i++)
        {
            var offer = problem.Offers[i];
            foreach (var tier in offer.Tiers)
            {
                from.Add(tier.FromGrams);
                unit.Add(tier.FenPerKg * 1000 - Credit(problem.Rules, offer, suppliers.All[suppliers[offer.Supplier]], tier.FenPerKg));
            }
            start[i + 1] = from.Count;
        }
        return (start, [.. from], [.. unit]);
    }

    /// <summary>Credits lower what a bid counts for, not what it is paid; rounded down to the millionth of a fen.</summary>
    private static long Credit(MatchRules rules, SupplyOffer offer, MatchSupplier supplier, long price) =>
        price * rules.ReliabilityCreditPerMille * supplier.ReliabilityPerMille / 1000 + (offer.Incumbent ? price * rules.IncumbencyCreditPerMille : 0);

    private static int[] Ranks(MatchProblem problem)
    {
        var order = Enumerable.Range(0, problem.Offers.Count).OrderBy(x => problem.Offers[x].BidAt).ThenBy(x => x).ToArray();
        var ranks = new int[order.Length];
        for (var i = 0; i < order.Length; i++) ranks[order[i]] = i;
        return ranks;
    }

    private static void Earlier(MarketArrays arrays, Dictionary<string, int> windows)
    {
        if (arrays.Problem.Earlier.Count == 0) return;
        var offers = arrays.Problem.Offers.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var lines = arrays.Problem.Lines.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        foreach (var award in arrays.Problem.Earlier)
        {
            var (into, key) = (award.Accepted ? arrays.Accepted : arrays.Proposed, (offers[award.Offer], lines[award.Line]));
            if (!into.TryGetValue(key, out var grams)) into[key] = grams = new long[windows.Count];
            grams[windows[award.Window]] += award.Grams;
        }
    }
}

/// <summary>Cooperatives first, then unions.</summary>
internal sealed class SupplierIndex
{
    private readonly Dictionary<string, int> index;

    public SupplierIndex(MatchProblem problem)
    {
        All = [.. problem.Cooperatives, .. problem.Unions];
        index = All.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
    }

    public IReadOnlyList<MatchSupplier> All { get; }
    public int this[string id] => index[id];
}
