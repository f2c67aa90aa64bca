using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Purchase;

namespace Market.Orders.Settlement;

/// <summary>Fen of one cooperative's part that go back to the buyer.</summary>
internal sealed record Returned(SubOrder Part, OrderLine? Line, long Fen);

/// <summary>Why money goes back, and who said so; nobody for what follows by itself.</summary>
internal sealed record RefundCause(RefundKind Kind, string Reason, Guid? ActorId);

/// <summary>Books refunds: the ledger at once, the provider afterwards (<see cref="RefundSender"/>).</summary>
public sealed class RefundBook(OrdersDb db, Ledger ledger)
{
    /// <summary>A claim may say more than a refund keeps of it.</summary>
    private const int LongestReason = 500;

    /// <summary>Books what goes back; zero amounts are left out. The caller holds the transaction.</summary>
    /// <exception cref="RuleException"><c>refund.too_much</c>: more than was captured.</exception>
    internal async Task BookAsync(Order order, IEnumerable<Returned> returned, RefundCause cause, DateTime now, CancellationToken ct)
    {
        if (cause.Reason.Length > LongestReason) cause = cause with { Reason = cause.Reason[..LongestReason] };
        var transaction = new LedgerTransaction { At = now, Kind = "refund", OrderId = order.Id, OrderNumber = order.Number, Note = cause.Reason };
        foreach (var back in returned.Where(x => x.Fen != 0))
        {
            // Money that is income already comes out of the income record; money still held simply goes back.
            var from = back.Part.State == SubOrderState.Completed ? Account.Refund : Account.Held;
            transaction.Move(back.Part.CooperativeId, from, Account.Provider, back.Fen, back.Part.Id, back.Line?.Id);
            Send(order, back, cause, now);
        }
        await ledger.AppendAsync([transaction], ct);
    }

    private void Send(Order order, Returned back, RefundCause cause, DateTime now)
    {
        var left = back.Fen;
        foreach (var payment in order.Payments.Where(x => x.CapturedFen > x.RefundedFen).OrderByDescending(x => x.CapturedAt).ThenBy(x => x.Id))
        {
            var fen = Math.Min(left, payment.CapturedFen - payment.RefundedFen);
            if (fen == 0) break;
            payment.Return(fen);
            db.Refunds.Add(new Refund
            {
                PaymentId = payment.Id,
                OrderId = order.Id,
                SubOrderId = back.Part.Id,
                LineId = back.Line?.Id,
                AmountFen = fen,
                Kind = cause.Kind,
                Reason = cause.Reason,
                ActorId = cause.ActorId,
                CreatedAt = now,
            });
            left -= fen;
        }
        if (left > 0) throw new RuleException("refund.too_much", "More than was paid cannot be refunded.", "amount");
    }
}
