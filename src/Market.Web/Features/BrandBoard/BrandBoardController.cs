using System.Globalization;
using Market.Catalog.Brand;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.BrandBoard;

public sealed record BoardPage(Market.Catalog.Brand.BrandBoard Board, DateTime Now);

/// <summary>The brand office's board: what waits, what ends, what is on sale under which badge, town by town.</summary>
[Authorize(Policies.Office), Route("district/brand")]
public sealed class BrandBoardController(BrandFigures figures, Wording wording, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken ct) => View(new BoardPage(await figures.ReadAsync(ct), clock.GetUtcNow().UtcDateTime));

    /// <summary>The towns as a table.</summary>
    [HttpGet("/district/brand.csv")]
    public async Task Table(CancellationToken ct)
    {
        var towns = (await figures.ReadAsync(ct)).Towns;
        await Response.WriteCsvAsync("brand.csv", [words["board.town"], words["nav.coops"], words["board.licensed"], words["board.on_sale"], words["board.waiting"]], RowsAsync(), ct);

        async IAsyncEnumerable<string[]> RowsAsync()
        {
            foreach (var x in towns)
            {
                await Task.CompletedTask;
                yield return [wording.Pick(x.Name, x.NameEn), .. new[] { x.Cooperatives, x.Licensed, x.OnSale, x.Waiting }.Select(y => y.ToString(CultureInfo.InvariantCulture))];
            }
        }
    }
}
