using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Recalls;

/// <summary>A line that a recall holds.</summary>
/// <param name="Way">What the cooperative chose; null while it is held.</param>
public sealed record StoppedView(Guid LineId, Guid SubOrderId, string RecallNumber, DateTime StoppedAt, StoppedWay? Way);

/// <summary>The way on for lines that a recall holds: another lot, or the money back.</summary>
public sealed class StoppedDesk(OrdersDb db, ILotStatus lots, OrderDesk orders, RefundBook refunds)
{
    private const string Reason = "Recalled before it was sent.";

    /// <summary>Lines of an order, or of one of its parts, that a recall holds or held.</summary>
    /// <param name="id">Of the order or the part; whose it is, the caller has asked before.</param>
    public Task<List<StoppedView>> OfAsync(Guid id, CancellationToken ct) => db.StoppedLines.AsNoTracking().Where(x => x.OrderId == id || x.SubOrderId == id).OrderBy(x => x.LineId)
        .Select(x => new StoppedView(x.LineId, x.SubOrderId, x.RecallNumber, x.StoppedAt, x.Way)).ToListAsync(ct);

    /// <summary>Parts of these cooperatives that wait for a choice.</summary>
    public Task<int> WaitingAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) => db.StoppedLines
        .Where(x => cooperatives.Contains(x.CooperativeId) && x.DecidedAt == null && db.SubOrders.Any(y => y.Id == x.SubOrderId && (y.State == SubOrderState.ToPack || y.State == SubOrderState.ToWeigh)))
        .Select(x => x.SubOrderId).Distinct().CountAsync(ct);

    /// <summary>The line is packed from a lot that may leave.</summary>
    /// <returns>The sub-order's id; null when these cooperatives have no such line that is held.</returns>
    /// <exception cref="RuleException"><c>lot.none_open</c>: no other lot has enough left. <c>line.not_stopped</c>: it was decided already.</exception>
    public Task<Guid?> TakeOtherLotAsync(SellerAct act, Guid lineId, OnceKey? key, CancellationToken ct) => DecideAsync(act, lineId, StoppedWay.OtherLot, key, async (_, _, line) =>
    {
        var needed = line.WeighedGrams ?? new Quantity(line.OrderedMilli, line.Unit).Mass(line.NetGramsPerUnit).Grams;
        if (await lots.FreeAsync(line.ProductId, ct) < needed) throw new RuleException("lot.none_open", "A lot of this product is recalled, and no other lot has enough left: it may not leave.", "", line.Name);
    }, ct);

    /// <summary>The line does not leave, and what was paid for it goes back; the part is cancelled when nothing else is in it.</summary>
    /// <returns>The sub-order's id; null when these cooperatives have no such line that is held.</returns>
    /// <exception cref="RuleException"><c>refund.not_paid</c>, <c>line.not_stopped</c></exception>
    public Task<Guid?> RefundAsync(SellerAct act, Guid lineId, OnceKey? key, CancellationToken ct) => DecideAsync(act, lineId, StoppedWay.Refund, key, async (order, part, line) =>
    {
        if (part.Lines.TrueForAll(x => x == line || x.Withdrawn))
        {
            await orders.CancelAsync(order, [part], new(RefundKind.Cancelled, Reason, act.Actor.Id), act.Now, ct);
            return;
        }
        var back = part.Withdraw(line);
        await refunds.BookAsync(order, [new Returned(part, line, back)], new(RefundKind.ShortShipped, Reason, act.Actor.Id), act.Now, ct);
    }, ct);

    private Task<Guid?> DecideAsync(SellerAct act, Guid lineId, StoppedWay way, OnceKey? key, Func<Order, SubOrder, OrderLine, Task> change, CancellationToken ct) => db.OnceAsync(key, act.Now, async () =>
    {
        var row = await db.StoppedLines.SingleOrDefaultAsync(x => x.LineId == lineId && x.SubOrderId == act.SubOrderId && act.Cooperatives.Contains(x.CooperativeId), ct);
        if (row is null) return null;
        var order = (await db.LoadAsync(row.OrderId, ct))!;
        var part = order.SubOrders.Single(x => x.Id == row.SubOrderId);
        if (row.DecidedAt is not null || part.State is not (SubOrderState.AwaitingPayment or SubOrderState.ToWeigh or SubOrderState.ToPack)) throw new RuleException("line.not_stopped", "This line is not held any more.", "lineId");
        if (part.State == SubOrderState.AwaitingPayment) throw new RuleException("refund.not_paid", "Nothing is paid for this line.", "lineId");
        await change(order, part, part.Lines.Single(x => x.Id == lineId));
        row.Decide(way, act.Actor.Id, act.Now);
        db.Deeds.Add(act.Actor.Does(way == StoppedWay.Refund ? "line.withdraw" : "line.other_lot", lineId, act.Now, part.CooperativeId));
        return part.Id;
    }, ct);
}
