using Market.Catalog.Products;
using Market.Kernel;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Orders.Reviews;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Product;

/// <param name="Available">Thousandths of each offer's unit, at most a second old.</param>
public sealed record ProductPage(ProductDetail Detail, IReadOnlyDictionary<Guid, long> Available, FreightTerms? Freight, IReadOnlyList<ReviewView> Reviews, DateOnly Today)
{
    public ProductCard Card => Detail.Card;
    public OfferCard Offer => Card.Lead!;
    public long Left => Available.GetValueOrDefault(Offer.Id);
}

/// <summary>A product's page, and keeping it in sight.</summary>
public sealed class ProductController(ShopReads shop, IStockQuestions stock, FreightDesk freight, ReviewDesk reviews, Favourites favourites) : Controller
{
    [HttpGet("/p/{id:guid}"), AllowAnonymous]
    public async Task<IActionResult> Show(Guid id, [FromServices] Cards cards, CancellationToken ct)
    {
        if (await shop.ProductAsync(id, ct) is not { } detail) return NotFound();
        var left = await stock.AvailableAsync([.. detail.Card.Offers.Select(x => x.Id)], ct);
        return View(new ProductPage(detail, left, await freight.FindAsync(detail.Card.Seller.Id, ct), await reviews.OfProductAsync(id, 20, ct), cards.Today));
    }

    /// <summary>Keeps it in sight; the form lies on a page everybody shares, so it carries no token (the origin is checked).</summary>
    [HttpPost("/p/{id:guid}/favourite"), IgnoreAntiforgeryToken]
    public async Task<IActionResult> Keep(Guid id, bool keep, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        await favourites.SetAsync(User.Caller().Id, id, keep, clock.GetUtcNow().UtcDateTime, ct);
        return Redirect("/favourites");
    }
}
