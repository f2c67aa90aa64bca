using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Presale;

/// <summary>The harvest of a presale is known: everybody gets a fair share, and what is missing goes back in full.</summary>
public sealed class HarvestDesk(OrdersDb db, StockBook stock, RefundBook refunds, OrderDesk orders, CaptureBook captures)
{
    /// <summary>Settles a presale once and for all.</summary>
    /// <param name="harvestMilli">What was really harvested, thousandths of the offer's unit, 0 or more.</param>
    /// <returns>The offer's id, or null when these cooperatives have no such presale.</returns>
    /// <exception cref="RuleException"><c>presale.settled</c>, <c>presale.harvest_range</c></exception>
    public Task<Guid?> SettleAsync(Guid offerId, long harvestMilli, IReadOnlyCollection<Guid> cooperatives, Acting acting, CancellationToken ct) =>
        db.OnceAsync(acting.Key, acting.Now, async () =>
        {
            if (harvestMilli is < 0 or > Kernel.Values.Quantity.MaxMilli)
                throw new RuleException("presale.harvest_range", "Enter what was harvested, zero or more.", "harvest");
            // The row is locked first: whoever orders from now on waits, and then finds nothing left.
            var own = db.Stock.Where(x => x.OfferId == offerId && cooperatives.Contains(x.CooperativeId));
            if (await own.ExecuteUpdateAsync(set => set.SetProperty(x => x.AvailableMilli, x => x.AvailableMilli), ct) == 0) return null;
            var item = await own.AsNoTracking().SingleAsync(ct);
            if (await db.HarvestSettlements.AnyAsync(x => x.OfferId == offerId, ct))
                throw new RuleException("presale.settled", "The harvest of this presale was already entered.");
            var waiting = await WaitingAsync(offerId, acting.Now, ct);
            db.HarvestSettlements.Add(new HarvestSettlement
            {
                OfferId = offerId,
                CooperativeId = item.CooperativeId,
                HarvestMilli = harvestMilli,
                PromisedMilli = waiting.Sum(x => x.Line.OrderedMilli),
                ActorId = acting.Actor.Id,
                At = acting.Now,
            });
            await AllotAsync(waiting, harvestMilli, acting, ct);
            await WithdrawRestAsync(offerId, item.CooperativeId, acting, ct);
            db.Deeds.Add(acting.Actor.Does("presale.settle", offerId, acting.Now, item.CooperativeId));
            return offerId;
        }, ct);

    /// <summary>Lines with a paid deposit, by order time; unpaid orders end now, their goods were never promised.</summary>
    private async Task<List<(Order Order, SubOrder Part, OrderLine Line)>> WaitingAsync(Guid offerId, DateTime now, CancellationToken ct)
    {
        var ids = await db.Reservations.Where(x => x.OfferId == offerId && x.State == ReservationState.Held).Select(x => x.OrderId).Distinct().ToListAsync(ct);
        var waiting = new List<(Order, SubOrder, OrderLine)>();
        foreach (var id in ids)
        {
            var order = (await db.LoadAsync(id, ct))!;
            if (!order.Payments.Exists(x => x.CapturedAt is not null)) await orders.ExpireAsync(order, now, ct);
            else
                foreach (var part in order.SubOrders)
                    foreach (var line in part.Lines.Where(x => x.OfferId == offerId)) waiting.Add((order, part, line));
        }
        return [.. waiting.OrderBy(x => x.Item1.PlacedAt).ThenBy(x => x.Item1.Id)];
    }

    private async Task AllotAsync(List<(Order Order, SubOrder Part, OrderLine Line)> waiting, long harvestMilli, Acting acting, CancellationToken ct)
    {
        if (waiting.Count == 0) return;
        var shares = Allotment.Of(harvestMilli, waiting[0].Line.StepMilli, waiting.ConvertAll(x => x.Line.OrderedMilli));
        for (var i = 0; i < waiting.Count; i++)
        {
            var (order, part, line) = waiting[i];
            var missing = line.OrderedMilli - shares[i];
            if (missing > 0) await TakeBackAsync(line, missing, acting.Now, ct);
            var deposit = line.Allot(shares[i]);
            await refunds.BookAsync(order, [new(part, line, deposit)], new(RefundKind.Harvest, "The harvest fell short.", acting.Actor.Id), acting.Now, ct);
            if (part.Lines.TrueForAll(x => x.OrderedMilli == 0)) part.Cancel();
            order.Follow();
            await OpenBalanceAsync(order, deposit, acting.Now, ct);
        }
    }

    /// <summary>Reserved goods that were not harvested: they never came in.</summary>
    private async Task TakeBackAsync(OrderLine line, long missing, DateTime now, CancellationToken ct)
    {
        await stock.LoseReservedAsync(line.OfferId, missing, line.Id, now, ct);
        var reservation = await db.Reservations.SingleAsync(x => x.LineId == line.Id, ct);
        reservation.Milli -= missing;
        if (reservation.Milli == 0) reservation.State = ReservationState.Released;
    }

    private async Task OpenBalanceAsync(Order order, long refunded, DateTime now, CancellationToken ct)
    {
        var open = order.SubOrders.FindAll(x => x.State != SubOrderState.Cancelled);
        if (open.Count == 0)
        {
            db.Outbox.Add(OutboxMessage.Of(new OrderCancelled(order.Id, order.Number, order.BuyerId, "harvest"), now));
            return;
        }
        if (open.Exists(x => x.Lines.Exists(line => !line.Allotted))) return;
        var balance = open.Sum(x => PaymentSplit.Share(x, PaymentStage.Balance));
        if (balance == 0) await captures.SellAsync(order, now, ct);
        else db.Outbox.Add(OutboxMessage.Of(new BalanceOpened(order.Id, order.Number, order.BuyerId, balance, refunded), now));
    }

    /// <summary>What nobody ordered is not sold on: the forecast is over.</summary>
    private async Task WithdrawRestAsync(Guid offerId, Guid cooperativeId, Acting acting, CancellationToken ct)
    {
        var rest = await db.Stock.Where(x => x.OfferId == offerId).Select(x => x.AvailableMilli).SingleAsync(ct);
        if (rest > 0) await stock.WasteAsync(offerId, cooperativeId, rest, acting.Actor.Id, ct);
    }
}
