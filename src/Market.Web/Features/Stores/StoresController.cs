using Market.Catalog.People;
using Market.Catalog.Stores;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Stores;

/// <summary>A chain, a store or a road as typed; the three forms have no field in common but names.</summary>
public sealed record StoreFields(string? Slug = null, string? Name = null, string? NameEn = null, ChainKind Kind = ChainKind.Supermarket, Guid? ChainId = null, Guid? TownId = null, string? Address = null);

/// <summary>A road as typed.</summary>
public sealed record RoadFields(Guid? FromTown = null, Guid? ToTown = null, decimal? Kilometres = null);

public sealed record StoresPage(IReadOnlyList<ChainStores> Chains, IReadOnlyList<PlaceView> Towns, IReadOnlyList<RoadView> Roads, StoreFields Form, RoadFields Road)
{
    public string Town(Guid id, Func<PlaceView, string> name) => Towns.FirstOrDefault(x => x.Id == id) is { } town ? name(town) : "";
}

/// <summary>The district's register of chains, malls and units, their stores, and the roads between towns.</summary>
[Authorize(Policies.District), Route("district/stores")]
public sealed class StoresController(StoreDesk desk, ShelfReads reads, DistrictDirectory directory, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public Task<IActionResult> Index(CancellationToken ct) => PageAsync(new(), new(), ct);

    [HttpPost("chains")]
    public Task<IActionResult> AddChain(StoreFields form, CancellationToken ct) => TryAsync(form, new(), "chain-", async () =>
    {
        await desk.AddChainAsync(new(form.Slug ?? "", form.Name ?? "", form.NameEn ?? "", form.Kind), User.CallerId(), ct);
        return true;
    }, ct);

    [HttpPost]
    public Task<IActionResult> Add(StoreFields form, CancellationToken ct) => TryAsync(form, new(), "", async () =>
        await desk.AddStoreAsync(new(form.ChainId ?? Guid.Empty, form.Slug ?? "", form.Name ?? "", form.NameEn ?? "", form.TownId ?? Guid.Empty, form.Address ?? ""), User.CallerId(), ct) is not null, ct);

    [HttpPost("{id:guid}/closure")]
    public Task<IActionResult> Close(Guid id, CancellationToken ct) => TryAsync(new(), new(), "", () => desk.CloseAsync(id, User.CallerId(), ct), ct);

    [HttpPost("roads")]
    public Task<IActionResult> Road(RoadFields form, CancellationToken ct) => TryAsync(new(), form, "", async () =>
    {
        await desk.SetRoadAsync(form.FromTown ?? Guid.Empty, form.ToTown ?? Guid.Empty, (long)(Math.Clamp(form.Kilometres ?? 0, -1, 10_000) * 1000), User.CallerId(), ct);
        return true;
    }, ct);

    private async Task<IActionResult> TryAsync(StoreFields form, RoadFields road, string prefix, Func<Task<bool>> act, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await act()) return NotFound();
                TempData["done"] = words["stores.saved"].Value;
                return Redirect("/district/stores");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(prefix + (rule.Field == "townId" && road.FromTown is not null ? "toTown" : rule.Field), wording.Refusal(rule));
            }
        }
        return await PageAsync(form, road, ct);
    }

    private async Task<IActionResult> PageAsync(StoreFields form, RoadFields road, CancellationToken ct) =>
        View("Index", new StoresPage(await reads.ChainsAsync(ShelfParty.All, reads.Today, ct), await directory.TownsAsync(ct), await directory.RoadsAsync(ct), form, road));
}
