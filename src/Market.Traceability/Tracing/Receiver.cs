namespace Market.Traceability.Tracing;

/// <summary>Who received goods.</summary>
/// <param name="Key">Key of the place or party in events.</param>
/// <param name="Kind">order, station, store or cooperative for keys of the marketplace, place for any other.</param>
/// <param name="Grams">Grams that went there; null when no event says.</param>
public sealed record Receiver(string Key, string Kind, long? Grams)
{
    private static readonly string[] Kinds = ["order", "station", "store", "cooperative"];

    /// <summary>The receivers that a walk forward has reached, by key.</summary>
    internal static List<Receiver> Of(Walk walk, TraceSettings settings) => [.. walk.Links.Values.Where(x => x.Kind == TraceLinkKind.Shipping && walk.Nodes[x.To] == TraceNodeKind.Place)
        .GroupBy(x => x.To, StringComparer.Ordinal).OrderBy(x => x.Key, StringComparer.Ordinal)
        .Select(x => new Receiver(x.Key, Array.Find(Kinds, kind => x.Key.StartsWith(settings.Place(kind, ""), StringComparison.Ordinal)) ?? "place", x.Any(y => y.Grams is not null) ? x.Sum(y => y.Grams ?? 0) : null))];
}
