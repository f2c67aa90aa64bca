using Market.Catalog.Stores;
using Market.Traceability.Lots;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.GreenChannel;

/// <summary>A lot that goes first.</summary>
/// <param name="Days">Days until it is past its best, 0 on the last; null when nobody knows.</param>
public sealed record GreenLot(LotView Lot, PerishableProduct Product, int? Days);

public sealed record GreenChannelPage(IReadOnlyList<GreenLot> Lots, Pager Pager);

/// <summary>The green channel (绿色通道): perishable lots under the district's logo, what spoils first comes first.</summary>
[Authorize(Policies.Shelves)]
public sealed class GreenChannelController(ShelfReads shelves, LotReads lots) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/office/green-channel")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (found, total) = await ReadAsync(User.Caller().Shelves, shelves, lots, (page, PageSize), ct);
        return View(new GreenChannelPage(found, new(Request, page, total, PageSize)));
    }

    internal static async Task<(IReadOnlyList<GreenLot> Items, int Total)> ReadAsync(ShelfParty party, ShelfReads shelves, LotReads lots, (int Page, int Size) page, CancellationToken ct)
    {
        var (products, today) = (await shelves.PerishableAsync(party, ct), shelves.Today);
        var (items, total) = await lots.PerishingAsync([.. products.Keys], today, page.Page, page.Size, ct);
        return (items.ConvertAll(x => new GreenLot(x, products[x.ProductId], x.BestBefore?.DayNumber - today.DayNumber)), total);
    }
}
