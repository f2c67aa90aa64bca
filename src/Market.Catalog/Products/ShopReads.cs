using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>A product's own page: its card and the longer words.</summary>
public sealed record ProductDetail(ProductCard Card, string Description, string DescriptionEn, string Variety, string Origin, string Grade, string FoodLicence,
    IReadOnlyList<PricePoint> Prices);

/// <summary>A price of the lead offer that was in force from a day on.</summary>
public sealed record PricePoint(DateOnly Day, long Fen);

/// <summary>Figures of the home page.</summary>
public sealed record StallFigures(int Products, int Cooperatives, int Stations);

/// <summary>What shoppers read besides search.</summary>
public sealed class ShopReads(CatalogDb db, Shelf shelf, TimeProvider clock)
{
    public Task<List<CategoryView>> CategoriesAsync(CancellationToken ct) => CardQuery.CategoriesAsync(db, ct);

    /// <summary>A product on sale.</summary>
    /// <returns>null when there is none of that id on sale.</returns>
    public async Task<ProductDetail?> ProductAsync(Guid id, CancellationToken ct)
    {
        if (await shelf.CardAsync(id, ct) is not { State: ListingState.OnSale, Lead: { } lead } card) return null;
        var words = await db.Products.AsNoTracking().Where(x => x.Id == id)
            .Select(x => new { x.Description, x.DescriptionEn, x.Variety, x.Origin, x.Grade, x.FoodLicence }).SingleAsync(ct);
        var from = clock.GetUtcNow().UtcDateTime.AddDays(-30);
        var changes = await db.PriceChanges.AsNoTracking().Where(x => x.OfferId == lead.Id).OrderByDescending(x => x.At).Take(60).Select(x => new { x.At, x.PriceFen }).ToListAsync(ct);
        var points = changes.TakeWhile((x, i) => x.At >= from || i == 0 || changes[i - 1].At >= from).Reverse().Select(x => new PricePoint(DistrictClock.Date(x.At), x.PriceFen)).ToList();
        return new(card, words.Description, words.DescriptionEn, words.Variety, words.Origin, words.Grade, words.FoodLicence, points);
    }

    /// <summary>Ids of what came on sale last.</summary>
    public Task<List<Guid>> NewestAsync(int count, CancellationToken ct) => db.Products.AsNoTracking()
        .Where(x => x.State == ListingState.OnSale && x.Offers.Any(offer => offer.RetiredAt == null && offer.DepositPercent == null))
        .OrderByDescending(x => x.ListedAt).ThenBy(x => x.Id).Take(count).Select(x => x.Id).ToListAsync(ct);

    /// <summary>Ids of products whose harvest can be ordered ahead, the nearest balance day first.</summary>
    public async Task<List<Guid>> PresalesAsync(int count, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        return await db.Offers.AsNoTracking().Where(x => x.RetiredAt == null && x.BalanceDue >= today)
            .Join(db.Products.Where(x => x.State == ListingState.OnSale), x => x.ProductId, x => x.Id, (offer, product) => new { offer.BalanceDue, product.Id })
            .OrderBy(x => x.BalanceDue).ThenBy(x => x.Id).Take(count).Select(x => x.Id).ToListAsync(ct);
    }

    /// <summary>Ids of a cooperative's products on sale, a page at a time.</summary>
    public async Task<(IReadOnlyList<Guid> Ids, int Total)> OfCooperativeAsync(Guid cooperativeId, int page, int pageSize, CancellationToken ct)
    {
        var own = db.Products.AsNoTracking().Where(x => x.CooperativeId == cooperativeId && x.State == ListingState.OnSale);
        return (await own.OrderByDescending(x => x.ListedAt).ThenBy(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize).Select(x => x.Id).ToListAsync(ct), await own.CountAsync(ct));
    }

    public async Task<StallFigures> FiguresAsync(CancellationToken ct) => new(await db.Products.CountAsync(x => x.State == ListingState.OnSale, ct),
        await db.Cooperatives.CountAsync(ct), await db.Stations.CountAsync(ct));
}
