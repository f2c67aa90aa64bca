using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>What licences and products have to do with each other.</summary>
internal static class LicenceScope
{
    /// <summary>A product has one licence at a time; a suspended one counts, or a holder could apply around the suspension.</summary>
    /// <exception cref="RuleException"><c>licence.overlap</c></exception>
    public static async Task RequireFreeAsync(CatalogDb db, List<Guid> products, DateOnly today, CancellationToken ct)
    {
        var taken = await (from scope in db.Set<LicenceProduct>().AsNoTracking()
                           where products.Contains(scope.ProductId)
                           join licence in db.Licences on scope.LicenceId equals licence.Id
                           where licence.State != LicenceState.Revoked && licence.ValidUntil >= today
                           select licence.Number).FirstOrDefaultAsync(ct);
        if (taken is not null) throw new RuleException("licence.overlap", "One of these products has a licence already.", "products", taken);
    }
}
