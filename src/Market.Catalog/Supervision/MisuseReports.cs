using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Reports of misuse by anybody.</summary>
public sealed class MisuseReports(CatalogDb db, TimeProvider clock)
{
    /// <summary>Refuses what does not fit, before a photo is stored for it.</summary>
    /// <exception cref="RuleException"><c>licence.field_missing</c>, <c>licence.text_long</c>, <c>misuse.contact_invalid</c></exception>
    public void Check(ReportForm form) => MisuseReport.Write(form, "", clock.GetUtcNow().UtcDateTime);

    /// <summary>Takes a report in.</summary>
    /// <returns>Its number, for the reporter to quote.</returns>
    /// <exception cref="RuleException"><c>licence.field_missing</c>, <c>licence.text_long</c>, <c>misuse.contact_invalid</c>, <c>case.picture_unknown</c></exception>
    public Task<string> SendAsync(ReportForm form, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Check(form);   // what does not fit uses up no number
        if (form.Picture.Length > 0) await Said.RequireStoredAsync(db, [form.Picture], ct);
        var report = MisuseReport.Write(form, await RunningNumber.NextAsync(db, RunningNumber.Report, now, ct), now);
        db.MisuseReports.Add(report);
        return report.Number;
    }, ct);

    /// <summary>Nothing in it: no case is opened, and the reason stays on record.</summary>
    /// <returns>false when there is no such report.</returns>
    /// <exception cref="RuleException"><c>misuse.handled</c>, <c>licence.field_missing</c></exception>
    public Task<bool> SetAsideAsync(string number, string reason, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.MisuseReports.SingleOrDefaultAsync(x => x.Number == number, ct) is not { } report) return false;
        await Said.RequireStrangerAsync(db, await db.Licences.Where(x => x.Number == report.LicenceNumber).Select(x => (Guid?)x.CooperativeId).SingleOrDefaultAsync(ct), office, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        report.SetAside(reason, office, now);
        db.Audit.Add(new AuditEntry { At = now, ActorId = office, Action = "misuse.set_aside", SubjectId = report.Id, Detail = reason });
        return true;
    }, ct);
}
