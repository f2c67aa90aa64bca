using Market.Kernel;

namespace Market.Catalog.Search;

/// <summary>Product search in this process, over this replica's index.</summary>
internal sealed class LuceneSearch(ProductIndex index, TimeProvider clock) : IProductSearch
{
    private const int MaxPageSize = 100;

    public Task<ProductHits> SearchAsync(ProductQuery query, CancellationToken ct)
    {
        Check(query);
        using var lease = index.Search();
        if (lease is not { Searcher: var searcher }) return Task.FromResult(new ProductHits([], 0, ProductFacets.None, null));
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        return Task.FromResult(Shelf.Of(query, today) is { } shelf ? searcher.Browsing.See(shelf, () => Search(searcher, query, today, ct)) : Search(searcher, query, today, ct));
    }

    public Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, string language, CancellationToken ct)
    {
        using var lease = index.Search();
        return Task.FromResult<IReadOnlyList<Suggestion>>(lease is { Searcher: var searcher }
            ? Suggestions.For(searcher.IndexReader, text, language == "en")
            : []);
    }

    private static ProductHits Search(ProductSearcher searcher, ProductQuery query, DateOnly today, CancellationToken ct)
    {
        var terms = QueryTerms.Of(query.Text);
        var top = new TopHits(query.Page * query.PageSize);
        var counts = Collect(searcher, query, terms, top, today, ct);
        if (counts.Total > 0) return new(top.Page((query.Page - 1) * query.PageSize), counts.Total, counts.ToFacets(), null);

        string? closest = null;
        if (counts.Matched == 0 && terms.Count > 0)
            closest = Spelling.Closest(searcher, terms, text => Collect(searcher, query, QueryTerms.Of(text), new(0), today, ct).Matched > 0);
        return new([], 0, counts.ToFacets(), new(counts.Droppable(), closest));
    }

    private static FacetCounts Collect(ProductSearcher searcher, ProductQuery query, List<QueryTerm> terms, TopHits top, DateOnly today, CancellationToken ct)
    {
        var collector = new HitCollector(searcher, new Selection(query, searcher.Values), top, query.Sort)
        {
            Today = today,
        };
        ct.ThrowIfCancellationRequested();
        if (terms.Count > 0) searcher.Search(LuceneQueries.Of(terms, ranked: query.Sort == ProductSort.Relevance), collector);
        else if (string.IsNullOrWhiteSpace(query.Text)) searcher.Everything(collector, ct);
        return collector.Counts;
    }

    private static void Check(ProductQuery query)
    {
        if (query.PageSize is < 1 or > MaxPageSize)
            throw new RuleException("search.page_size", "A page shows 1 to 100 products.", "pageSize", MaxPageSize);
        if (query.Page < 1 || (long)query.Page * query.PageSize > ProductQuery.MaxDepth)
            throw new RuleException("search.page_range", "Only the first 10,000 products can be paged through; narrow the search.", "page", ProductQuery.MaxDepth);
        if (query.PriceFrom < 0 || query.PriceTo < 0 || query.PriceFrom > query.PriceTo)
            throw new RuleException("search.price_range", "The lowest price must not be above the highest, and neither below zero.", "price");
    }
}
