using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>Whether one product of an application can carry the logo.</summary>
/// <param name="NiceClass">Class of its goods; 0 while nobody recorded it.</param>
/// <param name="Own">Whether the sub-brand's trademark covers that class; null when it has none or the class is not known.</param>
/// <param name="Logo">Whether the shared logo's registration covers it; null when that is not recorded or the class is not known.</param>
/// <param name="Taken">Number of the licence that covers the product already, other than the one to be renewed.</param>
public sealed record ScopeCheck(Guid Id, string Name, string NameEn, int NiceClass, bool? Own, bool? Logo, string? Taken)
{
    public bool CanBeGranted => Logo != false && Taken is null;
}

/// <summary>Looks at an application product by product, as the grant will.</summary>
public sealed class ScopeChecks(CatalogDb db, TimeProvider clock)
{
    /// <summary>In the order of names; empty when there is no such application.</summary>
    public async Task<IReadOnlyList<ScopeCheck>> OfAsync(Guid applicationId, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var application = await db.LicenceApplications.AsNoTracking().Include(x => x.Products).SingleOrDefaultAsync(x => x.Id == applicationId, ct);
        if (application is null) return [];
        var ids = application.Products.ConvertAll(x => x.ProductId);
        var products = await db.Products.AsNoTracking().Where(x => ids.Contains(x.Id)).OrderBy(x => x.Name).ThenBy(x => x.Id)
            .Select(x => new { x.Id, x.Name, x.NameEn, Class = db.Categories.Where(y => y.Id == x.CategoryId).Select(y => y.NiceClass).FirstOrDefault() }).ToListAsync(ct);
        var logo = (await db.MarkSchemes.AsNoTracking().SingleAsync(x => x.Kind == MarkScheme.SharedLogo, ct)).Trademark;
        var own = await db.SubBrands.AsNoTracking().Where(x => x.CooperativeId == application.CooperativeId && x.Name == application.SubBrand && x.Status == TrademarkStatus.Registered).Select(x => x.Classes).SingleOrDefaultAsync(ct);
        var taken = await (from scope in db.Set<LicenceProduct>().AsNoTracking()
                           where ids.Contains(scope.ProductId) && scope.RemovedAt == null
                           join licence in db.Licences on scope.LicenceId equals licence.Id
                           where licence.ApplicationId != applicationId && licence.Number != application.Renews && licence.State != LicenceState.Revoked && licence.State != LicenceState.Withdrawn && licence.ValidUntil >= today
                           select new { scope.ProductId, licence.Number }).ToListAsync(ct);
        return products.ConvertAll(x => new ScopeCheck(x.Id, x.Name, x.NameEn, x.Class, x.Class == 0 || own is null ? null : LogoTrademark.Covers(own, x.Class), x.Class == 0 ? null : logo?.Covers(x.Class),
            taken.Find(y => y.ProductId == x.Id)?.Number));
    }
}
