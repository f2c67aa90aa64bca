using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>What licences and products have to do with each other.</summary>
internal static class LicenceScope
{
    /// <summary>A product has one licence at a time; a suspended one counts, or a holder could apply around the suspension.</summary>
    /// <param name="firstDay">First day of the licence that is asked for.</param>
    /// <exception cref="RuleException"><c>licence.overlap</c></exception>
    public static async Task RequireFreeAsync(CatalogDb db, List<Guid> products, DateOnly firstDay, CancellationToken ct)
    {
        var taken = await (from scope in db.Set<LicenceProduct>().AsNoTracking()
                           where products.Contains(scope.ProductId) && scope.RemovedAt == null
                           join licence in db.Licences on scope.LicenceId equals licence.Id
                           where licence.State != LicenceState.Revoked && licence.State != LicenceState.Withdrawn && licence.ValidUntil >= firstDay
                           select licence.Number).FirstOrDefaultAsync(ct);
        if (taken is not null) throw new RuleException("licence.overlap", "One of these products has a licence already.", "products", taken);
    }

    /// <summary>The logo is a trademark for classes of goods and until a day: no licence goes beyond it. Goods whose class nobody recorded are not bound.</summary>
    /// <param name="until">Last day of the licence; null while it is not known.</param>
    /// <exception cref="RuleException"><c>licence.class_outside</c>, <c>licence.beyond_trademark</c></exception>
    public static async Task RequireTrademarkAsync(CatalogDb db, List<Guid> products, DateOnly? until, CancellationToken ct)
    {
        if ((await db.MarkSchemes.AsNoTracking().SingleAsync(x => x.Kind == MarkScheme.SharedLogo, ct)).Trademark is not { } trademark) return;
        if (until > trademark.Until) throw new RuleException("licence.beyond_trademark", "The logo's own registration ends before.", "validUntil", trademark.Until);
        var classes = await (from product in db.Products.AsNoTracking()
                             where products.Contains(product.Id)
                             join category in db.Categories on product.CategoryId equals category.Id
                             where category.NiceClass != 0
                             select category.NiceClass).Distinct().ToListAsync(ct);
        if (classes.Find(x => !trademark.Covers(x)) is var outside and not 0) throw new RuleException("licence.class_outside", "The logo is not registered for goods of this class.", "products", outside);
    }
}
