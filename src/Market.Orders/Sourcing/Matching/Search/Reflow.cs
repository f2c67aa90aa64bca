namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>With it fixed who delivers what to whom, in which price tier and with how many trucks, the best amounts are a least-cost flow with bounds: solved exactly, product by product.</summary>
internal sealed class Reflow(PlanState state)
{
    /// <summary>Dearer than any real gram, so that no forced amount comes from nowhere.</summary>
    private const long Nowhere = 1L << 50;

    private readonly MarketArrays arrays = state.Arrays;
    private readonly int windows = state.Arrays.Windows;
    private readonly NetworkSimplex network = new();
    private readonly List<(Slot Slot, int Window, int Node, long Least, long Most, int Arc)> deliveries = [];
    private readonly List<(int Delivery, int Place, int Arc)> draws = [];
    private readonly Dictionary<int, int> poolNodes = [], sourceNodes = [], cellNodes = [];
    private readonly Dictionary<int, int> sharers = [];
    /// <summary>What these deliveries take now: only that is theirs to shift, other lines have the rest.</summary>
    private readonly Dictionary<int, long> poolDrawn = [], sourceDrawn = [];

    /// <returns>Whether anything became better.</returns>
    public bool Run(CancellationToken ct)
    {
        var better = false;
        foreach (var lines in Enumerable.Range(0, arrays.Lines).GroupBy(x => (arrays.Problem.Lines[x].Product, arrays.Problem.Lines[x].Grade)))
        {
            state.Keep();
            better |= Improve([.. lines], -1, ct);
        }
        state.Keep();
        return better;
    }

    /// <summary>The best amounts for lines of one product; taken back when they are not better.</summary>
    /// <param name="shunned">Offer that gets nothing new, or -1.</param>
    public bool Improve(List<int> lines, int shunned, CancellationToken ct)
    {
        var (mark, before) = (state.Mark, state.Staged);
        foreach (var line in lines) Widen(line, shunned);
        Build(lines);
        if (deliveries.Count > 0)
        {
            network.Solve(ct);
            Write();
        }
        foreach (var line in lines)
            for (var i = state.Slots[line].Count - 1; i >= 0; i--)
                if (state.Slots[line][i] is { Total: 0, Floor: null } empty) state.Close(empty);
        if (state.Staged < before && Affordable(lines)) return true;
        state.Rollback(mark);
        return false;
    }

    /// <summary>Offers that are used anyway may serve a line too where neither lots, tiers, trucks nor the number of suppliers stand against it.</summary>
    private void Widen(int line, int shunned)
    {
        if (arrays.HasTrucks || arrays.LineShare[line] < long.MaxValue || arrays.LineSuppliers[line] < arrays.PairStart[line + 1] - arrays.PairStart[line]) return;
        for (var pair = arrays.PairStart[line]; pair < arrays.PairStart[line + 1]; pair++)
        {
            var offer = arrays.PairOffer[pair];
            if (offer == shunned || arrays.Lot(pair, line) > 1 || arrays.TierStart[offer + 1] - arrays.TierStart[offer] > 1 || state.Find(line, offer) is not null) continue;
            if (arrays.OfferFixed[offer] == 0 || state.Uses(offer, arrays.LineTender[line]) > 0) state.Open(pair, line);
        }
    }

    private bool Affordable(IEnumerable<int> lines) => lines.All(x => state.Spent[arrays.LineTender[x]] <= arrays.Budget[arrays.LineTender[x]]);

    private void Build(List<int> lines)
    {
        deliveries.Clear();
        draws.Clear();
        poolNodes.Clear();
        sourceNodes.Clear();
        cellNodes.Clear();
        sharers.Clear();
        poolDrawn.Clear();
        sourceDrawn.Clear();
        foreach (var line in lines)
            foreach (var slot in state.Slots[line])
                for (var w = 0; w < windows; w++)
                    if (slot.Grams[w] > 0 || (slot.Total == 0 && slot.Floor is null && (arrays.PairWindows[slot.Pair] >> w & 1) != 0)) Number(slot, w);
        var node = 1;
        foreach (var pool in poolNodes.Keys.Order()) poolNodes[pool] = node++;
        foreach (var source in sourceNodes.Keys.Order()) sourceNodes[source] = node++;
        foreach (var cell in cellNodes.Keys.Order()) cellNodes[cell] = node++;
        network.Clear(node + deliveries.Count);
        foreach (var (pool, at) in poolNodes) network.Tie(at, -(state.PoolLeft(pool) + poolDrawn[pool]), 0);
        foreach (var (source, at) in sourceNodes)
        {
            network.Tie(at, 0, 0);
            network.Add(poolNodes[arrays.Sources.Pool[source]], at, 0, state.SourceLeft(source) + sourceDrawn[source]);
        }
        for (var i = 0; i < deliveries.Count; i++) Deliver(i, node + i);
        var firm = new Dictionary<int, long>();
        foreach (var (slot, w, _, least, _, _) in deliveries) firm[slot.Line * windows + w] = firm.GetValueOrDefault(slot.Line * windows + w) + least;
        foreach (var (cell, at) in cellNodes)
        {
            var open = arrays.Demand[cell] - firm.GetValueOrDefault(cell);
            network.Tie(at, open, open > 0 ? arrays.Penalty[cell / windows] : 0);
        }
        for (var i = 0; i < deliveries.Count; i++)
        {
            var (slot, w, at, least, most, _) = deliveries[i];
            deliveries[i] = deliveries[i] with { Arc = network.Add(at, cellNodes[slot.Line * windows + w], arrays.Unit(slot.Pair, slot.Grams[w]), most - least) };
        }
    }

