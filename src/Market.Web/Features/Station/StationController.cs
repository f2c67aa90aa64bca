using Market.Catalog.People;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Purchase;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Station;

public sealed record StationPage(PageOf<SubOrderView> Parcels, Pager Pager, DateTime Now);

/// <summary>A station's counter: parcels that come in, and handing them over by code.</summary>
[Authorize(Policies.Station), Route("station")]
public sealed class StationController(Pickup pickup, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        var found = await pickup.ListAsync(User.Caller().In(Role.Station), null, Math.Clamp(page, 1, 10_000), 20, ct);
        return View(new StationPage(found, new(Request, found.Page, found.Total, 20), Now));
    }

    [HttpPost("arrivals/{id:guid}")]
    public async Task<IActionResult> Arrive(Guid id, CancellationToken ct)
    {
        var caller = User.Caller();
        return await pickup.ArriveAsync(id, caller.In(Role.Station), caller.As(Role.Station), Now, ct) ? Redirect("/station") : NotFound();
    }

    [HttpPost("handover"), EnableRateLimiting(RateLimits.Codes)]
    public async Task<IActionResult> HandOver(string? code, CancellationToken ct)
    {
        var caller = User.Caller();
        await pickup.HandOverAsync(code?.Trim() ?? "", null, caller.In(Role.Station), new(caller.As(Role.Station), null, Now), ct);
        TempData["done"] = words["station.handed"].Value;
        return Redirect("/station");
    }
}
