using System.ComponentModel.DataAnnotations;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Sscc">18 digits of a licensed GS1 prefix, or left out.</param>
public sealed record PalletRequest([Required] Guid? CooperativeId, [StringLength(18)] string Sscc = "");

/// <param name="Lot">The lot's code.</param>
public sealed record PalletLoadRequest([Required, StringLength(20)] string Lot, [Required] Quantity? Weight);

/// <param name="Unit">Code of a pallet or crate.</param>
public sealed record PalletUnitRequest([Required, StringLength(20)] string Unit);

/// <param name="Codes">Serials or addresses of packs, 1 to 500.</param>
/// <param name="Weight">Net weight of each.</param>
public sealed record PalletPacksRequest([Required, MinLength(1), MaxLength(PackDesk.Most), NoNulls] IReadOnlyList<string> Codes, [Required] Quantity? Weight);

/// <param name="Codes">Serials or addresses of packs, 1 to 500.</param>
public sealed record PalletPackRemovalRequest([Required, MinLength(1), MaxLength(PackDesk.Most), NoNulls] IReadOnlyList<string> Codes);

/// <param name="Receiver">station or store, a colon, and its id.</param>
public sealed record PalletShipmentRequest([Required, StringLength(50)] string Receiver);

/// <param name="Accepted">With short and rejected: all that was shipped of the lot.</param>
public sealed record GoodsInLineRequest([Required, StringLength(20)] string Lot, [Required] Quantity? Accepted, Quantity? Short = null, Quantity? Rejected = null);

/// <param name="Lines">One for each lot on the pallet.</param>
public sealed record GoodsInRequest([Required, MinLength(1), MaxLength(1000), NoNulls] IReadOnlyList<GoodsInLineRequest> Lines, [StringLength(200)] string Reason = "");

/// <param name="Step">shelf, sale or waste.</param>
public sealed record GoodsMoveRequest([Required] ShelfStep? Step, [Required, StringLength(20)] string Lot, [Required] Quantity? Weight);

/// <param name="OnIt">With all that stands on it.</param>
/// <param name="Accepted">Absent before goods-in; so are short and rejected.</param>
public sealed record PalletLineAnswer(string Lot, LotState State, Quantity OnIt, Quantity? Accepted, Quantity? Short, Quantity? Rejected);

/// <param name="Key">The pallet's key in EPCIS events.</param>
/// <param name="Units">Codes of what stands on it.</param>
/// <param name="PackCount">Single packs that lie on it itself.</param>
/// <param name="Packs">Their serials, at most 500.</param>
public sealed record PalletAnswer(string Code, string Key, Guid CooperativeId, PalletState State, IReadOnlyList<string> Units, IReadOnlyList<PalletLineAnswer> Lines, int PackCount, IReadOnlyList<string> Packs);

/// <summary>Pallets of cooperatives, and goods-in at stations and supermarkets.</summary>
[ApiController, Route("api/v1/pallets"), Authorize]
public sealed class PalletsController(PalletDesk desk, GoodsInDesk goodsIn, PalletReads reads) : ControllerBase
{
    private TraceParty Party => User.Caller().Goods();

