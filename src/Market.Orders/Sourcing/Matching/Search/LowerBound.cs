namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>No plan is cheaper than this: least-cost flows of the whole problem (no candidate left out) with lots, suppliers per line, budgets and shares relaxed, and trucks and fixed charges spread over the most they can carry.</summary>
/// <remarks>It falls apart by product, and by window where nothing keeps; each part is one network.</remarks>
internal sealed class LowerBound
{
    private const double FirstStep = 0.25;
    /// <summary>Rounds without a better bound before the step is halved.</summary>
    private const int Patience = 3;

    private readonly MarketArrays arrays;
    private readonly int windows;
    private readonly NetworkSimplex network = new();
    private readonly int[] root, poolNode, sourceNode;
    private readonly UnitFloor floor;
    private readonly List<int> usedPools = [], usedSources = [];
    private readonly List<(int Arc, int Pair, int Cell)> deliveries = [];
    private readonly long[] poolPrice, linePrice;

    private LowerBound(MarketArrays arrays, bool weighted)
    {
        (this.arrays, windows, floor) = (arrays, arrays.Windows, new(arrays, weighted));
        root = [.. Enumerable.Range(0, arrays.Demand.Length + arrays.PoolGrams.Length)];
        (poolNode, sourceNode) = (new int[arrays.PoolGrams.Length], new int[arrays.Sources.Pool.Count]);
        (PoolPrice, poolPrice) = (new long[arrays.PoolGrams.Length], new long[arrays.PoolGrams.Length]);
        (LinePrice, linePrice) = (new long[arrays.Demand.Length], new long[arrays.Demand.Length]);
    }

    /// <summary>Millionths of a fen.</summary>
    public Int128 Value { get; private set; }
    /// <summary>What one more gram of a harvest would save.</summary>
    public long[] PoolPrice { get; }
    /// <summary>What one more gram of demand would cost.</summary>
    public long[] LinePrice { get; }

    /// <param name="rounds">Times the weights are improved; 0 for very large markets.</param>
    public static LowerBound Find(MarketArrays arrays, int rounds, IProgress<MatchProgress>? progress, CancellationToken ct)
    {
        var bound = new LowerBound(arrays, rounds > 0);
        bound.Join();
        var parts = bound.Parts();
        var (step, failed) = (FirstStep, 0);
        for (var round = 0; round <= rounds; round++)
        {
            failed = bound.Round(parts, ct) ? 0 : failed + 1;
            if (failed == Patience) (step, failed) = (step / 2, 0);
            bound.floor.Weights?.Improve(step, failed == 0);
            progress?.Report(new(MatchStage.Bound, round + 1, rounds + 1));
        }
        foreach (var grams in arrays.Proposed.Values) foreach (var some in grams) bound.Value += (Int128)some * arrays.ChangeUnit;
        return bound;
    }

    /// <returns>Whether it is the best so far.</returns>
    private bool Round(List<List<int>> parts, CancellationToken ct)
    {
        total = 0;
        floor.Weights?.Forget();
        foreach (var part in parts) Solve(part, ct);
        if (floor.Weights is not null) total -= floor.Weights.Places;
        if (total <= Value && Value > 0) return false;
        Value = total;
        floor.Weights?.Keep();
        poolPrice.CopyTo(PoolPrice, 0);
        linePrice.CopyTo(LinePrice, 0);
        return true;
    }

    private Int128 total;

    private void Join()
    {
        for (var line = 0; line < arrays.Lines; line++)
            for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
                for (var w = 0; w < windows; w++)
                    if ((arrays.PairWindows[pair] >> w & 1) != 0)
                        for (var i = arrays.WindowSourceStart[arrays.PairOffer[pair] * windows + w]; i < arrays.WindowSourceStart[arrays.PairOffer[pair] * windows + w + 1]; i++)
                            if (Usable(arrays.WindowSource[i], line, w)) root[Root(arrays.Demand.Length + arrays.Sources.Pool[arrays.WindowSource[i]])] = Root(line * windows + w);
    }

