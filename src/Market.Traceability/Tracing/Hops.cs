using Market.Traceability.Epcis;

namespace Market.Traceability.Tracing;

/// <summary>Where a walk stands.</summary>
/// <param name="Carrier">Reached from its contents: what else lies in it has nothing to do with them.</param>
/// <param name="When">While the contents were in it; always for goods themselves.</param>
internal readonly record struct Visit(string Key, bool Carrier, Span When)
{
    public static Visit Goods(string key) => new(key, false, Span.Always);
}

/// <summary>One step of a walk.</summary>
/// <param name="Next">null where the walk ends: a place.</param>
/// <param name="Seq">The event that says so; 0 for a harvest.</param>
internal sealed record Hop(string From, string To, TraceLinkKind Kind, long? Grams, bool Inferred, long Seq, Visit? Next)
{
    /// <summary>The node that the step leads to.</summary>
    public string Reached { get; init; } = Next?.Key ?? "";

    public TraceNodeKind NodeKind { get; init; }
}

/// <summary>The steps that a set of events allows.</summary>
internal sealed class Hops
{
    private readonly TraceDirection direction;
    private readonly ILookup<string, TracedEvent> byKey;
    private readonly ILookup<string, Membership> byChild, byParent;

    /// <param name="direction">Back or forward.</param>
    /// <param name="events">All events of the keys that are asked for.</param>
    /// <param name="emptying">Events that empty packs without naming their contents.</param>
    public Hops(TraceDirection direction, IReadOnlyCollection<TracedEvent> events, IEnumerable<TracedEvent> emptying)
    {
        this.direction = direction;
        byKey = events.SelectMany(x => x.Keys.Select(y => y.Key).Distinct(StringComparer.Ordinal), (x, key) => (Key: key, Event: x)).ToLookup(x => x.Key, x => x.Event, StringComparer.Ordinal);
        var members = Memberships.Of(events.Concat(emptying).DistinctBy(x => x.Seq));
        (byChild, byParent) = (members.ToLookup(x => x.Child.Key, StringComparer.Ordinal), members.ToLookup(x => x.Parent, StringComparer.Ordinal));
    }

    public IEnumerable<Hop> From(Visit visit)
    {
        var told = byKey[visit.Key].Where(x => visit.When.Has(x.At));
        var made = told.Where(x => x.Type == "TransformationEvent").SelectMany(x => Made(x, visit.Key));
        return made.Concat(told.Where(x => x.Type != "AssociationEvent").SelectMany(x => Journeys(x, visit.Key))).Concat(Into(visit)).Concat(visit.Carrier ? [] : Contents(visit));
    }

    private IEnumerable<Hop> Made(TracedEvent one, string key)
    {
        var (inputs, outputs) = (Sums(one, KeyRole.Input), Sums(one, KeyRole.Output));
        var mixed = inputs.Count > 1 && outputs.Count > 1;
        if (!(direction == TraceDirection.Forward ? inputs : outputs).ContainsKey(key)) yield break;
        foreach (var (other, part) in direction == TraceDirection.Forward ? outputs : inputs)
        {
            var (from, to) = direction == TraceDirection.Forward ? (key, other) : (other, key);
            yield return new(from, to, TraceLinkKind.Transformation, Share(inputs, from, outputs[to].Grams), mixed, one.Seq, Visit.Goods(other)) { NodeKind = Kind(part.Key) };
        }
    }

    /// <summary>What of an output came from one input: by the inputs' weights, the loss alike for all.</summary>
    private static long? Share(Dictionary<string, (EventKey Key, long? Grams)> inputs, string from, long? output)
    {
        if (output is null || inputs.Count == 1) return output;
        return inputs.Values.Any(x => x.Grams is null) || inputs.Values.Sum(x => x.Grams!.Value) is not (> 0 and var all) ? null
            : (long)((Int128)output.Value * inputs[from].Grams!.Value / all);
    }

    private static Dictionary<string, (EventKey Key, long? Grams)> Sums(TracedEvent one, KeyRole role) =>
        one.Of(role).GroupBy(x => x.Key, StringComparer.Ordinal).ToDictionary(x => x.Key, x => (x.First(), x.Any(y => y.Grams is null) ? null : (long?)x.Sum(y => y.Grams!.Value)), StringComparer.Ordinal);

    /// <summary>Goods go to a place, or come from one; asked of a place, the goods that came or went.</summary>
    private IEnumerable<Hop> Journeys(TracedEvent one, string key)
    {
        var forward = direction == TraceDirection.Forward;
        var kind = forward ? TraceLinkKind.Shipping : TraceLinkKind.Receiving;
        if (one.Goods.Any(x => x.Key == key))
            foreach (var place in one.Of(forward ? KeyRole.Destination : KeyRole.Source).Select(x => x.Key).Distinct(StringComparer.Ordinal))
                yield return new(forward ? key : place, forward ? place : key, kind, one.Goods.First(x => x.Key == key).Grams, false, one.Seq, null) { Reached = place, NodeKind = TraceNodeKind.Place };
        if (one.Of(forward ? KeyRole.Source : KeyRole.Destination).Any(x => x.Key == key))
            foreach (var goods in one.Goods)
                yield return new(forward ? key : goods.Key, forward ? goods.Key : key, forward ? TraceLinkKind.Receiving : TraceLinkKind.Shipping, goods.Grams, false, one.Seq, Visit.Goods(goods.Key)) { NodeKind = Kind(goods) };
    }

    /// <summary>What the goods lay in went where they went.</summary>
    private IEnumerable<Hop> Into(Visit visit)
    {
        foreach (var member in byChild[visit.Key])
            if (member.When.Meet(visit.When) is { } together)
                yield return new(visit.Key, member.Parent, TraceLinkKind.Aggregation, member.Child.Grams, false, member.Seq, new(member.Parent, true, together)) { NodeKind = TraceNodeKind.Pack };
    }

    /// <summary>What lay in the goods; of a lot only a part did, and where that part went nobody says.</summary>
    private IEnumerable<Hop> Contents(Visit visit) => byParent[visit.Key].Select(x =>
        new Hop(x.Child.Key, visit.Key, TraceLinkKind.Aggregation, x.Child.Grams, x.Child.IsClass && direction == TraceDirection.Forward, x.Seq, Visit.Goods(x.Child.Key)) { NodeKind = Kind(x.Child) });

    /// <summary>Kind of the goods that a key of an event names.</summary>
    public static TraceNodeKind Kind(EventKey key) => key.IsClass ? TraceNodeKind.Lot
        : key.Role == KeyRole.Parent || key.Key.Contains("/00/", StringComparison.Ordinal) || key.Key.Contains("/id/pack/", StringComparison.Ordinal) || key.Key.Contains("/id/pallet/", StringComparison.Ordinal)
        ? TraceNodeKind.Pack : TraceNodeKind.Item;
}
