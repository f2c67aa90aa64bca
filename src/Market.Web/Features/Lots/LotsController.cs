using Market.Catalog.Brand;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Lots;

/// <summary>Lots from harvest to label, as forms that fit a phone.</summary>
[Authorize(Policies.Grower), FieldPages]
public sealed class LotsController(LotReads lots, LotDesk desk, LotSteps steps, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int PageSize = 20;

    [HttpGet("/office/lots")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await lots.ListAsync(Party, page, PageSize, ct);
        return View(new LotsPage(items, new(Request, page, total, PageSize)));
    }

    [HttpGet("/office/lots/new")]
    public async Task<IActionResult> New(CancellationToken ct) => View(await FormAsync(new(), ct));

    [HttpPost("/office/lots")]
    public async Task<IActionResult> Harvest(LotFields form, CancellationToken ct)
    {
        if (!ModelState.IsValid) return View("New", await FormAsync(form, ct));
        try
        {
            var (party, today) = (Filled, Today());
            var facts = new LotFacts(form.Product, form.HarvestedOn ?? today, form.BestBefore, Grams(form.Kilograms), form.Variety ?? "", form.Crew ?? "");
            var own = User.Caller().In(Role.Manager, Role.Clerk);
            var at = facts.HarvestedOn == (party.FilledAt is { } filled ? DistrictClock.Date(filled) : today) ? (DateTime?)null : DistrictClock.StartOf(facts.HarvestedOn);
            if (await desk.HarvestAsync(party, new(own.First(), [.. form.Plots ?? []], facts, form.Gtin?.Trim() ?? "", at), ct) is not { } code) return NotFound();
            TempData["done"] = words["lots.harvested", code].Value;
            return Redirect($"/office/lots/{code}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("New", await FormAsync(form, ct));
        }
    }

    [HttpGet("/office/lots/{code}")]
    public async Task<IActionResult> Show(string code, CancellationToken ct) => await PageAsync(code, ct) is { } page ? View(page) : NotFound();

    [HttpPost("/office/lots/{code}/packings")]
    public Task<IActionResult> Pack(string code, PackFields pack, CancellationToken ct) => DoneAsync(code, x => x with { Form = "pack", Pack = pack }, async () =>
    {
        if (await lots.FindAsync(Party, code, ct) is not { } lot) return null;
        var output = new LotFacts(lot.ProductId, lot.HarvestedOn, pack.BestBefore ?? lot.BestBefore, Grams(pack.Out), "", "");
        return await desk.PackAsync(Filled, new(lot.CooperativeId, [new(lot.Id, Grams(pack.Into))], output, Math.Clamp(pack.Packs ?? 0, 0, 100_000_000), null), ct) is { } made ? $"/office/lots/{made}" : null;
    }, ct);

    [HttpPost("/office/lots/{code}/inspections")]
    public Task<IActionResult> Inspect(string code, InspectFields inspect, CancellationToken ct) => StepAsync(code, x => x with { Form = "inspect", Inspect = inspect },
        () => steps.InspectAsync(Filled, code, new(inspect.Lab ?? "", inspect.Method ?? "", inspect.Result ?? "", inspect.Conformant, "", null), ct), ct);

    [HttpPost("/office/lots/{code}/commitment")]
    public Task<IActionResult> Commit(string code, CommitFields commit, CancellationToken ct) => StepAsync(code, x => x with { Form = "commit", Commit = commit },
        () => steps.CommitAsync(Filled, code, new(commit.Number ?? "", commit.Origin ?? "", commit.Party ?? "", commit.Contact ?? "", null), ct), ct);

    [HttpPost("/office/lots/{code}/cold")]
    public Task<IActionResult> Cold(string code, ColdFields cold, CancellationToken ct) => StepAsync(code, x => x with { Form = "cold", Cold = cold },
        () => steps.KeepColdAsync(Filled, code, Read(cold), ct), ct);

    /// <summary>A photo for the public page of the lot.</summary>
    [HttpPost("/office/lots/{code}/photos"), RequestSizeLimit(Limits.Upload)]
    public Task<IActionResult> Photo(string code, IFormFile? photo, string? note, [FromServices] PictureStore pictures, CancellationToken ct) => StepAsync(code, x => x with { Form = "photo", Note = note }, async () =>
    {
        if (await lots.FindAsync(Party, code, ct) is null) return false;
        if (photo is null) throw new RuleException("lot.photo", "Choose a photo.", "photo");
        await using var stream = photo.OpenReadStream();
        return await steps.ShowAsync(Filled, code, await pictures.SaveAsync(stream, User.CallerId(), ct), note ?? "", ct);
    }, ct);

    [HttpPost("/office/lots/{code}/destructions")]
    public Task<IActionResult> Destroy(string code, decimal? kilograms, string? reason, CancellationToken ct) => StepAsync(code, x => x with { Form = "destroy" },
        () => steps.DestroyAsync(Filled, code, Grams(kilograms), reason ?? "", ct), ct);

    /// <summary>What becomes of goods that came back.</summary>
    [HttpPost("/office/lots/{code}/return-checks")]
    public Task<IActionResult> CheckReturn(string code, ReturnFields back, [FromServices] ReturnDesk returns, CancellationToken ct) => StepAsync(code, x => x with { Form = "back", Back = back },
        () => returns.CheckAsync(Filled, code, Grams(back.Checked), (back.Outcome ?? throw new RuleException("lot.return_outcome", "Say what becomes of these goods.", "outcome"), back.Found ?? ""), ct), ct);

    [HttpPost("/office/lots/{code}/counts")]
    public Task<IActionResult> Count(string code, decimal? kilograms, CancellationToken ct) => StepAsync(code, x => x with { Form = "count" },
        () => steps.CountAsync(Filled, code, Grams(kilograms), ct), ct);

    [HttpPost("/office/lots/{code}/codes")]
    public Task<IActionResult> Issue(string code, [FromServices] CodeDesk codes, int? count, string? printer, CancellationToken ct) => DoneAsync(code, x => x with { Form = "codes" }, async () =>
        await lots.FindAsync(Party, code, ct) is { } lot && await codes.IssueAsync(Filled, lot.Id, count ?? 0, printer ?? "", ct) is { } batch ? $"/office/codes/{batch}" : null, ct);

    private TraceParty Party => User.Caller().Grower();

    private TraceParty Filled => Party.Filled(Request);

    private DateOnly Today() => DistrictClock.Date(HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

    private static long Grams(decimal? kilograms) => (long)Math.Clamp((kilograms ?? 0m) * 1000m, 0m, 100_000_000_000m);

    private static ColdForm Read(ColdFields x) => new(Utc(x.From), Utc(x.Until), Tenths(x.Min), Tenths(x.Max), Tenths(x.Mean), x.Limit is null ? null : Tenths(x.Limit), x.Place ?? "");

    private static DateTime Utc(DateTime? local) => local is { } at ? DistrictClock.StartOf(DateOnly.FromDateTime(at)) + at.TimeOfDay : throw new RuleException("cold.times", "The stay ends before it begins.", "until");

    private static int Tenths(decimal? degrees) => (int)Math.Clamp(decimal.Round((degrees ?? 0m) * 10m), -10_000m, 10_000m);

    private Task<IActionResult> StepAsync(string code, Func<LotPage, LotPage> typed, Func<Task<bool>> work, CancellationToken ct) =>
        DoneAsync(code, typed, async () => await work() ? $"/office/lots/{code}" : null, ct);

    /// <param name="work">Says where to go next; null when there is no such lot.</param>
    private async Task<IActionResult> DoneAsync(string code, Func<LotPage, LotPage> typed, Func<Task<string?>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (await work() is not { } next) return NotFound();
                TempData["done"] = words["lots.recorded"].Value;
                return Redirect(next);
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field is "picture" ? "photo" : rule.Field, wording.Refusal(rule));
            }
        }
        return await PageAsync(code, ct) is { } page ? View("Show", typed(page)) : NotFound();
    }

    private async Task<LotPage?> PageAsync(string code, CancellationToken ct) => await lots.FindAsync(Party, code, ct) is { } lot
        ? new(lot, await HttpContext.RequestServices.GetRequiredService<CodeDesk>().ListAsync(Party, lot.Id, ct)) : null;

    private async Task<LotFormPage> FormAsync(LotFields form, CancellationToken ct) => new(form,
        await HttpContext.RequestServices.GetRequiredService<LicenceRegister>().ProductsAsync(User.Caller().In(Role.Manager, Role.Clerk), ct),
        await HttpContext.RequestServices.GetRequiredService<PlotDesk>().ListAsync(Party, ct), Today());
}
