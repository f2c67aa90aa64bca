using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Purchase;
using Market.Orders.Recalls;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Packing;

public sealed record PackingPage(PageOf<SubOrderView> Parts, SubOrderState? Status, IReadOnlyDictionary<SubOrderState, int> Counts, Pager Pager, DateTime Now);

/// <param name="Stopped">Lines that a recall holds or held.</param>
public sealed record PartPage(SubOrderView Part, IReadOnlyDictionary<Guid, string> Typed, IReadOnlyList<StoppedView> Stopped);

/// <summary>A cooperative's orders: weigh, pack, send, print.</summary>
[Authorize(Policies.Seller), Route("office/orders")]
public sealed class PackingController(FulfilmentReads reads, FulfilmentDesk desk, Wording wording, TimeProvider clock) : Controller
{
    private const int PageSize = 20;
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet]
    public async Task<IActionResult> Index(SubOrderState? status, int page = 1, CancellationToken ct = default)
    {
        var own = User.Caller().Cooperatives;
        var found = await reads.ListAsync(own, status, Math.Clamp(page, 1, 10_000), PageSize, ct);
        return View(new PackingPage(found, status, await reads.CountsAsync(own, ct), new(Request, found.Page, found.Total, PageSize), Now));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await reads.FindAsync(id, User.Caller().Cooperatives, ct) is { } part ? View("Show", await PageAsync(part, new Dictionary<Guid, string>(), ct)) : NotFound();

    /// <summary>Real weights in kilograms, one field per line.</summary>
    [HttpPost("{id:guid}/weights")]
    public async Task<IActionResult> Weigh(Guid id, Dictionary<Guid, string>? weights, CancellationToken ct)
    {
        if (await reads.FindAsync(id, User.Caller().Cooperatives, ct) is not { } part) return NotFound();
        try
        {
            var read = new Dictionary<Guid, Weight>();
            foreach (var (line, text) in (weights ?? []).Where(x => !string.IsNullOrWhiteSpace(x.Value)))
                read[line] = Quantity.TryParse(text.Trim(), Unit.Kg, out var kg) ? kg.Mass(0) : throw new RuleException("line.weight_range", "Enter a weight above zero.", "weight");
            await desk.WeighAsync(Act(id), read, null, ct);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError("weights", wording.Refusal(rule));
            return View("Show", await PageAsync(part, weights ?? [], ct));
        }
        return Redirect($"/office/orders/{id}");
    }

    [HttpPost("{id:guid}/dispatch")]
    public async Task<IActionResult> Dispatch(Guid id, Dictionary<Guid, string>? shipped, CancellationToken ct)
    {
        if (await reads.FindAsync(id, User.Caller().Cooperatives, ct) is not { } part) return NotFound();
        try
        {
            var read = new Dictionary<Guid, long>();
            foreach (var (line, text) in (shipped ?? []).Where(x => !string.IsNullOrWhiteSpace(x.Value)))
                read[line] = Quantity.TryParse(text.Trim(), Unit.Piece, out var quantity) ? quantity.Milli : throw new RuleException("quantity.range", "Enter a quantity above zero.", "shipped");
            await desk.DispatchAsync(Act(id), read, null, ct);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError("shipped", wording.Refusal(rule));
            return View("Show", await PageAsync(part, shipped ?? [], ct));
        }
        return Redirect($"/office/orders/{id}");
    }

    [HttpPost("{id:guid}/delivery")]
    public async Task<IActionResult> Deliver(Guid id, CancellationToken ct) => await desk.DeliverAsync(Act(id), null, ct) is null ? NotFound() : Redirect($"/office/orders/{id}");

    /// <summary>The way on for a line that a recall holds: another lot, or the money back.</summary>
    [HttpPost("{id:guid}/stopped-lines/{line:guid}")]
    public async Task<IActionResult> Decide(Guid id, Guid line, StoppedWay? way, [FromServices] StoppedDesk stopped, CancellationToken ct)
    {
        if (await reads.FindAsync(id, User.Caller().Cooperatives, ct) is not { } part) return NotFound();
        try
        {
            var done = way is StoppedWay.OtherLot ? await stopped.TakeOtherLotAsync(Act(id), line, null, ct) : way is StoppedWay.Refund ? await stopped.RefundAsync(Act(id), line, null, ct) : null;
            return done is null ? NotFound() : Redirect($"/office/orders/{id}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError("stopped", wording.Refusal(rule));
            return View("Show", await PageAsync(part, new Dictionary<Guid, string>(), ct));
        }
    }

    private async Task<PartPage> PageAsync(SubOrderView part, IReadOnlyDictionary<Guid, string> typed, CancellationToken ct) =>
        new(part, typed, await HttpContext.RequestServices.GetRequiredService<StoppedDesk>().OfAsync(part.Id, ct));

    /// <summary>Pack list of everything that waits, one sheet per parcel.</summary>
    [HttpGet("print")]
    public async Task<IActionResult> Print(CancellationToken ct) => View(await reads.WaitingAsync(User.Caller().Cooperatives, ct));

    [HttpGet("{id:guid}/label")]
    public async Task<IActionResult> Label(Guid id, CancellationToken ct) => await reads.FindAsync(id, User.Caller().Cooperatives, ct) is { } part ? View(part) : NotFound();

    private SellerAct Act(Guid id)
    {
        var caller = User.Caller();
        return new(id, caller.In(Role.Manager, Role.Clerk), caller.As(Listers.SellerRole(caller)), Now);
    }
}
