namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Where the search starts.</summary>
internal static class FirstPlan
{
    /// <summary>Scarcest line first: the one whose eligible supply is least for what it needs. Cheapest gram first within it.</summary>
    public static void ScarcestFirst(PlanState state, CancellationToken ct)
    {
        var (arrays, fill) = (state.Arrays, new LineFill(state, new(0)));
        var order = Enumerable.Range(0, arrays.Lines).Select(x => (Line: x, Ratio: Ratio(arrays, x))).OrderBy(x => x.Ratio).ThenBy(x => x.Line).ToList();
        foreach (var (line, _) in order)
        {
            ct.ThrowIfCancellationRequested();
            fill.Fill(line, FillMood.Plain);
            state.Keep();
        }
    }

    private static Int128 Ratio(MarketArrays arrays, int line)
    {
        Int128 supply = 0;
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
        {
            var offer = arrays.PairOffer[pair];
            for (var i = arrays.WindowSourceStart[offer * arrays.Windows]; i < arrays.WindowSourceStart[(offer + 1) * arrays.Windows]; i++) supply += arrays.Sources.Grams[arrays.WindowSource[i]];
        }
        return supply * 1000 / arrays.LineDemand[line];
    }

    /// <summary>Bids in the order they came take what fits: what a market without an engine does, for comparison.</summary>
    public static void FirstCome(PlanState state)
    {
        var arrays = state.Arrays;
        var pairs = new List<(int Rank, int Line, int Pair)>();
        for (var line = 0; line < arrays.Lines; line++)
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++) pairs.Add((arrays.OfferRank[arrays.PairOffer[pair]], line, pair));
        pairs.Sort();
        var fill = new LineFill(state, new(0));
        foreach (var (_, line, pair) in pairs)
            if (state.Slots[line].Count < arrays.LineSuppliers[line]) fill.Take(pair, line);
        state.Keep();
    }

    /// <summary>What is accepted already.</summary>
    /// <exception cref="Kernel.RuleException">When it cannot be supplied, or no longer passes the filters.</exception>
    public static void Accepted(PlanState state)
    {
        var arrays = state.Arrays;
        foreach (var ((offer, line), grams) in arrays.Accepted.OrderBy(x => x.Key.Line).ThenBy(x => x.Key.Offer))
        {
            var (pair, path) = (arrays.Pair(line, offer), $"earlier.{arrays.Problem.Offers[offer].Id}.{arrays.Problem.Lines[line].Id}");
            if (pair < 0) throw Model.MatchRefusals.Refusal("match.accepted_not_eligible", path);
            if (state.Slots[line].Count == arrays.LineSuppliers[line] || grams.Sum() > arrays.LineShare[line]) throw Model.MatchRefusals.Refusal("match.accepted_too_much", path);
            var slot = state.Open(pair, line);
            for (var w = 0; w < arrays.Windows; w++)
            {
                if (grams[w] == 0) continue;
                if ((arrays.PairWindows[pair] >> w & 1) == 0) throw Model.MatchRefusals.Refusal("match.accepted_not_eligible", path);
                if (grams[w] > state.Unfilled[line * arrays.Windows + w] || grams[w] > state.Available(offer, line, w)) throw Model.MatchRefusals.Refusal("match.accepted_too_much", path, grams[w]);
                state.Set(slot, w, grams[w]);
            }
        }
        state.Keep();
    }
}
