using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Unions;

/// <summary>A union as typed.</summary>
public sealed record UnionFields(string? Slug = null, string? Name = null, string? NameEn = null, Guid TownId = default, string? BankAccount = null, string? Chair = null, DateOnly? ChairFrom = null, List<Guid>? Members = null, string? Manager = null)
{
    internal NewUnion Form() => new(Slug?.Trim() ?? "", Name ?? "", NameEn ?? "", TownId, BankAccount ?? "", Chair ?? "", Members ?? [], ChairFrom, Manager ?? "");
}

public sealed record UnionsPage(IReadOnlyList<UnionView> Items, Pager Pager);

public sealed record UnionFormPage(UnionFields Form, IReadOnlyList<PlaceView> Towns, IReadOnlyList<CooperativeCard> Cooperatives);

/// <param name="Others">Cooperatives that are no members.</param>
/// <param name="Typed">A chair or an account as typed, when it was refused.</param>
public sealed record UnionPage(UnionView Union, string BankAccount, IReadOnlyList<FormerAccount> Former, IReadOnlyList<CooperativeCard> Others, UnionFields Typed);

/// <summary>The district office registers unions and who is in them.</summary>
[Authorize(Policies.Office), Route("office/unions")]
public sealed class UnionsController(UnionDesk desk, UnionRegistry registry, CooperativeRegistry cooperatives, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int PageSize = 20, MostCooperatives = 1000;

    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await registry.ListAsync(page, PageSize, ct);
        return View(new UnionsPage(items, new(Request, page, total, PageSize)));
    }

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken ct) => View(await FormAsync(new(), ct));

    [HttpPost]
    public async Task<IActionResult> Register(UnionFields form, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var id = await desk.RegisterAsync(form.Form(), User.CallerId(), ct);
                TempData["done"] = words["unions.registered"].Value;
                return Redirect($"/office/unions/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return View("New", await FormAsync(form, ct));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? View(page) : NotFound();

    [HttpPost("{id:guid}/members")]
    public Task<IActionResult> Join(Guid id, Guid cooperative, CancellationToken ct) => ChangeAsync(id, "unions.joined", () => desk.JoinAsync(id, cooperative, User.CallerId(), ct), ct);

    [HttpPost("{id:guid}/members/{cooperative:guid}/departure")]
    public Task<IActionResult> Leave(Guid id, Guid cooperative, CancellationToken ct) => ChangeAsync(id, "unions.left", () => desk.LeaveAsync(id, cooperative, User.CallerId(), ct), ct);

    [HttpPost("{id:guid}/chairs")]
    public Task<IActionResult> Elect(Guid id, string? chair, DateOnly? chairFrom, CancellationToken ct) => ChangeAsync(id, "unions.elected",
        () => desk.ElectAsync(id, chair ?? "", chairFrom ?? throw new RuleException("cooperative.field_missing", "Fill this in.", "chairFrom"), User.CallerId(), ct), ct, new(Chair: chair ?? "", ChairFrom: chairFrom));

    [HttpPost("{id:guid}/accounts")]
    public Task<IActionResult> ChangeAccount(Guid id, string? bankAccount, CancellationToken ct) => ChangeAsync(id, "unions.account_changed", () => desk.ChangeAccountAsync(id, bankAccount ?? "", User.CallerId(), ct), ct, new(BankAccount: bankAccount ?? ""));

    private async Task<IActionResult> ChangeAsync(Guid id, string done, Func<Task<bool>> change, CancellationToken ct, UnionFields? typed = null)
    {
        // A day that is none was refused when it was read; what else was typed stays.
        if (!ModelState.IsValid) return await PageAsync(id, ct, typed) is { } again ? View("Show", again) : NotFound();
        try
        {
            if (await registry.FindAsync(id, ct) is null || !await change()) return NotFound();
            TempData["done"] = words[done].Value;
            return Redirect($"/office/unions/{id}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(typed is null ? "cooperative" : rule.Field is "account" ? "bankAccount" : rule.Field, wording.Refusal(rule));
            return await PageAsync(id, ct, typed) is { } page ? View("Show", page) : NotFound();
        }
    }

    private async Task<UnionFormPage> FormAsync(UnionFields form, CancellationToken ct) =>
        new(form, await HttpContext.RequestServices.GetRequiredService<DistrictDirectory>().TownsAsync(ct), (await cooperatives.ListAsync(null, 1, MostCooperatives, ct)).Items);

    private async Task<UnionPage?> PageAsync(Guid id, CancellationToken ct, UnionFields? typed = null)
    {
        if (await registry.FindAsync(id, ct) is not { } union) return null;
        var members = union.Members.Where(x => x.LeftOn is null).Select(x => x.CooperativeId).ToHashSet();
        return new(union, await registry.BankAccountAsync(id, ct), await registry.FormerAccountsAsync(id, ct), [.. (await cooperatives.ListAsync(null, 1, MostCooperatives, ct)).Items.Where(x => !members.Contains(x.Id))], typed ?? new());
    }
}
