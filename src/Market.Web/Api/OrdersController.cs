using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Presale;
using Market.Orders.Recalls;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="ReservationId">A reservation of the buyer's whose goods are meant; it must be for just this offer and quantity.</param>
public sealed record OrderLineRequest([Required] Guid? OfferId, [Required] Quantity? Quantity, Guid? ReservationId = null);

public sealed record PickupRequest([Required] Guid? StationId);

public sealed record DeliveryRequest([Required, StringLength(80)] string Name, [Required, StringLength(32, MinimumLength = 5)] string Phone, [Required, StringLength(200)] string Address);

/// <param name="Pickup">Where it is picked up; or else <paramref name="Delivery"/>.</param>
public sealed record PlaceOrderRequest([Required, MinLength(1), MaxLength(1000), NoNulls] IReadOnlyList<OrderLineRequest> Lines, PickupRequest? Pickup, DeliveryRequest? Delivery,
    [Required, StringLength(40)] string PaymentMethod);

/// <param name="SubOrderIds">Parts to cancel; all when left out.</param>
public sealed record CancelRequest([MaxLength(100)] IReadOnlyList<Guid>? SubOrderIds = null);

/// <summary>A buyer's own orders.</summary>
[ApiController, Route("api/v1/orders"), Authorize]
public sealed class OrdersController(CheckoutDesk checkout, OrderDesk orders, BalanceDesk balances, Wording wording, TimeProvider clock) : ControllerBase
{
    [HttpPost]
    [ProducesResponseType<OrderAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Place(PlaceOrderRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        var key = this.Key(request);
        if (request.Pickup is null == request.Delivery is null)
            return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "order.destination_missing", wording.Refusal("order.destination_missing"), "pickup");
        var to = request.Delivery is { } delivery ? new Recipient(delivery.Name, delivery.Phone, delivery.Address) : null;
        var lines = request.Lines.Select(x => new WantedLine(x.OfferId!.Value, x.Quantity!.Value, x.ReservationId)).ToList();
        if (lines.Exists(x => x.Quantity.Milli == 0))
            throw new RuleException("quantity.range", "Enter a quantity above zero.", "quantity");
        var order = await checkout.PlaceAsync(new(caller.Id, lines, request.Pickup?.StationId, to, request.PaymentMethod, caller.Organisation), key, clock.GetUtcNow().UtcDateTime, ct);
        return CreatedAtAction(nameof(Find), new { id = order.Id }, OrderAnswer.Of(order));
    }

    [HttpGet]
    public async Task<ListOf<OrderAnswer>> List([FromQuery] Paging paging, CancellationToken ct) =>
        ListOf<OrderAnswer>.Of(await orders.ListAsync(User.Caller().Id, paging.Page, paging.PageSize, ct), OrderAnswer.Of);

    /// <summary>Lines of the order that a recall holds or held.</summary>
    [HttpGet("{id:guid}/stopped-lines")]
    public async Task<ActionResult<IReadOnlyList<StoppedView>>> Stopped(Guid id, [FromServices] StoppedDesk stopped, CancellationToken ct) =>
        await orders.FindAsync(User.Caller().Id, id, ct) is null ? NotFound() : await stopped.OfAsync(id, ct);

    [HttpGet("{id:guid}")]
    public async Task<ActionResult<OrderAnswer>> Find(Guid id, CancellationToken ct) =>
        await orders.FindAsync(User.Caller().Id, id, ct) is { } order ? OrderAnswer.Of(order) : NotFound();

    /// <summary>Free of charge before packing; later only through a claim.</summary>
    [HttpPost("{id:guid}/cancellation")]
    public async Task<ActionResult<OrderAnswer>> Cancel(Guid id, CancelRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await orders.CancelAsync(caller.As(Role.Consumer), id, request.SubOrderIds, this.Key(request), clock.GetUtcNow().UtcDateTime, ct) is null
            ? NotFound()
            : OrderAnswer.Of((await orders.FindAsync(caller.Id, id, ct))!);
    }

    /// <summary>Opens the balance payment of a presale whose harvest is known.</summary>
    [HttpPost("{id:guid}/balance")]
    public async Task<ActionResult<OrderAnswer>> Balance(Guid id, CancellationToken ct)
    {
        var caller = User.Caller();
        return await balances.OpenAsync(id, new(caller.As(Role.Consumer), this.Key(null), clock.GetUtcNow().UtcDateTime), ct) is null
            ? NotFound()
            : OrderAnswer.Of((await orders.FindAsync(caller.Id, id, ct))!);
    }
}
