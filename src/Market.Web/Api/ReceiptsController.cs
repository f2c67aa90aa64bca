using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Features.Deliveries;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>What the chain says to a dispute.</summary>
public enum DisputeOutcome { Pay, Stand }

/// <param name="Words">Needed when it stands by the rejection.</param>
public sealed record SettlementRequest([Required] DisputeOutcome? Outcome, [StringLength(500)] string Words = "");

/// <param name="Lines">One for each line of the delivery, as it should have been booked.</param>
/// <param name="Why">What was wrong.</param>
public sealed record CorrectionRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<ReceivedLineRequest> Lines, [Required, StringLength(500, MinimumLength = 1)] string Why);

/// <summary>Goods that are rejected or short: agreed or disputed by the supplier, settled by the chain, put to the town by either; and receipts that are put right.</summary>
[ApiController, Route("api/v1/receipts"), Authorize(Policies.Supplying)]
public sealed class ReceiptsController(RejectionDesk desk, DeliveryReads reads) : ControllerBase
{
    private ContractParty Party => User.Caller().Contracts;

    /// <summary>The delivery with its receipt.</summary>
    [HttpGet("{id:guid}")]
    public async Task<ActionResult<DeliveryAnswer>> Find(Guid id, CancellationToken ct) => await reads.OfReceiptAsync(Party, id, ct) is { } delivery ? CallOffsController.Shape(delivery) : NotFound();

    /// <summary>The supplier disputes the rejection: its amount is held.</summary>
    [HttpPost("{id:guid}/dispute"), Authorize(Policies.Manager)]
    public async Task<ActionResult<DeliveryAnswer>> Dispute(Guid id, SupplyReasonRequest request, CancellationToken ct) => await AnswerAsync(await desk.DisputeAsync(User.Caller().Acting(Role.Manager, this.Key(request)), id, request.Reason, ct), ct);

    [HttpPost("{id:guid}/agreement"), Authorize(Policies.Manager)]
    public async Task<ActionResult<DeliveryAnswer>> Agree(Guid id, CancellationToken ct) => await AnswerAsync(await desk.AgreeAsync(User.Caller().Acting(Role.Manager, this.Key(null)), id, ct), ct);

    /// <summary>The chain pays after all, or stands by the rejection.</summary>
    [HttpPost("{id:guid}/settlement"), Authorize(Policies.Buyer)]
    public async Task<ActionResult<DeliveryAnswer>> Settle(Guid id, SettlementRequest request, CancellationToken ct) => await AnswerAsync(await desk.SettleAsync(User.Caller().Acting(Role.Buyer, this.Key(request)), id, request.Outcome == DisputeOutcome.Pay, request.Words, ct), ct);

    /// <summary>Both have spoken and stand firm: either party puts it to the supplier's town.</summary>
    [HttpPost("{id:guid}/referral"), Authorize(Policies.Dealing)]
    public async Task<ActionResult<DeliveryAnswer>> Refer(Guid id, SupplyReasonRequest request, CancellationToken ct) => await AnswerAsync(await desk.ReferAsync(User.Caller(), this.Key(request), id, request.Reason, ct), ct);

    /// <summary>The store puts right what it booked, until both have confirmed the statement with it or have settled what was rejected.</summary>
    [HttpPost("{id:guid}/correction"), Authorize(Policies.GoodsIn)]
    public async Task<ActionResult<DeliveryAnswer>> Correct(Guid id, CorrectionRequest request, [FromServices] CorrectionDesk corrections, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        var known = (await reads.OfReceiptAsync(Party, id, ct))?.Receipt?.Lines.Select(x => x.Photo) ?? [];
        await pictures.MustBeOwnAsync(request.Lines.Select(x => x.Photo).Except(known), User.CallerId(), ct);
        return await AnswerAsync(await corrections.CorrectAsync(User.Caller().Acting(Role.Receiver, this.Key(request)), id, [.. request.Lines.Select((x, i) => x.Found(i))], request.Why, ct), ct);
    }

    private async Task<ActionResult<DeliveryAnswer>> AnswerAsync(Guid? id, CancellationToken ct) => id is { } known && await reads.OfReceiptAsync(Party, known, ct) is { } delivery ? CallOffsController.Shape(delivery) : NotFound();
}
