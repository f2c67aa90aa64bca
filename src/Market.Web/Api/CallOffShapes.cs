using System.ComponentModel.DataAnnotations;
using Market.Kernel.Values;
using Market.Orders.Contracts.Deliveries;

namespace Market.Web.Api;

/// <param name="LineId">Of the contract.</param>
/// <param name="Quantity">In g, kg, t or jin; 12.5 kg works.</param>
public sealed record CalledLineRequest([Required] Guid? LineId, [Required] Quantity? Quantity);

public sealed record CallOffRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<CalledLineRequest> Lines, [Required] DateOnly? DeliverOn, [StringLength(500)] string Note = "");

public sealed record SupplyReasonRequest([Required, StringLength(500, MinimumLength = 1)] string Reason);

/// <param name="CooperativeId">Who sends it; may be left out by who sells for one only.</param>
/// <param name="Pallet">Code of the pallet the goods stand on; its lots are shipped with it. Loose goods are picked from lots here.</param>
/// <param name="Crates">Returnable crates it comes in.</param>
public sealed record CallOffDeliveryRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<CalledLineRequest> Lines, Guid? CooperativeId = null, [StringLength(20)] string Pallet = "", [Range(0, 100_000)] int Crates = 0);

/// <param name="LineId">Of the delivery, or of the contract.</param>
/// <param name="Reason">Needed with a rejection, as is the photo.</param>
/// <param name="Photo">Hash of a picture that was uploaded before.</param>
/// <param name="ShortReason">Needed for what is neither accepted nor rejected beyond the natural loss of the contract.</param>
public sealed record ReceivedLineRequest([Required] Guid? LineId, [Required] Quantity? Accepted, Quantity? Rejected = null, [StringLength(500)] string Reason = "", [RegularExpression("^([0-9a-f]{64})?$")] string Photo = "", [StringLength(500)] string ShortReason = "")
{
    internal FoundGoods Found(int i) => new(LineId!.Value, Accepted.Grams($"lines[{i}].accepted"), Rejected.Grams($"lines[{i}].rejected"), Reason, Photo, ShortReason);
}

/// <param name="Lines">One for each line of one delivery.</param>
/// <param name="CratesBack">Empty crates that the truck takes back.</param>
public sealed record ReceiptRequest([Required, MinLength(1), MaxLength(200), NoNulls] IReadOnlyList<ReceivedLineRequest> Lines, [Range(0, 100_000)] int CratesBack = 0);

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
public sealed record ReceiptAnswer(Guid Id, DateTime At, RejectionState Rejection, DateTime DisputeUntil, string Objection, string Answer, string Referral, string Verdict, Money Amount, IReadOnlyList<ReceiptLineAnswer> Lines, IReadOnlyList<EarlierReceiptAnswer> Earlier, int CratesBack);

public sealed record DeliveryAnswer(Guid Id, string Number, Guid CallOffId, Guid CooperativeId, string Cooperative, string Pallet, DeliveryState Status, DateTime ShippedAt, IReadOnlyList<DeliveryLineAnswer> Lines, ReceiptAnswer? Receipt, int Crates, DateOnly? KeepsUntil);

public sealed record CallOffAnswer(Guid Id, string Number, Guid ContractId, string ContractNumber, string Chain, string Supplier, DateOnly DeliverOn, string Note, DateTime AnswerBy, CallOffState Status, string Reason, IReadOnlyList<CallOffLineAnswer> Lines, IReadOnlyList<DeliveryAnswer> Deliveries);
