using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Fulfilment;
using Market.Orders.Purchase;
using Market.Orders.Recalls;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Market.Web.Api;

public sealed record WeightLine([Required] Guid? LineId, [Required] Quantity? Weight);

public sealed record WeightsRequest([Required, MinLength(1), MaxLength(1000), NoNulls] IReadOnlyList<WeightLine> Lines);

public sealed record ShippedLine([Required] Guid? LineId, [Required] Quantity? Quantity);

/// <param name="Lines">Smaller quantities; what is left out ships in full.</param>
public sealed record DispatchRequest([MaxLength(1000), NoNulls] IReadOnlyList<ShippedLine>? Lines = null);

/// <param name="PickupCode">Six digits, when a station hands the parcel over.</param>
public sealed record CompletionRequest([StringLength(6, MinimumLength = 6)] string? PickupCode = null);

/// <param name="Way">other_lot or refund.</param>
public sealed record StoppedRequest([Required] Guid? LineId, [Required] StoppedWay? Way);

/// <summary>Cooperatives' parts of orders: weigh, send, complete.</summary>
[ApiController, Route("api/v1/sub-orders"), Authorize]
public sealed class SubOrdersController(FulfilmentDesk desk, FulfilmentReads reads, Pickup pickup, TimeProvider clock) : ControllerBase
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [HttpGet, Authorize(Policies.Seller)]
    public async Task<ListOf<SubOrderAnswer>> List([FromQuery] Paging paging, SubOrderState? status, CancellationToken ct)
    {
        var caller = User.Caller();
        var page = caller.Cooperatives.Count > 0
            ? await reads.ListAsync(caller.Cooperatives, status, paging.Page, paging.PageSize, ct)
            : await pickup.ListAsync(caller.In(Role.Station), status, paging.Page, paging.PageSize, ct);
        return ListOf<SubOrderAnswer>.Of(page, SubOrderAnswer.Of);
    }

    [HttpGet("{id:guid}"), Authorize(Policies.Seller)]
    public async Task<ActionResult<SubOrderAnswer>> Find(Guid id, CancellationToken ct) =>
        await reads.FindAsync(id, User.Caller().Cooperatives, ct) is { } part ? SubOrderAnswer.Of(part) : NotFound();

    [HttpPost("{id:guid}/weights"), Authorize(Policies.Seller)]
    public async Task<ActionResult<SubOrderAnswer>> Weigh(Guid id, WeightsRequest request, CancellationToken ct)
    {
        var weights = new Dictionary<Guid, Weight>();
        foreach (var line in request.Lines)
        {
            if (!line.Weight!.Value.Unit.IsMass()) throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", "weight");
            weights[line.LineId!.Value] = line.Weight.Value.Mass(0);
        }
        return await AnswerAsync(id, await desk.WeighAsync(Act(id), weights, this.Key(request), ct), ct);
    }

    [HttpPost("{id:guid}/dispatch"), Authorize(Policies.Seller)]
    public async Task<ActionResult<SubOrderAnswer>> Dispatch(Guid id, DispatchRequest request, CancellationToken ct)
    {
        var shipped = new Dictionary<Guid, long>();
        var units = (await reads.FindAsync(id, User.Caller().In(Role.Manager, Role.Clerk), ct))?.Lines.ToDictionary(x => x.Id, x => x.Unit) ?? [];
        foreach (var line in request.Lines ?? [])
        {
            if (units.TryGetValue(line.LineId!.Value, out var unit) && unit != line.Quantity!.Value.Unit)
                throw new RuleException("quantity.unit", "This product is sold in another unit.", "quantity", unit.Code());
            shipped[line.LineId!.Value] = line.Quantity!.Value.Milli;
        }
        return await AnswerAsync(id, await desk.DispatchAsync(Act(id), shipped, this.Key(request), ct), ct);
    }

    /// <summary>The goods arrived: said by the cooperative, by the station with the buyer's code, or by the buyer.</summary>
    [HttpPost("{id:guid}/completion"), EnableRateLimiting(RateLimits.Codes)]
    public async Task<ActionResult<SubOrderAnswer>> Complete(Guid id, CompletionRequest request, CancellationToken ct)
    {
        var (caller, key) = (User.Caller(), this.Key(request));
        if (request.PickupCode is { } code && caller.Is(Role.Station))
        {
            await pickup.HandOverAsync(code, id, caller.In(Role.Station), new(caller.As(Role.Station), key, Now), ct);
            return await HandedAsync(id, ct);
        }
        if (caller.Is(Role.Manager, Role.Clerk) && await desk.DeliverAsync(Act(id), key, ct) is { } delivered) return await AnswerAsync(id, delivered, ct);
        return await pickup.ConfirmAsync(id, new(caller.As(Role.Consumer), key, Now), ct) is null ? NotFound() : await HandedAsync(id, ct);
    }

    /// <summary>Lines that a recall holds or held.</summary>
    [HttpGet("{id:guid}/stopped-lines"), Authorize(Policies.Seller)]
    public async Task<ActionResult<IReadOnlyList<StoppedView>>> Stopped(Guid id, [FromServices] StoppedDesk stopped, CancellationToken ct) =>
        await reads.FindAsync(id, User.Caller().Cooperatives, ct) is null ? NotFound() : await stopped.OfAsync(id, ct);

    /// <summary>The way on for a line that a recall holds: another lot, or the money back.</summary>
    [HttpPost("{id:guid}/stopped-lines"), Authorize(Policies.Seller)]
    public async Task<ActionResult<SubOrderAnswer>> Decide(Guid id, StoppedRequest request, [FromServices] StoppedDesk stopped, CancellationToken ct)
    {
        var (act, line, key) = (Act(id), request.LineId!.Value, this.Key(request));
        return await AnswerAsync(id, request.Way == StoppedWay.OtherLot ? await stopped.TakeOtherLotAsync(act, line, key, ct) : await stopped.RefundAsync(act, line, key, ct), ct);
    }

    /// <summary>The parcel lies at the station.</summary>
    [HttpPost("{id:guid}/arrival"), Authorize(Policies.Station)]
    public async Task<IActionResult> Arrive(Guid id, CancellationToken ct)
    {
        var caller = User.Caller();
        return await pickup.ArriveAsync(id, caller.In(Role.Station), caller.As(Role.Station), Now, ct) ? NoContent() : NotFound();
    }

    private async Task<ActionResult<SubOrderAnswer>> HandedAsync(Guid id, CancellationToken ct) =>
        await reads.FindHandedAsync(id, User.Caller().In(Role.Station), User.Caller().Id, ct) is { } part ? SubOrderAnswer.Of(part) : NotFound();

    private SellerAct Act(Guid id)
    {
        var caller = User.Caller();
        return new(id, caller.In(Role.Manager, Role.Clerk), caller.As(caller.Is(Role.Manager) ? Role.Manager : Role.Clerk), Now);
    }

    private async Task<ActionResult<SubOrderAnswer>> AnswerAsync(Guid id, Guid? done, CancellationToken ct) =>
        done is not null && await reads.FindAsync(id, User.Caller().Cooperatives, ct) is { } part ? SubOrderAnswer.Of(part) : NotFound();
}
