using Market.Kernel.Values;
using Market.Orders.Payments;

namespace Market.Orders.Purchase;

/// <summary>An order as its buyer sees it.</summary>
/// <param name="TotalFen">What was agreed when placed: goods at their ceiling plus freight.</param>
public sealed record OrderView(Guid Id, string Number, OrderState State, bool Expired, DateTime PlacedAt, DateTime ExpiresAt, long TotalFen,
    Destination To, bool Presale, IReadOnlyList<SubOrderView> SubOrders, IReadOnlyList<PaymentView> Payments)
{
    /// <summary>The payment the buyer still has to make, if any.</summary>
    public PaymentView? Open => State == OrderState.AwaitingPayment
        ? Payments.FirstOrDefault(x => x.State is PaymentState.Pending or PaymentState.Failed or PaymentState.Expired)
        : null;

    /// <summary>The harvest of a presale is known and the balance was not asked for yet.</summary>
    public bool BalanceOpen => Presale && State == OrderState.AwaitingPayment && Payments.All(x => x.Stage != PaymentStage.Balance)
        && SubOrders.Where(x => x.State != SubOrderState.Cancelled).All(x => x.Lines.All(line => line.Allotted));
}

/// <param name="StationId">Pickup point, or null for a delivery.</param>
public sealed record Destination(Guid? StationId, string Name, string Phone, string Address);

/// <summary>One cooperative's part.</summary>
/// <param name="SubtotalFen">Final goods value without freight.</param>
public sealed record SubOrderView(Guid Id, Guid OrderId, string OrderNumber, Guid CooperativeId, SubOrderState State, long SubtotalFen, long FreightFen,
    string? PickupCode, DateTime PlacedAt, DateTime? DispatchedAt, DateTime? CompletedAt, CompletionProof? Proof, Destination To, IReadOnlyList<LineView> Lines);

/// <summary>One line with its words and prices as placed, and the five quantities in thousandths of the unit.</summary>
public sealed record LineView(Guid Id, Guid OfferId, Guid ProductId, string Name, string NameEn, string Specification, string Cooperative, string CooperativeEn,
    Unit Unit, long UnitPriceFen, bool Weighed, LineQuantities Quantities, LineMoney Money, LineProofs Proofs)
{
    public bool Allotted => Money.Allotted;
}

/// <summary>Thousandths of the unit; the weight in grams once known.</summary>
public sealed record LineQuantities(long Promised, long Ordered, long Shipped, long Received, long Accepted, long Billed, long? WeighedGrams);

/// <param name="CeilingFen">The most it can cost.</param>
/// <param name="FinalFen">What it costs; equal to the ceiling until weighed or shipped short.</param>
public sealed record LineMoney(long CeilingFen, long FinalFen, long RefundedFen, long DepositFen, DateOnly? BalanceDue, bool Allotted);

/// <summary>What stood on the product when it was ordered.</summary>
public sealed record LineProofs(string? LicenceNumber, string? CertificateNumber, string? PictureHash, bool Fresh, bool VatExempt, Guid? LotId);

public sealed record PaymentView(Guid Id, PaymentStage Stage, string Method, PaymentState State, long AmountFen, long CapturedFen, long RefundedFen, string? Url);

/// <summary>Turns tracked orders into what people see.</summary>
internal static class Viewing
{
    public static OrderView View(this Order order) => new(order.Id, order.Number, order.State, order.Expired, order.PlacedAt, order.ExpiresAt, order.TotalFen,
        To(order), order.Presale, [.. order.SubOrders.OrderBy(x => x.Id).Select(x => x.View(order))], [.. order.Payments.OrderBy(x => x.CreatedAt).ThenBy(x => x.Stage).Select(View)]);

    public static SubOrderView View(this SubOrder part, Order order) => new(part.Id, order.Id, order.Number, part.CooperativeId, part.State, part.FinalFen,
        part.FreightFen, part.PickupCode, order.PlacedAt, part.DispatchedAt, part.CompletedAt, part.Proof, To(order),
        [.. part.Lines.OrderBy(x => x.Id).Select(View)]);

    private static Destination To(Order order) => new(order.StationId, order.Recipient, order.Phone, order.Address);

    private static LineView View(OrderLine line) => new(line.Id, line.OfferId, line.ProductId, line.Name, line.NameEn, line.Specification, line.Cooperative,
        line.CooperativeEn, line.Unit, line.UnitPriceFen, line.Weighed,
        new(line.PromisedMilli, line.OrderedMilli, line.ShippedMilli, line.ReceivedMilli, line.AcceptedMilli, line.BilledMilli, line.WeighedGrams),
        new(line.CeilingFen, line.FinalFen, line.RefundedFen, line.DepositFen, line.BalanceDue, line.Allotted),
        new(line.LicenceNumber, line.CertificateNumber, line.PictureHash, line.Fresh, line.VatExempt, line.LotId));

    private static PaymentView View(Payment payment) =>
        new(payment.Id, payment.Stage, payment.Provider, payment.State, payment.AmountFen, payment.CapturedFen, payment.RefundedFen, payment.Url);
}
