using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel.Values;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>Call-offs under a contract, their deliveries, and goods-in.</summary>
[ApiController, Route("api/v1"), Authorize(Policies.Supplying)]
public sealed class CallOffsController(CallOffDesk desk, DeliveryDesk deliveries, ReceiptDesk receipts, DeliveryReads reads) : ControllerBase
{
    private ContractParty Party => User.Caller().Contracts;

    /// <summary>Calls for goods of a filed contract.</summary>
    [HttpPost("contracts/{id:guid}/call-offs"), Authorize(Policies.Buyer)]
    [ProducesResponseType<CallOffAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Call(Guid id, CallOffRequest request, CancellationToken ct) => await MadeAsync(await desk.CallAsync(User.Caller().Acting(Role.Buyer, this.Key(request)), id, new(Wanted(request.Lines), request.DeliverOn!.Value, request.Note), ct), ct);

    /// <param name="contract">Id of a contract's first version; all when left out.</param>
    [HttpGet("call-offs")]
    public async Task<ListOf<CallOffAnswer>> List([FromQuery] Paging paging, Guid? contract, CancellationToken ct)
    {
        var found = await reads.CallOffsAsync(Party, contract, paging.Page, paging.PageSize, ct);
        return new([.. found.Items.Select(Shape)], found.Total, found.Page, found.PageSize);
    }

    [HttpGet("call-offs/{id:guid}")]
    public async Task<ActionResult<CallOffAnswer>> Find(Guid id, CancellationToken ct) => await reads.CallOffAsync(Party, id, ct) is { } callOff ? Shape(callOff) : NotFound();

    [HttpPost("call-offs/{id:guid}/confirmation"), Authorize(Policies.Grower)]
    public async Task<ActionResult<CallOffAnswer>> Confirm(Guid id, CancellationToken ct) => await AnswerAsync(await desk.ConfirmAsync(User.Caller().Selling(), id, ct), ct);

    /// <summary>Takes back what has not been sent, e.g. after a failed harvest.</summary>
    [HttpPost("call-offs/{id:guid}/refusal"), Authorize(Policies.Manager)]
    public async Task<ActionResult<CallOffAnswer>> Refuse(Guid id, SupplyReasonRequest request, CancellationToken ct) => await AnswerAsync(await desk.RefuseAsync(User.Caller().Acting(Role.Manager, this.Key(request)), id, request.Reason, ct), ct);

    /// <summary>The buyer takes back what the supplier has neither confirmed nor sent.</summary>
    [HttpPost("call-offs/{id:guid}/withdrawal"), Authorize(Policies.Buyer)]
    public async Task<ActionResult<CallOffAnswer>> Withdraw(Guid id, CancellationToken ct) => await AnswerAsync(await desk.WithdrawAsync(User.Caller().Acting(Role.Buyer), id, ct), ct);

    /// <summary>Sends goods for a call-off, all of them or a part.</summary>
    [HttpPost("call-offs/{id:guid}/deliveries"), Authorize(Policies.Grower)]
    [ProducesResponseType<DeliveryAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Ship(Guid id, CallOffDeliveryRequest request, CancellationToken ct)
    {
        var seller = User.Caller().Selling(this.Key(request));
        return await deliveries.ShipAsync(seller, id, new(request.CooperativeId ?? seller.Organisations.First(), Wanted(request.Lines), request.Pallet, request.Crates), ct) is { } made && await reads.FindAsync(Party, made, ct) is { } delivery
            ? StatusCode(StatusCodes.Status201Created, Shape(delivery)) : NotFound();
    }

    /// <summary>Books a delivery in: accepted and rejected on the same line.</summary>
    [HttpPost("call-offs/{id:guid}/receipt"), Authorize(Policies.GoodsIn)]
    [ProducesResponseType<DeliveryAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Receive(Guid id, ReceiptRequest request, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        await pictures.MustBeOwnAsync(request.Lines.Select(x => x.Photo), User.CallerId(), ct);
        return await receipts.ReceiveAsync(User.Caller().Acting(Role.Receiver, this.Key(request)), id, [.. request.Lines.Select((x, i) => x.Found(i))], ct, request.CratesBack) is { } made
            && await reads.OfReceiptAsync(Party, made, ct) is { } delivery ? StatusCode(StatusCodes.Status201Created, Shape(delivery)) : NotFound();
    }

    private static IReadOnlyList<WantedGrams> Wanted(IReadOnlyList<CalledLineRequest> lines) => [.. lines.Select((x, i) => new WantedGrams(x.LineId!.Value, x.Quantity.Grams($"lines[{i}].quantity")))];

    private async Task<IActionResult> MadeAsync(Guid? id, CancellationToken ct) => id is { } made && await reads.CallOffAsync(Party, made, ct) is { } callOff ? StatusCode(StatusCodes.Status201Created, Shape(callOff)) : NotFound();

    private async Task<ActionResult<CallOffAnswer>> AnswerAsync(Guid? id, CancellationToken ct) => id is { } known && await reads.CallOffAsync(Party, known, ct) is { } callOff ? Shape(callOff) : NotFound();

    private static CallOffAnswer Shape(CallOffView x) => new(x.Id, x.Number, x.HeadId, x.ContractNumber, x.Chain, x.Supplier, x.DeliverOn, x.Note, x.AnswerBy, x.State, x.Reason,
        [.. x.Lines.Select(y => new CallOffLineAnswer(y.LineId, y.Store, y.Product, y.Grade, Masses.Kilograms(y.Grams), Money.Fen(y.FenPerKg), Masses.Kilograms(y.Shipped), Masses.Kilograms(y.Refused)))], [.. x.Deliveries.Select(Shape)]);

    internal static DeliveryAnswer Shape(DeliveryView x) => new(x.Id, x.Number, x.CallOffId, x.CooperativeId, x.Cooperative, x.Pallet, x.State, x.ShippedAt,
        [.. x.Lines.Select(y => new DeliveryLineAnswer(y.Id, y.LineId, y.Store, y.Product, y.Grade, Masses.Kilograms(y.Grams), Money.Fen(y.FenPerKg), y.Lots))],
        x.Receipt is { } receipt ? new(receipt.Id, receipt.At, receipt.State, receipt.DisputeUntil, receipt.Objection, receipt.Answer, receipt.Referral, receipt.Verdict, Money.Fen(receipt.Lines.Sum(y => y.Fen)),
            [.. receipt.Lines.Select(y => new ReceiptLineAnswer(y.LineId, y.Product, Masses.Kilograms(y.Delivered), Masses.Kilograms(y.Accepted), Masses.Kilograms(y.Rejected), Masses.Kilograms(y.Short), Masses.Kilograms(y.Paid), Money.Fen(y.Fen), Money.Fen(y.RejectedFen), y.Reason, y.Photo, Money.Fen(y.ShortFen), y.ShortReason, Masses.Kilograms(y.DecidedGrams), Money.Fen(y.DecidedFen)))],
            [.. receipt.Earlier.Select(y => new EarlierReceiptAnswer(y.Until, y.Why, [.. y.Lines.Select(z => new EarlierLineAnswer(z.LineId, z.Product, Masses.Kilograms(z.Accepted), Masses.Kilograms(z.Rejected), Masses.Kilograms(z.Paid), Money.Fen(z.Fen), z.Reason, z.ShortReason, z.Photo))]))], receipt.CratesBack) : null, x.Crates, x.KeepsUntil);
}
