using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>A cooperative applies for the shared logo, free of charge [P19].</summary>
public sealed class LicenceApplications(CatalogDb db, TimeProvider clock)
{
    /// <summary>Sends an application to the cooperative's town.</summary>
    /// <returns>null when the cooperative is not the lister's.</returns>
    /// <exception cref="RuleException"><c>licence.charter_not_filed</c> (local rule), <c>licence.product_unknown</c>, <c>licence.overlap</c>, or a text that does not fit.</exception>
    public Task<Guid?> ApplyAsync(Guid cooperativeId, LicenceForm form, Lister lister, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if (!lister.Cooperatives.Contains(cooperativeId)) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var application = LicenceApplication.Submit(cooperativeId, await RuleVersionAsync(now, ct), form, lister.PersonId, now);
        await RequireFormAsync(application, ct);
        db.LicenceApplications.Add(application);
        Note("licence_application.submit", application.Id, lister.PersonId, now);
        return application.Id;
    }, ct);

    /// <summary>Sends a returned application again.</summary>
    /// <returns>false when the lister has no such application.</returns>
    public Task<bool> ResubmitAsync(Guid id, LicenceForm form, Lister lister, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var application = await db.LicenceApplications.Include(x => x.Products).Include(x => x.Steps).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id && lister.Cooperatives.Contains(x.CooperativeId), ct);
        if (application is null) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        application.Resubmit(form, lister.PersonId, now);
        await RequireFormAsync(application, ct);
        Note("licence_application.submit", application.Id, lister.PersonId, now);
        return true;
    }, ct);

    /// <summary>What a person looks at before anybody else does: the charter, whose the products are, and that none has a licence.</summary>
    private async Task RequireFormAsync(LicenceApplication application, CancellationToken ct)
    {
        if (!await db.Cooperatives.AnyAsync(x => x.Id == application.CooperativeId && x.CharterState == CharterState.Filed, ct))
            throw new RuleException("licence.charter_not_filed", "The charter must be filed before the cooperative can carry the logo.");
        var ids = application.Products.ConvertAll(x => x.ProductId);
        if (await db.Products.CountAsync(x => ids.Contains(x.Id) && x.CooperativeId == application.CooperativeId && x.State != ListingState.Retired, ct) != ids.Count)
            throw new RuleException("licence.product_unknown", "Choose products of this cooperative.", "products");
        await LicenceScope.RequireFreeAsync(db, ids, DistrictClock.Date(clock.GetUtcNow().UtcDateTime), ct);
    }

    private Task<int> RuleVersionAsync(DateTime now, CancellationToken ct)
    {
        var today = DistrictClock.Date(now);
        return db.MarkRules.Where(x => x.Kind == MarkScheme.SharedLogo && x.From <= today).MaxAsync(x => x.Version, ct);
    }

    private void Note(string action, Guid subject, Guid person, DateTime now) => db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = action, SubjectId = subject });
}
