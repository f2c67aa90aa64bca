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
}
