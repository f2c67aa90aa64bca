using Market.Kernel;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Settlement;

/// <summary>What happens when money is in: it is held for each cooperative, and the goods are sold.</summary>
public sealed class CaptureBook(OrdersDb db, StockBook stock, Ledger ledger, RefundBook refunds)
{
    /// <summary>Books a captured payment; the caller holds the transaction.</summary>
    internal async Task CaptureAsync(Order order, Payment payment, ProviderEvent said, DateTime now, CancellationToken ct)
    {
        if (!payment.Capture(said, now)) return;
        var held = new LedgerTransaction { At = now, Kind = "capture", OrderId = order.Id, OrderNumber = order.Number, PaymentId = payment.Id };
        var shares = PaymentSplit.Captured(order, payment);
        foreach (var (part, fen) in shares) held.Move(part.CooperativeId, Account.Provider, Account.Held, fen, part.Id);
        await ledger.AppendAsync([held], ct);

        if (order.State == OrderState.Cancelled && (!order.Expired || !await ReviveAsync(order, now, ct)))
            await GiveBackAsync(order, shares, now, ct);
        else if (payment.Stage == PaymentStage.Deposit)
            await HoldUntilBalanceAsync(order, ct);
        else
            await SellAsync(order, now, ct);
    }

    /// <summary>Everything due is in: reserved goods become sold ones.</summary>
    internal async Task SellAsync(Order order, DateTime now, CancellationToken ct)
    {
        // All of the order's: a revived one is held again in memory only, until this transaction saves.
        var reservations = await db.Reservations.Where(x => x.OrderId == order.Id).ToListAsync(ct);
        foreach (var reservation in reservations.Where(x => x.State == ReservationState.Held).OrderBy(x => x.OfferId))
        {
            await stock.SellAsync(reservation.OfferId, reservation.Milli, reservation.LineId, now, ct);
            reservation.State = ReservationState.Claimed;
        }
        order.MarkPaid();
        var cooperatives = order.SubOrders.Where(x => x.State != SubOrderState.Cancelled).Select(x => x.CooperativeId).ToArray();
        var paid = order.Payments.Sum(x => x.CapturedFen);
        db.Outbox.Add(OutboxMessage.Of(new OrderPaid(order.Id, order.Number, order.BuyerId, paid, cooperatives), now));
    }

    private async Task HoldUntilBalanceAsync(Order order, CancellationToken ct)
    {
        var due = order.SubOrders.SelectMany(x => x.Lines).Max(x => x.BalanceDue) ?? throw new InvalidOperationException("A deposit without a balance date.");
        var until = DistrictClock.StartOf(due.AddDays(1));
        order.KeepUntil(until);
        // All of the order's, for the same reason.
        foreach (var reservation in (await db.Reservations.Where(x => x.OrderId == order.Id).ToListAsync(ct)).Where(x => x.State == ReservationState.Held))
            reservation.ExpiresAt = until;
    }

    /// <summary>The payment came after the reservation ran out: take the goods again if all of them are still there.</summary>
    private async Task<bool> ReviveAsync(Order order, DateTime now, CancellationToken ct)
    {
        var lines = order.SubOrders.SelectMany(x => x.Lines).OrderBy(x => x.OfferId).ToList();
        var taken = new List<OrderLine>();
        foreach (var line in lines)
        {
            if (await stock.ReserveAsync(line.OfferId, line.OrderedMilli, line.Id, now, ct)) taken.Add(line);
            else break;
        }
        if (taken.Count < lines.Count)
        {
            foreach (var line in taken) await stock.ReleaseAsync(line.OfferId, line.OrderedMilli, line.Id, now, ct);
            return false;
        }
        foreach (var reservation in await db.Reservations.Where(x => x.OrderId == order.Id).ToListAsync(ct)) reservation.State = ReservationState.Held;
        order.Revive();
        return true;
    }

    private async Task GiveBackAsync(Order order, List<(SubOrder Part, long Fen)> shares, DateTime now, CancellationToken ct)
    {
        await refunds.BookAsync(order, shares.ConvertAll(x => new Returned(x.Part, null, x.Fen)), new(RefundKind.Late, "The payment came after the order was cancelled.", null), now, ct);
        order.MarkRefunded();
    }
}
