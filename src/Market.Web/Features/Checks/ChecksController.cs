using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Supervision;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Checks;

/// <summary>A list to draw, as typed.</summary>
public sealed record DrawForm(int? Random = null, int? Risky = null, DateOnly? DueOn = null);

/// <param name="MayDraw">The brand office draws; inspectors record what they find.</param>
public sealed record ChecksPage(IReadOnlyList<CheckView> Checks, Pager Pager, IReadOnlyList<DrawView> Draws, DrawForm Form, SupervisionSettings Rule, bool MayDraw);

public sealed record CheckPage(CheckView Check, string? Outcome, string? Findings, bool Office);

/// <param name="Again">What the seed gives now, from the register as it stood then.</param>
public sealed record DrawPage(DrawView Draw, IReadOnlyList<string> Again);

/// <summary>Spot checks: the list is drawn, then each result recorded.</summary>
[Authorize(Policies.Checker), Route("district/checks")]
public sealed class ChecksController(CheckDesk desk, CheckReads reads, SupervisionSettings rule, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public Task<IActionResult> Index(int page = 1, CancellationToken ct = default) => ListAsync(new(), Math.Clamp(page, 1, 10_000), ct);

    [HttpPost, Authorize(Policies.Office)]
    public async Task<IActionResult> Draw(DrawForm form, CancellationToken ct)
    {
        try
        {
            var number = await desk.DrawAsync(form.Random ?? 0, form.Risky ?? 0, form.DueOn ?? throw new RuleException("licence.field_missing", "Fill this in.", "dueOn"), User.CallerId(), ct);
            TempData["done"] = words["checks.drawn", number].Value;
            return Redirect("/district/checks");
        }
        catch (RuleException refusal)
        {
            ModelState.AddModelError(refusal.Field, wording.Refusal(refusal));
            return await ListAsync(form, 1, ct);
        }
    }

    [HttpGet("draws/{number}")]
    public async Task<IActionResult> Repeat(string number, CancellationToken ct) => await reads.DrawAsync(number, ct) is { } draw ? View(new DrawPage(draw, (await reads.RepeatAsync(number, ct))!)) : NotFound();

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken ct) => ShownAsync(id, null, null, ct);

    [HttpPost("{id:guid}"), RequestSizeLimit(Limits.Upload)]
    public async Task<IActionResult> Record(Guid id, string? outcome, string? findings, List<IFormFile>? photos, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (await reads.FindAsync(id, ct) is null) return NotFound();
        try
        {
            if (outcome is not ("passed" or "failed")) throw new RuleException("licence.field_missing", "Fill this in.", "outcome");
            if (!await desk.RecordAsync(id, new(outcome == "passed", findings ?? "", await pictures.SaveAllAsync(photos, User.CallerId(), ct)), User.CallerId(), ct)) return NotFound();
        }
        catch (RuleException refusal)
        {
            ModelState.AddModelError(refusal.Field is "picture" or "pictures" ? "photos" : refusal.Field, wording.Refusal(refusal));
            return await ShownAsync(id, outcome, findings, ct);
        }
        TempData["done"] = words["check.recorded"].Value;
        return Redirect($"/district/checks/{id}");
    }

    private async Task<IActionResult> ListAsync(DrawForm form, int page, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(page, 20, ct);
        var office = User.Caller().Is(Role.Office);
        return View("Index", new ChecksPage(items, new(Request, page, total, 20), (await reads.DrawsAsync(over: false, 1, 20, ct)).Items, form, rule, office));
    }

    private async Task<IActionResult> ShownAsync(Guid id, string? outcome, string? findings, CancellationToken ct) =>
        await reads.FindAsync(id, ct) is { } check ? View("Show", new CheckPage(check, outcome, findings, User.Caller().Is(Role.Office))) : NotFound();
}
