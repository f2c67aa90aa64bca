using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>Names of products and cooperatives that a page of licences or certificates speaks of: two statements for all of them.</summary>
internal sealed class Names
{
    private readonly Dictionary<Guid, (string Name, string NameEn)> _products;
    private readonly Dictionary<Guid, (string Name, string NameEn)> _cooperatives;

    private Names(Dictionary<Guid, (string, string)> products, Dictionary<Guid, (string, string)> cooperatives) => (_products, _cooperatives) = (products, cooperatives);

    public static async Task<Names> OfAsync(CatalogDb db, IEnumerable<Guid> products, IEnumerable<Guid> cooperatives, CancellationToken ct)
    {
        var (ids, holders) = (products.Distinct().ToList(), cooperatives.Distinct().ToList());
        return new(await db.Products.Where(x => ids.Contains(x.Id)).Select(x => new { x.Id, x.Name, x.NameEn }).ToDictionaryAsync(x => x.Id, x => (x.Name, x.NameEn), ct),
            await db.Cooperatives.Where(x => holders.Contains(x.Id)).Select(x => new { x.Id, x.Name, x.NameEn }).ToDictionaryAsync(x => x.Id, x => (x.Name, x.NameEn), ct));
    }

    public (string Name, string NameEn) Cooperative(Guid id) => _cooperatives[id];

    /// <summary>Products in the order of their names.</summary>
    public IReadOnlyList<ScopeView> Scope(IEnumerable<(Guid Product, bool Suspended)> products) =>
        [.. products.Select(x => new ScopeView(x.Product, _products[x.Product].Name, _products[x.Product].NameEn, x.Suspended)).OrderBy(x => x.Name, StringComparer.Ordinal)];
}
