using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Supervision;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.CaseAnswers;

public sealed record OwnCasesPage(IReadOnlyList<CaseView> Cases, Pager Pager, IReadOnlyList<AppealableView> Appealable, IReadOnlyList<AppealView> Appeals);

/// <param name="Appealable">Whether the case's decision may still be appealed against.</param>
public sealed record OwnCasePage(CaseFile File, string? Text, bool Appealable);

/// <summary>A holder's cases: it is heard, and may appeal.</summary>
[Authorize(Policies.Manager), Route("office/cases")]
public sealed class CaseAnswersController(CaseDesk desk, CaseReads reads, AppealReads appeals, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private IReadOnlyCollection<Guid> Own => User.Caller().In(Role.Manager);

    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (own, (items, total)) = (Own, await reads.ListAsync(Own, page, 20, ct));
        return View(new OwnCasesPage(items, new(Request, page, total, 20), await appeals.AppealableAsync(own, ct), (await appeals.ListAsync(own, 1, 50, ct)).Items));
    }

    [HttpGet("{number}")]
    public Task<IActionResult> Show(string number, CancellationToken ct) => ShownAsync(number, null, ct);

    /// <summary>Everything on one page, to print.</summary>
    [HttpGet("{number}/evidence")]
    public async Task<IActionResult> Evidence(string number, CancellationToken ct) => await reads.FindAsync(number, Own, ct) is { } file ? View("_Evidence", file) : NotFound();

    [HttpPost("{number}/answer"), RequestSizeLimit(Limits.Upload)]
    public async Task<IActionResult> Answer(string number, string? text, List<IFormFile>? photos, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (await reads.FindAsync(number, Own, ct) is null) return NotFound();
        try
        {
            var hashes = await pictures.SaveAllAsync(photos, User.CallerId(), ct);
            if (!await desk.AnswerAsync(number, text ?? "", hashes, new(User.CallerId(), Own), ct)) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field is "picture" or "pictures" ? "photos" : rule.Field, wording.Refusal(rule));
            return await ShownAsync(number, text, ct);
        }
        TempData["done"] = words["case.answered"].Value;
        return Redirect("/office/cases/" + number);
    }

    private async Task<IActionResult> ShownAsync(string number, string? text, CancellationToken ct) => await reads.FindAsync(number, Own, ct) is { } file
        ? View("Show", new OwnCasePage(file, text, (await appeals.AppealableAsync(Own, ct)).Any(x => x.Id == file.Case.Id)))
        : NotFound();
}
