using Market.Orders.Sourcing.Matching.Checking;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Forces every losing bid in. One that makes the plan better was missed: it is taken, and everything that touches it is asked again, until none is left. What stays gets its reason with the checker's difference.</summary>
internal sealed class Explainer
{
    /// <summary>Pairs up to which every line of a bid is explained; beyond, the line where it came nearest.</summary>
    public const int MostPairs = 1_000_000;
    private readonly PlanState state;
    private readonly MarketArrays arrays;
    private readonly SupplierIndex suppliers;
    private readonly Forcing forcing;
    private readonly Reasons reasons;
    private readonly DifferenceSheet sheet;
    private readonly long mostObjective;
    private readonly Dictionary<int, Explanation> found = [];
    private readonly bool[] dirty;
    private int settled;
    private readonly TouchedLines touched;

    public Explainer(PlanState state, SupplierIndex suppliers, long mostObjective)
    {
        (this.state, arrays, this.suppliers, this.mostObjective) = (state, state.Arrays, suppliers, mostObjective);
        forcing = new(state, new(state, new(0)));
        reasons = new(state, forcing);
        sheet = new(arrays.Problem, PlanAwards.Of(state, suppliers));
        dirty = new bool[arrays.Lines];
        touched = new(state, dirty);
    }

    public int Missed { get; private set; }
    /// <summary>Improvements applied in all rounds.</summary>
    public int Applied { get; private set; }
    /// <summary>Losing bids whose difference the checker does not confirm.</summary>
    public int Unverified { get; private set; }

    /// <summary>Bids that are eligible; where certificates end on the way, with the day.</summary>
    public IEnumerable<Explanation> Found(FilterReasons filters)
    {
        for (var line = 0; line < arrays.Lines; line++)
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
                if (found.TryGetValue(pair, out var one)) yield return Complete(filters.Partial(one, pair, line), pair, filters);
    }

    private Explanation Complete(Explanation one, int pair, FilterReasons filters)
    {
        if (one.Reason != Reason.MinLot) return one;
        var (union, neighbours) = filters.Join(arrays.PairOffer[pair]);
        return one with { JoinUnion = union, Neighbours = neighbours };
    }

    public void Run(IProgress<MatchProgress>? progress, CancellationToken ct)
    {
        Array.Fill(dirty, true);
        var pairs = arrays.PairOffer.Length <= MostPairs ? null : Nearest();
        while (true)
        {
            var lines = Enumerable.Range(0, arrays.Lines).Where(x => dirty[x]).ToList();
            Array.Clear(dirty);
            (Missed, settled) = (0, 0);
            for (var i = 0; i < lines.Count; i++)
            {
                ct.ThrowIfCancellationRequested();
                if ((i & 63) == 0) progress?.Report(new(MatchStage.Explain, i, lines.Count));
                Line(lines[i], pairs);
            }
            if (Missed == 0 && settled == 0) break;
        }
        Unverified = found.Values.Count(x => x.Reason != Reason.Won && x.ExtraMicroFen is not null && !checkedPairs.Contains((x.Line, x.Offer)));
    }

    private readonly HashSet<(string Line, string Offer)> checkedPairs = [];

    private void Line(int line, HashSet<int>? only)
    {
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
        {
            if (only?.Contains(pair) == false) continue;
            var slot = state.Find(line, arrays.PairOffer[pair]);
            state.Keep();
            var best = reasons.Exhausted(pair, line) ? Forced.Impossible : forcing.Best(pair, line, thorough: slot is null && (reasons.InTheMoney(pair, line) || arrays.PairOffer.Length < MostPairs / 4));
            if (best.Possible && best.Staged < 0 && state.Objective + best.Objective <= Math.Max(mostObjective, state.Objective))
            {
                touched.Before(line);
                forcing.Apply(pair, line, best.Way);
                state.Keep();
                Missed++;
                Applied++;
                sheet.Replace(Id(line), Awards(line));
                touched.Line(line);
                dirty[line] = true;
                continue;
            }
            if (best is { Possible: true, Staged: 0 } && Settle(pair, line, best)) continue;
            found[pair] = reasons.Of(pair, line, slot, best);
            Verify(pair, line, best);
        }
    }

    /// <summary>Stage 4: of equally good plans the one with fewer suppliers on the line, then with the earlier bids.</summary>
    private bool Settle(int pair, int line, Forced best)
    {
        var (count, ranks) = Standing(line);
        touched.Before(line);
        forcing.Apply(pair, line, best.Way);
        var (newCount, newRanks) = Standing(line);
        if (newCount > count || (newCount == count && newRanks >= ranks))
        {
            state.Rollback(0);
            return false;
        }
        state.Keep();
        sheet.Replace(Id(line), Awards(line));
        touched.Line(line);
        dirty[line] = true;
        settled++;
        return true;
    }

    private (int Suppliers, long Ranks) Standing(int line) => (state.Slots[line].Count, state.Slots[line].Sum(x => (long)arrays.OfferRank[x.Offer]));

    /// <summary>The checker's difference must be the search's to the millionth of a fen.</summary>
    private void Verify(int pair, int line, Forced best)
    {
        var key = (Id(line), arrays.Problem.Offers[arrays.PairOffer[pair]].Id);
        checkedPairs.Remove(key);
        if (!best.Possible) return;
        forcing.Apply(pair, line, best.Way);
        var exact = sheet.Of(key.Item1, Awards(line));
        state.Rollback(0);
        if (exact != best.Objective) return;
        checkedPairs.Add(key);
        if (found[pair].ExtraMicroFen is not null) found[pair] = found[pair] with { ExtraMicroFen = exact };
    }

    private string Id(int line) => arrays.Problem.Lines[line].Id;

    private IReadOnlyList<Award> Awards(int line) => PlanAwards.Of(state, suppliers, line);

    /// <summary>For each offer the line on which it is nearest to the dearest winner.</summary>
    private HashSet<int> Nearest()
    {
        var best = new (long Over, int Pair)[arrays.Offers];
        Array.Fill(best, (long.MaxValue, -1));
        for (var line = 0; line < arrays.Lines; line++)
        {
            var marginal = reasons.Marginal(line, ulong.MaxValue);
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
                if (arrays.Unit(pair, 0) - marginal is var over && over < best[arrays.PairOffer[pair]].Over) best[arrays.PairOffer[pair]] = (over, pair);
        }
        return [.. best.Where(x => x.Pair >= 0).Select(x => x.Pair)];
    }
}
