using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Fulfilment;

/// <summary>Parcels at stations: taken in, and handed to whoever shows the code.</summary>
public sealed class Pickup(OrdersDb db, CompletionBook completion)
{
    /// <summary>Parcels on their way to a station or lying there, oldest first.</summary>
    public async Task<PageOf<SubOrderView>> ListAsync(IReadOnlyCollection<Guid> stations, SubOrderState? state, int page, int pageSize, CancellationToken ct)
    {
        var parcels = db.SubOrders.AsNoTracking().Where(x => stations.Contains(x.Order!.StationId!.Value)
            && (state == null ? x.State == SubOrderState.Dispatched || x.State == SubOrderState.ReadyForPickup : x.State == state));
        var total = await parcels.CountAsync(ct);
        var rows = await parcels.Include(x => x.Order).Include(x => x.Lines).OrderBy(x => x.DispatchedAt).ThenBy(x => x.Id)
            .Skip((page - 1) * pageSize).Take(pageSize).AsSplitQuery().ToListAsync(ct);
        // The code is the buyer's to show: nobody at the station reads it from a list.
        return new(rows.ConvertAll(x => x.View(x.Order!) with { PickupCode = null }), total, page, pageSize);
    }

    /// <summary>A parcel arrived at the station.</summary>
    /// <returns>false when no such parcel is meant for these stations.</returns>
    public Task<bool> ArriveAsync(Guid subOrderId, IReadOnlyCollection<Guid> stations, Actor actor, DateTime now, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            var part = await db.SubOrders.Include(x => x.Order).SingleOrDefaultAsync(x => x.Id == subOrderId && stations.Contains(x.Order!.StationId!.Value), ct);
            if (part is null) return false;
            part.Arrive();
            db.Deeds.Add(actor.Does("suborder.arrive", part.Id, now, part.CooperativeId));
            db.Outbox.Add(Kernel.Outbox.OutboxMessage.Of(
                new Kernel.Messages.SubOrderReady(part.Id, part.Order!.Number, part.Order.BuyerId, part.CooperativeId, part.PickupCode ?? ""), now));
            return true;
        }, ct);

    /// <summary>Hands over all parcels of the order with this code that are here; their money becomes income. A station that notes no arrivals hands over all it was sent.</summary>
    /// <param name="code">Six digits as the buyer shows them.</param>
    /// <param name="only">Hand over this one sub-order, or null for all of the order.</param>
    /// <returns>The order's id.</returns>
    /// <exception cref="RuleException"><c>pickup.code_unknown</c></exception>
    public async Task<Guid> HandOverAsync(string code, Guid? only, IReadOnlyCollection<Guid> stations, Acting acting, CancellationToken ct) =>
        (await db.OnceAsync(acting.Key, acting.Now, async () =>
        {
            var parcels = await db.SubOrders.Where(x => stations.Contains(x.Order!.StationId!.Value) && x.PickupCode == code && (only == null || x.Id == only)
                && (x.State == SubOrderState.Dispatched || x.State == SubOrderState.ReadyForPickup)).Select(x => new { x.Id, x.OrderId, x.State }).ToListAsync(ct);
            if (parcels.Count == 0) throw new RuleException("pickup.code_unknown", "No parcel here has this code.", "code");
            // What is still on its way stays open: it is handed over when it is here.
            if (parcels.Exists(x => x.State == SubOrderState.ReadyForPickup)) parcels.RemoveAll(x => x.State != SubOrderState.ReadyForPickup);
            var order = (await db.LoadAsync(parcels[0].OrderId, ct))!;
            foreach (var part in order.SubOrders.Where(x => parcels.Exists(parcel => parcel.Id == x.Id)))
            {
                await completion.CompleteAsync(order, part, CompletionProof.PickupCode, acting.Actor.Id, acting.Now, ct);
                db.Deeds.Add(acting.Actor.Does("suborder.complete", part.Id, acting.Now, part.CooperativeId));
            }
            return order.Id;
        }, ct))!.Value;

    /// <summary>The buyer says the goods arrived.</summary>
    /// <returns>null when the buyer has no such sub-order.</returns>
    public Task<Guid?> ConfirmAsync(Guid subOrderId, Acting buyer, CancellationToken ct) =>
        db.OnceAsync(buyer.Key, buyer.Now, async () =>
        {
            var orderId = await db.SubOrders.Where(x => x.Id == subOrderId && x.Order!.BuyerId == buyer.Actor.Id).Select(x => (Guid?)x.OrderId).SingleOrDefaultAsync(ct);
            if (orderId is null) return null;
            var order = (await db.LoadAsync(orderId.Value, ct))!;
            var part = order.SubOrders.Single(x => x.Id == subOrderId);
            await completion.CompleteAsync(order, part, CompletionProof.Buyer, buyer.Actor.Id, buyer.Now, ct);
            db.Deeds.Add(buyer.Actor.Does("suborder.complete", part.Id, buyer.Now, part.CooperativeId));
            return part.Id;
        }, ct);

    internal static IQueryable<SubOrder> OpenAt(OrdersDb db, Guid station) => db.SubOrders
        .Where(x => x.Order!.StationId == station && (x.State == SubOrderState.Dispatched || x.State == SubOrderState.ReadyForPickup));
}
