using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Search;

/// <summary>One page of the change sequence: products to put into the index, products to take out.</summary>
internal sealed record ChangedProducts(IReadOnlyList<ListedProduct> Listed, IReadOnlyList<Guid> Gone, IndexCursor Cursor)
{
    public int Count => Listed.Count + Gone.Count;
}

/// <summary>Reads changed products with all that the index wants to know of them.</summary>
internal static class ListedProducts
{
    /// <summary>The next products after the cursor, in the order of their last change.</summary>
    public static async Task<ChangedProducts> AfterAsync(CatalogDb db, IndexCursor cursor, int count, CancellationToken ct)
    {
        var (change, last) = cursor;
        var products = await db.Products.AsNoTracking()
            .Where(x => x.ChangeSeq > change || (x.ChangeSeq == change && x.Id.CompareTo(last) > 0))
            .OrderBy(x => x.ChangeSeq).ThenBy(x => x.Id).Take(count)
            .Include(x => x.Offers.Where(offer => offer.RetiredAt == null)).AsSplitQuery()
            .ToListAsync(ct);
        if (products.Count == 0) return new([], [], cursor);

        var onSale = products.Where(x => x.State == ListingState.OnSale && x.Offers.Count > 0).ToList();
        var surroundings = await SurroundingsAsync(db, onSale, ct);
        var shown = onSale.Select(product => Listed(product, surroundings)).OfType<ListedProduct>().ToDictionary(x => x.Id);
        return new([.. shown.Values], [.. products.Select(x => x.Id).Where(id => !shown.ContainsKey(id))],
            new(products[^1].ChangeSeq, products[^1].Id));
    }

    /// <summary>The last number of the change sequence.</summary>
    public static Task<long> LastChangeAsync(CatalogDb db, CancellationToken ct) =>
        db.Changes.AsNoTracking().Where(x => x.Id == ChangeCounter.Only).Select(x => x.Value).SingleAsync(ct);

    private sealed record Surroundings(Dictionary<Guid, Cooperative> Cooperatives, Dictionary<Guid, Town> Towns,
        Dictionary<Guid, Category> Categories, ILookup<Guid, Proof> Proofs);

    private static async Task<Surroundings> SurroundingsAsync(CatalogDb db, List<Product> products, CancellationToken ct)
    {
        var ids = products.Select(x => x.Id).ToList();
        var cooperativeIds = products.Select(x => x.CooperativeId).Distinct().ToList();
        var cooperatives = await db.Cooperatives.AsNoTracking().Where(x => cooperativeIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var townIds = cooperatives.Values.Select(x => x.TownId).Distinct().ToList();
        var towns = await db.Towns.AsNoTracking().Where(x => townIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(x => x.Id, ct);
        return new(cooperatives, towns, categories, await Proofs.ReadAsync(db, ids, ct));
    }

    /// <summary>Null for a product whose cooperative or town is not known: nobody could buy it.</summary>
    private static ListedProduct? Listed(Product product, Surroundings surroundings)
    {
        if (!surroundings.Cooperatives.TryGetValue(product.CooperativeId, out var cooperative)) return null;
        if (!surroundings.Towns.TryGetValue(cooperative.TownId, out var town)) return null;
        return new()
        {
            Id = product.Id,
            Name = product.Name,
            NameEn = product.NameEn,
            Variety = product.Variety,
            Specification = product.Specification,
            Origin = product.Origin,
            Description = product.Description,
            DescriptionEn = product.DescriptionEn,
            Category = product.CategoryId is { } id && surroundings.Categories.TryGetValue(id, out var category)
                ? new(category.Slug, category.Name, category.NameEn) : null,
            Cooperative = new(cooperative.Id.ToString(), cooperative.Name, cooperative.NameEn),
            Town = new(town.Id.ToString(), town.Name, town.NameEn),
            Village = cooperative.Village,
            VillageEn = cooperative.VillageEn,
            ListedAt = product.ListedAt ?? product.CreatedAt,
            PriceFen = product.Offers.Min(ListedProduct.PerJin),
            SoldNow = product.Offers.Exists(offer => offer.DepositPercent is null),
            SoldAsPresale = product.Offers.Exists(offer => offer.DepositPercent is not null),
            Badges = [.. surroundings.Proofs[product.Id].Select(x => new BadgeSpan(x.Kind, x.From, x.Until, x.Source))],
        };
    }
}
