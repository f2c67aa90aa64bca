using Market.Kernel.Values;
using Market.Orders.Payments;
using Market.Orders.Purchase;

namespace Market.Web.Api;

public sealed record OrderAnswer(Guid Id, string Number, OrderState Status, DateTime PlacedAt, DateTime PayBy, Money Total, Money Paid, Money Refunded, DestinationAnswer To,
    IReadOnlyList<SubOrderAnswer> SubOrders, PaymentAnswer? Payment, IReadOnlyList<PaymentAnswer> Payments)
{
    /// <param name="order">The order as its buyer sees it: the pickup code is theirs to show.</param>
    public static OrderAnswer Of(OrderView order)
    {
        var payments = order.Payments.Select(PaymentAnswer.Of).ToList();
        return new(order.Id, order.Number, order.State, order.PlacedAt, order.ExpiresAt, Money.Fen(order.TotalFen), Money.Fen(order.Payments.Sum(x => x.CapturedFen)),
            Money.Fen(order.Payments.Sum(x => x.RefundedFen)), DestinationAnswer.Of(order.To), [.. order.SubOrders.Select(SubOrderAnswer.Of)],
            payments.LastOrDefault(), payments);
    }
}

public sealed record DestinationAnswer(Guid? StationId, string Name, string Phone, string Address)
{
    public static DestinationAnswer Of(Destination to) => new(to.StationId, to.Name, to.Phone, to.Address);
}

public sealed record PaymentAnswer(Guid Id, PaymentStage Stage, string Method, PaymentState Status, Money Amount, Money Captured, Money Refunded, string? Url)
{
    public static PaymentAnswer Of(PaymentView payment) => new(payment.Id, payment.Stage, payment.Method, payment.State, Money.Fen(payment.AmountFen),
        Money.Fen(payment.CapturedFen), Money.Fen(payment.RefundedFen), payment.Url);
}

/// <param name="Subtotal">Final goods value without freight.</param>
public sealed record SubOrderAnswer(Guid Id, Guid OrderId, string OrderNumber, Guid CooperativeId, SubOrderState Status, Money Subtotal, Money Freight, string? PickupCode,
    DateTime PlacedAt, DateTime? DispatchedAt, DateTime? CompletedAt, IReadOnlyList<LineAnswer> Lines)
{
    public static SubOrderAnswer Of(SubOrderView part) => new(part.Id, part.OrderId, part.OrderNumber, part.CooperativeId, part.State, Money.Fen(part.SubtotalFen),
        Money.Fen(part.FreightFen), part.PickupCode, part.PlacedAt, part.DispatchedAt, part.CompletedAt, [.. part.Lines.Select(LineAnswer.Of)]);
}

/// <param name="Ceiling">The most it can cost.</param>
/// <param name="Amount">What it costs; equal to the ceiling until weighed or shipped short.</param>
public sealed record LineAnswer(Guid Id, Guid OfferId, Guid ProductId, string Name, string NameEn, Money UnitPrice, bool Weighed, LineAmounts Quantities, Money Ceiling, Money Amount,
    Money Refunded, string? LicenceNumber, string? CertificateNumber, bool VatExempt, Guid? LotId)
{
    public static LineAnswer Of(LineView line)
    {
        Quantity Of(long milli) => new(milli, line.Unit);
        var q = line.Quantities;
        var weight = q.WeighedGrams is { } grams ? new Quantity(grams * 1000, Unit.G) : (Quantity?)null;
        return new(line.Id, line.OfferId, line.ProductId, line.Name, line.NameEn, Money.Fen(line.UnitPriceFen), line.Weighed,
            new(Of(q.Ordered), Of(q.Shipped), Of(q.Received), Of(q.Accepted), Of(q.Billed), weight), Money.Fen(line.Money.CeilingFen), Money.Fen(line.Money.FinalFen),
            Money.Fen(line.Money.RefundedFen), line.Proofs.LicenceNumber, line.Proofs.CertificateNumber, line.Proofs.VatExempt, line.Proofs.LotId);
    }
}

/// <summary>The five quantities of a line, and its real weight once known.</summary>
public sealed record LineAmounts(Quantity Ordered, Quantity Shipped, Quantity Received, Quantity Accepted, Quantity Billed, Quantity? Weight);
