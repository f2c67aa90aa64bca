using Market.Catalog.Products;
using Market.Kernel;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Orders.Reviews;
using Market.Traceability.Lots;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Product;

/// <param name="Available">Thousandths of each offer's unit, at most a second old.</param>
public sealed record ProductPage(ProductDetail Detail, IReadOnlyDictionary<Guid, long> Available, FreightTerms? Freight, IReadOnlyList<ReviewView> Reviews, DateOnly Today)
{
    /// <summary>Lots it is sold from, what spoils first first.</summary>
    public required IReadOnlyList<LotView> Lots { get; init; }

    /// <summary>Its kind is sold online only with a commitment certificate, and no lot of it has one.</summary>
    public required bool Uncertified { get; init; }
    public bool Shut => Uncertified || Left < Offer.StepMilli;
    public ProductCard Card => Detail.Card;
    public OfferCard Offer => Card.Lead!;
    public long Left => Available.GetValueOrDefault(Offer.Id);
}

/// <summary>A product's page, and keeping it in sight.</summary>
public sealed class ProductController(ShopReads shop, IStockQuestions stock, FreightDesk freight, ReviewDesk reviews, Favourites favourites) : Controller
{
    private const int ShownLots = 5;

    [HttpGet("/p/{id:guid}"), AllowAnonymous]
    public async Task<IActionResult> Show(Guid id, [FromServices] Cards cards, [FromServices] LotReads lots, CancellationToken ct)
    {
        if (await shop.ProductAsync(id, ct) is not { } detail) return NotFound();
        var left = await stock.AvailableAsync([.. detail.Card.Offers.Select(x => x.Id)], ct);
        return View(new ProductPage(detail, left, await freight.FindAsync(detail.Card.Seller.Id, ct), await reviews.OfProductAsync(id, 20, ct), cards.Today)
        {
            Lots = (await lots.PerishingAsync([id], cards.Today, 1, ShownLots, ct)).Items,
            Uncertified = (await cards.UncertifiedAsync([detail.Card], ct)).Count > 0,
        });
    }

    /// <summary>Keeps it in sight; the form lies on a page everybody shares, so it carries no token (the origin is checked).</summary>
    [HttpPost("/p/{id:guid}/favourite"), IgnoreAntiforgeryToken]
    public async Task<IActionResult> Keep(Guid id, bool keep, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        await favourites.SetAsync(User.Caller().Id, id, keep, clock.GetUtcNow().UtcDateTime, ct);
        return Redirect("/favourites");
    }
}
