using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Presale;

/// <summary>The balance of a presale: asked for once the harvest is known, and what happens when it is not paid.</summary>
public sealed class BalanceDesk(OrdersDb db, PaymentDesk payments, OrderDesk orders, Ledger ledger)
{
    /// <summary>Opens the balance payment.</summary>
    /// <returns>The payment's id, or null when the buyer has no such order.</returns>
    /// <exception cref="RuleException"><c>presale.not_settled</c>, <c>order.not_open</c></exception>
    public async Task<Guid?> OpenAsync(Guid orderId, Acting buyer, CancellationToken ct)
    {
        var id = await db.OnceAsync(buyer.Key, buyer.Now, async () =>
        {
            if (!await db.Orders.AnyAsync(x => x.Id == orderId && x.BuyerId == buyer.Actor.Id, ct)) return null;
            var order = (await db.LoadAsync(orderId, ct))!;
            if (order.Payments.Find(x => x.Stage == PaymentStage.Balance) is { } known) return known.Id;
            if (order.State != OrderState.AwaitingPayment || !order.Presale) throw new RuleException("order.not_open", "This order is not waiting for a payment.");
            var open = order.SubOrders.FindAll(x => x.State != SubOrderState.Cancelled);
            if (open.Exists(x => x.Lines.Exists(line => !line.Allotted)))
                throw new RuleException("presale.not_settled", "The harvest is not known yet: we will tell you when the balance can be paid.");
            var payment = new Payment
            {
                OrderId = order.Id,
                Stage = PaymentStage.Balance,
                Provider = order.PaymentMethod,
                AmountFen = open.Sum(x => PaymentSplit.Share(x, PaymentStage.Balance)),
                CreatedAt = buyer.Now,
            };
            order.Payments.Add(payment);
            db.Entry(payment).State = EntityState.Added;
            payments.StartAtOnce(order, payment);
            return payment.Id;
        }, ct);
        if (id is not null) await payments.StartAsync(orderId, ct);
        return id;
    }

    /// <summary>The balance day is over: the order ends by the offer's stated rule.</summary>
    internal async Task LapseAsync(Order order, DateTime now, CancellationToken ct)
    {
        var kept = new LedgerTransaction { At = now, Kind = "correct", OrderId = order.Id, OrderNumber = order.Number, Note = "Deposit kept: the balance was not paid." };
        foreach (var part in order.SubOrders.Where(x => x.State != SubOrderState.Cancelled))
            foreach (var line in part.Lines.Where(x => x is { Allotted: true, DepositReturned: false }))
                kept.Move(part.CooperativeId, Account.Held, Account.Correction, line.ForfeitDeposit(), part.Id, line.Id);
        await ledger.AppendAsync([kept], ct);
        var open = order.SubOrders.FindAll(x => x.State != SubOrderState.Cancelled);
        await orders.CancelAsync(order, open, new(RefundKind.Cancelled, "The balance was not paid in time.", null), now, ct);
    }
}
