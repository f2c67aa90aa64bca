using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Puts the accepted awards into an empty plan. Which harvest serves which is a flow: taken one by one, an award could use up what only another can live on.</summary>
internal sealed class AcceptedFlow(PlanState state)
{
    private const long Nowhere = 1L << 50;
    private readonly MarketArrays arrays = state.Arrays;
    private readonly int windows = state.Arrays.Windows;
    private readonly NetworkSimplex network = new();
    private readonly List<(Slot Slot, int Window, long Grams, int Node, int Tie)> deliveries = [];
    private readonly Dictionary<int, int> pools = [], sources = [];

    /// <summary>Grams by line and window.</summary>
    private readonly long[] agreed = new long[state.Arrays.Lines * state.Arrays.Windows];

    /// <exception cref="Kernel.RuleException">When it cannot be supplied, or no longer passes the filters.</exception>
    public void Load(CancellationToken ct)
    {
        foreach (var ((offer, line), grams) in arrays.Accepted.OrderBy(x => x.Key.Line).ThenBy(x => x.Key.Offer)) Open(offer, line, grams);
        if (deliveries.Count == 0) return;
        var draws = Build();
        network.Solve(ct);
        foreach (var (slot, w, grams, node, tie) in deliveries)
        {
            if (network.Flow(tie) > 0) throw Refusal("match.accepted_too_much", Path(slot.Offer, slot.Line), grams);
            var first = arrays.WindowSourceStart[slot.Offer * windows + w];
            var taken = new long[arrays.WindowSourceStart[slot.Offer * windows + w + 1] - first];
            foreach (var (place, arc) in draws[node]) taken[place] = network.Flow(arc);
            state.Set(slot, w, grams, taken);
        }
        state.Keep();
    }

    private void Open(int offer, int line, long[] grams)
    {
        var (pair, path) = (arrays.Pair(line, offer), Path(offer, line));
        if (pair < 0) throw Refusal("match.accepted_not_eligible", path);
        if (state.Slots[line].Count == arrays.LineSuppliers[line] || grams.Sum() > arrays.LineShare[line]) throw Refusal("match.accepted_too_much", path, grams.Sum());
        var slot = state.Open(pair, line);
        for (var w = 0; w < windows; w++)
        {
            if (grams[w] == 0) continue;
            if ((arrays.PairWindows[pair] >> w & 1) == 0) throw Refusal("match.accepted_not_eligible", path);
            if ((agreed[line * windows + w] += grams[w]) > arrays.Demand[line * windows + w]) throw Refusal("match.accepted_too_much", path, grams[w]);
            deliveries.Add((slot, w, grams[w], 0, 0));
        }
    }

    /// <returns>By delivery node its arcs, with the place among the window's sources.</returns>
    private Dictionary<int, List<(int Place, int Arc)>> Build()
    {
        var (draws, node) = (new Dictionary<int, List<(int, int)>>(), 1);
        foreach (var delivery in deliveries)
            foreach (var (source, _) in Usable(delivery.Slot, delivery.Window))
            {
                if (pools.TryAdd(arrays.Sources.Pool[source], node)) node++;
                if (sources.TryAdd(source, node)) node++;
            }
        network.Clear(node + deliveries.Count);
        foreach (var (pool, at) in pools) network.Tie(at, -arrays.PoolGrams[pool], 0);
        foreach (var (source, at) in sources)
        {
            network.Tie(at, 0, 0);
            network.Add(pools[arrays.Sources.Pool[source]], at, 0, arrays.Sources.Grams[source]);
        }
        for (var i = 0; i < deliveries.Count; i++)
        {
            var (slot, w, grams, _, _) = deliveries[i];
            deliveries[i] = (slot, w, grams, node + i, network.Tie(node + i, grams, Nowhere));
            draws[node + i] = [.. Usable(slot, w).Select(x => (x.Place, network.Add(sources[x.Source], node + i, (w - arrays.Sources.From[x.Source]) * arrays.OfferCarry[slot.Offer], NetworkSimplex.Endless)))];
        }
        return draws;
    }

    private IEnumerable<(int Source, int Place)> Usable(Slot slot, int w)
    {
        var first = arrays.WindowSourceStart[slot.Offer * windows + w];
        for (var i = first; i < arrays.WindowSourceStart[slot.Offer * windows + w + 1]; i++)
            if ((arrays.Sources.Mask(arrays.WindowSource[i], arrays.LineClass[slot.Line]) >> w & 1) != 0) yield return (arrays.WindowSource[i], i - first);
    }

    private string Path(int offer, int line) => $"earlier.{arrays.Problem.Offers[offer].Id}.{arrays.Problem.Lines[line].Id}";
}