    [HttpPost, Authorize(Policies.Grower)]
    [ProducesResponseType<PalletAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Make(PalletRequest request, CancellationToken ct) => await desk.MakeAsync(Keyed(request), request.CooperativeId!.Value, request.Sscc, ct) is { } code
        ? StatusCode(StatusCodes.Status201Created, Shape((await reads.FindAsync(Party, code, ct))!)) : NotFound();

    /// <summary>A pallet of the caller's, or one that goes to a place of the caller's.</summary>
    [HttpGet("{code}"), Authorize(Policies.Goods)]
    public async Task<ActionResult<PalletAnswer>> Find(string code, CancellationToken ct) => await reads.FindAsync(Party, code, ct) is { } pallet && (pallet.Owner || pallet.Receiver) ? Shape(pallet) : NotFound();

    /// <summary>Puts goods of a lot onto the pallet.</summary>
    [HttpPost("{code}/loads"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Load(string code, PalletLoadRequest request, CancellationToken ct) => Done(await desk.LoadAsync(Keyed(request), code, Goods(request), ct));

    /// <summary>Puts another pallet or crate onto the pallet.</summary>
    [HttpPost("{code}/units"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> PutOn(string code, PalletUnitRequest request, CancellationToken ct) => Done(await desk.PutOnAsync(Keyed(request), code, request.Unit, ct));

    /// <summary>Puts single packs onto the pallet by their codes.</summary>
    [HttpPost("{code}/packs"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> PutPacks(string code, PalletPacksRequest request, [FromServices] PackDesk packs, CancellationToken ct) => Done(await packs.PutOnAsync(Keyed(request), code, request.Codes, Grams(request.Weight), ct));

    /// <summary>Takes single packs off the pallet.</summary>
    [HttpPost("{code}/pack-removals"), Authorize(Policies.Goods)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> TakePacks(string code, PalletPackRemovalRequest request, [FromServices] PackDesk packs, CancellationToken ct) => Done(await packs.TakeOffAsync(Keyed(request), code, request.Codes, ct));

    /// <summary>Takes goods of a lot off the pallet.</summary>
    [HttpPost("{code}/load-removals"), Authorize(Policies.Goods)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Unpack(string code, PalletLoadRequest request, CancellationToken ct) => Done(await desk.UnpackAsync(Keyed(request), code, Goods(request), ct));

    /// <summary>Takes a pallet or crate off the pallet.</summary>
    [HttpPost("{code}/unit-removals"), Authorize(Policies.Goods)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> TakeOff(string code, PalletUnitRequest request, CancellationToken ct) => Done(await desk.TakeOffAsync(Keyed(request), code, request.Unit, ct));

    /// <summary>The pallet leaves for a station or supermarket.</summary>
    [HttpPost("{code}/shipment"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Ship(string code, PalletShipmentRequest request, [FromServices] ReceivingPlaces places, CancellationToken ct) =>
        Done(await desk.ShipAsync(Keyed(request), code, await places.FindAsync(request.Receiver, ct), ct));

    /// <summary>The receiver counts what came.</summary>
    [HttpPost("{code}/goods-in"), Authorize(Policies.Goods)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Receive(string code, GoodsInRequest request, CancellationToken ct) =>
        Done(await goodsIn.ReceiveAsync(Keyed(request), code, [.. request.Lines.Select(x => new GoodsInLine(x.Lot, Grams(x.Accepted), Grams(x.Short), Grams(x.Rejected)))], request.Reason, ct));

    /// <summary>Accepted goods go to the shelf, to a customer or to waste.</summary>
    [HttpPost("{code}/moves"), Authorize(Policies.Goods)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Move(string code, GoodsMoveRequest request, CancellationToken ct) => Done(await goodsIn.MoveAsync(Keyed(request), code, new(request.Lot, Grams(request.Weight)), request.Step!.Value, ct));

    private TraceParty Keyed(object request) => Party with { Key = this.KeyIfAny(request) };

    private IActionResult Done(bool done) => done ? NoContent() : NotFound();

    private static PackedGoods Goods(PalletLoadRequest request) => new(request.Lot, Grams(request.Weight));

    private static long Grams(Quantity? weight) => weight is not { } one ? 0 : one.Unit.IsMass() ? one.Mass(0).Grams : throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", "weight");

    private static PalletAnswer Shape(PalletView x) => new(x.Code, x.Key, x.CooperativeId, x.State, x.Units,
        [.. x.Lines.Select(y => new PalletLineAnswer(y.Lot, y.State, Kilograms(y.OnIt), Known(y.Accepted), Known(y.Short), Known(y.Rejected)))], x.PackCount, x.Packs);

    private static Quantity? Known(long? grams) => grams is { } known ? Kilograms(known) : null;

    private static Quantity Kilograms(long grams) => new(grams, Unit.Kg);
}
