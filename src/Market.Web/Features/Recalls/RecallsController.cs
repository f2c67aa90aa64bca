using Market.Kernel;
using Market.Traceability.Recall;
using Market.Traceability.Tracing;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Recalls;

/// <param name="Lots">Codes, with spaces or lines between.</param>
/// <param name="LearnedAt">When the risk became known, the district's clock; empty for now.</param>
/// <param name="Refunds">Buyers get their money back without asking.</param>
public sealed record RecallFields(string? Lots = null, RecallClass Class = RecallClass.I, string? Reason = null, string? Advice = null, DateTime? LearnedAt = null, bool Refunds = false);

public sealed record RecallsPage(IReadOnlyList<RecallView> Items, RecallFields Form, Pager Pager, DateTime Now);

/// <param name="Names">Of receivers, by key.</param>
public sealed record RecallPage(RecallReport Report, IReadOnlyList<RecallNoticeView> Notices, IReadOnlyDictionary<string, (string Name, string NameEn)> Names, Pager Pager, DateTime Now);

/// <summary>Recalls as inspectors propose and the office decides them.</summary>
[Authorize(Policies.Checker)]
public sealed class RecallsController(RecallDesk desk, RecallReads reads, Wording wording, IStringLocalizer<Words> words, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/district/recalls")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default) => View("Index", await ListAsync(page, new(), ct));

    /// <summary>One recall: its clock, what it reached, and who has not answered.</summary>
    [HttpGet("/district/recalls/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, [FromServices] NoticeReads notices, [FromServices] Receivers receivers, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        if (await reads.ReportAsync(id, ct) is not { } report) return NotFound();
        var (items, total) = await notices.ListAsync(new(null), new(id), page, PageSize, ct);
        return View(new RecallPage(report, items, await receivers.NamesAsync([.. items.Select(x => x.Receiver)], ct), new(Request, page, total, PageSize), Now));
    }

    [HttpPost("/district/recalls"), Authorize(Policies.Inspector)]
    public Task<IActionResult> Propose(RecallFields form, CancellationToken ct) => DoneAsync(form, async () =>
        await desk.ProposeAsync(User.CallerId(), new((form.Lots ?? "").Split([' ', ',', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries), form.Class, form.Reason ?? "", form.Advice is { Length: > 0 } advice ? advice : RecallForm.Standard, Utc(form.LearnedAt), form.Refunds), ct) is not null, ct);

    [HttpPost("/district/recalls/{id:guid}/approval"), Authorize(Policies.Office)]
    public Task<IActionResult> Approve(Guid id, CancellationToken ct) => DoneAsync(new(), async () => await desk.ApproveAsync(User.CallerId(), id, ct) is not null, ct);

    [HttpPost("/district/recalls/{id:guid}/refusal"), Authorize(Policies.Office)]
    public Task<IActionResult> Refuse(Guid id, string? reason, CancellationToken ct) => DoneAsync(new(), () => desk.RefuseAsync(User.CallerId(), id, reason ?? "", ct), ct);

    [HttpPost("/district/recalls/{id:guid}/closure"), Authorize(Policies.Office)]
    public Task<IActionResult> Close(Guid id, CancellationToken ct) => DoneAsync(new(), () => desk.CloseAsync(id, ct), ct);

    /// <summary>Reminds everybody who owes an answer.</summary>
    [HttpPost("/district/recalls/{id:guid}/reminders"), Authorize(Policies.Office)]
    public Task<IActionResult> Remind(Guid id, [FromServices] NoticeDesk notices, CancellationToken ct) => DoneAsync(new(), async () => await notices.RemindAsync(id, ct) is not null, ct);

    /// <summary>The whole report to print and to file.</summary>
    [HttpGet("/district/recalls/{id:guid}/report.pdf")]
    public async Task<IActionResult> Print(Guid id, [FromServices] RecallFile file, CancellationToken ct) =>
        await reads.ReportAsync(id, ct) is { } report ? File(await file.PdfAsync(report, Now, ct), "application/pdf", $"{report.Recall.Number}.pdf") : NotFound();

    /// <summary>Figures and times of the report as a table.</summary>
    [HttpGet("/district/recalls/{id:guid}/summary.csv")]
    public async Task<IActionResult> Summary(Guid id, CancellationToken ct)
    {
        if (await reads.ReportAsync(id, ct) is not { } report) return NotFound();
        await Response.WriteCsvAsync($"{report.Recall.Number}-summary.csv", RecallFile.SummaryHeader, RecallFile.Summary(report).ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    /// <summary>An exercise: everything but the stop.</summary>
    [HttpPost("/district/recalls/exercises")]
    public Task<IActionResult> Rehearse(string? lot, CancellationToken ct) => DoneAsync(new(), async () => await desk.RehearseAsync(User.CallerId(), string.IsNullOrWhiteSpace(lot) ? null : lot.Trim(), ct) is not null, ct);

    /// <summary>Who was told, and what they answered.</summary>
    [HttpGet("/district/recalls/{id:guid}/report.csv")]
    public async Task<IActionResult> Report(Guid id, CancellationToken ct)
    {
        if (await reads.ReportAsync(id, ct) is not { } report) return NotFound();
        await Response.WriteCsvAsync($"{report.Recall.Number}.csv", RecallReads.ReportHeader, report.Rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    /// <summary>The 24-hour sheet of a recall's lots: every receiving, transformation and shipping with its key data.</summary>
    [HttpGet("/district/recalls/{id:guid}/sheet.csv")]
    public async Task<IActionResult> Sheet(Guid id, [FromServices] TraceSheet sheet, CancellationToken ct)
    {
        if (await reads.ReportAsync(id, ct) is not { } report) return NotFound();
        var today = DistrictClock.Date(Now);
        await Response.WriteCsvAsync($"{report.Recall.Number}-sheet.csv", TraceSheet.Header, sheet.RowsAsync(User.Caller().Tracer(), new(report.Lots, today.AddYears(-2), today), ct), ct);
        return new EmptyResult();
    }

    private async Task<IActionResult> DoneAsync(RecallFields form, Func<Task<bool>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await work()) return NotFound();
                TempData["done"] = words["lots.recorded"].Value;
                return Redirect("/district/recalls");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return View("Index", await ListAsync(1, form, ct));
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static DateTime? Utc(DateTime? local) => local is { } at ? DistrictClock.StartOf(DateOnly.FromDateTime(at)) + at.TimeOfDay : null;

    private async Task<RecallsPage> ListAsync(int page, RecallFields form, CancellationToken ct)
    {
        page = Math.Clamp(page, 1, 10_000);
        return new(await reads.ListAsync(null, page, ct), form, new(Request, page, await reads.CountAsync(null, ct), RecallReads.PerPage), Now);
    }
}
