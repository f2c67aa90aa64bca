using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Contracts.Deliveries;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Serials;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Pallets;

/// <param name="Accepted">Kilograms, at most three decimals; so are the next.</param>
public sealed record GoodsInFields(string? Lot = null, decimal? Accepted = null, decimal? Short = null, decimal? Rejected = null);

/// <param name="Refused">Name of the form that was refused; empty when none was.</param>
/// <param name="Unit">Code of a pallet or crate.</param>
/// <param name="Codes">Codes of packs, a line each.</param>
/// <param name="To">Kind and id of the receiver, with a colon between them.</param>
public sealed record PalletFields(string Refused = "", string? Lot = null, decimal? Kilograms = null, string? Unit = null, string? Codes = null, string? To = null, string? Reason = null, ShelfStep Step = ShelfStep.Shelf, List<GoodsInFields>? Lines = null);

public sealed record PalletsPage(IReadOnlyList<PalletRow> Items, bool Grower, string Sscc);

/// <param name="Lots">The owner's lots that have something left.</param>
/// <param name="Places">Receivers for the owner to choose from, by kind and id.</param>
/// <param name="Delivery">The delivery under a contract that names it, to be booked in by the caller.</param>
public sealed record PalletPage(PalletView Pallet, CooperativeView? Cooperative, IReadOnlyList<LotView> Lots, IReadOnlyDictionary<string, PlaceView> Places, PalletFields Typed, Guid? Delivery);

