using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Sourcing.Reliability;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Goods-in (收货): a delivery is booked in once, and what was accepted becomes the cooperative's sale.</summary>
public sealed class ReceiptDesk(OrdersDb db, Ledger ledger, ILotStatus lots, OrdersSettings settings, TimeProvider clock)
{
    private readonly ReliabilityBook reliability = new(db, settings, clock);

    /// <param name="found">One for each line of one delivery of the call-off.</param>
    /// <returns>The receipt's id; null when the caller's chains have no such call-off.</returns>
    /// <exception cref="RuleException"><c>receipt.nothing_under_way</c>, <c>receipt.lines</c>, <c>receipt.range</c>, <c>receipt.reason_missing</c>, <c>receipt.photo_missing</c>, <c>receipt.stopped</c></exception>
    public async Task<Guid?> ReceiveAsync(OrganisationAct receiver, Guid callOffId, IReadOnlyList<FoundGoods> found, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(receiver.Key, now, async () =>
        {
            // Locked first: otherwise a delivery could be booked in by somebody else between the reading of its head and of its lines.
            if (await db.LockCallOffAsync(x => receiver.Organisations.Contains(x.ChainId), callOffId, ct) is not { } callOff) return null;
            var waiting = await db.Deliveries.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Lots).AsSplitQuery().Where(x => x.CallOffId == callOffId && x.State == DeliveryState.UnderWay).OrderBy(x => x.ShippedAt).ThenBy(x => x.Id).ToListAsync(ct);
            if (waiting.Count == 0) throw Nothing();
            var delivery = waiting.Find(x => Pairs(x, found) is not null) ?? throw new RuleException("receipt.lines", "Say of each line of the delivery what came.", "lines");
            await MustBeOpenAsync(delivery, found, ct);
            if (await db.Deliveries.Where(x => x.Id == delivery.Id && x.State == DeliveryState.UnderWay).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, DeliveryState.Received), ct) == 0) throw Nothing();
            var terms = (await db.Contracts.AsNoTracking().SingleAsync(x => x.Id == delivery.ContractId, ct)).Terms;
            var receipt = Receipt.Of(delivery, [.. Pairs(delivery, found)!.Select(x => ReceiptLine.Of(x.Line, x.Found, terms.LossPerMille))], terms.CreditDays, (receiver.Actor.Id, now, now + settings.Contracts.DisputeWindow));
            db.Receipts.Add(receipt);
            await CountAsync(receipt, ct);
            await ledger.AppendAsync([.. receipt.Lines.Select(x => Sale(receipt, x, now))], ct);
            db.OwedItems.AddRange(receipt.Lines.Where(x => x.Fen > 0).Select(x => OwedItem.Of(receipt, x, delivery.Cooperative, false, now)));
            db.Deeds.Add(receiver.Actor.Does("receipt.post", receipt.Id, now, receipt.CooperativeId));
            db.Outbox.Add(OutboxMessage.Of(new SupplyStep(delivery.Id, receipt.State == RejectionState.None ? "receipt.post" : "receipt.rejected", delivery.Number, delivery.ChainId, [.. new[] { delivery.CooperativeId, delivery.SupplierId }.Distinct()], delivery.TownId, ""), now));
            await reliability.NoteAsync(callOff.Id, callOff.SupplierId, callOff.DeliverOn, callOff.Wanted, await OnTimeAsync(callOff, receipt, ct), ct);
            db.Outbox.Add(OutboxMessage.Of(new GoodsReceived(delivery.Id, delivery.Number, delivery.ChainId, delivery.CooperativeId, [.. delivery.Lines.SelectMany(x => Shares(x, receipt.Lines.Find(y => y.DeliveryLineId == x.Id)!))], now, Shelved(callOff, delivery, receipt)), now));
            return receipt.Id;
        }, ct);
    }

    /// <summary>Goods of a lot that was recalled or failed meanwhile are rejected, not sold.</summary>
    private async Task MustBeOpenAsync(Delivery delivery, IReadOnlyList<FoundGoods> found, CancellationToken ct)
    {
        var standing = await lots.StandingAsync([.. delivery.Lines.SelectMany(x => x.Lots).Select(x => x.LotCode).Distinct()], ct);
        var stopped = Pairs(delivery, found)!.Where(x => x.Found.Accepted > 0).SelectMany(x => x.Line.Lots).FirstOrDefault(x => standing.TryGetValue(x.LotCode, out var lot) && lot.Mark != LotMark.Open);
        if (stopped is not null) throw new RuleException("receipt.stopped", "This lot is stopped: its goods are rejected, not accepted.", "lines", stopped.LotCode);
    }

    /// <summary>Accepted of the call-off until the end of its day, this receipt included.</summary>
    private async Task<long> OnTimeAsync(CallOff callOff, Receipt receipt, CancellationToken ct)
    {
        var end = DistrictClock.StartOf(callOff.DeliverOn.AddDays(1));
        return await db.Receipts.Where(x => x.CallOffId == callOff.Id && x.Id != receipt.Id && x.At < end).SelectMany(x => x.Lines).SumAsync(x => x.Accepted, ct) + (receipt.At < end ? receipt.Lines.Sum(x => x.Accepted) : 0);
    }

    private static ShelvedGoods[] Shelved(CallOff callOff, Delivery delivery, Receipt receipt)
    {
        var stores = callOff.Lines.ToDictionary(x => x.LineId, x => x.StoreId);
        return [.. delivery.Lines.Where(x => receipt.Lines.Exists(y => y.DeliveryLineId == x.Id && y.Accepted > 0)).Select(x => new ShelvedGoods(stores[x.LineId], x.ProductId)).Distinct()];
    }

    private static RuleException Nothing() => new("receipt.nothing_under_way", "No delivery of this call-off is under way: it was booked in already, or nothing was sent.");

    /// <returns>null when these are not the lines of this delivery.</returns>
    private static List<(DeliveryLine Line, FoundGoods Found)>? Pairs(Delivery delivery, IReadOnlyList<FoundGoods> found)
    {
        if (found.Count != delivery.Lines.Count) return null;
        var pairs = delivery.Lines.ConvertAll(line => (line, found.FirstOrDefault(x => x.LineId == line.Id || x.LineId == line.LineId)));
        return pairs.TrueForAll(x => x.Item2 is not null) ? pairs.ConvertAll(x => (x.line, x.Item2!)) : null;
    }

    private async Task CountAsync(Receipt receipt, CancellationToken ct)
    {
        foreach (var line in receipt.Lines.OrderBy(x => x.LineId))
            await db.ContractFigures.Where(x => x.Id == line.LineId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Delivered, x => x.Delivered + line.Delivered)
                .SetProperty(x => x.Accepted, x => x.Accepted + line.Accepted).SetProperty(x => x.Rejected, x => x.Rejected + line.Rejected), ct);
    }

    private static LedgerTransaction Sale(Receipt receipt, ReceiptLine line, DateTime now) => new LedgerTransaction { At = now, Kind = "receive", OrderNumber = receipt.CallOffNumber, Note = BulkNote.Of(receipt, line) }
        .Move(receipt.CooperativeId, Account.Receivable, Account.Sale, line.Fen, null, line.Id);

    /// <summary>Nobody weighs lot by lot at the ramp: what came is counted against the lots in their order, then what is missing, then what was rejected.</summary>
    private static IEnumerable<ReceivedShare> Shares(DeliveryLine line, ReceiptLine found)
    {
        var (accepted, missing) = (found.Accepted, found.Delivered - found.Accepted - found.Rejected);
        foreach (var lot in line.Lots.OrderBy(x => x.LotCode, StringComparer.Ordinal))
        {
            var came = Math.Min(accepted, lot.Grams);
            var lost = Math.Min(missing, lot.Grams - came);
            (accepted, missing) = (accepted - came, missing - lost);
            yield return new(lot.LotCode, came, lost, lot.Grams - came - lost);
        }
    }
}
