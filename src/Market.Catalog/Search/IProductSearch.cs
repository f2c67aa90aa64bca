using Market.Kernel;

namespace Market.Catalog.Search;

/// <summary>Finds products on sale. Its only truth is which ids match and how many; what a card shows is read elsewhere.</summary>
public interface IProductSearch
{
    /// <summary>Products that match every term and every filter, with counted facets.</summary>
    /// <exception cref="RuleException"><c>search.page_range</c>, <c>search.page_size</c> or <c>search.price_range</c>.</exception>
    Task<ProductHits> SearchAsync(ProductQuery query, CancellationToken ct);

    /// <summary>What the shopper may be about to type: at most eight products, categories, cooperatives, towns and villages.</summary>
    /// <param name="text">Beginning of a name in Han, English, pinyin (<c>tudou</c>) or initials (<c>td</c>).</param>
    /// <param name="language"><c>en</c> shows English names, anything else Chinese ones.</param>
    Task<IReadOnlyList<Suggestion>> SuggestAsync(string text, string language, CancellationToken ct);
}

/// <summary>Order of the hits. Products without a price per 500 g come last by price.</summary>
public enum ProductSort { Relevance, Newest, PriceAscending, PriceDescending }

/// <summary>What a shopper asks for. Values within one filter are alternatives; different filters must all hold.</summary>
public sealed record ProductQuery
{
    /// <summary>Longest text that is looked at; the rest is ignored.</summary>
    public const int MaxText = 100;

    /// <summary>Deepest hit that can be paged to; narrower filters find what lies beyond.</summary>
    public const int MaxDepth = 10_000;

    /// <summary>Free text, of which 100 characters and 8 terms count; blank finds everything.</summary>
    public string Text { get; init; } = "";
    public string? Category { get; init; }

    /// <summary>Badge kinds, e.g. <c>green</c>; only certificates valid today count.</summary>
    public IReadOnlyList<string> Badges { get; init; } = [];
    public IReadOnlyList<Guid> Towns { get; init; } = [];
    public IReadOnlyList<Guid> Cooperatives { get; init; } = [];

    /// <summary>Lowest price, fen per 500 g, inclusive.</summary>
    public long? PriceFrom { get; init; }

    /// <summary>Highest price, fen per 500 g, inclusive.</summary>
    public long? PriceTo { get; init; }

    /// <summary>true: can be bought in a presale; false: can be bought now; null: either.</summary>
    public bool? Presale { get; init; }
    public ProductSort Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to 100.</summary>
    public int PageSize { get; init; } = 20;
}

/// <summary>One page of hits and what the whole result consists of.</summary>
/// <param name="Ids">Product ids in order.</param>
/// <param name="Total">Exact number of hits on all pages.</param>
/// <param name="Help">Present only when nothing was found.</param>
public sealed record ProductHits(IReadOnlyList<Guid> Ids, int Total, ProductFacets Facets, SearchHelp? Help);

/// <summary>Counts beside the filters. A filter does not shrink its own list, so that a second value can be chosen.</summary>
/// <remarks>Most frequent first, at most 100 of each. Price buckets come in their own order.</remarks>
public sealed record ProductFacets(IReadOnlyList<FacetCount> Categories, IReadOnlyList<FacetCount> Badges, IReadOnlyList<FacetCount> Towns,
    IReadOnlyList<FacetCount> Cooperatives, IReadOnlyList<PriceCount> Prices)
{
    public static readonly ProductFacets None = new([], [], [], [], []);
}

/// <param name="Value">Category slug, badge kind, or the id of a town or cooperative.</param>
public sealed record FacetCount(string Value, int Count);

/// <summary>Hits of one price bucket.</summary>
/// <param name="From">Fen per 500 g, inclusive.</param>
/// <param name="To">Fen per 500 g, inclusive; null for the open end.</param>
public sealed record PriceCount(long From, long? To, int Count);

/// <summary>A way out of an empty result.</summary>
/// <param name="Drop">Filters of which dropping the one alone finds something, best first.</param>
/// <param name="DidYouMean">A text close to the one typed that finds something, or null.</param>
public sealed record SearchHelp(IReadOnlyList<DroppedFilter> Drop, string? DidYouMean);

/// <param name="Filter">category, badge, town, cooperative, price or presale.</param>
/// <param name="Total">Hits without this filter.</param>
public sealed record DroppedFilter(string Filter, int Total);

/// <summary>What a suggestion is.</summary>
public enum SuggestionKind { Product, Category, Cooperative, Town, Village }

/// <param name="Text">Name to show, and to search for when it is a product or a village.</param>
/// <param name="Target">Category slug, or id of the cooperative or town; empty for products and villages.</param>
/// <param name="Count">About how many products stand behind it.</param>
public sealed record Suggestion(SuggestionKind Kind, string Text, string Target, int Count);
