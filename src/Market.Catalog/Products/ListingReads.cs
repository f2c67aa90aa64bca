using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>A cooperative's product in its office.</summary>
public sealed record ListingRow(Guid Id, string Name, string NameEn, ListingState State, string ReturnReason, string? PictureHash, long? PriceFen, Kernel.Values.Unit? Unit, Guid? OfferId);

/// <summary>Everything a form needs to edit a product.</summary>
public sealed record ListingForm(Guid Id, Guid CooperativeId, ListingState State, string ReturnReason, ProductWords Words, string? Category, string? PictureHash,
    IReadOnlyList<OfferCard> Offers);

/// <summary>A cooperative's own products, in every state.</summary>
public sealed class ListingReads(CatalogDb db)
{
    /// <param name="state">Only these, or null for all.</param>
    /// <param name="text">Part of the name, or empty.</param>
    public async Task<(IReadOnlyList<ListingRow> Items, int Total)> ListAsync(IReadOnlyCollection<Guid> cooperatives, ListingState? state, string text, int page, CancellationToken ct)
    {
        const int size = 20;
        var own = db.Products.AsNoTracking().Where(x => cooperatives.Contains(x.CooperativeId) && (state == null || x.State == state) && (text == "" || x.Name.Contains(text)));
        var products = await own.OrderByDescending(x => x.CreatedAt).ThenBy(x => x.Id).Skip((page - 1) * size).Take(size).Include(x => x.Offers).AsSplitQuery().ToListAsync(ct);
        return (products.ConvertAll(x => Row(x, x.Offers.Find(offer => offer.RetiredAt is null))), await own.CountAsync(ct));
    }

    /// <summary>How many products are in each state.</summary>
    public async Task<IReadOnlyDictionary<ListingState, int>> CountsAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        await db.Products.Where(x => cooperatives.Contains(x.CooperativeId)).GroupBy(x => x.State).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);

    /// <returns>null when these cooperatives have no such product.</returns>
    public async Task<ListingForm?> FindAsync(Guid productId, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var product = await db.Products.AsNoTracking().Include(x => x.Offers).SingleOrDefaultAsync(x => x.Id == productId && cooperatives.Contains(x.CooperativeId), ct);
        if (product is null) return null;
        var category = await db.Categories.Where(x => x.Id == product.CategoryId).Select(x => x.Slug).SingleOrDefaultAsync(ct);
        var words = new ProductWords(product.Name, product.NameEn, product.Description, product.DescriptionEn, product.Variety, product.Specification, product.Origin,
            product.Grade, product.Storage, product.Season, product.FoodLicence);
        return new(product.Id, product.CooperativeId, product.State, product.ReturnReason, words, category, product.PictureHash,
            [.. product.Offers.Where(x => x.RetiredAt is null).OrderBy(x => x.Id).Select(CardQuery.Card)]);
    }

    private static ListingRow Row(Product product, Offer? offer) =>
        new(product.Id, product.Name, product.NameEn, product.State, product.ReturnReason, product.PictureHash, offer?.PriceFen, offer?.Unit, offer?.Id);
}
