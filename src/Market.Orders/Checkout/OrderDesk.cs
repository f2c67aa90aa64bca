using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Checkout;

/// <summary>A buyer's own orders: look, cancel before packing.</summary>
public sealed class OrderDesk(OrdersDb db, StockBook stock, RefundBook refunds)
{
    /// <returns>null when the buyer has no such order.</returns>
    public async Task<OrderView?> FindAsync(Guid buyer, Guid orderId, CancellationToken ct) =>
        (await db.Whole().SingleOrDefaultAsync(x => x.Id == orderId && x.BuyerId == buyer, ct))?.View();

    /// <summary>The buyer's orders, newest first.</summary>
    /// <param name="pageSize">1 to 100.</param>
    public async Task<PageOf<OrderView>> ListAsync(Guid buyer, int page, int pageSize, CancellationToken ct)
    {
        var own = db.Orders.Where(x => x.BuyerId == buyer);
        var total = await own.CountAsync(ct);
        var orders = await db.Whole().Where(x => x.BuyerId == buyer).OrderByDescending(x => x.PlacedAt).ThenByDescending(x => x.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(ct);
        return new(orders.ConvertAll(x => x.View()), total, page, pageSize);
    }

    /// <summary>Cancels the whole order, or some cooperatives' parts of a paid one; free of charge before packing.</summary>
    /// <param name="parts">Sub-orders to cancel; null or empty means all that are still open.</param>
    /// <returns>null when the buyer has no such order.</returns>
    public Task<Guid?> CancelAsync(Actor buyer, Guid orderId, IReadOnlyCollection<Guid>? parts, OnceKey? key, DateTime now, CancellationToken ct) =>
        db.OnceAsync(key, now, async () =>
        {
            if (!await db.Orders.AnyAsync(x => x.Id == orderId && x.BuyerId == buyer.Id, ct)) return null;
            var order = (await db.LoadAsync(orderId, ct))!;
            if (order.State is OrderState.Cancelled or OrderState.Refunded) throw new RuleException("order.cancelled", "This order was cancelled.");
            var chosen = Choose(order, parts);
            if (chosen.Count == 0) throw new RuleException("suborder.already_packed", "It is packed already: please claim on receipt instead.");
            if (order.State == OrderState.AwaitingPayment && chosen.Count < order.SubOrders.Count(x => x.State != SubOrderState.Cancelled))
                throw new RuleException("order.cancel_whole", "Nothing is paid yet: cancel the whole order, then order again what you want.");
            await CancelAsync(order, chosen, new(RefundKind.Cancelled, "Cancelled by the buyer.", buyer.Id), now, ct);
            db.Deeds.Add(buyer.Does("order.cancel", order.Id, now));
            return order.Id;
        }, ct);

    /// <summary>Takes parts out of an order: goods back on the shelf, money back to the buyer.</summary>
    internal async Task CancelAsync(Order order, IReadOnlyList<SubOrder> chosen, RefundCause cause, DateTime now, CancellationToken ct)
    {
        foreach (var part in chosen)
        {
            await PutBackAsync(part, ReservationState.Released, now, ct);
            part.Cancel();
        }
        await refunds.BookAsync(order, chosen.Select(x => new Returned(x, null, HeldOf(order, x))), cause, now, ct);
        foreach (var payment in order.Payments) payment.Expire();
        order.Follow();
        if (order.State == OrderState.Cancelled)
            db.Outbox.Add(OutboxMessage.Of(new OrderCancelled(order.Id, order.Number, order.BuyerId, cause.Reason), now));
    }

    /// <summary>What is held for a part that is not completed: its goods as they stand and its freight, as far as they were paid.</summary>
    internal static long HeldOf(Order order, SubOrder part)
    {
        var paid = order.Payments.Where(x => x.CapturedAt is not null).Select(x => x.Stage).ToHashSet();
        if (paid.Contains(PaymentStage.Full) || paid.Contains(PaymentStage.Balance)) return part.FinalFen + part.FreightFen;
        return paid.Contains(PaymentStage.Deposit) ? PaymentSplit.Share(part, PaymentStage.Deposit) : 0;
    }

    /// <summary>Nobody paid in time.</summary>
    internal async Task ExpireAsync(Order order, DateTime now, CancellationToken ct)
    {
        foreach (var part in order.SubOrders) await PutBackAsync(part, ReservationState.Expired, now, ct);
        foreach (var payment in order.Payments) payment.Expire();
        order.Expire();
        db.Outbox.Add(OutboxMessage.Of(new OrderCancelled(order.Id, order.Number, order.BuyerId, "expired"), now));
    }

    private async Task PutBackAsync(SubOrder part, ReservationState end, DateTime now, CancellationToken ct)
    {
        var ids = part.Lines.ConvertAll(x => x.Id);
        foreach (var reservation in await db.Reservations.Where(x => ids.Contains(x.LineId)).OrderBy(x => x.OfferId).ToListAsync(ct))
        {
            if (reservation.State == ReservationState.Held)
            {
                await stock.ReleaseAsync(reservation.OfferId, reservation.Milli, reservation.LineId, now, ct);
                reservation.State = end;
            }
            else if (reservation.State == ReservationState.Claimed)
            {
                await stock.UnsellAsync(reservation.OfferId, reservation.Milli, reservation.LineId, now, ct);
                reservation.State = end;
            }
        }
    }

    private static List<SubOrder> Choose(Order order, IReadOnlyCollection<Guid>? parts)
    {
        if (parts is null or { Count: 0 }) return order.SubOrders.FindAll(x => x.State is not (SubOrderState.Cancelled or SubOrderState.Completed));
        var chosen = order.SubOrders.FindAll(x => parts.Contains(x.Id));
        if (chosen.Count != parts.Distinct().Count()) throw new RuleException("suborder.unknown", "This is not a part of the order.", "subOrderIds");
        return chosen;
    }
}
