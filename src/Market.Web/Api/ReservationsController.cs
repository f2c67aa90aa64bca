using System.ComponentModel.DataAnnotations;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

public sealed record ReservationRequest([Required] Guid? OfferId, [Required] Quantity? Quantity);

/// <summary>Goods set aside for a buyer who is still filling in the order. An order's line that names the reservation takes these goods.</summary>
[ApiController, Route("api/v1/reservations"), Authorize]
public sealed class ReservationsController(HoldDesk holds, Wording wording, TimeProvider clock) : ControllerBase
{
    /// <summary>All of it is set aside until <c>expiresAt</c>, or nothing.</summary>
    [HttpPost]
    [ProducesResponseType<HoldView>(StatusCodes.Status201Created)]
    public async Task<IActionResult> SetAside(ReservationRequest request, CancellationToken ct)
    {
        var key = this.Key(request);
        if (request.Quantity!.Value.Milli == 0)
            return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "quantity.range", wording.Refusal("quantity.range"), "quantity");
        return Created((string?)null, await holds.SetAsideAsync(User.Caller().Id, new(request.OfferId!.Value, request.Quantity.Value), key, clock.GetUtcNow().UtcDateTime, ct));
    }

    /// <summary>The caller's own that have not ended; at most as many as one person may have.</summary>
    [HttpGet]
    public async Task<ListOf<HoldView>> List(CancellationToken ct)
    {
        var held = await holds.ListAsync(User.Caller().Id, clock.GetUtcNow().UtcDateTime, ct);
        return new(held, held.Count, 1, held.Count);
    }

    /// <summary>Puts the goods back on the shelf.</summary>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> GiveBack(Guid id, CancellationToken ct) =>
        await holds.GiveBackAsync(User.Caller().Id, id, clock.GetUtcNow().UtcDateTime, ct) ? NoContent() : NotFound();
}
