using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Appeals by holders, decided by somebody of the brand office who did not decide first.</summary>
public sealed class AppealDesk(CatalogDb db, LicenceSupervision supervision, SupervisionSettings rule, TimeProvider clock)
{
    /// <param name="subject">Id of a decision that <see cref="AppealReads.AppealableAsync"/> names.</param>
    /// <returns>Id of the appeal; null when the manager's cooperatives have no such decision.</returns>
    /// <exception cref="RuleException"><c>appeal.made</c>, <c>appeal.too_late</c>, or a text that does not fit.</exception>
    public Task<Guid?> MakeAsync(Guid subject, string reason, Lister manager, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if ((await FirstDecisions.OfAsync(db, manager.Cooperatives, ct)).SingleOrDefault(x => x.Subject == subject) is not { } first) return null;
        if (await db.Appeals.AnyAsync(x => x.SubjectId == subject, ct)) throw new RuleException("appeal.made", "There is an appeal against this decision already.");
        var now = clock.GetUtcNow().UtcDateTime;
        var appeal = Appeal.Make(first, reason, manager.PersonId, rule.AppealDays, now);
        db.Appeals.Add(appeal);
        Note("appeal.made", appeal, manager.PersonId, reason, now);
        return appeal.Id;
    }, ct);

    /// <summary>The brand office upholds the first decision, or overturns it and with it what it took away.</summary>
    /// <returns>false when there is no such appeal.</returns>
    /// <exception cref="RuleException"><c>appeal.decided</c>, <c>appeal.own_decision</c>, <c>case.own</c>, <c>licence.overlap</c> when a revoked licence's product has another one by now.</exception>
    public Task<bool> DecideAsync(Guid id, bool overturn, string reason, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.Appeals.SingleOrDefaultAsync(x => x.Id == id, ct) is not { } appeal) return false;
        await Said.RequireStrangerAsync(db, appeal.CooperativeId, office, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        appeal.Decide(overturn, reason, office, now);
        if (overturn) await UndoAsync(appeal, new("restore", reason.Trim(), office, now), ct);
        Note(overturn ? "appeal.overturned" : "appeal.upheld", appeal, office, reason, now);
        return true;
    }, ct);

    private async Task UndoAsync(Appeal appeal, Measure measure, CancellationToken ct)
    {
        if (appeal.Kind == AppealKind.Refusal)
        {
            var application = await db.LicenceApplications.Include(x => x.Steps).SingleAsync(x => x.Steps.Any(y => y.Id == appeal.SubjectId), ct);
            application.Reopen(measure.Office, measure.Reason, measure.At);
            return;
        }
        // All events of one measure have its moment; a case's decision has that of the measure it took.
        var licence = await LicenceSupervision.FindAsync(appeal.Kind == AppealKind.Measure
            ? db.Licences.Where(x => x.Events.Any(y => y.Id == appeal.SubjectId))
            : db.Licences.Where(x => db.MisuseCases.Any(y => y.Id == appeal.SubjectId && y.LicenceId == x.Id)), ct);
        var taken = licence?.Events.FindAll(x => x.At == appeal.FirstDecidedAt && x.Kind is "suspend" or "revoke") ?? [];
        if (taken.Count == 0) return;
        if (taken[0].Kind == "revoke") await ReinstateAsync(licence!, measure, ct);
        else await RestoreAsync(licence!, taken, measure, ct);
    }

    /// <summary>What was given back meanwhile, taken away anew or has run out stays as it is: only the measure that is overturned is undone.</summary>
    private async Task RestoreAsync(Licence licence, List<LicenceEvent> taken, Measure measure, CancellationToken ct)
    {
        if (licence.State == LicenceState.Revoked || licence.ValidUntil < DistrictClock.Date(measure.At)) return;
        var standing = taken.FindAll(x => licence.Events.Where(y => y.ProductId == x.ProductId && y.Kind is "suspend" or "restore").MaxBy(y => y.At) == x);
        if (standing.Count == 0) return;
        List<Guid> products = [.. standing.Where(x => x.ProductId is not null).Select(x => x.ProductId!.Value)];
        await supervision.ApplyAsync(licence, measure, (x, now) => x.Restore(products, measure.Reason, measure.Office, now), ct);
    }

    private async Task ReinstateAsync(Licence licence, Measure measure, CancellationToken ct)
    {
        if (licence.ValidUntil < DistrictClock.Date(measure.At)) return;
        // As with grants, the scheme's row is locked before overlaps are looked for.
        await db.MarkSchemes.Where(x => x.Kind == MarkScheme.SharedLogo).ExecuteUpdateAsync(set => set.SetProperty(x => x.LastNumber, x => x.LastNumber), ct);
        await LicenceScope.RequireFreeAsync(db, licence.Products.ConvertAll(x => x.ProductId), DistrictClock.Date(measure.At), ct);
        await supervision.ApplyAsync(licence, measure with { Action = "reinstate" }, (x, now) => x.Reinstate(measure.Reason, measure.Office, now), ct);
    }

    private void Note(string step, Appeal appeal, Guid person, string detail, DateTime now)
    {
        db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = step, SubjectId = appeal.SubjectId, Detail = detail });
        db.Outbox.Add(OutboxMessage.Of(new SupervisionStep(appeal.Id, appeal.CooperativeId, step, appeal.Number, detail), now));
    }
}
