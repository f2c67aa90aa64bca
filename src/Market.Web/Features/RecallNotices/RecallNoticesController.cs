using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Traceability.Recall;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.RecallNotices;

/// <param name="Names">Of the receivers, by key.</param>
public sealed record NoticesPage(IReadOnlyList<RecallNoticeView> Items, IReadOnlyDictionary<string, (string Name, string NameEn)> Names, Pager Pager, DateTime Now);

/// <param name="Form">The form that was refused: answer, return or destroy; empty at first.</param>
/// <param name="Typed">What was typed into it, kilograms.</param>
/// <param name="MayAnswer">The office answers for those who have no account; inspectors only look.</param>
public sealed record NoticePage(RecallNoticeView Notice, IReadOnlyList<NoticeGoods> Goods, (string Name, string NameEn) Name, bool MayAnswer, string Form, decimal? Typed, DateTime Now);

/// <summary>Recalls as the receivers of goods answer them: stations, chains and cooperatives.</summary>
[Authorize(Policies.Receiving), Route("recall-notices")]
public sealed class RecallNoticesController(NoticeDesk desk, NoticeReads reads, Receivers receivers, Wording wording, TimeProvider clock) : Controller
{
    private const int PageSize = 20;

    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reads.ListAsync(await receivers.OfAsync(User.Caller(), ct), new(), page, PageSize, ct);
        return View(new NoticesPage(items, await receivers.NamesAsync([.. items.Select(x => x.Receiver)], ct), new(Request, page, total, PageSize), Now));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, "", null, ct);

    [HttpPost("{id:guid}/answer"), Authorize(Policies.Answering)]
    public Task<IActionResult> Answer(Guid id, decimal? found, CancellationToken ct) => DoneAsync(id, "answer", found, party => desk.AcknowledgeAsync(party, id, Grams(found), ct), ct);

    [HttpPost("{id:guid}/returns"), Authorize(Policies.Answering)]
    public Task<IActionResult> Return(Guid id, decimal? weight, CancellationToken ct) => DoneAsync(id, "return", weight, party => desk.ReturnAsync(party, id, Grams(weight), ct), ct);

    /// <summary>A destruction is proved by a photo.</summary>
    [HttpPost("{id:guid}/destructions"), Authorize(Policies.Answering), RequestSizeLimit(12 * 1024 * 1024)]
    public Task<IActionResult> Destroy(Guid id, decimal? weight, IFormFile? photo, [FromServices] PictureStore pictures, CancellationToken ct) => DoneAsync(id, "destroy", weight, async party =>
    {
        if (await reads.FindAsync(party, id, ct) is null) return false;
        if (photo is null) throw new RuleException("notice.photo", "A destruction is proved by a photo.", "photo");
        await using var stream = photo.OpenReadStream();
        return await desk.DestroyAsync(party, id, Grams(weight), await pictures.SaveAsync(stream, User.CallerId(), ct), ct);
    }, ct);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Below zero when nothing was typed: the desk refuses it with its own sentence.</summary>
    private static long Grams(decimal? kilograms) => (long)Math.Clamp((kilograms ?? -1m) * 1000m, -1m, 100_000_000_000m);

    private async Task<IActionResult> DoneAsync(Guid id, string form, decimal? typed, Func<NoticeParty, Task<bool>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await work(await receivers.OfAsync(User.Caller(), ct))) return NotFound();
                TempData["done"] = HttpContext.RequestServices.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Words>>()["notices.recorded"].Value;
                return Redirect($"/recall-notices/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field switch { "picture" => "photo", "weight" => form, var field => field }, wording.Refusal(rule));
            }
        }
        return await PageAsync(id, form, typed, ct);
    }

    private async Task<IActionResult> PageAsync(Guid id, string form, decimal? typed, CancellationToken ct)
    {
        if (await reads.FindAsync(await receivers.OfAsync(User.Caller(), ct), id, ct) is not var (notice, goods)) return NotFound();
        var names = await receivers.NamesAsync([notice.Receiver], ct);
        return View("Show", new NoticePage(notice, goods, names[notice.Receiver], User.Caller() is var caller && (!caller.Is(Role.Inspector) || caller.Is(Role.Office)), form, typed, Now));
    }
}
