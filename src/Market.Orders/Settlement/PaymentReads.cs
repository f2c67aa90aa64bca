using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Payments;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Settlement;

/// <summary>A transfer a person has to make or match at the bank.</summary>
public sealed record TransferView(Guid Id, Guid PaymentId, string OrderNumber, string Name, long AmountFen, DateTime At);

/// <summary>Payments as their buyers and the district's cashier see them.</summary>
public sealed class PaymentReads(OrdersDb db)
{
    /// <summary>Where an open payment is made.</summary>
    /// <returns>null when the buyer has no such payment or the provider was not asked yet.</returns>
    public Task<string?> UrlAsync(Guid paymentId, Guid buyer, CancellationToken ct) => db.Payments
        .Where(x => x.Id == paymentId && db.Orders.Any(order => order.Id == x.OrderId && order.BuyerId == buyer)).Select(x => x.Url).SingleOrDefaultAsync(ct);

    /// <summary>The order a payment of this buyer belongs to.</summary>
    public Task<Guid?> OrderAsync(Guid paymentId, Guid buyer, CancellationToken ct) => db.Payments
        .Where(x => x.Id == paymentId && db.Orders.Any(order => order.Id == x.OrderId && order.BuyerId == buyer)).Select(x => (Guid?)x.OrderId).SingleOrDefaultAsync(ct);

    /// <summary>Transfers that may come in, oldest first: also late ones, which are booked or go back.</summary>
    /// <param name="lateSince">Transfers that ran out are listed when they were asked for after this instant.</param>
    public Task<List<TransferView>> AwaitedAsync(DateTime lateSince, CancellationToken ct) =>
        (from payment in db.Payments
         where payment.Provider == BankTransferProvider.Method
            && (payment.State == PaymentState.Pending || payment.State == PaymentState.Failed || (payment.State == PaymentState.Expired && payment.CreatedAt > lateSince))
         join order in db.Orders on payment.OrderId equals order.Id
         orderby payment.CreatedAt
         select new TransferView(payment.Id, payment.Id, order.Number, order.Recipient, payment.AmountFen, payment.CreatedAt)).Take(200).ToListAsync(ct);

    /// <summary>Refunds a person has to send, oldest first.</summary>
    public Task<List<TransferView>> ToSendAsync(CancellationToken ct) =>
        (from refund in db.Refunds
         where refund.State == RefundState.Requested
         join payment in db.Payments on refund.PaymentId equals payment.Id
         where payment.Provider == BankTransferProvider.Method
         join order in db.Orders on refund.OrderId equals order.Id
         orderby refund.CreatedAt
         select new TransferView(refund.Id, payment.Id, order.Number, order.Recipient, refund.AmountFen, refund.CreatedAt)).Take(200).ToListAsync(ct);

    /// <summary>A person sent a refund at the bank and notes the reference.</summary>
    /// <returns>false when it is not waiting to be sent by a person.</returns>
    public Task<bool> MarkSentAsync(Guid refundId, string reference, Actor actor, DateTime now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var text = Reference(reference);
        if (await db.Refunds.AnyAsync(x => x.BankReference == text, ct)) throw new Kernel.RuleException("payment.reference_used", "This bank reference was already used.", "reference");
        // A card's refund is the provider's to send: said to be sent, it would never reach the buyer.
        var sent = await db.Refunds.Where(x => x.Id == refundId && x.State == RefundState.Requested)
            .Where(x => db.Payments.Any(payment => payment.Id == x.PaymentId && payment.Provider == BankTransferProvider.Method))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, RefundState.Sent).SetProperty(x => x.BankReference, text), ct);
        if (sent == 1) db.Deeds.Add(actor.Does("refund.sent", refundId, now));
        return sent == 1;
    }, ct);

    /// <summary>A bank's reference as typed: 1 to 80 characters.</summary>
    internal static string Reference(string text) => text.Trim() switch
    {
        "" => throw new Kernel.RuleException("payment.reference_missing", "Enter the bank's reference.", "reference"),
        { Length: > 80 } => throw new Kernel.RuleException("field.too_long", "This text is too long.", "reference", 80),
        var reference => reference,
    };
}
