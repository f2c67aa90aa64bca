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
        var application = LicenceApplication.Submit(cooperativeId, (await MarkScheme.RulesAsync(db, MarkScheme.SharedLogo, DistrictClock.Date(now), ct)).Version, form, lister.PersonId, now);
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
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        await LicenceScope.RequireTrademarkAsync(db, ids, null, ct);
        await LicenceScope.RequireFreeAsync(db, ids, application.Renews.Length == 0 ? today : await RenewedUntilAsync(application, today, ct), ct);
        if (!await db.SubBrands.AnyAsync(x => x.CooperativeId == application.CooperativeId && x.Name == application.SubBrand, ct))
            db.SubBrands.Add(SubBrand.Of(application.CooperativeId, application.SubBrand, application.Steps[^1].PersonId, application.SubmittedAt));
    }

    /// <summary>A renewal is asked for in the time the rules name, of a licence that is in use.</summary>
    /// <returns>The day the renewed licence would begin.</returns>
    private async Task<DateOnly> RenewedUntilAsync(LicenceApplication application, DateOnly today, CancellationToken ct)
    {
        var renewed = await db.Licences.AsNoTracking().SingleOrDefaultAsync(x => x.Number == application.Renews && x.CooperativeId == application.CooperativeId, ct)
            ?? throw new RuleException("licence.renews_unknown", "This licence is none of the cooperative's.", "renews");
        if (renewed.State == LicenceState.Suspended) throw new RuleException("licence.renews_suspended", "A suspended licence is restored first.", "renews");
        if (renewed.State != LicenceState.Active) throw new RuleException("licence.renews_unknown", "This licence is none of the cooperative's.", "renews");
        var days = (await MarkScheme.RulesAsync(db, MarkScheme.SharedLogo, today, ct)).RenewalDays;
        if (today < renewed.ValidUntil.AddDays(-days)) throw new RuleException("licence.renews_early", "It is too early to renew this licence.", "renews", days);
        return renewed.ValidUntil >= today ? renewed.ValidUntil.AddDays(1) : today;
    }

    private void Note(string action, Guid subject, Guid person, DateTime now) => db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = action, SubjectId = subject });
}
