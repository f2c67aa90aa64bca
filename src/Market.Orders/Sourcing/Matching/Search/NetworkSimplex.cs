namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>Least-cost flow with capacities: primal network simplex on a strongly feasible tree, block pricing. One solver is used for many networks.</summary>
/// <remarks>Node 0 is the root. Every node starts with an arc to or from it, so the first tree is feasible by itself and needs no big penalty. After Ahuja, Magnanti, Orlin, Network Flows, chapter 11.</remarks>
internal sealed class NetworkSimplex
{
    public const long Endless = long.MaxValue / 4;

    private int nodes, arcs;
    private int[] from = [], to = [];
    private long[] cost = [], capacity = [], flow = [];
    private sbyte[] state = [];
    private int[] parent = [], tree = [], depth = [], child = [], next = [], previous = [], stack = [];
    private long[] potential = [];
    private bool[] up = [];

    public int Arcs => arcs;

    public void Clear(int nodeCount)
    {
        (nodes, arcs) = (nodeCount, 0);
        if (parent.Length >= nodeCount) return;
        var size = nodeCount * 2;
        (parent, tree, depth, child, next, previous, stack) = (new int[size], new int[size], new int[size], new int[size], new int[size], new int[size], new int[size]);
        (potential, up) = (new long[size], new bool[size]);
    }

    /// <returns>The arc's number.</returns>
    public int Add(int source, int target, long price, long most)
    {
        if (arcs == from.Length) Grow();
        (from[arcs], to[arcs], cost[arcs], capacity[arcs], flow[arcs], state[arcs]) = (source, target, price, most, 0, 1);
        return arcs++;
    }

    /// <summary>The first arc of a node: from the root when it needs grams, to the root when it has some to give.</summary>
    /// <param name="grams">Needed (positive) or given (0 or negative).</param>
    public int Tie(int node, long grams, long price)
    {
        var arc = grams > 0 ? Add(0, node, price, Endless) : Add(node, 0, price, Endless);
        flow[arc] = Math.Abs(grams);
        state[arc] = 0;
        (parent[node], tree[node], depth[node], up[node]) = (0, arc, 1, grams <= 0);
        potential[node] = grams > 0 ? price : -price;
        return arc;
    }

    public long Flow(int arc) => flow[arc];

    /// <summary>Price of one more gram at the node.</summary>
    public long Potential(int node) => potential[node];

    public void Solve(CancellationToken ct)
    {
        (parent[0], depth[0], child[0], potential[0]) = (-1, 0, -1, 0);
        for (var node = 1; node < nodes; node++) child[node] = -1;
        for (var node = 1; node < nodes; node++) Hang(node, 0);
        var (block, at, pivots) = (Math.Max(10, (int)Math.Sqrt(arcs)), 0, 0);
        while (Entering(block, ref at) is >= 0 and var arc)
        {
            Pivot(arc);
            if ((++pivots & 1023) == 0) ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Sum of flow times cost.</summary>
    public Int128 Total()
    {
        Int128 total = 0;
        for (var arc = 0; arc < arcs; arc++) total += (Int128)flow[arc] * cost[arc];
        return total;
    }

    private int Entering(int block, ref int at)
    {
        var (best, worst, counted) = (-1, 0L, 0);
        for (var i = 0; i < arcs; i++)
        {
            var reduced = state[at] * (cost[at] + potential[from[at]] - potential[to[at]]);
            if (reduced < worst) (worst, best) = (reduced, at);
            if (++at == arcs) at = 0;
            if (++counted < block) continue;
            if (best >= 0) return best;
            counted = 0;
        }
        return best;
    }

    private void Pivot(int arc)
    {
        var (first, second) = state[arc] == 1 ? (from[arc], to[arc]) : (to[arc], from[arc]);
        var join = Join(first, second);
        var (delta, leaving, side) = (state[arc] == 1 ? capacity[arc] - flow[arc] : flow[arc], -1, 0);
        // Flow runs down from the join to first and up from second to the join: the last blocking arc of the walk keeps the tree strongly feasible.
        for (var node = first; node != join; node = parent[node])
        {
            var room = up[node] ? flow[tree[node]] : capacity[tree[node]] - flow[tree[node]];
            if (room < delta) (delta, leaving, side) = (room, node, 1);
        }
        for (var node = second; node != join; node = parent[node])
        {
            var room = up[node] ? capacity[tree[node]] - flow[tree[node]] : flow[tree[node]];
            if (room <= delta) (delta, leaving, side) = (room, node, 2);
        }
        if (delta > 0)
        {
            flow[arc] += state[arc] * delta;
            for (var node = first; node != join; node = parent[node]) flow[tree[node]] += up[node] ? -delta : delta;
            for (var node = second; node != join; node = parent[node]) flow[tree[node]] += up[node] ? delta : -delta;
        }
        if (side == 0) state[arc] = (sbyte)-state[arc];
        else Replace(arc, leaving, side == 1 ? first : second, side == 1 ? second : first);
    }

    private int Join(int a, int b)
    {
        while (a != b)
            if (depth[a] >= depth[b]) a = parent[a];
            else b = parent[b];
        return a;
    }

    /// <summary>Cuts the tree above <paramref name="leaving"/> and hangs the cut part by the entering arc.</summary>
    private void Replace(int arc, int leaving, int inside, int outside)
    {
        var old = tree[leaving];
        state[old] = (sbyte)(flow[old] == 0 ? 1 : -1);
        state[arc] = 0;
        var (node, above, edge, upward) = (inside, outside, arc, from[arc] == inside);
        while (true)
        {
            var (formerParent, formerEdge, formerUp) = (parent[node], tree[node], up[node]);
            Unhang(node);
            (parent[node], tree[node], up[node]) = (above, edge, upward);
            Hang(node, above);
            if (node == leaving) break;
            (above, edge, upward, node) = (node, formerEdge, !formerUp, formerParent);
        }
        Renew(inside);
    }

    /// <summary>Depths and potentials below a node.</summary>
    private void Renew(int top)
    {
        var count = 0;
        stack[count++] = top;
        while (count > 0)
        {
            var node = stack[--count];
            depth[node] = depth[parent[node]] + 1;
            potential[node] = up[node] ? potential[parent[node]] - cost[tree[node]] : potential[parent[node]] + cost[tree[node]];
            for (var below = child[node]; below >= 0; below = next[below]) stack[count++] = below;
        }
    }

    private void Hang(int node, int above)
    {
        (next[node], previous[node]) = (child[above], -1);
        if (child[above] >= 0) previous[child[above]] = node;
        child[above] = node;
    }

    private void Unhang(int node)
    {
        if (previous[node] >= 0) next[previous[node]] = next[node];
        else child[parent[node]] = next[node];
        if (next[node] >= 0) previous[next[node]] = previous[node];
    }

    private void Grow()
    {
        var size = Math.Max(1024, from.Length * 2);
        Array.Resize(ref from, size);
        Array.Resize(ref to, size);
        Array.Resize(ref cost, size);
        Array.Resize(ref capacity, size);
        Array.Resize(ref flow, size);
        Array.Resize(ref state, size);
    }
}
