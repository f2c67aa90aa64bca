using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>The two approvals of an application: the town's support, then the brand office's grant, by two people who do not act for the applicant.</summary>
public sealed class LicenceReview(CatalogDb db, TimeProvider clock)
{
    /// <summary>The town supports an application, or returns it with a reason.</summary>
    /// <param name="towns">Towns the reviewer may review for.</param>
    /// <returns>false when none of these towns has such an application.</returns>
    /// <exception cref="RuleException"><c>licence_application.not_submitted</c>, <c>licence.own_application</c>, <c>licence.reason_missing</c></exception>
    public Task<bool> GiveOpinionAsync(Guid id, bool support, string reason, IReadOnlyCollection<Guid> towns, Guid reviewer, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var application = await FindAsync(id, ct);
        if (application is null || !await db.Cooperatives.AnyAsync(x => x.Id == application.CooperativeId && towns.Contains(x.TownId), ct)) return false;
        await RequireStrangerAsync(application, reviewer, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        if (support) application.Support(reviewer, reason, now);
        else application.Return(reviewer, reason, now);
        Note(application, support ? "support" : "return", reason, reviewer, now);
        return true;
    }, ct);

    /// <summary>Somebody of the town or the office records what they saw at the place.</summary>
    /// <param name="towns">Towns of a reviewer; null for the brand office.</param>
    /// <returns>false when there is no such application for them.</returns>
    /// <exception cref="RuleException"><c>licence_application.decided</c>, <c>licence.own_application</c>, <c>licence.reason_missing</c></exception>
    public Task<bool> VisitAsync(Guid id, string findings, IReadOnlyCollection<Guid>? towns, Guid visitor, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var application = await FindAsync(id, ct);
        if (application is null || (towns is not null && !await db.Cooperatives.AnyAsync(x => x.Id == application.CooperativeId && towns.Contains(x.TownId), ct))) return false;
        await RequireStrangerAsync(application, visitor, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        application.Visit(visitor, findings, now);
        db.Audit.Add(new AuditEntry { At = now, ActorId = visitor, Action = "licence_application.visit", SubjectId = application.Id, Detail = findings });
        return true;
    }, ct);

    /// <summary>The brand office grants the licence.</summary>
    /// <returns>Its number; null when there is no such application.</returns>
    /// <exception cref="RuleException"><c>licence_application.not_supported</c>, <c>licence.two_people</c>, <c>licence.own_application</c>, <c>licence.end_in_past</c>, <c>licence.overlap</c>, <c>licence.class_outside</c>, <c>licence.beyond_trademark</c>, <c>licence.renews_ended</c></exception>
    public Task<string?> GrantAsync(Guid id, LicenceTerms terms, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(id, ct) is not { } application) return null;
        await RequireStrangerAsync(application, office, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var products = application.Products.ConvertAll(x => x.ProductId);
        // The scheme's row stays locked until the end: grants come one after the other, so two cannot overlap, and no number is left out.
        var number = await NextNumberAsync(now, ct);
        var renewed = application.Renews.Length == 0 ? null : await db.Licences.AsNoTracking().SingleAsync(x => x.Number == application.Renews, ct);
        if (renewed is { State: not LicenceState.Active }) throw new RuleException("licence.renews_ended", "The licence that was to be renewed is not in use any more.");
        await LicenceScope.RequireTrademarkAsync(db, products, terms.ValidUntil, ct);
        var licence = Licence.Grant(application, number, terms, office, now, renewed);
        await LicenceScope.RequireFreeAsync(db, products, licence.ValidFrom, ct);
        db.Licences.Add(licence);
        if (!await db.HolderWords.AnyAsync(x => x.Holder == licence.CooperativeId && x.Brand == licence.SubBrand, ct)) db.HolderWords.AddRange(HolderWord.Of(licence.CooperativeId, licence.SubBrand, licence.SubBrand));
        await ChangeSequence.StampBadgesAsync(db, products, ct);
        Note(application, "grant", terms.Conditions, office, now);
        db.Outbox.Add(OutboxMessage.Of(new MarkChanged(MarkChanged.Licence, licence.Number, "grant", now), now));
        return licence.Number;
    }, ct);

    /// <summary>The brand office refuses the licence, with a reason.</summary>
    /// <returns>false when there is no such application.</returns>
    public Task<bool> RefuseAsync(Guid id, string reason, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(id, ct) is not { } application) return false;
        await RequireStrangerAsync(application, office, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        application.Refuse(office, reason, now);
        Note(application, "refuse", reason, office, now);
        return true;
    }, ct);

    private Task<LicenceApplication?> FindAsync(Guid id, CancellationToken ct) =>
        db.LicenceApplications.Include(x => x.Products).Include(x => x.Steps).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == id, ct);

    private async Task RequireStrangerAsync(LicenceApplication application, Guid person, CancellationToken ct)
    {
        if (await db.Memberships.AnyAsync(x => x.PersonId == person && x.OrganisationId == application.CooperativeId, ct))
            throw new RuleException("licence.own_application", "Nobody decides on an application of their own cooperative.");
    }

    private async Task<string> NextNumberAsync(DateTime now, CancellationToken ct)
    {
        var scheme = db.MarkSchemes.Where(x => x.Kind == MarkScheme.SharedLogo);
        if (await scheme.ExecuteUpdateAsync(set => set.SetProperty(x => x.LastNumber, x => x.LastNumber + 1), ct) == 0) throw new InvalidOperationException("The logo's scheme is missing.");
        return FormattableString.Invariant($"TY-{DistrictClock.Date(now).Year}-{await scheme.Select(x => x.LastNumber).SingleAsync(ct):0000}");
    }

    private void Note(LicenceApplication application, string kind, string reason, Guid person, DateTime now)
    {
        db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = "licence_application." + kind, SubjectId = application.Id, Detail = reason });
        db.Outbox.Add(OutboxMessage.Of(new LicenceApplicationDecided(application.Id, application.CooperativeId, kind, reason), now));
    }
}
