using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel.Values;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="AnswerUntil">Last day for the suppliers to answer; the district's usual time when left out.</param>
public sealed record AwardsRequest(DateOnly? AnswerUntil = null);

/// <param name="Reason">For the buyer.</param>
public sealed record AwardReasonRequest([Required, StringLength(300, MinimumLength = 1)] string Reason);

/// <param name="CooperativeId">Whose goods: the supplier itself, or a member of the union.</param>
public sealed record AwardPartAnswer(Guid CooperativeId, Guid ProductId, Quantity Quantity);

/// <param name="Price">Of a kilogram, without freight.</param>
/// <param name="LandedPrice">Price and freight of a kilogram, without trucks, fen.</param>
public sealed record AwardLineAnswer(int Line, Guid Place, string PlaceName, DateOnly From, DateOnly To, Quantity Quantity, Money Price, decimal LandedPrice, IReadOnlyList<AwardPartAnswer> Parts);

/// <param name="Version">Of the set of awards it was made in.</param>
/// <param name="Lines">For a member of a union, its own part.</param>
public sealed record SupplierAwardAnswer(Guid Id, Guid DemandId, int Version, Guid SupplierId, string Supplier, Guid Bid, string Product, string Grade, AwardState Status, DateTime AnswerUntil, DateTime? AnsweredAt, string Reason, Quantity Quantity, IReadOnlyList<AwardLineAnswer> Lines);

/// <summary>Awards: a chain makes them from a plan, suppliers answer.</summary>
[ApiController, Route("api/v1"), Authorize(Policies.Sourcing)]
public sealed class AwardsController(AwardDesk desk, AwardAnswers answers, AwardReads reads, Listers listers) : ControllerBase
{
    private const decimal MicroFenOfKg = 1_000m;

    /// <summary>Offers each supplier of a plan its part; where the demand asks for it, after an approver has agreed.</summary>
    [HttpPost("plans/{id:guid}/awards"), Authorize(Policies.Buyer)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Ask(Guid id, AwardsRequest request, CancellationToken ct) =>
        await desk.AskAsync(new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), this.KeyIfAny(request)), id, request.AnswerUntil, ct) is { } set ? StatusCode(StatusCodes.Status201Created, new MadeAnswer(set)) : NotFound();

    /// <summary>An approver, not the buyer who asked, agrees.</summary>
    [HttpPost("plans/{id:guid}/awards/approval"), Authorize(Policies.Approver)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Approve(Guid id, CancellationToken ct) =>
        await desk.ApproveAsync(new(User.Caller().As(Role.Approver), User.Caller().In(Role.Approver), null), id, ct) is null ? NotFound() : NoContent();

    /// <summary>An approver, not the buyer who asked, refuses; the buyer is told why and may ask again.</summary>
    [HttpPost("plans/{id:guid}/awards/refusal"), Authorize(Policies.Approver)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Refuse(Guid id, AwardReasonRequest request, CancellationToken ct) =>
        await desk.RefuseAsync(new(User.Caller().As(Role.Approver), User.Caller().In(Role.Approver), null), id, request.Reason, ct) is null ? NotFound() : NoContent();

    /// <summary>Matches again without what suppliers gave back; accepted and open awards stay as they are.</summary>
    [HttpPost("demands/{id:guid}/refills"), Authorize(Policies.Buyer)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status202Accepted)]
    public async Task<IActionResult> Refill(Guid id, [FromServices] RefillDesk refills, CancellationToken ct) =>
        await refills.AskAsync(new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), this.KeyIfAny(id)), id, ct) is { } job ? StatusCode(StatusCodes.Status202Accepted, new MadeAnswer(job)) : NotFound();

    /// <summary>Awards of a demand: all for the chain, their own for suppliers, their part for members of a union.</summary>
    [HttpGet("demands/{id:guid}/awards")]
    public async Task<ActionResult<ListOf<SupplierAwardAnswer>>> List(Guid id, [FromServices] DemandReads demands, [FromQuery] Paging paging, CancellationToken ct)
    {
        var party = await listers.SourcingAsync(User.Caller(), ct);
        if (await demands.FindAsync(party, id, ct) is null) return NotFound();
        var all = await reads.OfAsync(party, id, ct);
        return new ListOf<SupplierAwardAnswer>([.. all.Skip((paging.Page - 1) * paging.PageSize).Take(paging.PageSize).Select(Shape)], all.Count, paging.Page, paging.PageSize);
    }

    /// <summary>An award.</summary>
    [HttpGet("awards/{id:guid}")]
    public async Task<ActionResult<SupplierAwardAnswer>> Find(Guid id, CancellationToken ct) => await reads.FindAsync(await listers.SourcingAsync(User.Caller(), ct), id, ct) is { } award ? Shape(award) : NotFound();

    /// <summary>The supplier accepts the award as a whole.</summary>
    [HttpPost("awards/{id:guid}/acceptance"), Authorize(Policies.Manager)]
    public Task<ActionResult<SupplierAwardAnswer>> Accept(Guid id, CancellationToken ct) => AnswerAsync(id, act => answers.AcceptAsync(act, id, ct), null, ct);

    /// <summary>The supplier declines the award as a whole.</summary>
    [HttpPost("awards/{id:guid}/refusal"), Authorize(Policies.Manager)]
    public Task<ActionResult<SupplierAwardAnswer>> Decline(Guid id, AwardReasonRequest request, CancellationToken ct) => AnswerAsync(id, act => answers.DeclineAsync(act, id, request.Reason, ct), request, ct);

    /// <summary>A supplier that has accepted drops out before there is a contract.</summary>
    [HttpPost("awards/{id:guid}/withdrawal"), Authorize(Policies.Manager)]
    public Task<ActionResult<SupplierAwardAnswer>> DropOut(Guid id, AwardReasonRequest request, CancellationToken ct) => AnswerAsync(id, act => answers.DropOutAsync(act, id, request.Reason, ct), request, ct);

    private async Task<ActionResult<SupplierAwardAnswer>> AnswerAsync(Guid id, Func<BidderAct, Task<Guid?>> answer, object? body, CancellationToken ct)
    {
        var caller = User.Caller();
        return await answer(new(caller.As(Role.Manager), caller.In(Role.Manager), this.KeyIfAny(body ?? id))) is null ? NotFound() : Shape((await reads.FindAsync(new([], caller.In(Role.Manager)), id, ct))!);
    }

    private static SupplierAwardAnswer Shape(AwardView x) => new(x.Id, x.DemandId, x.Version, x.SupplierId, x.Supplier, x.BidId, x.Product, x.Grade, x.State, x.AnswerUntil, x.AnsweredAt, x.Reason, Kilograms(x.Grams),
        [.. x.Lines.Select(y => new AwardLineAnswer(y.Position, y.StoreId, y.Store, y.From, y.To, Kilograms(y.Grams), Money.Fen(y.FenPerKg), y.LandedMicroFen / MicroFenOfKg,
            [.. y.Parts.Select(z => new AwardPartAnswer(z.CooperativeId, z.ProductId, Kilograms(z.Grams)))]))]);

    private static Quantity Kilograms(long grams) => new(grams, Unit.Kg);
}
