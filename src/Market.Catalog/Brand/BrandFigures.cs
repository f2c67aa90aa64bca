using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>Applications in one state, and since when the oldest waits.</summary>
public sealed record WaitingFigure(ApplicationState State, int Count, DateTime Oldest);

/// <summary>A licence that ends soon.</summary>
public sealed record ExpiringLicence(string Number, string Cooperative, string CooperativeEn, DateOnly ValidUntil);

/// <summary>A town's part of the brand.</summary>
/// <param name="Licensed">Cooperatives with a licence in force.</param>
/// <param name="OnSale">Products on sale that carry the logo today.</param>
public sealed record TownFigure(Guid Id, string Name, string NameEn, int Cooperatives, int Licensed, int OnSale, int Waiting);

/// <summary>How many products on sale carry a kind of badge today.</summary>
public sealed record BadgeFigure(string Kind, int OnSale);

/// <summary>What the brand office's board shows.</summary>
/// <param name="NearQuota">Licences whose labels are used up to the alarm's share.</param>
public sealed record BrandBoard(IReadOnlyList<WaitingFigure> Waiting, IReadOnlyList<ExpiringLicence> Expiring, int ExpiringCertificates, IReadOnlyList<BadgeFigure> Badges, int OnSale, IReadOnlyList<TownFigure> Towns, IReadOnlyList<string> NearQuota,
    IReadOnlyDictionary<string, int> Licences);

/// <summary>Counts for the brand office.</summary>
public sealed class BrandFigures(CatalogDb db, TimeProvider clock)
{
    /// <summary>Days ahead that count as soon.</summary>
    public const int Soon = 90;

    public async Task<BrandBoard> ReadAsync(CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var soon = today.AddDays(Soon);
        var waiting = await db.LicenceApplications.Where(x => x.State == ApplicationState.Submitted || x.State == ApplicationState.Supported || x.State == ApplicationState.Returned)
            .GroupBy(x => x.State).Select(x => new WaitingFigure(x.Key, x.Count(), x.Min(y => y.SubmittedAt))).ToListAsync(ct);
        var inForce = db.Licences.Where(x => x.State == LicenceState.Active && x.ValidFrom <= today && x.ValidUntil >= today);
        var expiring = await (from licence in inForce
                              where licence.ValidUntil <= soon && !db.Licences.Any(x => x.Renews == licence.Id)
                              join cooperative in db.Cooperatives on licence.CooperativeId equals cooperative.Id
                              orderby licence.ValidUntil, licence.Number
                              select new ExpiringLicence(licence.Number, cooperative.Name, cooperative.NameEn, licence.ValidUntil)).Take(50).ToListAsync(ct);
        var alarm = (await MarkScheme.RulesAsync(db, MarkScheme.SharedLogo, today, ct)).QuotaAlarmPercent;
        var near = await inForce.Where(x => (x.QuotaLabels > 0 && x.IssuedLabels * 100 >= x.QuotaLabels * alarm) || (x.QuotaGrams > 0 && x.IssuedGrams * 100 >= x.QuotaGrams * alarm)).OrderBy(x => x.Number).Select(x => x.Number).Take(50).ToListAsync(ct);
        return new(waiting, expiring, await db.Certificates.CountAsync(x => x.State == CertificateState.Verified && x.ValidUntil >= today && x.ValidUntil <= soon, ct),
            await BadgesAsync(today, ct), await db.Products.CountAsync(x => x.State == ListingState.OnSale, ct), await TownsAsync(inForce, ct), near, await StatesAsync(today, ct));
    }

    private async Task<IReadOnlyDictionary<string, int>> StatesAsync(DateOnly today, CancellationToken ct) => new Dictionary<string, int>
    {
        ["active"] = await db.Licences.CountAsync(x => x.State == LicenceState.Active && x.ValidUntil >= today, ct),
        ["suspended"] = await db.Licences.CountAsync(x => x.State == LicenceState.Suspended && x.ValidUntil >= today, ct),
        ["revoked"] = await db.Licences.CountAsync(x => x.State == LicenceState.Revoked, ct),
    };

    /// <summary>By the same rules as <see cref="Proofs"/>, counted where the rows are.</summary>
    private async Task<IReadOnlyList<BadgeFigure>> BadgesAsync(DateOnly today, CancellationToken ct)
    {
        var onSale = db.Products.Where(x => x.State == ListingState.OnSale);
        var logo = await onSale.CountAsync(x => db.Set<LicenceProduct>().Any(y => y.ProductId == x.Id && y.SuspendedAt == null && y.RemovedAt == null
            && db.Licences.Any(z => z.Id == y.LicenceId && z.State == LicenceState.Active && z.ValidFrom <= today && z.ValidUntil >= today)), ct);
        var kinds = await db.MarkSchemes.Where(x => x.Kind != MarkScheme.SharedLogo && (x.ClosedFrom == null || x.ClosedFrom > today)).OrderBy(x => x.Kind).Select(x => new { x.Kind, x.OfHolder }).ToListAsync(ct);
        var figures = new List<BadgeFigure> { new(MarkScheme.SharedLogo, logo) };
        foreach (var kind in kinds)
        {
            var valid = db.Certificates.Where(x => x.Kind == kind.Kind && x.State == CertificateState.Verified && x.IssuedOn <= today && x.ValidUntil >= today);
            figures.Add(new(kind.Kind, kind.OfHolder ? await onSale.CountAsync(x => valid.Any(y => y.CooperativeId == x.CooperativeId), ct)
                : await onSale.CountAsync(x => db.Set<CertificateProduct>().Any(y => y.ProductId == x.Id && valid.Any(z => z.Id == y.CertificateId)), ct)));
        }
        return figures;
    }

    private async Task<IReadOnlyList<TownFigure>> TownsAsync(IQueryable<Licence> inForce, CancellationToken ct)
    {
        var towns = await db.Towns.AsNoTracking().OrderBy(x => x.Slug).Select(x => new { x.Id, x.Name, x.NameEn }).ToListAsync(ct);
        var cooperatives = await db.Cooperatives.GroupBy(x => x.TownId).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var licensed = await db.Cooperatives.Where(x => inForce.Any(y => y.CooperativeId == x.Id)).GroupBy(x => x.TownId).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var carrying = await (from product in db.Products
                              where product.State == ListingState.OnSale && db.Set<LicenceProduct>().Any(y => y.ProductId == product.Id && y.SuspendedAt == null && y.RemovedAt == null && inForce.Any(z => z.Id == y.LicenceId))
                              join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                              group product by cooperative.TownId into town
                              select new { town.Key, Count = town.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        var waiting = await (from application in db.LicenceApplications
                             where application.State == ApplicationState.Submitted
                             join cooperative in db.Cooperatives on application.CooperativeId equals cooperative.Id
                             group application by cooperative.TownId into town
                             select new { town.Key, Count = town.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);
        return towns.ConvertAll(x => new TownFigure(x.Id, x.Name, x.NameEn, cooperatives.GetValueOrDefault(x.Id), licensed.GetValueOrDefault(x.Id), carrying.GetValueOrDefault(x.Id), waiting.GetValueOrDefault(x.Id)));
    }
}
