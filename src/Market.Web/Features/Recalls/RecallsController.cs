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
public sealed record RecallFields(string? Lots = null, RecallClass Class = RecallClass.I, string? Reason = null, string? Advice = null);

public sealed record RecallsPage(IReadOnlyList<RecallView> Items, RecallFields Form);

/// <summary>Recalls as inspectors propose and the office decides them.</summary>
[Authorize(Policies.Checker)]
public sealed class RecallsController(RecallDesk desk, RecallReads reads, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("/district/recalls")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new RecallsPage(await reads.ListAsync(null, 1, ct), new()));

    [HttpPost("/district/recalls"), Authorize(Policies.Inspector)]
    public Task<IActionResult> Propose(RecallFields form, CancellationToken ct) => DoneAsync(form, async () =>
        await desk.ProposeAsync(User.CallerId(), new((form.Lots ?? "").Split([' ', ',', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries), form.Class, form.Reason ?? "", form.Advice is { Length: > 0 } advice ? advice : RecallForm.Standard, null), ct) is not null, ct);

    [HttpPost("/district/recalls/{id:guid}/approval"), Authorize(Policies.Office)]
    public Task<IActionResult> Approve(Guid id, CancellationToken ct) => DoneAsync(new(), async () => await desk.ApproveAsync(User.CallerId(), id, ct) is not null, ct);

    [HttpPost("/district/recalls/{id:guid}/refusal"), Authorize(Policies.Office)]
    public Task<IActionResult> Refuse(Guid id, string? reason, CancellationToken ct) => DoneAsync(new(), () => desk.RefuseAsync(User.CallerId(), id, reason ?? "", ct), ct);

    [HttpPost("/district/recalls/{id:guid}/closure"), Authorize(Policies.Office)]
    public Task<IActionResult> Close(Guid id, CancellationToken ct) => DoneAsync(new(), () => desk.CloseAsync(id, ct), ct);

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
    public async Task<IActionResult> Sheet(Guid id, [FromServices] TraceSheet sheet, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        if (await reads.ReportAsync(id, ct) is not { } report) return NotFound();
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
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
        return View("Index", new RecallsPage(await reads.ListAsync(null, 1, ct), form));
    }
}
