using Market.Catalog.Brand;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.ProductMarks;

public sealed record ProductMarksPage(ProductCard Product, DateOnly Day, DateOnly Today, IReadOnlyList<BadgeOnDay> Marks);

/// <summary>Which marks a product carried on a day, in words, and how they stand today: the badge itself is shown only where it is valid today.</summary>
[AllowAnonymous]
public sealed class ProductMarksController(BadgeHistory history, Shelf shelf, TimeProvider clock) : Controller
{
    /// <param name="on">The day asked about, such as the day of the harvest; today when left out.</param>
    [HttpGet("/p/{id:guid}/marks")]
    public async Task<IActionResult> Show(Guid id, DateOnly? on, CancellationToken ct)
    {
        if (await shelf.CardAsync(id, ct) is not { State: ListingState.OnSale } card) return NotFound();
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var day = on ?? today;
        return View(new ProductMarksPage(card, day, today, await history.OfAsync(id, day, ct)));
    }
}
