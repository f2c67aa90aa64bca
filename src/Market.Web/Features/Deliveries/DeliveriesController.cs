using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Features.Contracts;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Deliveries;

public sealed record GoodsInPage(IReadOnlyList<DeliveryView> UnderWay, IReadOnlyList<DeliveryView> Received, DateOnly Today);

/// <summary>What a receiver typed of a line, kilograms.</summary>
public sealed record FoundFields(Guid Line = default, decimal? Accepted = null, decimal? Rejected = null, string? Reason = null, string? Photo = null);

/// <param name="Receives">The caller books it in.</param>
/// <param name="Supplies">The caller manages the cooperative or its union; <paramref name="Buys"/> buys for the chain.</param>
public sealed record DeliveryPage(DeliveryView Delivery, bool Receives, bool Supplies, bool Buys, IReadOnlyList<FoundFields> Typed, DateTime Now);

/// <summary>Call-offs answered and sent by suppliers, goods-in by receivers, rejections settled by both.</summary>
[Authorize(Policies.Supplying)]
public sealed class DeliveriesController(DeliveryReads reads, CallOffDesk callOffs, TimeProvider clock, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private ContractParty Party => User.Caller().Contracts;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What is expected, and what came last.</summary>
    [HttpGet("/office/goods-in"), Authorize(Policies.GoodsIn)]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var chains = User.Caller().In(Role.Receiver);
        return View(new GoodsInPage(await reads.UnderWayAsync(chains, ct), await reads.ReceivedAsync(chains, ct), DistrictClock.Date(Now)));
    }

    [HttpGet("/office/goods-in/{id:guid}"), Authorize(Policies.GoodsIn)]
    public async Task<IActionResult> GoodsIn(Guid id, CancellationToken ct) => await PageAsync(id, [], ct) is { } page ? View("Show", page) : NotFound();

    [HttpGet("/office/deliveries/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, [], ct) is { } page ? View(page) : NotFound();

    /// <summary>Books a delivery in; photos of rejected goods come with the form, a photo that was kept from a refused form by its hash.</summary>
    [HttpPost("/office/goods-in/{id:guid}"), Authorize(Policies.GoodsIn), RequestSizeLimit(60 * 1024 * 1024)]
    public async Task<IActionResult> Receive(Guid id, List<FoundFields>? lines, [FromServices] ReceiptDesk desk, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } delivery) return NotFound();
        var typed = lines ?? [];
        if (ModelState.IsValid)
        {
            try
            {
                for (var i = 0; i < typed.Count; i++)
                    if (Request.Form.Files.GetFile($"photo{i}") is { Length: > 0 } photo)
                    {
                        await using var stream = photo.OpenReadStream();
                        typed[i] = typed[i] with { Photo = await pictures.SaveAsync(stream, User.CallerId(), ct) };
                    }
                var found = typed.ConvertAll(x => new FoundGoods(x.Line, ContractFields.Form.Grams(x.Accepted), ContractFields.Form.Grams(x.Rejected), x.Reason ?? "", x.Photo is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) ? hash : ""));
                if (await desk.ReceiveAsync(User.Caller().Acting(Role.Receiver), delivery.CallOffId, found, ct) is null) return NotFound();
                TempData["done"] = words["goods_in.done"].Value;
                return Redirect($"/office/deliveries/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return await PageAsync(id, typed, ct) is { } page ? View("Show", page) : NotFound();
    }

    [HttpPost("/office/receipts/{id:guid}/dispute"), Authorize(Policies.Manager)]
    public Task<IActionResult> Dispute(Guid id, string? reason, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.disputed", () => desk.DisputeAsync(User.Caller().Acting(Role.Manager), id, reason ?? "", ct), ct);

    [HttpPost("/office/receipts/{id:guid}/agreement"), Authorize(Policies.Manager)]
    public Task<IActionResult> Agree(Guid id, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.agreed", () => desk.AgreeAsync(User.Caller().Acting(Role.Manager), id, ct), ct);

    [HttpPost("/office/receipts/{id:guid}/settlement"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Settle(Guid id, string? outcome, string? words, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.settled", () => desk.SettleAsync(User.Caller().Acting(Role.Buyer), id, outcome == "pay", words ?? "", ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/confirmation"), Authorize(Policies.Grower)]
    public Task<IActionResult> Confirm(Guid id, CancellationToken ct) => CallOffAsync(id, "call_offs.confirmed", () => callOffs.ConfirmAsync(User.Caller().Selling(), id, ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/refusal"), Authorize(Policies.Manager)]
    public Task<IActionResult> Refuse(Guid id, string? reason, CancellationToken ct) => CallOffAsync(id, "call_offs.refused", () => callOffs.RefuseAsync(User.Caller().Acting(Role.Manager), id, reason ?? "", ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/deliveries"), Authorize(Policies.Grower)]
    public Task<IActionResult> Ship(Guid id, Guid cooperative, Dictionary<Guid, decimal?>? kilograms, string? pallet, [FromServices] DeliveryDesk desk, CancellationToken ct) => CallOffAsync(id, "call_offs.shipped", () =>
        desk.ShipAsync(User.Caller().Selling(), id, new(cooperative, [.. (kilograms ?? []).Where(x => x.Value is not (null or 0)).Select(x => new WantedGrams(x.Key, ContractFields.Form.Grams(x.Value)))], pallet?.Trim() ?? ""), ct), ct);

    /// <summary>A call-off with what may be done to it.</summary>
    [HttpGet("/office/call-offs/{id:guid}")]
    public async Task<IActionResult> CallOff(Guid id, CancellationToken ct) => await reads.CallOffAsync(Party, id, ct) is { } callOff ? View(Page(callOff)) : NotFound();

    private async Task<IActionResult> CallOffAsync(Guid id, string done, Func<Task<Guid?>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (await work() is null) return NotFound();
                TempData["done"] = words[done].Value;
                return Redirect($"/office/call-offs/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return await reads.CallOffAsync(Party, id, ct) is { } callOff ? View("CallOff", Page(callOff)) : NotFound();
    }

    private CallOffPage Page(CallOffView callOff)
    {
        var caller = User.Caller();
        var typed = Request.HasFormContentType ? Request.Form.Where(x => !x.Key.StartsWith('_')).ToDictionary(x => x.Key, x => x.Value.ToString(), StringComparer.OrdinalIgnoreCase) : new Dictionary<string, string>();
        var own = caller.In(Role.Manager, Role.Clerk);
        return new(callOff, [.. own.Where(callOff.Senders.Contains)], own.Contains(callOff.SupplierId), caller.In(Role.Manager).Contains(callOff.SupplierId), typed, Now);
    }

    private async Task<IActionResult> RejectionAsync(Guid receipt, string done, Func<Task<Guid?>> work, CancellationToken ct)
    {
        if (await reads.OfReceiptAsync(Party, receipt, ct) is not { } delivery) return NotFound();
        if (ModelState.IsValid)
        {
            try
            {
                if (await work() is null) return NotFound();
                TempData["done"] = words[done].Value;
                return Redirect($"/office/deliveries/{delivery.Id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return await PageAsync(delivery.Id, [], ct) is { } page ? View("Show", page) : NotFound();
    }

    private async Task<DeliveryPage?> PageAsync(Guid id, IReadOnlyList<FoundFields> typed, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } delivery || await reads.CallOffAsync(Party, delivery.CallOffId, ct) is not { } callOff) return null;
        var caller = User.Caller();
        return new(delivery, delivery.State == DeliveryState.UnderWay && caller.In(Role.Receiver).Contains(callOff.ChainId), caller.In(Role.Manager) is var managed && (managed.Contains(callOff.SupplierId) || managed.Contains(delivery.CooperativeId)),
            caller.In(Role.Buyer).Contains(callOff.ChainId), typed, Now);
    }
}

/// <param name="Own">Cooperatives the caller sends for and that deliver a part of it.</param>
/// <param name="Confirms">The caller works for the supplier.</param>
/// <param name="Manages">The caller manages the supplier.</param>
/// <param name="Typed">What was typed into a form that was refused.</param>
public sealed record CallOffPage(CallOffView CallOff, IReadOnlyCollection<Guid> Own, bool Confirms, bool Manages, IReadOnlyDictionary<string, string> Typed, DateTime Now);
