using Market.Catalog.Supervision;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Cases;

/// <summary>The brand office: reports, cases and appeals that wait for it.</summary>
[Authorize(Policies.Office), Route("district/cases")]
public sealed class CasesController(CaseDesk desk, CaseReads reads, Wording wording, IStringLocalizer<Words> words, TimeProvider clock) : Controller
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet]
    public async Task<IActionResult> Index([FromServices] AppealReads appeals, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reads.ListAsync(null, page, 20, ct);
        var (reports, waiting) = await reads.NewReportsAsync(1, 50, ct);
        var (made, _) = await appeals.ListAsync(null, 1, 50, ct);
        return View(new CasesPage(reports, waiting, [.. made.Where(x => x.State == AppealState.Made)], items, new(Request, page, total, 20), Now));
    }

    /// <summary>A form for a new case, filled in from a report when it comes from one.</summary>
    [HttpGet("new")]
    public async Task<IActionResult> New(string? report, string? licence, CancellationToken ct)
    {
        if (report is null) return View("New", new OpenPage(new(Licence: licence), null));
        return await reads.ReportAsync(report, ct) is { State: ReportState.New } found ? View("New", new OpenPage(new(found.Seen, found.Licence, Report: found.Number), found)) : NotFound();
    }

    [HttpPost]
    public async Task<IActionResult> Open(OpenForm form, CancellationToken ct)
    {
        try
        {
            var number = await desk.OpenAsync(form.Read(), User.CallerId(), ct);
            TempData["done"] = words["case.opened"].Value;
            return Redirect("/district/cases/" + number);
        }
        catch (RuleException rule)
        {
            return await AgainAsync(form, rule, ct);
        }
    }

    /// <summary>Nothing in a report: no case comes of it.</summary>
    [HttpPost("reports/{number}/dismissal")]
    public async Task<IActionResult> SetAside(string number, string? reason, [FromServices] MisuseReports reports, CancellationToken ct)
    {
        try
        {
            if (!await reports.SetAsideAsync(number, reason ?? "", User.CallerId(), ct)) return NotFound();
            TempData["done"] = words["misuse.set_aside"].Value;
            return Redirect("/district/cases");
        }
        catch (RuleException rule)
        {
            return await AgainAsync(new(Report: number, Reason: reason), rule, ct);
        }
    }

    [HttpGet("{number}")]
    public async Task<IActionResult> Show(string number, CancellationToken ct) => await ShownAsync(number, new(), ct);

    /// <summary>Everything on one page, to print.</summary>
    [HttpGet("{number}/evidence")]
    public async Task<IActionResult> Evidence(string number, CancellationToken ct) => await reads.FindAsync(number, null, ct) is { } file ? View("_Evidence", file) : NotFound();

    [HttpPost("{number}/question")]
    public Task<IActionResult> Put(string number, CaseTyped typed, CancellationToken ct) => TryAsync(number, typed, "case.asked",
        () => desk.PutAsync(number, typed.Until ?? throw Missing("until"), typed.Question ?? "", User.CallerId(), ct), ct);

    [HttpPost("{number}/decision")]
    public Task<IActionResult> Decide(string number, CaseTyped typed, CancellationToken ct) => TryAsync(number, typed, "case.done",
        () => desk.DecideAsync(number, new(typed.Outcome ?? throw Missing("outcome"), typed.Reason ?? "", typed.PutRightBy, typed.Products ?? []), User.CallerId(), ct), ct);

    /// <summary>What was decided was put right.</summary>
    [HttpPost("{number}/confirmation")]
    public Task<IActionResult> Confirm(string number, CaseTyped typed, CancellationToken ct) => TryAsync(number, typed, "case.confirmed",
        () => desk.ConfirmAsync(number, typed.Text ?? "", User.CallerId(), ct), ct);

    private async Task<IActionResult> TryAsync(string number, CaseTyped typed, string done, Func<Task<bool>> deed, CancellationToken ct)
    {
        if (await reads.FindAsync(number, null, ct) is null) return NotFound();
        try
        {
            if (!await deed()) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await ShownAsync(number, typed, ct);
        }
        TempData["done"] = words[done].Value;
        return Redirect("/district/cases/" + number);
    }

    private async Task<IActionResult> ShownAsync(string number, CaseTyped typed, CancellationToken ct) =>
        await reads.FindAsync(number, null, ct) is { } file ? View("Show", new CasePage(file, typed, DistrictClock.Date(Now))) : NotFound();

    private async Task<IActionResult> AgainAsync(OpenForm form, RuleException rule, CancellationToken ct)
    {
        ModelState.AddModelError(rule.Field, wording.Refusal(rule));
        var report = form.Report is { Length: > 0 } number ? await reads.ReportAsync(number, ct) : null;
        return View("New", new OpenPage(form.About is null && report is not null ? form with { About = report.Seen, Licence = report.Licence } : form, report));
    }

    private static RuleException Missing(string field) => new("licence.field_missing", "Fill this in.", field);
}
