using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Reads reports and cases.</summary>
public sealed class CaseReads(CatalogDb db, LicenceRegister register, CheckReads checks, SupervisionSettings rule, TimeProvider clock)
{
    /// <summary>Reports nobody has dealt with, the oldest first.</summary>
    public async Task<(IReadOnlyList<ReportView> Items, int Total)> NewReportsAsync(int page, int pageSize, CancellationToken ct)
    {
        var all = db.MisuseReports.AsNoTracking().Where(x => x.State == ReportState.New);
        var found = await all.OrderBy(x => x.At).ThenBy(x => x.Number).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(ct);
        return (found.ConvertAll(x => View(x, null, true)), await all.CountAsync(ct));
    }

    /// <summary>One report, for the brand office.</summary>
    /// <returns>null when there is none.</returns>
    public async Task<ReportView?> ReportAsync(string number, CancellationToken ct) => await db.MisuseReports.AsNoTracking().SingleOrDefaultAsync(x => x.Number == number, ct) is { } found
        ? View(found, await db.MisuseCases.Where(x => x.ReportId == found.Id).Select(x => x.Number).SingleOrDefaultAsync(ct), true)
        : null;

    /// <summary>Cases, what was not put right in time first, then what moved last.</summary>
    /// <param name="holders">Only cases that were put to these cooperatives or decided about them; null for the brand office, who sees all.</param>
    public async Task<(IReadOnlyList<CaseView> Items, int Total)> ListAsync(IReadOnlyCollection<Guid>? holders, int page, int pageSize, CancellationToken ct)
    {
        var (all, today) = (Of(holders), DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        var found = await all.OrderByDescending(x => x.PutRightBy < today && x.PutRightAt == null && !db.Appeals.Any(y => y.Kind == AppealKind.Case && y.SubjectId == x.Id && y.State == AppealState.Overturned)).ThenByDescending(x => x.MovedAt).ThenByDescending(x => x.Number).Skip((page - 1) * pageSize).Take(pageSize).Include(x => x.Steps).ToListAsync(ct);
        return (await ViewsAsync(found, ct), await all.CountAsync(ct));
    }

    /// <summary>The evidence: report, licence with its history, checks, steps and appeal.</summary>
    /// <param name="holders">As in <see cref="ListAsync"/>; a holder does not see the reporter's contact.</param>
    /// <returns>null when there is no such case for them.</returns>
    public async Task<CaseFile?> FindAsync(string number, IReadOnlyCollection<Guid>? holders, CancellationToken ct)
    {
        if (await Of(holders).Include(x => x.Steps).SingleOrDefaultAsync(x => x.Number == number, ct) is not { } found) return null;
        var report = await db.MisuseReports.AsNoTracking().SingleOrDefaultAsync(x => x.Id == found.ReportId, ct);
        var view = (await ViewsAsync([found], ct))[0];
        return new(view, report is null ? null : View(report, found.Number, holders is null), view.Licence is { } licence ? await register.FindAsync(licence, ct) : null,
            found.LicenceId is { } id ? await checks.OfLicenceAsync(id, ct) : []);
    }

    private IQueryable<MisuseCase> Of(IReadOnlyCollection<Guid>? holders)
    {
        var all = db.MisuseCases.AsNoTracking();
        return holders is null ? all : all.Where(x => x.CooperativeId != null && holders.Contains(x.CooperativeId.Value) && (x.AnswerBy != null || x.State == CaseState.Decided));
    }

    private async Task<List<CaseView>> ViewsAsync(List<MisuseCase> found, CancellationToken ct)
    {
        var (today, ids, licences) = (DistrictClock.Date(clock.GetUtcNow().UtcDateTime), found.ConvertAll(x => x.Id), found.ConvertAll(x => x.LicenceId));
        var names = await Names.OfAsync(db, [], found.Where(x => x.CooperativeId is not null).Select(x => x.CooperativeId!.Value), ct);
        var numbers = await db.Licences.Where(x => licences.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Number, ct);
        var appeals = (await AppealReads.ViewsAsync(db, db.Appeals.Where(x => x.Kind == AppealKind.Case && ids.Contains(x.SubjectId)), ct)).ToDictionary(x => x.Subject);
        var people = await PersonNames.OfAsync(db, found.SelectMany(x => x.Steps, (_, x) => x.PersonId), ct);
        return found.ConvertAll(x =>
        {
            var (appeal, holder) = (appeals.GetValueOrDefault(x.Id), x.CooperativeId is { } id ? names.Cooperative(id) : (Name: x.Suspect, NameEn: x.Suspect));
            return new CaseView(x.Id, x.Number, x.Source, Status(x, appeal, today), x.LicenceId is { } licence ? numbers[licence] : null, x.CooperativeId, holder.Name, holder.NameEn, x.About, x.OpenedAt, x.AnswerBy, x.Outcome, x.PutRightBy,
                x.Outcome is not (null or CaseOutcome.NoMisuse) && x.CooperativeId is not null ? Appeal.LastDay(x.DecidedAt!.Value, rule.AppealDays) : null,
                [.. x.Steps.OrderBy(y => y.At).ThenBy(y => y.Id).Select(y => new CaseStepView(y.Kind, y.At, people.GetValueOrDefault(y.PersonId, ""), y.Text, Said.Apart(y.Pictures)))], appeal);
        });
    }

    private static string Status(MisuseCase found, AppealView? appeal, DateOnly today) => appeal?.State switch
    {
        AppealState.Made => "appealed",
        AppealState.Overturned => "overturned",
        _ when found.IsToPutRight => found.PutRightBy < today ? "not_put_right" : "to_put_right",
        _ when found.PutRightAt is not null => "put_right",
        AppealState.Upheld => "upheld",
        _ => found.IsOverdue(today) ? "overdue" : found.State.ToString().ToLowerInvariant(),
    };

    private static ReportView View(MisuseReport x, string? of, bool office) => new(x.Number, x.At, x.Seen, x.Place, x.LicenceNumber, office ? x.Contact : "", x.Picture, x.State, x.Reason, of);
}

/// <summary>Names of those who acted.</summary>
internal static class PersonNames
{
    public static async Task<Dictionary<Guid, string>> OfAsync(CatalogDb db, IEnumerable<Guid> people, CancellationToken ct)
    {
        var ids = people.Distinct().ToList();
        return await db.Users.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.DisplayName, ct);
    }
}
