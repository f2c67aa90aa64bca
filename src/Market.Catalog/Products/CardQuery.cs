using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>Reads product cards: five statements whatever the number of products.</summary>
internal static class CardQuery
{
    /// <summary>Cards of these products in any state, without a fixed order.</summary>
    public static async Task<List<ProductCard>> ReadAsync(CatalogDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var products = await (from product in db.Products.AsNoTracking()
                              where ids.Contains(product.Id)
                              join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                              join town in db.Towns on cooperative.TownId equals town.Id
                              select new
                              {
                                  product.Id,
                                  product.ChangeSeq,
                                  product.State,
                                  Words = new CardWords(product.Name, product.NameEn, product.Specification, product.Season, product.Storage, product.ListedAt),
                                  Seller = new CardSeller(cooperative.Id, cooperative.Slug, cooperative.Name, cooperative.NameEn,
                                      new PlaceView(town.Id, town.Slug, town.Name, town.NameEn, null, "", ""), cooperative.Village, cooperative.VillageEn),
                                  product.CategoryId,
                                  product.PictureHash,
                                  Rating = new CardRating(product.Stars, product.Reviews),
                              }).ToListAsync(ct);
        var categories = (await CategoriesAsync(db, ct)).ToDictionary(x => x.Id);
        var offers = (await db.Offers.AsNoTracking().Where(x => ids.Contains(x.ProductId) && x.RetiredAt == null).OrderBy(x => x.Id).ToListAsync(ct)).ToLookup(x => x.ProductId);
        var proofs = await Proofs.ReadAsync(db, ids, ct);
        return products.ConvertAll(x => new ProductCard(x.Id, x.ChangeSeq, x.State, x.Words, x.Seller,
            x.CategoryId is { } id ? categories.GetValueOrDefault(id) : null, x.PictureHash, [.. offers[x.Id].Select(Card)], [.. proofs[x.Id]], x.Rating));
    }

    public static Task<List<CategoryView>> CategoriesAsync(CatalogDb db, CancellationToken ct) => db.Categories.AsNoTracking().OrderBy(x => x.Position)
        .Select(x => new CategoryView(x.Id, x.Slug, x.Name, x.NameEn, x.Tint, x.Picture, x.Fresh, x.Processed)).ToListAsync(ct);

    public static OfferCard Card(Offer offer) => new(offer.Id, offer.Unit, offer.StepMilli, offer.NetGrams, offer.PriceFen, offer.Weighed, offer.TolerancePercent, offer.Presale());
}
