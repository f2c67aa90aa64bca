using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Settlement;

/// <summary>Partial refunds per line: of held money before completion, out of the income record after it.</summary>
public sealed class RefundDesk(OrdersDb db, RefundBook book, Ledger ledger)
{
    /// <summary>A seller or the operator gives money back on one line.</summary>
    /// <param name="cooperatives">The line must be of one of these; null for the operator, who may for all.</param>
    /// <returns>The line's id, or null when there is no such line for this actor.</returns>
    public Task<Guid?> RefundAsync(LineRefund refund, IReadOnlyCollection<Guid>? cooperatives, Acting acting, CancellationToken ct) =>
        db.OnceAsync(acting.Key, acting.Now, async () =>
        {
            var orderId = await (from line in db.Lines
                                 join part in db.SubOrders on line.SubOrderId equals part.Id
                                 where line.Id == refund.LineId && (cooperatives == null || cooperatives.Contains(part.CooperativeId))
                                 select (Guid?)part.OrderId).SingleOrDefaultAsync(ct);
            if (orderId is null) return null;
            if (string.IsNullOrWhiteSpace(refund.Reason)) throw new RuleException("refund.reason_missing", "Say why the money goes back.", "reason");
            await RefundAsync(orderId.Value, refund, acting, ct);
            return refund.LineId;
        }, ct);

    /// <summary>Books one line's refund; the caller holds the transaction.</summary>
    internal async Task RefundAsync(Guid orderId, LineRefund refund, Acting acting, CancellationToken ct)
    {
        var order = (await db.LoadAsync(orderId, ct))!;
        var part = order.SubOrders.Single(x => x.Lines.Exists(line => line.Id == refund.LineId));
        var line = part.Lines.Single(x => x.Id == refund.LineId);
        if (part.State is SubOrderState.AwaitingPayment or SubOrderState.Cancelled)
            throw new RuleException("refund.not_paid", "Nothing is paid for this line.", "lineId");
        if (part.State == SubOrderState.Completed) line.Refund(refund.Fen);
        else line.Reduce(refund.Fen);
        await book.BookAsync(order, [new(part, line, refund.Fen)], new(refund.Kind, refund.Reason, acting.Actor.Id), acting.Now, ct);
        if (part.State == SubOrderState.Completed) await CreditAsync(part, refund, acting.Now, ct);
        db.Deeds.Add(acting.Actor.Does("line.refund", line.Id, acting.Now, part.CooperativeId));
    }

    /// <summary>The invoice stands: a credit note corrects it.</summary>
    private async Task CreditAsync(SubOrder part, LineRefund refund, DateTime now, CancellationToken ct)
    {
        var invoice = await db.Invoices.Where(x => x.SubOrderId == part.Id && !x.CreditNote).Select(x => x.Number).SingleAsync(ct);
        db.Invoices.Add(new Invoice
        {
            CooperativeId = part.CooperativeId,
            Number = await ledger.TakeAsync(Invoice.Series(part.CooperativeId), 1, ct),
            CreditNote = true,
            Corrects = invoice,
            SubOrderId = part.Id,
            LineId = refund.LineId,
            AmountFen = refund.Fen,
            IssuedAt = now,
        });
    }
}

/// <param name="Fen">At least 1, at most what is left of the line.</param>
public sealed record LineRefund(Guid LineId, long Fen, string Reason, RefundKind Kind = RefundKind.Goodwill);
