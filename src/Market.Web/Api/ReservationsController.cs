using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>Goods set aside for a buyer who is still filling in the order (<see cref="SetAside"/>). An order's line that names the reservation takes these goods.</summary>
[ApiController, Route("api/v1/reservations"), Authorize]
public sealed class ReservationsController(HoldDesk holds, TimeProvider clock) : ControllerBase
{
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
