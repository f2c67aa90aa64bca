using System.Collections.Concurrent;

namespace Market.Catalog.Search;

/// <summary>A question without words and filters: a shelf, in an order, on a day.</summary>
internal readonly record struct Shelf(string? Category, ProductSort Sort, int Page, int PageSize, DateOnly Today)
{
    /// <returns>null when more is asked than for a shelf.</returns>
    public static Shelf? Of(ProductQuery query, DateOnly today) =>
        string.IsNullOrWhiteSpace(query.Text) && query is { Badges.Count: 0, Towns.Count: 0, Cooperatives.Count: 0, PriceFrom: null, PriceTo: null, Presale: null }
            ? new(query.Category, query.Sort, query.Page, query.PageSize, today)
            : null;
}

/// <summary>What is on the shelves of one state of the index: everybody looks at the same few, and nothing but the index and the day changes them.</summary>
internal sealed class Browsing
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<Shelf, ProductHits> _seen = new();

    public ProductHits See(in Shelf shelf, Func<ProductHits> look)
    {
        if (_seen.TryGetValue(shelf, out var hits)) return hits;
        if (_seen.Count >= Most) _seen.Clear();
        return _seen[shelf] = look();
    }
}
