using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>How far a walk may go.</summary>
/// <param name="Depth">Most steps in a row.</param>
/// <param name="Nodes">Most nodes.</param>
internal sealed record WalkLimits(int Depth, int Nodes)
{
    /// <summary>A recall forgets nobody. What stops it is that every pair of key and time is visited once.</summary>
    public static readonly WalkLimits None = new(int.MaxValue, int.MaxValue);

    /// <summary>Events of one question that an answer of so many nodes is worth.</summary>
    public int Events => Nodes > 10_000_000 ? int.MaxValue : Nodes * 20;
}

/// <summary>Walks the graph of events level by level, each level with a few questions whatever its width.</summary>
/// <param name="direction">Back or forward.</param>
internal sealed class Walk(TraceDb db, TraceSettings settings, TraceDirection direction, WalkLimits limits)
{
    private readonly TraceEvents events = new(db, limits.Events, direction == TraceDirection.Forward ? KeyRole.Output : KeyRole.Input);
    private readonly HashSet<string> goods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Span>> carriers = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string, TraceLinkKind, long)> counted = [];
    private readonly HashSet<(string From, string To)> toldSteps = [];
    private bool truncated;

    public Dictionary<string, TraceNodeKind> Nodes { get; } = new(StringComparer.Ordinal);
    public Dictionary<(string From, string To, TraceLinkKind Kind), TraceLink> Links { get; } = [];
    public bool Truncated => truncated || events.Truncated;

    /// <summary>Asked before the events of keys are read: a recall stops their lots first, so that none leaves behind its back.</summary>
    public Func<IReadOnlyCollection<string>, Task>? Before { get; init; }

    public async Task RunAsync(IReadOnlyCollection<(string Key, TraceNodeKind Kind)> starts, CancellationToken ct)
    {
        foreach (var (key, kind) in starts) Nodes[key] = kind;
        var level = starts.Select(x => Visit.Goods(x.Key)).Where(IsNew).ToList();
        for (var depth = 0; level.Count > 0; depth++)
        {
            if (depth == limits.Depth)
            {
                truncated = true;
                return;
            }
            level = await StepAsync(level, ct);
        }
    }

    /// <summary>Nodes that are reached without any inferred link.</summary>
    public HashSet<string> Certain(IEnumerable<string> starts)
    {
        var next = toldSteps.ToLookup(x => x.From, x => x.To, StringComparer.Ordinal);
        var (found, open) = (new HashSet<string>(starts, StringComparer.Ordinal), new Stack<string>());
        foreach (var start in found) open.Push(start);
        while (open.TryPop(out var key))
            foreach (var to in next[key])
                if (found.Add(to)) open.Push(to);
        return found;
    }

    private async Task<List<Visit>> StepAsync(List<Visit> level, CancellationToken ct)
    {
        var keys = level.Select(x => x.Key).ToHashSet(StringComparer.Ordinal);
        if (Before is { } before) await before(keys);
        var found = await events.AboutAsync(keys, ct);
        var packs = found.Where(x => x.Type == "AggregationEvent").SelectMany(x => x.Of(KeyRole.Parent)).Select(x => x.Key).ToHashSet(StringComparer.Ordinal);
        var hops = new Hops(direction, found, packs.Count > 0 ? await events.EmptyingAsync(packs, ct) : []);
        var plots = (await HarvestsAsync(keys, ct)).ToLookup(x => direction == TraceDirection.Back ? x.To : x.From, StringComparer.Ordinal);
        var next = new List<Visit>();
        foreach (var visit in level)
            foreach (var hop in hops.From(visit).Concat(plots[visit.Key]))
                if (Add(visit, hop) && hop.Next is { } to && IsNew(to)) next.Add(to);
        return next;
    }

    private async Task<List<Hop>> HarvestsAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var (hops, prefix) = (new List<Hop>(), settings.Plot(""));
        var wanted = direction == TraceDirection.Back ? keys : [.. keys.Where(x => x.StartsWith(prefix, StringComparison.Ordinal)).Select(x => x[prefix.Length..])];
        foreach (var some in wanted.Chunk(1_000))
        {
            var pairs = db.LotPlots.Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new { x.PlotId, y.Key, y.ProducedGrams }).Join(db.Plots, x => x.PlotId, y => y.Id, (x, y) => new { Lot = x.Key, Grams = x.ProducedGrams, y.Code, x.PlotId });
            foreach (var pair in await (direction == TraceDirection.Back ? pairs.Where(x => some.Contains(x.Lot)) : pairs.Where(x => some.Contains(x.Code))).AsNoTracking().ToListAsync(ct))
            {
                var (plot, back) = (settings.Plot(pair.Code), direction == TraceDirection.Back);
                hops.Add(new(plot, pair.Lot, TraceLinkKind.Harvest, null, false, 0, Visit.Goods(back ? plot : pair.Lot)) { NodeKind = back ? TraceNodeKind.Plot : TraceNodeKind.Lot });
            }
        }
        return hops;
    }

    /// <returns>false when there is no room for the node.</returns>
    private bool Add(Visit visit, Hop hop)
    {
        if (!Nodes.ContainsKey(hop.Reached))
        {
            if (Nodes.Count >= limits.Nodes)
            {
                truncated = true;
                return false;
            }
            Nodes[hop.Reached] = hop.NodeKind;
        }
        if (!hop.Inferred) toldSteps.Add((visit.Key, hop.Reached));
        if (!counted.Add((hop.From, hop.To, hop.Kind, hop.Seq))) return true;
        var known = Links.TryGetValue((hop.From, hop.To, hop.Kind), out var link) ? link : new(hop.From, hop.To, hop.Kind, null, true);
        Links[(hop.From, hop.To, hop.Kind)] = known with { Grams = known.Grams is null ? hop.Grams : known.Grams + (hop.Grams ?? 0), Inferred = known.Inferred && hop.Inferred };
        return true;
    }

    private bool IsNew(Visit visit)
    {
        if (goods.Contains(visit.Key)) return false;
        if (!visit.Carrier) return goods.Add(visit.Key);
        if (!carriers.TryGetValue(visit.Key, out var spans)) carriers[visit.Key] = spans = [];
        if (spans.Exists(visit.When.IsIn)) return false;
        spans.Add(visit.When);
        return true;
    }
}
