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
    /// <param name="foundAt">When it was filled in, UTC, where there was no network; null for now. It is never before the goods were sent or after now.</param>
    /// <param name="cratesBack">Empty crates that the truck takes back; no more than the chain still has.</param>
    /// <returns>The receipt's id; null when the caller's chains have no such call-off.</returns>
    /// <exception cref="RuleException"><c>receipt.nothing_under_way</c>, <c>receipt.lines</c>, <c>receipt.range</c>, <c>receipt.reason_missing</c>, <c>receipt.photo_missing</c>, <c>receipt.short_reason_missing</c>, <c>receipt.stopped</c>, <c>receipt.crates</c></exception>
    public async Task<Guid?> ReceiveAsync(OrganisationAct receiver, Guid callOffId, IReadOnlyList<FoundGoods> found, CancellationToken ct, int cratesBack = 0, DateTime? foundAt = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(receiver.Key, now, async () =>
        {
            // Locked first: otherwise a delivery could be booked in by somebody else between the reading of its head and of its lines.
            if (await db.LockCallOffAsync(x => receiver.Organisations.Contains(x.ChainId), callOffId, ct) is not { } callOff) return null;
            var waiting = await db.Deliveries.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Lots).AsSplitQuery().Where(x => x.CallOffId == callOffId && x.State == DeliveryState.UnderWay).OrderBy(x => x.ShippedAt).ThenBy(x => x.Id).ToListAsync(ct);
            if (waiting.Count == 0) throw Nothing();
            var delivery = waiting.Find(x => ReceiptBook.Pairs(x, found) is not null) ?? throw ReceiptBook.Lines();
            var pairs = ReceiptBook.Pairs(delivery, found)!;
            await lots.MustBeOpenAsync(pairs.Where(x => x.Found.Accepted > 0).SelectMany(x => x.Line.Lots), ct);
            if (await db.Deliveries.Where(x => x.Id == delivery.Id && x.State == DeliveryState.UnderWay).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, DeliveryState.Received), ct) == 0) throw Nothing();
            var crates = await db.CratesAsync(delivery.HeadId, ct);
            // Those that have just come in are there to be taken back.
            if (cratesBack < 0 || cratesBack > crates.Sent - crates.Back) throw new RuleException("receipt.crates", "So many empty crates are not there.", "cratesBack", crates.Sent - crates.Back);
            var terms = (await db.Contracts.AsNoTracking().SingleAsync(x => x.Id == delivery.ContractId, ct)).Terms;
            var at = foundAt is { } then && then < now ? (then > delivery.ShippedAt ? then : delivery.ShippedAt) : now;
            var receipt = Receipt.Of(delivery, [.. pairs.Select(x => ReceiptLine.Of(x.Line, x.Found, terms.LossPerMille))], terms.CreditDays, (receiver.Actor.Id, at, now + settings.Contracts.DisputeWindow), cratesBack);
            db.Receipts.Add(receipt);
            await CountAsync(receipt, ct);
            await ledger.AppendAsync([.. receipt.Lines.Select(x => Sale(receipt, x, now))], ct);
            db.OwedItems.AddRange(receipt.Lines.Where(x => x.Fen > 0).Select(x => OwedItem.Of(receipt, x, delivery.Cooperative, false, now)));
            db.Deeds.Add(receiver.Actor.Does("receipt.post", receipt.Id, now, receipt.CooperativeId));
            db.Outbox.Add(OutboxMessage.Of(new SupplyStep(delivery.Id, receipt.State == RejectionState.None ? "receipt.post" : receipt.Lines.Exists(x => x.Rejected > 0) ? "receipt.rejected" : "receipt.short", delivery.Number, delivery.ChainId, [.. new[] { delivery.CooperativeId, delivery.SupplierId }.Distinct()], delivery.TownId, ""), now));
            await reliability.NoteAsync(callOff.Id, callOff.SupplierId, callOff.DeliverOn, callOff.Wanted, await db.OnTimeAsync(callOff, receipt, ct), ct);
            db.Outbox.Add(OutboxMessage.Of(new GoodsReceived(delivery.Id, delivery.Number, delivery.ChainId, delivery.CooperativeId, ReceiptBook.Shares(delivery, receipt), at, ReceiptBook.Shelved(callOff, delivery, receipt)), now));
            return receipt.Id;
        }, ct);
    }

    private static RuleException Nothing() => new("receipt.nothing_under_way", "No delivery of this call-off is under way: it was booked in already, or nothing was sent.");

    private async Task CountAsync(Receipt receipt, CancellationToken ct)
    {
        foreach (var line in receipt.Lines.OrderBy(x => x.LineId))
            await db.ContractFigures.Where(x => x.Id == line.LineId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Delivered, x => x.Delivered + line.Delivered)
                .SetProperty(x => x.Accepted, x => x.Accepted + line.Accepted).SetProperty(x => x.Rejected, x => x.Rejected + line.Rejected), ct);
    }

    private static LedgerTransaction Sale(Receipt receipt, ReceiptLine line, DateTime now) => new LedgerTransaction { At = now, Kind = "receive", OrderNumber = receipt.CallOffNumber, Note = BulkNote.Of(receipt, line) }
        .Move(receipt.CooperativeId, Account.Receivable, Account.Sale, line.Fen, null, line.Id);
}
