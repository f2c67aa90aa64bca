using System.Globalization;
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

/// <summary>What a case is opened with.</summary>
/// <param name="About">What is looked into, 1 to 2,000 characters.</param>
/// <param name="Licence">A licence's number; empty when the spot check names it, or when there is none.</param>
/// <param name="Suspect">Who it is about when there is no licence, 1 to 200 characters.</param>
/// <param name="Report">Number of the report it comes from, or empty.</param>
public sealed record CaseForm(string About, string Licence = "", string Suspect = "", string Report = "", Guid? SpotCheck = null);

/// <summary>Cases of misuse: opened by the brand office, put to the holder, answered, decided.</summary>
public sealed class CaseDesk(CatalogDb db, LicenceSupervision supervision, SupervisionSettings rule, TimeProvider clock)
{
    /// <returns>The case's number.</returns>
    /// <exception cref="RuleException"><c>case.licence_unknown</c>, <c>case.report_unknown</c>, <c>case.check_unknown</c>, <c>misuse.handled</c>, <c>check.not_failed</c>, <c>check.case_open</c>, or a text that does not fit.</exception>
    public Task<string> OpenAsync(CaseForm form, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (report, check) = (await ReportAsync(form.Report.Trim(), ct), await CheckAsync(form.SpotCheck, ct));
        report?.BecomeCase(office, now);
        var licence = await LicenceAsync(form.Licence.Trim(), check, ct);
        var (about, suspect) = (Said.Text(form.About, 2000, "about"), licence is null ? Said.Text(form.Suspect, 200, "suspect") : "");
        var opened = new MisuseCase
        {
            Number = await RunningNumber.NextAsync(db, RunningNumber.Case, now, ct),
            Source = check is not null ? CaseSource.SpotCheck : report is not null ? CaseSource.Report : CaseSource.Office,
            ReportId = report?.Id,
            SpotCheckId = check?.Id,
            LicenceId = licence?.Id,
            CooperativeId = licence?.CooperativeId,
            Suspect = suspect,
            About = about,
            OpenedAt = now,
        };
        opened.Opened(office);
        db.MisuseCases.Add(opened);
        Audit("case.open", opened, office, about, now);
        return opened.Number;
    }, ct);

    /// <summary>Asks the holder, who sees the case from then on.</summary>
    /// <param name="until">Last day to answer, ahead of today.</param>
    /// <returns>false when there is no such case.</returns>
    /// <exception cref="RuleException"><c>case.decided</c>, <c>case.no_holder</c>, <c>case.deadline_past</c>, <c>case.own</c></exception>
    public Task<bool> PutAsync(string number, DateOnly until, string question, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(x => x.Number == number, ct) is not { } found) return false;
        await Said.RequireStrangerAsync(db, found.CooperativeId, office, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        found.Put(until, question, office, now);
        Audit("case.put", found, office, question, now);
        Tell("case.put", found, Day(until), now);
        return true;
    }, ct);

    /// <summary>The holder's manager answers.</summary>
    /// <param name="pictures">Hashes of stored pictures, at most 5.</param>
    /// <returns>false when the manager's cooperatives have no such case.</returns>
    /// <exception cref="RuleException"><c>case.decided</c>, <c>case.picture_unknown</c>, <c>case.pictures_many</c>, or a text that does not fit.</exception>
    public Task<bool> AnswerAsync(string number, string text, IReadOnlyCollection<string> pictures, Lister manager, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(x => x.Number == number && x.AnswerBy != null && manager.Cooperatives.Contains(x.CooperativeId!.Value), ct) is not { } found) return false;
        await Said.RequireStoredAsync(db, pictures, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        found.Answer(text, pictures, manager.PersonId, now);
        Audit("case.answer", found, manager.PersonId, text, now);
        Tell("case.answer", found, "", now);
        return true;
    }, ct);

    /// <summary>The brand office decides; a suspension or revocation takes the badge away in the same moment.</summary>
    /// <returns>false when there is no such case.</returns>
    /// <exception cref="RuleException"><c>case.decided</c>, <c>case.not_heard</c>, <c>case.no_licence</c>, <c>case.deadline_past</c>, <c>case.own</c>, or what the licence refuses.</exception>
    public Task<bool> DecideAsync(string number, Verdict verdict, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(x => x.Number == number, ct) is not { } found) return false;
        await Said.RequireStrangerAsync(db, found.CooperativeId, office, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        found.Decide(verdict, office, now);
        await TakeAwayAsync(found, verdict, new("", verdict.Reason.Trim(), office, now), ct);
        var kind = "case." + MisuseCase.Word(verdict.Outcome);
        Audit(kind, found, office, verdict.Reason, now);
        Tell(kind, found, verdict.PutRightBy is { } day && verdict.Outcome == CaseOutcome.PutRight ? Day(day) : Day(Appeal.LastDay(now, rule.AppealDays)), now);
        return true;
    }, ct);

    /// <summary>The brand office has seen that what it decided was put right.</summary>
    /// <returns>false when there is no such case.</returns>
    /// <exception cref="RuleException"><c>case.nothing_to_confirm</c>, <c>case.own</c>, or a text that does not fit.</exception>
    public Task<bool> ConfirmAsync(string number, string text, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await FindAsync(x => x.Number == number, ct) is not { } found) return false;
        await Said.RequireStrangerAsync(db, found.CooperativeId, office, ct);
        if (await db.Appeals.AnyAsync(x => x.Kind == AppealKind.Case && x.SubjectId == found.Id && x.State == AppealState.Overturned, ct)) throw new RuleException("case.nothing_to_confirm", "Nothing has to be put right in this case.");
        var now = clock.GetUtcNow().UtcDateTime;
        found.Confirm(text, office, now);
        Audit("case.confirmed", found, office, text, now);
        Tell("case.confirmed", found, "", now);
        return true;
    }, ct);

    private async Task TakeAwayAsync(MisuseCase found, Verdict verdict, Measure measure, CancellationToken ct)
    {
        if (verdict.Outcome is not (CaseOutcome.Suspended or CaseOutcome.Revoked)) return;
        var licence = (await LicenceSupervision.FindAsync(db.Licences.Where(x => x.Id == found.LicenceId), ct))!;
        if (verdict.Outcome == CaseOutcome.Suspended) await supervision.ApplyAsync(licence, measure with { Action = "suspend" }, (x, now) => x.Suspend(verdict.Products ?? [], measure.Reason, measure.Office, now), ct);
        else await supervision.ApplyAsync(licence, measure with { Action = "revoke" }, (x, now) => x.Revoke(measure.Reason, measure.Office, now), ct);
    }

    private Task<MisuseCase?> FindAsync(System.Linq.Expressions.Expression<Func<MisuseCase, bool>> which, CancellationToken ct) => db.MisuseCases.Include(x => x.Steps).SingleOrDefaultAsync(which, ct);

    private async Task<MisuseReport?> ReportAsync(string number, CancellationToken ct) => number.Length == 0 ? null
        : await db.MisuseReports.SingleOrDefaultAsync(x => x.Number == number, ct) ?? throw new RuleException("case.report_unknown", "There is no such report.", "report");

    private async Task<SpotCheck?> CheckAsync(Guid? id, CancellationToken ct)
    {
        if (id is null) return null;
        var check = await db.SpotChecks.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new RuleException("case.check_unknown", "There is no such spot check.", "spotCheck");
        if (check.State != CheckState.Failed) throw new RuleException("check.not_failed", "Only a check that failed opens a case.", "spotCheck");
        return await db.MisuseCases.AnyAsync(x => x.SpotCheckId == id, ct) ? throw new RuleException("check.case_open", "This check has its case already.", "spotCheck") : check;
    }

    private async Task<Licence?> LicenceAsync(string number, SpotCheck? check, CancellationToken ct)
    {
        if (check is not null) return await db.Licences.SingleAsync(x => x.Id == check.LicenceId, ct);
        return number.Length == 0 ? null : await db.Licences.SingleOrDefaultAsync(x => x.Number == number, ct) ?? throw new RuleException("case.licence_unknown", "There is no such licence.", "licence");
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Audit(string action, MisuseCase subject, Guid person, string detail, DateTime now) =>
        db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = action, SubjectId = subject.Id, Detail = detail });

    private void Tell(string step, MisuseCase subject, string text, DateTime now)
    {
        if (subject.CooperativeId is { } holder) db.Outbox.Add(OutboxMessage.Of(new SupervisionStep(subject.Id, holder, step, subject.Number, text), now));
    }
}
