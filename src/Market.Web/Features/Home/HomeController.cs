using Market.Catalog.Cooperatives;
using Market.Catalog.Products;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Home;

public sealed record HomePage(IReadOnlyList<CategoryView> Categories, IReadOnlyList<CardModel> Today, IReadOnlyList<CardModel> Presales, IReadOnlyList<CooperativeCard> Cooperatives,
    StallFigures Figures);

/// <summary>The stall.</summary>
[AllowAnonymous]
public sealed class HomeController(ShopReads shop, Cards cards, CooperativeRegistry registry) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var today = await cards.OfAsync(await shop.NewestAsync(8, ct), ct);
        var presales = await cards.OfAsync(await shop.PresalesAsync(4, ct), ct);
        var (cooperatives, _) = await registry.ListAsync(null, 1, 6, ct);
        return View(new HomePage(await shop.CategoriesAsync(ct), today, presales, cooperatives, await shop.FiguresAsync(ct)));
    }
}
