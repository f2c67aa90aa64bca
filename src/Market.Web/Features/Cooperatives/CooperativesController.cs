using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Cooperatives;

public sealed record CooperativesPage(IReadOnlyList<CooperativeCard> Items, IReadOnlyList<PlaceView> Towns, Guid? Town, Pager Pager);

public sealed record CooperativePageModel(CooperativePage Page, FreightTerms? Freight, IReadOnlyList<CardModel> Products, Pager Pager);

public sealed record StationsPage(IReadOnlyList<PlaceView> Stations, IReadOnlyDictionary<Guid, PlaceView> Towns);

public sealed record JoinForm(string Slug = "", string Name = "", string NameEn = "", Guid TownId = default, string Village = "", string VillageEn = "", string Phone = "", string Charter = "");

public sealed record JoinPage(JoinForm Form, IReadOnlyList<PlaceView> Towns);

/// <summary>The public registry of cooperatives and stations, and how a new cooperative joins.</summary>
public sealed class CooperativesController(CooperativeRegistry registry, DistrictDirectory directory, Onboarding onboarding, Wording wording) : Controller
{
    private const int PageSize = 24;

    [HttpGet("/coops"), AllowAnonymous]
    public async Task<IActionResult> Index(Guid? town, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 1000);
        var (items, total) = await registry.ListAsync(town, page, PageSize, ct);
        return View(new CooperativesPage(items, await directory.TownsAsync(ct), town, new(Request, page, total, PageSize)));
    }

    [HttpGet("/coop/{slug}"), AllowAnonymous]
    public async Task<IActionResult> Show(string slug, [FromServices] ShopReads shop, [FromServices] Cards cards, [FromServices] FreightDesk freight, int page = 1, CancellationToken ct = default)
    {
        if (await registry.FindAsync(slug, ct) is not { } found) return NotFound();
        page = Math.Clamp(page, 1, 1000);
        var (ids, total) = await shop.OfCooperativeAsync(found.Card.Id, page, PageSize, ct);
        return View(new CooperativePageModel(found, await freight.FindAsync(found.Card.Id, ct), await cards.OfAsync(ids, ct), new(Request, page, total, PageSize)));
    }

    [HttpGet("/stations"), AllowAnonymous]
    public async Task<IActionResult> Stations(CancellationToken ct) =>
        View(new StationsPage(await directory.StationsAsync(ct), (await directory.TownsAsync(ct)).ToDictionary(x => x.Id)));

    [HttpGet("/join")]
    public async Task<IActionResult> Join(CancellationToken ct) => View(new JoinPage(new(), await directory.TownsAsync(ct)));

    [HttpPost("/join")]
    public async Task<IActionResult> Join(JoinForm form, [FromServices] Sessions sessions, CancellationToken ct)
    {
        try
        {
            await onboarding.ApplyAsync(new(form.Slug, form.Name, form.NameEn, form.TownId, form.Village, form.VillageEn, form.Phone, form.Charter), User.Caller().Id, ct);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View(new JoinPage(form, await directory.TownsAsync(ct)));
        }
        await sessions.RefreshAsync(HttpContext);
        return Redirect("/join/sent");
    }

    [HttpGet("/join/sent")]
    public IActionResult Sent() => View();
}
