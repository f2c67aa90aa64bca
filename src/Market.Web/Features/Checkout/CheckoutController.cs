using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Basket;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Checkout;

/// <param name="Way">pickup or delivery.</param>
/// <param name="Act">hold: the goods are set aside while the form is being filled in, nothing is ordered yet.</param>
/// <param name="Once">Made when the page was shown: sending the form twice places one order.</param>
public sealed record CheckoutForm(string Way = "pickup", Guid? StationId = null, string? Name = null, string? Phone = null, string? Address = null, string? PaymentMethod = null, string? Once = null, string? Act = null);

/// <param name="HeldUntil">Until when all of the basket is set aside for the buyer; null when it is not.</param>
public sealed record CheckoutPage(CheckoutForm Form, Quote Pickup, Quote Delivery, IReadOnlyList<PlaceView> Stations, IReadOnlyList<string> Methods, DateTime? HeldUntil)
{
    public Quote Chosen => Form.Way == "delivery" ? Delivery : Pickup;
}

/// <summary>From the basket to an order.</summary>
public sealed class CheckoutController(BasketDesk baskets, CheckoutDesk checkout, HoldDesk holds, Wording wording, TimeProvider clock) : Controller
{
    [HttpGet("/checkout")]
    public async Task<IActionResult> Index(string? way, CancellationToken ct)
    {
        var page = await PageAsync(new(way is "delivery" ? way : "pickup", Once: Guid.CreateVersion7().ToString("N")), ct);
        return page.Pickup.Parts.Count == 0 ? Redirect("/basket") : View(page);
    }

    [HttpPost("/checkout")]
    public async Task<IActionResult> Place(CheckoutForm form, CancellationToken ct)
    {
        if (form.Act == "hold") return await HoldAsync(form, ct);
        var (caller, now) = (User.Caller(), clock.GetUtcNow().UtcDateTime);
        OrderView order;
        try
        {
            var to = form.Way == "delivery" ? new Recipient(form.Name?.Trim() ?? "", form.Phone?.Trim() ?? "", form.Address?.Trim() ?? "") : null;
            if (to is not null && Wrong(to).ToList() is { Count: > 0 } wrong) return await AgainAsync(form, wrong, ct);
            // A repeat of the form finds the first order, even though the basket is empty by then.
            if (form.Once is not { Length: > 0 and <= 64 } once) throw new RuleException("checkout.form_incomplete", "This checkout form was incomplete: please look it over and send it again.");
            var lines = await holds.FitAsync(caller.Id, await baskets.LinesAsync(caller.Id, ct), now, ct);
            order = await checkout.PlaceAsync(new(caller.Id, lines, form.Way == "delivery" ? null : form.StationId, to, form.PaymentMethod ?? "", caller.Organisation),
                new OnceKey(caller.Id, "checkout-" + once, "form"), now, ct);
        }
        catch (RuleException rule)
        {
            return await AgainAsync(form, [rule], ct);
        }
        // An old form brings its old order: what was put in since then stays.
        await baskets.RemoveAsync(caller.Id, [.. order.SubOrders.SelectMany(x => x.Lines).Select(x => x.OfferId)], ct);
        FrameCookies.Note(HttpContext, await baskets.CountAsync(caller.Id, ct));
        return Redirect($"/orders/{order.Id}/pay");
    }

    /// <summary>Sets the basket's goods aside; what was typed stays.</summary>
    private async Task<IActionResult> HoldAsync(CheckoutForm form, CancellationToken ct)
    {
        var caller = User.Caller();
        var refused = await holds.SetAsideAsync(caller.Id, await baskets.LinesAsync(caller.Id, ct), clock.GetUtcNow().UtcDateTime, ct);
        return await AgainAsync(form, refused, ct);
    }

    /// <summary>The form once more, as it was filled in, with every reason beside its field.</summary>
    private async Task<IActionResult> AgainAsync(CheckoutForm form, IReadOnlyList<RuleException> reasons, CancellationToken ct)
    {
        foreach (var rule in reasons) ModelState.AddModelError(rule.Field switch { "offerId" or "quantity" => "", "delivery" => "stationId", var field => field }, wording.Refusal(rule));
        return View("Index", await PageAsync(form with { Once = Guid.CreateVersion7().ToString("N") }, ct));
    }

    private static IEnumerable<RuleException> Wrong(Recipient to)
    {
        if (to.Name.Length is < 1 or > 80) yield return new("recipient.name", "Enter the recipient's name.", "name");
        if (to.Phone.Length is < 5 or > 32) yield return new("recipient.phone", "Enter a phone number.", "phone");
        if (to.Address.Length is < 1 or > 200) yield return new("recipient.address", "Enter the address.", "address");
    }

    private async Task<CheckoutPage> PageAsync(CheckoutForm form, CancellationToken ct)
    {
        var (caller, services) = (User.Caller(), HttpContext.RequestServices);
        var lines = await baskets.LinesAsync(caller.Id, ct);
        var methods = services.GetRequiredService<PaymentDesk>().Methods.Where(x => x != Market.Orders.Payments.BankTransferProvider.Method || caller.Organisation).Order().ToList();
        return new(form with { PaymentMethod = form.PaymentMethod ?? methods.FirstOrDefault() }, await checkout.QuoteAsync(lines, true), await checkout.QuoteAsync(lines, false),
            await services.GetRequiredService<DistrictDirectory>().StationsAsync(ct), methods, await holds.UntilAsync(caller.Id, lines, clock.GetUtcNow().UtcDateTime, ct));
    }
}
