using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Fulfilment;

/// <summary>A cooperative weighs, packs and sends its parts of orders. Parts of other cooperatives do not exist here.</summary>
public sealed class FulfilmentDesk(OrdersDb db, StockBook stock, RefundBook refunds, CompletionBook completion, LotPicking lots)
{
    /// <summary>Enters real weights; what was paid above them goes back at once.</summary>
    /// <param name="weights">By line; lines may come in several calls.</param>
    /// <returns>The sub-order's id, or null when this cooperative has none of that id.</returns>
    public Task<Guid?> WeighAsync(SellerAct act, IReadOnlyDictionary<Guid, Weight> weights, OnceKey? key, CancellationToken ct) =>
        ChangeAsync(act, "suborder.weigh", key, async (order, part) =>
        {
            var back = part.Weigh(weights);
            await refunds.BookAsync(order, back.Select(x => new Returned(part, x.Line, x.Fen)),
                new(RefundKind.Weighing, "Settled by real weight.", act.Actor.Id), act.Now, ct);
        }, ct);

    /// <summary>The goods leave; what is not shipped is refunded at once.</summary>
    /// <param name="shipped">Smaller quantities by line, in thousandths of the unit; lines left out ship in full.</param>
    public Task<Guid?> DispatchAsync(SellerAct act, IReadOnlyDictionary<Guid, long> shipped, OnceKey? key, CancellationToken ct) =>
        ChangeAsync(act, "suborder.dispatch", key, async (order, part) =>
        {
            var code = order.StationId is { } station ? await PickupCodeAsync(order, station, ct) : null;
            var back = part.Dispatch(shipped, code, act.Now);
            foreach (var (line, _) in back.Where(x => !x.Line.Weighed && x.Line.ShippedMilli < x.Line.OrderedMilli))
                await stock.ShortShipAsync(line.OfferId, line.OrderedMilli - line.ShippedMilli, line.Id, act.Now, ct);
            await refunds.BookAsync(order, back.Select(x => new Returned(part, x.Line, x.Fen)),
                new(RefundKind.ShortShipped, "Not all of it was shipped.", act.Actor.Id), act.Now, ct);
            var shares = await lots.PickAsync(order.Id, part, ct);
            db.Outbox.Add(OutboxMessage.Of(new SubOrderDispatched(part.Id, order.Number, order.BuyerId, part.CooperativeId, code, shares), act.Now));
        }, ct);

    /// <summary>The cooperative handed the goods over itself and says so; the buyer may dispute.</summary>
    public Task<Guid?> DeliverAsync(SellerAct act, OnceKey? key, CancellationToken ct) =>
        ChangeAsync(act, "suborder.complete", key, (order, part) => completion.CompleteAsync(order, part, CompletionProof.Cooperative, act.Actor.Id, act.Now, ct), ct);

    private Task<Guid?> ChangeAsync(SellerAct act, string deed, OnceKey? key, Func<Order, SubOrder, Task> change, CancellationToken ct) =>
        db.OnceAsync(key, act.Now, async () =>
        {
            var orderId = await db.SubOrders.Where(x => x.Id == act.SubOrderId && act.Cooperatives.Contains(x.CooperativeId))
                .Select(x => (Guid?)x.OrderId).SingleOrDefaultAsync(ct);
            if (orderId is null) return null;
            var order = (await db.LoadAsync(orderId.Value, ct))!;
            var part = order.SubOrders.Single(x => x.Id == act.SubOrderId);
            await change(order, part);
            db.Deeds.Add(act.Actor.Does(deed, part.Id, act.Now, part.CooperativeId));
            return part.Id;
        }, ct);

    /// <summary>One code for all parcels of an order at its station; no two open orders at a station share one.</summary>
    private async Task<string> PickupCodeAsync(Order order, Guid station, CancellationToken ct)
    {
        if (order.SubOrders.Find(x => x.PickupCode is not null)?.PickupCode is { } known) return known;
        while (true)
        {
            var code = System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
            if (!await Pickup.OpenAt(db, station).AnyAsync(x => x.PickupCode == code, ct)) return code;
        }
    }
}

/// <summary>A seller's act on one of its sub-orders.</summary>
/// <param name="Cooperatives">Cooperatives the actor may act for: the sub-order must be one of theirs.</param>
public sealed record SellerAct(Guid SubOrderId, IReadOnlyCollection<Guid> Cooperatives, Actor Actor, DateTime Now);
