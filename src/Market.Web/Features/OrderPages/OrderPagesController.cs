using Market.Catalog.People;
using Market.Orders.Basket;
using Market.Orders.Checkout;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Presale;
using Market.Orders.Purchase;
using Market.Orders.Recalls;
using Market.Orders.Reviews;
using Market.Orders.Settlement;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.OrderPages;

public sealed record OrdersPage(PageOf<OrderView> Orders, Pager Pager);

public sealed record OrderPage(OrderView Order, IReadOnlyList<ClaimView> Claims, IReadOnlyList<InvoiceView> Invoices, IReadOnlyCollection<Guid> Reviewed, IReadOnlyList<StoppedView> Stopped, ILookup<Guid, string> Lots, DateTime Now);

/// <summary>A buyer's orders: look, pay, cancel, confirm, order again.</summary>
[Route("orders")]
public sealed class OrderPagesController(OrderDesk orders, PaymentDesk payments, Pickup pickup, TimeProvider clock) : Controller
{
    private const int PageSize = 10;
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        var found = await orders.ListAsync(User.Caller().Id, Math.Clamp(page, 1, 10_000), PageSize, ct);
        return View(new OrdersPage(found, new(Request, found.Page, found.Total, PageSize)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, [FromServices] ClaimReads claims, [FromServices] InvoiceReads invoices, [FromServices] ReviewDesk reviews, [FromServices] StoppedDesk stopped, CancellationToken ct)
    {
        var caller = User.Caller();
        if (await orders.FindAsync(caller.Id, id, ct) is not { } order) return NotFound();
        var lines = order.SubOrders.SelectMany(x => x.Lines).Select(x => x.Id).ToList();
        return View(new OrderPage(order, await claims.OfOrderAsync(id, caller.Id, ct), await invoices.OfOrderAsync(id, caller.Id, ct), await reviews.ReviewedAsync(lines, ct),
            await stopped.OfAsync(id, ct), await HttpContext.RequestServices.GetRequiredService<LotPicking>().OfOrderAsync(id, ct), Now));
    }

    /// <summary>On to the payment page; asks the provider again when it was not reached before.</summary>
    [HttpGet("{id:guid}/pay")]
    public async Task<IActionResult> Pay(Guid id, [FromServices] IStringLocalizer<Words> words, CancellationToken ct)
    {
        var buyer = User.Caller().Id;
        if (await orders.FindAsync(buyer, id, ct) is not { } order) return NotFound();
        if (order.Open is { Url: null } or { State: not PaymentState.Pending })
        {
            await payments.StartAsync(id, ct);
            order = (await orders.FindAsync(buyer, id, ct))!;
        }
        if (order.Open is null) return Redirect($"/orders/{id}");
        if (order.Open.Url is { } url) return Redirect(url);
        TempData["refusal"] = words["order.provider_away"].Value;
        return Redirect($"/orders/{id}");
    }

    [HttpPost("{id:guid}/cancellation")]
    public async Task<IActionResult> Cancel(Guid id, Guid? part, CancellationToken ct) =>
        await orders.CancelAsync(Buyer, id, part is { } one ? [one] : null, null, Now, ct) is null ? NotFound() : Redirect($"/orders/{id}");

    [HttpPost("{id:guid}/balance")]
    public async Task<IActionResult> Balance(Guid id, [FromServices] BalanceDesk balances, CancellationToken ct) =>
        await balances.OpenAsync(id, new(Buyer, null, Now), ct) is null ? NotFound() : Redirect($"/orders/{id}/pay");

    [HttpPost("{id:guid}/parts/{part:guid}/receipt")]
    public async Task<IActionResult> Receive(Guid id, Guid part, CancellationToken ct) =>
        await pickup.ConfirmAsync(part, new(Buyer, null, Now), ct) is null ? NotFound() : Redirect($"/orders/{id}");

    [HttpPost("{id:guid}/again")]
    public async Task<IActionResult> Again(Guid id, [FromServices] BasketDesk baskets, [FromServices] IStringLocalizer<Words> words, CancellationToken ct)
    {
        if (await baskets.ReorderAsync(User.Caller().Id, id, Now, ct) is not { } done) return NotFound();
        TempData["done"] = done.Gone == 0 ? words["order.again_done", done.Added].Value : words["order.again_part", done.Added, done.Gone].Value;
        return Redirect("/basket");
    }

    private Actor Buyer => User.Caller().As(Role.Consumer);
}
