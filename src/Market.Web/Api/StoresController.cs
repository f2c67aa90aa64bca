using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Stores;
using Market.Kernel.Values;
using Market.Traceability.Lots;
using Market.Web.Features.GreenChannel;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

public sealed record ChainRequest([Required, MaxLength(60)] string Slug, [Required, MaxLength(80)] string Name, [Required, MaxLength(80)] string NameEn, [Required] ChainKind? Kind);

public sealed record StoreRequest([Required] Guid? ChainId, [Required, MaxLength(60)] string Slug, [Required, MaxLength(80)] string Name, [Required, MaxLength(80)] string NameEn, [Required] Guid? TownId, [Required, MaxLength(200)] string Address);

/// <param name="Metres">1 to 5,000,000; both directions.</param>
public sealed record RoadRequest([Required] Guid? FromTownId, [Required] Guid? ToTownId, [Required] long? Metres);

/// <param name="ProductIds">1 to 200.</param>
public sealed record ShelfRequest([Required] Guid? StoreId, [Required] IReadOnlyList<Guid> ProductIds);

public sealed record ShelfRemovalRequest([Required] Guid? StoreId, [Required] Guid? ProductId);

/// <param name="Until">Last day it counts as being there.</param>
/// <param name="Source">said by the store's people, or delivered.</param>
public sealed record ShelfAnswer(Guid StoreId, Guid ProductId, string Product, string Cooperative, DateOnly From, DateOnly Until, DateOnly SeenOn, ShelfSource Source);

/// <param name="With">Have at least one cooperative's product on a shelf.</param>
public sealed record ShareAnswer(int With, int Of);

public sealed record ShelfFiguresAnswer(DateOnly Day, ShareAnswer Supermarkets, ShareAnswer Malls, ShareAnswer Stores, int Products);

/// <param name="Left">By the books.</param>
public sealed record GreenLotAnswer(string Lot, Guid ProductId, string Product, string Cooperative, string Licence, DateOnly HarvestedOn, DateOnly? BestBefore, Quantity Left);

/// <summary>Stores, the roads to them, and what is on their shelves.</summary>
[ApiController, Route("api/v1"), Authorize(Policies.Shelves)]
public sealed class StoresController(StoreDesk desk, ShelfDesk shelves, ShelfReads reads) : ControllerBase
{
    private const int Months = 12;

    [HttpPost("chains"), Authorize(Policies.District)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> AddChain(ChainRequest x, CancellationToken ct) => StatusCode(StatusCodes.Status201Created, new IdAnswer(await desk.AddChainAsync(new(x.Slug, x.Name, x.NameEn, x.Kind!.Value), User.CallerId(), ct)));

    [HttpPost("stores"), Authorize(Policies.District)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> AddStore(StoreRequest x, CancellationToken ct) =>
        await desk.AddStoreAsync(new(x.ChainId!.Value, x.Slug, x.Name, x.NameEn, x.TownId!.Value, x.Address), User.CallerId(), ct) is { } id ? StatusCode(StatusCodes.Status201Created, new IdAnswer(id)) : NotFound();

    /// <summary>Closes a store for good; today is its last day.</summary>
    [HttpPost("stores/{id:guid}/closure"), Authorize(Policies.District)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) => await desk.CloseAsync(id, User.CallerId(), ct) ? NoContent() : NotFound();

    /// <summary>How far it is from a town to another, or within one.</summary>
    [HttpPut("roads"), Authorize(Policies.District)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> SetRoad(RoadRequest x, CancellationToken ct)
    {
        await desk.SetRoadAsync(x.FromTownId!.Value, x.ToTownId!.Value, x.Metres!.Value, User.CallerId(), ct);
        return NoContent();
    }

    /// <summary>What stores have on their shelves on a day: the district sees all, a chain its stores, a cooperative its products.</summary>
    /// <param name="day">Today when it is left out.</param>
    /// <param name="store">Only this one.</param>
    [HttpGet("shelves")]
    public async Task<ListOf<ShelfAnswer>> List([FromQuery] Paging paging, DateOnly? day, Guid? store, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(User.Caller().Shelves, day ?? reads.Today, store, (paging.Page, paging.PageSize), ct);
        return new([.. items.Select(x => new ShelfAnswer(x.StoreId, x.ProductId, x.Product, x.Cooperative, x.From, x.Until, x.SeenOn, x.Source))], total, paging.Page, paging.PageSize);
    }

    /// <summary>These products are on the store's shelf today.</summary>
    [HttpPost("shelves"), Authorize(Policies.StorePeople)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Put(ShelfRequest x, CancellationToken ct) => await shelves.PutAsync(Mine, x.StoreId!.Value, x.ProductIds, User.CallerId(), ct) ? NoContent() : NotFound();

    /// <summary>A product is off the store's shelf from today on.</summary>
    [HttpPost("shelves/removals"), Authorize(Policies.StorePeople)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> TakeOff(ShelfRemovalRequest x, CancellationToken ct) => await shelves.TakeOffAsync(Mine, x.StoreId!.Value, x.ProductId!.Value, User.CallerId(), ct) ? NoContent() : NotFound();

    /// <summary>Shares of chains, malls and stores that have cooperatives' goods, by month, the newest first.</summary>
    [HttpGet("shelves/figures"), Authorize(Policies.District)]
    public async Task<ListOf<ShelfFiguresAnswer>> Figures(CancellationToken ct)
    {
        var months = await reads.FiguresAsync(Months, ct);
        return new([.. months.Select(x => new ShelfFiguresAnswer(x.Day, Shape(x.Supermarkets), Shape(x.Malls), Shape(x.Stores), x.Products))], months.Count, 1, Months);
    }

    /// <summary>Perishable lots under the district's logo, what spoils first comes first (绿色通道).</summary>
    [HttpGet("green-channel")]
    public async Task<ListOf<GreenLotAnswer>> Green([FromQuery] Paging paging, [FromServices] LotReads lots, CancellationToken ct)
    {
        var (items, total) = await GreenChannelController.ReadAsync(User.Caller().Shelves, reads, lots, (paging.Page, paging.PageSize), ct);
        return new([.. items.Select(x => new GreenLotAnswer(x.Lot.Code, x.Product.ProductId, x.Product.Product, x.Product.Cooperative, x.Product.Licence, x.Lot.HarvestedOn, x.Lot.BestBefore, new(x.Lot.Left - x.Lot.Unchecked, Unit.Kg)))], total, paging.Page, paging.PageSize);
    }

    private IReadOnlyCollection<Guid> Mine => User.Caller().In(Role.Buyer, Role.Receiver);

    private static ShareAnswer Shape(ShelfShare x) => new(x.With, x.Of);
}
