using System.Globalization;
using Market.Catalog.People;
using Market.Catalog.Stores;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Shelves;

/// <param name="Chain">The one whose stores are the columns; null when the caller may see none.</param>
/// <param name="Gaps">Licensed goods no store has; with <paramref name="GapTotal"/> of them altogether.</param>
public sealed record ShelvesPage(DateOnly Day, IReadOnlyList<ChainStores> Chains, ChainStores? Chain, IReadOnlyList<ShelfView> Entries, IReadOnlyList<ShelfFigures> Months, IReadOnlyList<ShelfGap> Gaps, int GapTotal)
{
    /// <summary>Rows of the table: products by name.</summary>
    public IReadOnlyList<IGrouping<Guid, ShelfView>> Products => [.. Entries.GroupBy(x => x.ProductId)];
}

/// <param name="Weeks">First days of the weeks shown, the oldest first.</param>
/// <param name="May">The caller says what is on this shelf.</param>
/// <param name="Found">Products that match what was looked for.</param>
public sealed record ShelfStorePage(ShelfStore Store, ChainStores Chain, DateOnly Today, IReadOnlyList<DateOnly> Weeks, IReadOnlyList<ShelfView> Spans, bool May, string Words, IReadOnlyList<ShelfGap> Found);

/// <summary>The shelf map (货架地图): which store has which cooperative's goods, and where there are none.</summary>
[Authorize(Policies.Shelves), Route("office/shelves")]
public sealed class ShelvesController(ShelfReads reads, ShelfDesk desk, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int Months = 6, Weeks = 8;

    private static readonly string[] Header = ["day", "chain", "store", "product", "cooperative", "from", "until", "seen_on", "source"];

    private ShelfParty Party => User.Caller().Shelves;

    /// <param name="day">Today when it is left out.</param>
    /// <param name="chain">The first when it is left out.</param>
    [HttpGet]
    public async Task<IActionResult> Index(DateOnly? day, Guid? chain, CancellationToken ct)
    {
        var (party, on) = (Party, Near(day));
        // A unit's canteen has no shelves.
        var chains = (await reads.ChainsAsync(party, on, ct)).Where(x => x.Kind != ChainKind.Unit).ToList();
        var chosen = chains.FirstOrDefault(x => x.Id == chain) ?? chains.MaxBy(x => x.Stores.Sum(y => y.Products));
        var office = User.Caller().Is(Role.Office, Role.Admin);
        var (gaps, total) = office || party.Cooperatives is not null ? await reads.GapsAsync(party, ct) : ([], 0);
        return View("Index", new ShelvesPage(on, chains, chosen, chosen is null ? [] : await reads.OnAsync(party, chosen.Id, on, ct), office ? await reads.FiguresAsync(Months, ct) : [], gaps, total));
    }

    /// <summary>The whole map of a day as a table.</summary>
    [HttpGet("/office/shelves.csv")]
    public async Task<IActionResult> Table(DateOnly? day, CancellationToken ct)
    {
        var (party, on) = (Party, Near(day));
        var rows = new List<string[]>();
        foreach (var chain in await reads.ChainsAsync(party, on, ct))
        {
            var stores = chain.Stores.ToDictionary(x => x.Id);
            rows.AddRange((await reads.OnAsync(party, chain.Id, on, ct)).Select(x => new[] { Text(on), wording.Pick(chain.Name, chain.NameEn), wording.Pick(stores[x.StoreId].Name, stores[x.StoreId].NameEn), wording.Pick(x.Product, x.ProductEn), wording.Pick(x.Cooperative, x.CooperativeEn), Text(x.From), Text(x.Until), Text(x.SeenOn), x.Source.ToString().ToLowerInvariant() }));
        }
        await Response.WriteCsvAsync($"shelves-{Text(on)}.csv", Header, rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    [HttpGet("stores/{id:guid}")]
    public Task<IActionResult> Store(Guid id, string? q, CancellationToken ct) => StoreAsync(id, q ?? "", ct);

    [HttpPost("stores/{id:guid}/put"), Authorize(Policies.StorePeople)]
    public Task<IActionResult> Put(Guid id, List<Guid>? productIds, CancellationToken ct) => TryAsync(id, "shelves.put_done", () => desk.PutAsync(Mine, id, productIds ?? [], User.CallerId(), ct), ct);

    [HttpPost("stores/{id:guid}/take-off"), Authorize(Policies.StorePeople)]
    public Task<IActionResult> TakeOff(Guid id, Guid productId, CancellationToken ct) => TryAsync(id, "shelves.off_done", () => desk.TakeOffAsync(Mine, id, productId, User.CallerId(), ct), ct);

    private IReadOnlyCollection<Guid> Mine => User.Caller().In(Role.Buyer, Role.Receiver);

    /// <summary>Within two years of today: nobody has goods before or after.</summary>
    private DateOnly Near(DateOnly? day) => day is { } one && one > reads.Today.AddYears(-2) && one < reads.Today.AddYears(2) ? one : reads.Today;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IActionResult> TryAsync(Guid id, string done, Func<Task<bool>> act, CancellationToken ct)
    {
        try
        {
            if (!await act()) return NotFound();
            TempData["done"] = words[done].Value;
            return Redirect($"/office/shelves/stores/{id}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await StoreAsync(id, "", ct);
        }
    }

    private async Task<IActionResult> StoreAsync(Guid id, string q, CancellationToken ct)
    {
        var (party, today) = (Party, reads.Today);
        var chain = (await reads.ChainsAsync(party, today, ct)).FirstOrDefault(x => x.Stores.Any(y => y.Id == id));
        if (chain is null) return NotFound();
        var store = chain.Stores.First(x => x.Id == id);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        List<DateOnly> weeks = [.. Enumerable.Range(0, Weeks).Select(x => monday.AddDays(7 * (x - Weeks + 1)))];
        var may = store.ClosedOn is null && Mine.Contains(chain.Id);
        return View("Store", new ShelfStorePage(store, chain, today, weeks, await reads.OfStoreAsync(party, id, weeks[0], ct), may, q, may && q.Trim().Length > 0 ? await reads.FindAsync(q, id, ct) : []));
    }
}
