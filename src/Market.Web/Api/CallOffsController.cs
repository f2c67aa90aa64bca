using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel.Values;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="LineId">Of the contract.</param>
/// <param name="Quantity">In g, kg, t or jin; 12.5 kg works.</param>
public sealed record CalledLineRequest([Required] Guid? LineId, [Required] Quantity? Quantity);

public sealed record CallOffRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<CalledLineRequest> Lines, [Required] DateOnly? DeliverOn, [StringLength(500)] string Note = "");

public sealed record SupplyReasonRequest([Required, StringLength(500, MinimumLength = 1)] string Reason);

/// <param name="CooperativeId">Who sends it; may be left out by who sells for one only.</param>
/// <param name="Pallet">Code of the pallet the goods stand on; its lots are shipped with it. Loose goods are picked from lots here.</param>
public sealed record CallOffDeliveryRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<CalledLineRequest> Lines, Guid? CooperativeId = null, [StringLength(20)] string Pallet = "");

/// <param name="LineId">Of the delivery, or of the contract.</param>
/// <param name="Reason">Needed with a rejection, as is the photo.</param>
/// <param name="Photo">Hash of a picture that was uploaded before.</param>
/// <param name="ShortReason">Needed for what is neither accepted nor rejected beyond the natural loss of the contract.</param>
public sealed record ReceivedLineRequest([Required] Guid? LineId, [Required] Quantity? Accepted, Quantity? Rejected = null, [StringLength(500)] string Reason = "", [RegularExpression("^([0-9a-f]{64})?$")] string Photo = "", [StringLength(500)] string ShortReason = "")
{
    internal FoundGoods Found(int i) => new(LineId!.Value, Accepted.Grams($"lines[{i}].accepted"), Rejected.Grams($"lines[{i}].rejected"), Reason, Photo, ShortReason);
}

/// <param name="Lines">One for each line of one delivery.</param>
public sealed record ReceiptRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<ReceivedLineRequest> Lines);

public sealed record CallOffLineAnswer(Guid LineId, string PlaceName, string Product, string Grade, Quantity Quantity, Money Price, Quantity Shipped, Quantity Refused);

public sealed record DeliveryLineAnswer(Guid Id, Guid LineId, string PlaceName, string Product, string Grade, Quantity Quantity, Money Price, IReadOnlyList<string> Lots);

/// <param name="Short">Neither accepted nor rejected.</param>
/// <param name="Paid">What is paid for: natural loss within the agreed tolerance too.</param>
/// <param name="ShortAmount">What goods that are short beyond the tolerance would have cost.</param>
/// <param name="Decided">What is paid for after a dispute, <paramref name="DecidedAmount"/> its price.</param>
public sealed record ReceiptLineAnswer(Guid LineId, string Product, Quantity Delivered, Quantity Accepted, Quantity Rejected, Quantity Short, Quantity Paid, Money Amount, Money RejectedAmount, string Reason, string Photo, Money ShortAmount, string ShortReason, Quantity Decided, Money DecidedAmount);

/// <summary>A line of a receipt as it stood before it was put right.</summary>
public sealed record EarlierLineAnswer(Guid LineId, string Product, Quantity Accepted, Quantity Rejected, Quantity Paid, Money Amount, string Reason, string ShortReason, string Photo);

/// <param name="Until">When it was put right.</param>
/// <param name="Why">What was wrong.</param>
public sealed record EarlierReceiptAnswer(DateTime Until, string Why, IReadOnlyList<EarlierLineAnswer> Lines);

/// <param name="Rejection">none, waiting, agreed, disputed, upheld, conceded, referred or decided; of what was rejected or is short.</param>
/// <param name="Referral">What a party said to the town.</param>
/// <param name="Verdict">Why the town decided as it did.</param>
/// <param name="Earlier">How it stood before it was put right.</param>
public sealed record ReceiptAnswer(Guid Id, DateTime At, RejectionState Rejection, DateTime DisputeUntil, string Objection, string Answer, string Referral, string Verdict, Money Amount, IReadOnlyList<ReceiptLineAnswer> Lines, IReadOnlyList<EarlierReceiptAnswer> Earlier);

public sealed record DeliveryAnswer(Guid Id, string Number, Guid CallOffId, Guid CooperativeId, string Cooperative, string Pallet, DeliveryState Status, DateTime ShippedAt, IReadOnlyList<DeliveryLineAnswer> Lines, ReceiptAnswer? Receipt);

public sealed record CallOffAnswer(Guid Id, string Number, Guid ContractId, string ContractNumber, string Chain, string Supplier, DateOnly DeliverOn, string Note, DateTime AnswerBy, CallOffState Status, string Reason, IReadOnlyList<CallOffLineAnswer> Lines, IReadOnlyList<DeliveryAnswer> Deliveries);

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
        return await deliveries.ShipAsync(seller, id, new(request.CooperativeId ?? seller.Organisations.First(), Wanted(request.Lines), request.Pallet), ct) is { } made && await reads.FindAsync(Party, made, ct) is { } delivery
            ? StatusCode(StatusCodes.Status201Created, Shape(delivery)) : NotFound();
    }

    /// <summary>Books a delivery in: accepted and rejected on the same line.</summary>
    [HttpPost("call-offs/{id:guid}/receipt"), Authorize(Policies.GoodsIn)]
    [ProducesResponseType<DeliveryAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Receive(Guid id, ReceiptRequest request, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        await pictures.MustBeOwnAsync(request.Lines.Select(x => x.Photo), User.CallerId(), ct);
        return await receipts.ReceiveAsync(User.Caller().Acting(Role.Receiver, this.Key(request)), id, [.. request.Lines.Select((x, i) => x.Found(i))], ct) is { } made
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
            [.. receipt.Earlier.Select(y => new EarlierReceiptAnswer(y.Until, y.Why, [.. y.Lines.Select(z => new EarlierLineAnswer(z.LineId, z.Product, Masses.Kilograms(z.Accepted), Masses.Kilograms(z.Rejected), Masses.Kilograms(z.Paid), Money.Fen(z.Fen), z.Reason, z.ShortReason, z.Photo))]))]) : null);
}
