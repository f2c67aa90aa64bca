using System.Globalization;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Listing;

/// <summary>Which products: what the address says.</summary>
/// <param name="Price">A bucket, e.g. 300-500 or 2000- (fen per 500 g).</param>
public sealed record ListingQuery(string? Q = null, string[]? Badge = null, Guid[]? Town = null, Guid[]? Coop = null, string? Price = null, string? Sort = null, int Page = 1);

public sealed record ListingPage(ListingQuery Query, string? CategorySlug, IReadOnlyList<CategoryView> Categories, ProductHits Hits, IReadOnlyList<CardModel> Cards, ListingNames Names, Pager Pager)
{
    /// <summary>Whether there are more towns and cooperatives than the lists show.</summary>
    public (bool Towns, bool Cooperatives) Cut { get; init; }
    public CategoryView? Category => Categories.FirstOrDefault(x => x.Slug == CategorySlug);
    public IReadOnlyList<string> Badges => Query.Badge ?? [];
    public IReadOnlyList<Guid> Towns => Query.Town ?? [];
    public IReadOnlyList<Guid> Coops => Query.Coop ?? [];
    public int Filters => Badges.Count + Towns.Count + Coops.Count + (Query.Price is null ? 0 : 1);
}

/// <summary>Names of what facets count, in the reader's language.</summary>
public sealed record ListingNames(IReadOnlyDictionary<string, string> Towns, IReadOnlyDictionary<string, string> Cooperatives);

/// <summary>Categories and search: one page with filters.</summary>
[AllowAnonymous]
public sealed class ListingController(IProductSearch search, ShopReads shop, Cards cards, FacetNames names, Wording wording) : Controller
{
    private const int PageSize = 24;

    [HttpGet("/search")]
    public Task<IActionResult> Search([FromQuery] ListingQuery query, CancellationToken ct) => ShowAsync(query, null, ct);

    [HttpGet("/c/{slug}")]
    public async Task<IActionResult> Category(string slug, [FromQuery] ListingQuery query, CancellationToken ct) =>
        (await shop.CategoriesAsync(ct)).Exists(x => x.Slug == slug) ? await ShowAsync(query, slug, ct) : NotFound();

    /// <summary>Options for the search box while somebody types.</summary>
    [HttpGet("/search/suggestions")]
    public async Task<IActionResult> Suggestions(string? q, CancellationToken ct) =>
        PartialView("Suggestions", await search.SuggestAsync(q ?? "", wording.English ? "en" : "zh-CN", ct));

    private async Task<IActionResult> ShowAsync(ListingQuery query, string? category, CancellationToken ct)
    {
        query = query with { Badge = Given(query.Badge) };
        var page = Math.Clamp(query.Page, 1, ProductQuery.MaxDepth / PageSize);
        var (from, to) = Range(query.Price);
        var hits = await search.SearchAsync(new ProductQuery
        {
            Text = query.Q ?? "",
            Category = category,
            Badges = query.Badge ?? [],
            Towns = query.Town ?? [],
            Cooperatives = query.Coop ?? [],
            PriceFrom = from,
            PriceTo = to,
            Sort = SortOf(query.Sort, query.Q),
            Page = page,
            PageSize = PageSize,
        }, ct);
        var cut = (hits.Facets.Towns.Count > FacetNames.Most, hits.Facets.Cooperatives.Count > FacetNames.Most);
        hits = hits with { Facets = FacetNames.Offered(hits.Facets, query) };
        return View("Index", new ListingPage(query, category, await shop.CategoriesAsync(ct), hits, await cards.OfAsync(hits.Ids, ct), await names.OfAsync(hits.Facets, ct),
            new(Request, page, Math.Min(hits.Total, ProductQuery.MaxDepth), PageSize))
        {
            Cut = cut,
        });
    }

    internal static ProductSort SortOf(string? sort, string? text) => sort switch
    {
        "newest" => ProductSort.Newest,
        "price" => ProductSort.PriceAscending,
        "-price" => ProductSort.PriceDescending,
        _ => string.IsNullOrWhiteSpace(text) ? ProductSort.Newest : ProductSort.Relevance,
    };

    /// <summary>"?badge=" says nothing, and arrives as null whatever the list's type says.</summary>
    internal static string[] Given(string?[]? values) => [.. (values ?? []).OfType<string>()];

    /// <summary>Reads a price bucket; anything else is no filter.</summary>
    private static (long? From, long? To) Range(string? text)
    {
        var parts = text?.Split('-');
        if (parts is not { Length: 2 }) return (null, null);
        return (Fen(parts[0]), Fen(parts[1]));
    }

    private static long? Fen(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? fen : null;
}
