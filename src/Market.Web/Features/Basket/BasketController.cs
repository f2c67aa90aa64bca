using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Basket;
using Market.Orders.Checkout;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Basket;

/// <param name="Available">What is left of each offer, thousandths of its unit.</param>
public sealed record BasketPage(Quote Quote, IReadOnlyDictionary<Guid, long> Available, int Gone)
{
    public int Products => Quote.Parts.Sum(x => x.Lines.Count);
}

/// <summary>The basket: of a person, or of a visitor with a cookie.</summary>
[AllowAnonymous]
public sealed class BasketController(BasketDesk baskets, CheckoutDesk checkout, ShopFrame frame, TimeProvider clock) : Controller
{
    [HttpGet("/basket")]
    public async Task<IActionResult> Index([FromServices] IStockQuestions stock, CancellationToken ct)
    {
        var lines = ShopFrame.Owner(HttpContext) is { } owner ? await baskets.LinesAsync(owner, ct) : [];
        FrameCookies.Note(HttpContext, lines.Count);
        var quote = await checkout.QuoteAsync(lines, pickup: true);
        var left = await stock.AvailableAsync([.. lines.Select(x => x.OfferId)], ct);
        return View(new BasketPage(quote, left, lines.Count - quote.Parts.Sum(x => x.Lines.Count)));
    }

    /// <summary>Puts goods in; the form lies on pages everybody shares, so it carries no token (the origin is checked).</summary>
    [HttpPost("/basket/lines"), IgnoreAntiforgeryToken]
    public async Task<IActionResult> Add(Guid offerId, string? quantity, string? then, [FromServices] IStringLocalizer<Words> words, CancellationToken ct)
    {
        long? milli = null;
        if (quantity is not null)
        {
            if (!Quantity.TryParse(quantity, Unit.Piece, out var read)) throw new RuleException("quantity.range", "Enter a quantity above zero.", "quantity");
            milli = read.Milli;
        }
        var owner = ShopFrame.OwnerOrNew(HttpContext);
        await baskets.AddAsync(owner, offerId, milli, clock.GetUtcNow().UtcDateTime, ct);
        await frame.NoteBasketAsync(owner, HttpContext);
        if (then == "checkout") return Redirect("/checkout");
        TempData["done"] = words["basket.added"].Value;
        return LocalRedirect(RefusalFilter.Back(Request));
    }

    /// <summary>Changes one line: a new quantity, or out with it.</summary>
    [HttpPost("/basket/lines/{offerId:guid}")]
    public async Task<IActionResult> Set(Guid offerId, string? quantity, string? act, CancellationToken ct)
    {
        if (!Quantity.TryParse(act == "remove" ? "0" : quantity, Unit.Piece, out var read)) throw new RuleException("quantity.range", "Enter a quantity above zero.", "quantity");
        var owner = ShopFrame.OwnerOrNew(HttpContext);
        await baskets.SetAsync(owner, offerId, read.Milli, clock.GetUtcNow().UtcDateTime, ct);
        await frame.NoteBasketAsync(owner, HttpContext);
        return Redirect("/basket");
    }
}
