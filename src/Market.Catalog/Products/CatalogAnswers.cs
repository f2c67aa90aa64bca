using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>Answers what Orders asks, from the database, as of now.</summary>
internal sealed class CatalogAnswers(CatalogDb db, TimeProvider clock) : ICatalogQuestions
{
    private sealed record Row(Offer Offer, string Name, string NameEn, string Specification, string? PictureHash, string Storage, bool Fresh, string Category, Guid TownId, string Cooperative, string CooperativeEn, string? Certificate, string? Licence);

    private static readonly KeptQuery<Func<CatalogDb, IReadOnlyCollection<Guid>, DateOnly, IAsyncEnumerable<Row>>> Offers = new(() => EF.CompileAsyncQuery((CatalogDb db, IReadOnlyCollection<Guid> offerIds, DateOnly today) =>
        from offer in db.Offers.AsNoTracking()
        where offerIds.Contains(offer.Id) && offer.RetiredAt == null
        join product in db.Products on offer.ProductId equals product.Id
        where product.State == ListingState.OnSale
        join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
        join category in db.Categories on product.CategoryId equals category.Id into categories
        from category in categories.DefaultIfEmpty()
        select new Row(offer, product.Name, product.NameEn, product.Specification, product.PictureHash, product.Storage, category != null && category.Fresh, category == null ? "" : category.Slug,
            cooperative.TownId, cooperative.Name, cooperative.NameEn,
            // From the product to its certificates: the other way round each offer would look at all that are valid.
            (from scope in db.Set<CertificateProduct>()
             where scope.ProductId == product.Id
             join proof in db.Certificates on scope.CertificateId equals proof.Id
             join scheme in db.MarkSchemes on proof.Kind equals scheme.Kind
             where proof.State == CertificateState.Verified && proof.IssuedOn <= today && proof.ValidUntil >= today && (scheme.ClosedFrom == null || scheme.ClosedFrom > today)
             orderby proof.Kind
             select proof.Number).FirstOrDefault(),
            (from scope in db.Set<LicenceProduct>()
             where scope.ProductId == product.Id && scope.SuspendedAt == null && scope.RemovedAt == null
             join licence in db.Licences on scope.LicenceId equals licence.Id
             where licence.State == LicenceState.Active && licence.ValidFrom <= today && licence.ValidUntil >= today
             select licence.Number).FirstOrDefault())));

    public async Task<IReadOnlyList<OfferTerms>> OffersAsync(IReadOnlyCollection<Guid> offerIds, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var rows = await Offers.For(db)(db, offerIds, today).ToListAsync(ct);
        return rows.ConvertAll(x => new OfferTerms(x.Offer.Id, x.Offer.ProductId, x.Offer.CooperativeId, x.TownId, Money.Fen(x.Offer.PriceFen), x.Offer.Unit, x.Offer.StepMilli,
            x.Offer.NetGrams, x.Offer.Weighed, x.Offer.TolerancePercent, x.Offer.Presale(),
            new(x.Name, x.NameEn, x.Specification, x.Cooperative, x.CooperativeEn, x.Licence, x.Certificate, x.PictureHash, x.Fresh || x.Storage != "ambient"))
        { Category = x.Category });
    }

    public Task<OfferOwner?> OfferOwnerAsync(Guid offerId, CancellationToken ct) => db.Offers.AsNoTracking().Where(x => x.Id == offerId)
        .Select(x => new OfferOwner(x.CooperativeId, x.Unit, x.DepositPercent != null)).SingleOrDefaultAsync(ct);

    public Task<StationView?> StationAsync(Guid stationId, CancellationToken ct) => db.Stations.AsNoTracking().Where(x => x.Id == stationId)
        .Select(x => new StationView(x.Id, x.Slug, x.Name, x.Address, x.Phone, x.TownId)).SingleOrDefaultAsync(ct);

    public Task<ProductView?> ProductAsync(Guid productId, CancellationToken ct) => db.Products.AsNoTracking().Where(x => x.Id == productId)
        .Select(x => new ProductView(x.Id, x.CooperativeId, x.Name, x.NameEn, db.Categories.Where(y => y.Id == x.CategoryId).Select(y => y.Slug).FirstOrDefault() ?? "")).SingleOrDefaultAsync(ct);

    public Task<CooperativeView?> CooperativeAsync(Guid cooperativeId, CancellationToken ct) => db.Cooperatives.AsNoTracking().Where(x => x.Id == cooperativeId)
        .Select(x => new CooperativeView(x.Id, x.Slug, x.Name, x.NameEn, x.TownId, x.BankAccount)).SingleOrDefaultAsync(ct);
}
