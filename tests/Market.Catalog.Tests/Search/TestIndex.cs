using Market.Catalog.Search;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Market.Catalog.Tests.Search;

/// <summary>A real index in a temporary folder, filled without a database.</summary>
internal sealed class TestIndex : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("market-index-").FullName;
    private readonly ProductIndex _index;

    public FakeTimeProvider Clock { get; } = new(Noon);
    public IProductSearch Search { get; }

    public TestIndex(params ListedProduct[] products)
    {
        _index = new(new(_folder), NullLogger<ProductIndex>.Instance);
        Search = new LuceneSearch(_index, Clock);
        Apply(products, []);
    }

    public void Apply(IReadOnlyList<ListedProduct> listed, IReadOnlyList<Guid> gone)
    {
        var generation = _index.Writing();
        generation.Apply(new(listed, gone, IndexCursor.AllOf(1)));
        generation.Commit();
        generation.Refresh();
    }

    /// <summary>Names of the products a text finds, in the order of the names.</summary>
    public async Task<string[]> NamesAsync(string text) => [.. (await OrderedAsync(text)).Order(StringComparer.Ordinal)];

    /// <summary>Names of the products a text finds, best first.</summary>
    public async Task<string[]> OrderedAsync(string text)
    {
        var hits = await Search.SearchAsync(new() { Text = text, PageSize = 100 }, default);
        return [.. hits.Ids.Select(id => _names[id])];
    }

    private readonly Dictionary<Guid, string> _names = [];

    public static TestIndex Of(params string[] names)
    {
        var products = names.Select(name => Sold(name)).ToArray();
        var index = new TestIndex(products);
        foreach (var product in products) index._names[product.Id] = product.Name.Length > 0 ? product.Name : product.NameEn;
        return index;
    }

    public static ListedProduct Sold(string name) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name[0] > 'z' ? name : "",
        NameEn = name[0] > 'z' ? "" : name,
        Cooperative = new(Guid.Empty.ToString(), "清泉合作社", "Clear Spring"),
        Town = new(Guid.Empty.ToString(), "和平镇", "Heping"),
        ListedAt = Noon.UtcDateTime,
        PriceFen = 500,
        SoldNow = true,
    };

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
