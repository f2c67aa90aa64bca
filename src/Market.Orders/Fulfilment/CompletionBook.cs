using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Purchase;

namespace Market.Orders.Fulfilment;

/// <summary>What happens when a buyer has the goods: held money becomes the cooperative's income, and the invoice is issued.</summary>
public sealed class CompletionBook(OrdersDb db, Ledger ledger, OrdersSettings settings)
{
    /// <summary>Completes one part; the caller holds the transaction.</summary>
    internal async Task CompleteAsync(Order order, SubOrder part, CompletionProof proof, Guid? actor, DateTime now, CancellationToken ct)
    {
        part.Complete(proof, actor, now);
        order.Follow();
        var income = new LedgerTransaction { At = now, Kind = "complete", OrderId = order.Id, OrderNumber = order.Number };
        foreach (var line in part.Lines) income.Move(part.CooperativeId, Account.Held, Account.Sale, line.FinalFen, part.Id, line.Id);
        income.Move(part.CooperativeId, Account.Held, Account.Freight, part.FreightFen, part.Id);
        income.Move(part.CooperativeId, Account.Fee, Account.Operator, Commission(part.FinalFen), part.Id);
        await ledger.AppendAsync([income], ct);
        db.Invoices.Add(new Invoice
        {
            CooperativeId = part.CooperativeId,
            Number = await ledger.TakeAsync(Invoice.Series(part.CooperativeId), 1, ct),
            SubOrderId = part.Id,
            AmountFen = part.FinalFen + part.FreightFen,
            IssuedAt = now,
        });
        db.Outbox.Add(OutboxMessage.Of(new SubOrderCompleted(part.Id, order.Number, order.BuyerId, part.CooperativeId), now));
    }

    /// <summary>The operator's commission on a sale, fen, rounded once, half up.</summary>
    private long Commission(long fen) => (long)(((Int128)fen * settings.CommissionBasisPoints + 5000) / 10_000);
}