    private List<List<int>> Parts()
    {
        var (parts, of) = (new List<List<int>>(), new Dictionary<int, int>());
        for (var cell = 0; cell < arrays.Demand.Length; cell++)
        {
            if (arrays.Demand[cell] == 0) continue;
            if (!of.TryGetValue(Root(cell), out var part))
            {
                of[Root(cell)] = part = parts.Count;
                parts.Add([]);
            }
            parts[part].Add(cell);
        }
        return parts;
    }

    private void Solve(List<int> cells, CancellationToken ct)
    {
        usedPools.Clear();
        usedSources.Clear();
        deliveries.Clear();
        foreach (var cell in cells) EachSource(cell, (source, _) => Use(source));
        network.Clear(1 + cells.Count + usedPools.Count + usedSources.Count);
        foreach (var pool in usedPools) network.Tie(poolNode[pool], -arrays.PoolGrams[pool], 0);
        foreach (var source in usedSources)
        {
            network.Tie(sourceNode[source], 0, 0);
            network.Add(poolNode[arrays.Sources.Pool[source]], sourceNode[source], 0, arrays.Sources.Grams[source]);
        }
        for (var i = 0; i < cells.Count; i++)
        {
            var (cell, node) = (cells[i], 1 + usedPools.Count + usedSources.Count + i);
            var line = cell / windows;
            var served = Math.Min(arrays.Demand[cell], floor.MostServed(line, cell % windows));
            total += (Int128)(arrays.Demand[cell] - served) * arrays.Penalty[line];
            // A demand of 0 still needs its arc to the root.
            network.Tie(node, served, served > 0 ? arrays.Penalty[line] : 0);
            if (served == 0) continue;
            EachSource(cell, (source, pair) =>
            {
                var arc = network.Add(sourceNode[source] > 0 ? sourceNode[source] : poolNode[arrays.Sources.Pool[source]], node, floor.Unit(pair, line, cell % windows, source), NetworkSimplex.Endless);
                if (floor.Weights is not null) deliveries.Add((arc, pair, cell));
            });
        }
        network.Solve(ct);
        total += network.Total();
        if (floor.Weights is { } weights)
            foreach (var (arc, pair, cell) in deliveries) if (network.Flow(arc) is > 0 and var grams) weights.Saw(pair, cell / windows, cell % windows, grams);
        for (var i = 0; i < cells.Count; i++) linePrice[cells[i]] = network.Potential(1 + usedPools.Count + usedSources.Count + i);
        foreach (var pool in usedPools) poolPrice[pool] = Math.Max(0, network.Potential(poolNode[pool]));
        foreach (var pool in usedPools) poolNode[pool] = 0;
        foreach (var source in usedSources) sourceNode[source] = 0;
    }

    private void Use(int source)
    {
        var pool = arrays.Sources.Pool[source];
        if (poolNode[pool] == 0)
        {
            usedPools.Add(pool);
            poolNode[pool] = usedPools.Count + usedSources.Count;
        }
        if (arrays.Sources.Grams[source] >= arrays.PoolGrams[pool] || sourceNode[source] != 0) return;
        usedSources.Add(source);
        sourceNode[source] = usedPools.Count + usedSources.Count;
    }

    private void EachSource(int cell, Action<int, int> action)
    {
        var (line, w) = (cell / windows, cell % windows);
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
        {
            if ((arrays.PairWindows[pair] >> w & 1) == 0) continue;
            var offer = arrays.PairOffer[pair];
            for (var i = arrays.WindowSourceStart[offer * windows + w]; i < arrays.WindowSourceStart[offer * windows + w + 1]; i++)
                if (Usable(arrays.WindowSource[i], line, w)) action(arrays.WindowSource[i], pair);
        }
    }

    private bool Usable(int source, int line, int window) => (arrays.Sources.Mask(source, arrays.LineClass[line]) >> window & 1) != 0;

    private int Root(int x)
    {
        while (root[x] != x) x = root[x] = root[root[x]];
        return x;
    }
}
