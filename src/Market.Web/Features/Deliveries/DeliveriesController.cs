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

/// <summary>Call-offs answered and sent by suppliers, goods-in by receivers, rejections settled by both.</summary>
[Authorize(Policies.Supplying), FieldPages]
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
    public async Task<IActionResult> Receive(Guid id, List<FoundFields>? lines, int? cratesBack, [FromServices] ReceiptDesk desk, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } delivery) return NotFound();
        var typed = lines ?? [];
        if (ModelState.IsValid)
        {
            try
            {
                var (key, at) = Request.Filled(User.CallerId());
                await KeepAsync(typed, [], pictures, ct);
                if (await desk.ReceiveAsync(User.Caller().Acting(Role.Receiver, key), delivery.CallOffId, typed.ConvertAll(x => x.Found), ct, cratesBack ?? 0, at) is null) return NotFound();
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

    /// <summary>Puts right what was booked in; photos as at goods-in.</summary>
    [HttpPost("/office/receipts/{id:guid}/correction"), Authorize(Policies.GoodsIn), RequestSizeLimit(60 * 1024 * 1024)]
    public Task<IActionResult> Correct(Guid id, List<FoundFields>? lines, string? correction, [FromServices] CorrectionDesk desk, [FromServices] PictureStore pictures, CancellationToken ct) => RejectionAsync(id, "goods_in.corrected", async () =>
    {
        var typed = lines ?? [];
        await KeepAsync(typed, [.. (await reads.OfReceiptAsync(Party, id, ct))!.Receipt!.Lines.Select(x => x.Photo)], pictures, ct);
        return await desk.CorrectAsync(User.Caller().Acting(Role.Receiver), id, typed.ConvertAll(x => x.Found), correction ?? "", ct);
    }, ct, lines);

    [HttpPost("/office/receipts/{id:guid}/referral"), Authorize(Policies.Dealing)]
    public Task<IActionResult> Refer(Guid id, string? referral, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.referred", () => desk.ReferAsync(User.Caller(), null, id, referral ?? "", ct), ct);

    /// <summary>Photos that came with the form; the hash stays in it when it is refused, and only who uploaded it can name it again.</summary>
    /// <param name="known">Photos that stand on the receipt already.</param>
    private async Task KeepAsync(List<FoundFields> typed, IReadOnlyCollection<string> known, PictureStore pictures, CancellationToken ct)
    {
        await pictures.MustBeOwnAsync(typed.Select(x => x.Photo ?? "").Except(known), User.CallerId(), ct);
        for (var i = 0; i < typed.Count; i++)
            if (Request.Form.Files.GetFile($"photo{i}") is { Length: > 0 } photo)
            {
                await using var stream = photo.OpenReadStream();
                typed[i] = typed[i] with { Photo = await pictures.SaveAsync(stream, User.CallerId(), ct) };
            }
    }

    [HttpPost("/office/receipts/{id:guid}/dispute"), Authorize(Policies.Manager)]
    public Task<IActionResult> Dispute(Guid id, string? reason, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.disputed", () => desk.DisputeAsync(User.Caller().Acting(Role.Manager), id, reason ?? "", ct), ct);

    [HttpPost("/office/receipts/{id:guid}/agreement"), Authorize(Policies.Manager)]
    public Task<IActionResult> Agree(Guid id, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.agreed", () => desk.AgreeAsync(User.Caller().Acting(Role.Manager), id, ct), ct);

    [HttpPost("/office/receipts/{id:guid}/settlement"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Settle(Guid id, string? outcome, string? words, [FromServices] RejectionDesk desk, CancellationToken ct) => RejectionAsync(id, "goods_in.settled", () => desk.SettleAsync(User.Caller().Acting(Role.Buyer), id, outcome == "pay", words ?? "", ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/confirmation"), Authorize(Policies.Grower)]
    public Task<IActionResult> Confirm(Guid id, CancellationToken ct) => CallOffAsync(id, "call_offs.confirmed", () => callOffs.ConfirmAsync(User.Caller().Selling(), id, ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/withdrawal"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Withdraw(Guid id, CancellationToken ct) => CallOffAsync(id, "call_offs.withdrawn", () => callOffs.WithdrawAsync(User.Caller().Acting(Role.Buyer), id, ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/refusal"), Authorize(Policies.Manager)]
    public Task<IActionResult> Refuse(Guid id, string? reason, CancellationToken ct) => CallOffAsync(id, "call_offs.refused", () => callOffs.RefuseAsync(User.Caller().Acting(Role.Manager), id, reason ?? "", ct), ct);

    [HttpPost("/office/call-offs/{id:guid}/deliveries"), Authorize(Policies.Grower)]
    public Task<IActionResult> Ship(Guid id, Guid cooperative, Dictionary<Guid, decimal?>? kilograms, string? pallet, int? crates, [FromServices] DeliveryDesk desk, CancellationToken ct) => CallOffAsync(id, "call_offs.shipped", () =>
        desk.ShipAsync(User.Caller().Selling(), id, new(cooperative, [.. (kilograms ?? []).Where(x => x.Value is not (null or 0)).Select(x => new WantedGrams(x.Key, ContractFields.Form.Grams(x.Value)))], pallet?.Trim() ?? "", crates ?? 0), ct), ct);

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
        var own = caller.In(Role.Manager, Role.Clerk);
        return new(callOff, [.. own.Where(callOff.Senders.Contains)], own.Contains(callOff.SupplierId), caller.In(Role.Manager).Contains(callOff.SupplierId), caller.In(Role.Buyer).Contains(callOff.ChainId), Said(), Now);
    }

    /// <summary>What was typed into a form that was refused.</summary>
    private Dictionary<string, string> Said() => Request.HasFormContentType ? Request.Form.Where(x => !x.Key.StartsWith('_')).ToDictionary(x => x.Key, x => x.Value.ToString(), StringComparer.OrdinalIgnoreCase) : [];

    private async Task<IActionResult> RejectionAsync(Guid receipt, string done, Func<Task<Guid?>> work, CancellationToken ct, IReadOnlyList<FoundFields>? typed = null)
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
        return await PageAsync(delivery.Id, typed ?? [], ct) is { } page ? View("Show", page) : NotFound();
    }

    private async Task<DeliveryPage?> PageAsync(Guid id, IReadOnlyList<FoundFields> typed, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } delivery) return null;
        var (caller, managed) = (User.Caller(), User.Caller().In(Role.Manager));
        var receives = caller.In(Role.Receiver).Contains(delivery.ChainId);
        return new(delivery, receives && delivery.State == DeliveryState.UnderWay, receives && delivery.Receipt is { Open: true }, managed.Contains(delivery.SupplierId) || managed.Contains(delivery.CooperativeId), caller.In(Role.Buyer).Contains(delivery.ChainId), typed, Said(), Now,
            await HttpContext.RequestServices.GetRequiredService<ILotStatus>().StandingAsync([.. delivery.Lines.SelectMany(x => x.Lots)], ct));
    }
}
