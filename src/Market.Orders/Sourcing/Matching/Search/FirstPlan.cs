namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Where the search starts.</summary>
internal static class FirstPlan
{
    /// <summary>Of 256ths, how much of a harvest's shadow price counts in <see cref="Guided"/>: the whole leaves more unfilled (tried on the benchmark's M and L).</summary>
    private const int Scarcity = 192;

    /// <summary>Scarcest line first: the one whose eligible supply is least for what it needs. Cheapest gram first within it.</summary>
    /// <returns>The order of the lines.</returns>
    public static int[] ScarcestFirst(PlanState state, CancellationToken ct)
    {
        var order = Order(state.Arrays);
        Fill(state, order, null, FillMood.Plain, ct);
        return order;
    }

    /// <summary>The same anew, but with a part of what the bound says each harvest is worth to others, so that the first lines leave what the last ones need; the plan that was there stays when it is better.</summary>
    /// <param name="state">A plan of <see cref="ScarcestFirst"/>.</param>
    /// <param name="order">Its order.</param>
    /// <param name="poolPrice">Shadow prices of the harvests.</param>
    public static void Guided(PlanState state, int[] order, long[] poolPrice, CancellationToken ct)
    {
        var (plain, objective) = (SavedPlan.Of(state), state.Objective);
        for (var line = 0; line < state.Arrays.Lines; line++) Ruins.ClearLine(state, line);
        Fill(state, order, poolPrice, FillMood.Plain with { Scarcity = Scarcity }, ct);
        if (state.Objective > objective) plain.Into(state);
    }

    private static void Fill(PlanState state, int[] order, long[]? poolPrice, FillMood mood, CancellationToken ct)
    {
        var fill = new LineFill(state, new(0)) { PoolPrice = poolPrice };
        foreach (var line in order)
        {
            ct.ThrowIfCancellationRequested();
            fill.Fill(line, mood);
            state.Keep();
        }
    }

    private static int[] Order(MarketArrays arrays)
    {
        var offered = new long[arrays.Offers];
        for (var offer = 0; offer < arrays.Offers; offer++)
            for (var i = arrays.WindowSourceStart[offer * arrays.Windows]; i < arrays.WindowSourceStart[(offer + 1) * arrays.Windows]; i++) offered[offer] += arrays.Sources.Grams[arrays.WindowSource[i]];
        return [.. Enumerable.Range(0, arrays.Lines).Select(x => (Line: x, Ratio: Ratio(arrays, offered, x))).OrderBy(x => x.Ratio).ThenBy(x => x.Line).Select(x => x.Line)];
    }

    private static Int128 Ratio(MarketArrays arrays, long[] offered, int line)
    {
        Int128 supply = 0;
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++) supply += offered[arrays.PairOffer[pair]];
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