    private void Number(Slot slot, int w)
    {
        deliveries.Add((slot, w, 0, 0, 0, 0));
        cellNodes[slot.Line * windows + w] = 0;
        if (arrays.HasTrucks) sharers[arrays.PairGroup[slot.Pair] + w] = sharers.GetValueOrDefault(arrays.PairGroup[slot.Pair] + w) + 1;
        var at = arrays.WindowSourceStart[slot.Offer * windows + w] - arrays.WindowSourceStart[slot.Offer * windows];
        EachSource(slot, w, (source, place) =>
        {
            var pool = arrays.Sources.Pool[source];
            poolNodes[pool] = 0;
            if (arrays.Sources.Grams[source] < arrays.PoolGrams[pool]) sourceNodes[source] = 0;
            poolDrawn[pool] = poolDrawn.GetValueOrDefault(pool) + slot.Draw[at + place];
            sourceDrawn[source] = sourceDrawn.GetValueOrDefault(source) + slot.Draw[at + place];
        });
    }

    private void Deliver(int i, int at)
    {
        var (slot, w, _, _, _, _) = deliveries[i];
        var (least, most) = Range(slot, w);
        deliveries[i] = (slot, w, at, least, most, 0);
        network.Tie(at, least, least > 0 ? Nowhere : 0);
        EachSource(slot, w, (source, place) =>
        {
            var from = sourceNodes.TryGetValue(source, out var node) ? node : poolNodes[arrays.Sources.Pool[source]];
            draws.Add((i, place, network.Add(from, at, (w - arrays.Sources.From[source]) * arrays.OfferCarry[slot.Offer], NetworkSimplex.Endless)));
        });
    }

    /// <summary>Between which amounts lot, tier, share and trucks stay as they are.</summary>
    private (long Least, long Most) Range(Slot slot, int w)
    {
        var (grams, line) = (slot.Grams[w], slot.Line);
        if (arrays.LineShare[line] < long.MaxValue || slot.Proposed is not null) return (grams, grams);
        var (least, most) = (Math.Max(slot.Total == 0 ? 0 : Math.Min(grams, arrays.Lot(slot.Pair, line)), slot.Floor?[w] ?? 0), arrays.Demand[line * windows + w]);
        for (var tier = arrays.TierStart[slot.Offer]; tier < arrays.TierStart[slot.Offer + 1]; tier++)
        {
            if (arrays.TierFrom[tier] <= grams) least = Math.Max(least, arrays.TierFrom[tier]);
            else most = Math.Min(most, arrays.TierFrom[tier] - 1);
        }
        if (!arrays.HasTrucks) return (least, most);
        var (group, size) = (arrays.PairGroup[slot.Pair] + w, arrays.Problem.Rules.TruckGrams);
        return (least, Math.Min(most, grams + (state.Truckloads(state.Load[group]) * size - state.Load[group]) / sharers[group]));
    }

    private void Write()
    {
        var at = 0;
        for (var i = 0; i < deliveries.Count; i++)
        {
            var (slot, w, _, least, _, arc) = deliveries[i];
            var first = arrays.WindowSourceStart[slot.Offer * windows + w];
            var next = new long[arrays.WindowSourceStart[slot.Offer * windows + w + 1] - first];
            for (; at < draws.Count && draws[at].Delivery == i; at++) next[draws[at].Place] = network.Flow(draws[at].Arc);
            var grams = least + network.Flow(arc);
            if (next.Sum() == grams) state.Set(slot, w, grams, next);
        }
    }

    private void EachSource(Slot slot, int w, Action<int, int> action)
    {
        var first = arrays.WindowSourceStart[slot.Offer * windows + w];
        for (var i = first; i < arrays.WindowSourceStart[slot.Offer * windows + w + 1]; i++)
            if ((arrays.Sources.Mask(arrays.WindowSource[i], arrays.LineClass[slot.Line]) >> w & 1) != 0) action(arrays.WindowSource[i], i - first);
    }
}