/// <summary>Pallets: what is on one for everybody who scans it, and the buttons for those who load it or book it in.</summary>
[FieldPages]
public sealed class PalletsController(PalletDesk desk, GoodsInDesk goodsIn, PalletReads reads, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("/office/pallets"), Authorize(Policies.Goods)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await ListAsync("", ct));

    [HttpPost("/office/pallets"), Authorize(Policies.Grower)]
    public async Task<IActionResult> Make(string? sscc, CancellationToken ct)
    {
        try
        {
            var own = User.Caller().In(Role.Manager, Role.Clerk);
            return await desk.MakeAsync(Filled, own.First(), sscc?.Trim() ?? "", ct) is { } code ? Redirect($"/id/pallet/{code}") : NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("Index", await ListAsync(sscc ?? "", ct));
        }
    }

    [HttpGet("/id/pallet/{code}"), AllowAnonymous]
    public async Task<IActionResult> Show(string code, CancellationToken ct) => PublicCode.TryRead(code, out var read) && await PageAsync(read, new(), ct) is { } page ? View(page) : NotFound();

    [HttpPost("/id/pallet/{code}/loads"), Authorize(Policies.Grower)]
    public Task<IActionResult> Load(string code, PalletFields form, CancellationToken ct) => DoneAsync(code, form with { Refused = "load" }, () => desk.LoadAsync(Filled, code, Goods(form), ct), ct);

    [HttpPost("/id/pallet/{code}/units"), Authorize(Policies.Grower)]
    public Task<IActionResult> PutOn(string code, PalletFields form, CancellationToken ct) => DoneAsync(code, form with { Refused = "unit" }, () => desk.PutOnAsync(Filled, code, Read(form.Unit), ct), ct);

    [HttpPost("/id/pallet/{code}/packs"), Authorize(Policies.Grower)]
    public Task<IActionResult> PutPacks(string code, PalletFields form, [FromServices] PackDesk packs, CancellationToken ct) => DoneAsync(code, form with { Refused = "packs" },
        () => packs.PutOnAsync(Filled, code, Lines(form.Codes), Grams(form.Kilograms), ct), ct);

    [HttpPost("/id/pallet/{code}/pack-removals"), Authorize(Policies.Goods)]
    public Task<IActionResult> TakePacks(string code, PalletFields form, [FromServices] PackDesk packs, CancellationToken ct) => DoneAsync(code, form with { Refused = "unpack" },
        () => packs.TakeOffAsync(Filled, code, Lines(form.Codes), ct), ct);

    [HttpPost("/id/pallet/{code}/removals"), Authorize(Policies.Goods)]
    public Task<IActionResult> TakeOff(string code, PalletFields form, CancellationToken ct) => DoneAsync(code, form with { Refused = "remove" },
        () => form.Unit is { Length: > 0 } unit ? desk.TakeOffAsync(Filled, code, Read(unit), ct) : desk.UnpackAsync(Filled, code, Goods(form), ct), ct);

    [HttpPost("/id/pallet/{code}/shipment"), Authorize(Policies.Grower)]
    public Task<IActionResult> Ship(string code, PalletFields form, CancellationToken ct) => DoneAsync(code, form with { Refused = "ship" }, async () =>
        await desk.ShipAsync(Filled, code, await HttpContext.RequestServices.GetRequiredService<ReceivingPlaces>().FindAsync(form.To ?? "", ct), ct), ct);

    [HttpPost("/id/pallet/{code}/goods-in"), Authorize(Policies.Goods)]
    public Task<IActionResult> Receive(string code, PalletFields form, CancellationToken ct) => DoneAsync(code, form with { Refused = "receive" },
        () => goodsIn.ReceiveAsync(Filled, code, [.. (form.Lines ?? []).Select(x => new GoodsInLine(x.Lot ?? "", Grams(x.Accepted), Grams(x.Short), Grams(x.Rejected)))], form.Reason ?? "", ct), ct);

    [HttpPost("/id/pallet/{code}/moves"), Authorize(Policies.Goods)]
    public Task<IActionResult> Move(string code, PalletFields form, CancellationToken ct) => DoneAsync(code, form with { Refused = "move" }, () => goodsIn.MoveAsync(Filled, code, Goods(form), form.Step, ct), ct);

    private TraceParty Party => User.Caller().Goods();

    private TraceParty Filled => Party.Filled(Request);

    private static PackedGoods Goods(PalletFields form) => new(form.Lot ?? "", Grams(form.Kilograms));

    /// <summary>Scanners end each code with a line, people put spaces or commas between them.</summary>
    private static string[] Lines(string? codes) => (codes ?? "").Split(['\n', '\r', ' ', '\t', ',', ',', ';', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Read(string? unit) => PublicCode.TryRead(unit ?? "", out var read) ? read : unit ?? "";

    private static long Grams(decimal? kilograms) => (long)Math.Clamp((kilograms ?? 0m) * 1000m, -100_000_000_000m, 100_000_000_000m);

    private async Task<IActionResult> DoneAsync(string code, PalletFields typed, Func<Task<bool>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await work()) return NotFound();
                TempData["done"] = words["lots.recorded"].Value;
                return Redirect($"/id/pallet/{code}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return await PageAsync(code, typed, ct) is { } page && (page.Pallet.Owner || page.Pallet.Receiver) ? View("Show", page) : NotFound();
    }

    private async Task<PalletPage?> PageAsync(string code, PalletFields typed, CancellationToken ct)
    {
        if (await reads.FindAsync(User.TryCaller() is null ? null : Party, code, ct) is not { } pallet) return null;
        var services = HttpContext.RequestServices;
        var lots = pallet is { Owner: true, State: PalletState.Open } ? (await services.GetRequiredService<LotReads>().ListAsync(Party, 1, 100, ct)).Items.FindAll(x => x.State == LotState.Open && x.Left > 0 && x.CooperativeId == pallet.CooperativeId) : [];
        var places = pallet.Owner || pallet.Receiver ? await services.GetRequiredService<ReceivingPlaces>().AllAsync(ct) : new Dictionary<string, PlaceView>();
        var chains = User.TryCaller()?.In(Role.Receiver) ?? [];
        var delivery = chains.Count > 0 ? await services.GetRequiredService<DeliveryReads>().OnPalletAsync(chains, code, ct) : null;
        return new(pallet, await services.GetRequiredService<ICatalogQuestions>().CooperativeAsync(pallet.CooperativeId, ct), lots, places, typed, delivery);
    }

    private async Task<PalletsPage> ListAsync(string sscc, CancellationToken ct) => new(await reads.ListAsync(Party, ct), User.Caller().Is(Role.Manager, Role.Clerk), sscc);
}
