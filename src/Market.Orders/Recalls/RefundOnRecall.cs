using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Kernel.Values;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Purchase;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Recalls;

/// <summary>Pays back what buyers paid for goods of recalled lots, when that was decided with the recall.</summary>
/// <remarks>
/// Each line is a transaction of its own with its rows in <c>orders_recall_refunds</c>: a message that comes again, or a
/// process that dies half-way, pays nothing twice and leaves nothing out.
/// </remarks>
public sealed class RefundOnRecall(OrdersDb db, ClaimDesk claims, TimeProvider clock) : IConsumer<RecallApproved>
{
    private static readonly SubOrderState[] Sent = [SubOrderState.Dispatched, SubOrderState.ReadyForPickup, SubOrderState.Completed];

    public async Task Consume(ConsumeContext<RecallApproved> context)
    {
        var (id, recall, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        if (!recall.Refunds || await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(RefundOnRecall), ct)) return;
        foreach (var codes in recall.LotCodes.Chunk(400))
            foreach (var line in await db.LineLots.AsNoTracking().Where(x => codes.Contains(x.LotCode)).Select(x => x.LineId).Distinct().ToListAsync(ct))
                await db.InTransactionAsync(() => RefundAsync(line, recall, ct), ct);
        await db.InTransactionAsync(async () =>
        {
            // Another delivery of the message may have come to its end meanwhile.
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(RefundOnRecall), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(RefundOnRecall) });
            return 1;
        }, ct);
    }

    private async Task<long> RefundAsync(Guid lineId, RecallApproved recall, CancellationToken ct)
    {
        var orderId = await db.LineLots.Where(x => x.LineId == lineId).Select(x => x.OrderId).FirstAsync(ct);
        // Holds the order fast: nobody refunds the same line meanwhile.
        var order = (await db.LoadAsync(orderId, ct))!;
        var part = order.SubOrders.Single(x => x.Lines.Exists(y => y.Id == lineId));
        var shares = await db.LineLots.AsNoTracking().Where(x => x.LineId == lineId).ToListAsync(ct);
        shares.Sort((x, y) => string.CompareOrdinal(x.LotCode, y.LotCode));
        var paid = await db.RecallRefunds.Where(x => x.LineId == lineId).Select(x => x.LotCode).ToListAsync(ct);
        var due = shares.Where(x => recall.LotCodes.Contains(x.LotCode, StringComparer.Ordinal) && !paid.Contains(x.LotCode, StringComparer.Ordinal)).Select(x => x.LotCode).ToHashSet(StringComparer.Ordinal);
        if (due.Count == 0 || !Sent.Contains(part.State)) return 0;
        var line = part.Lines.Single(x => x.Id == lineId);
        var (now, left) = (clock.GetUtcNow().UtcDateTime, line.LeftFen(part.State == SubOrderState.Completed));
        var parts = Parts(line, shares);
        var owed = shares.Select((x, i) => (x.LotCode, Fen: due.Contains(x.LotCode) ? parts[i].Amount : 0)).ToList();
        var fen = Math.Min(left, owed.Sum(x => x.Fen));
        var claim = fen > 0 ? await claims.SettleAsync(part, line, fen, recall, now, ct) : (Guid?)null;
        var given = fen > 0 ? Money.Fen(fen).Allocate([.. owed.Select(x => x.Fen)]) : new Money[owed.Count];
        foreach (var ((code, _), i) in owed.Select((x, i) => (x, i)).Where(x => due.Contains(x.x.LotCode)))
            db.RecallRefunds.Add(new() { LineId = lineId, LotCode = code, RecallNumber = recall.Number, ClaimId = claim, Fen = given[i].Amount, At = now });
        return fen;
    }

    /// <summary>What the line cost, by the grams of each lot in it; the last part is what was of no lot. Recalls of all its lots, one after the other, pay back exactly the whole.</summary>
    private static Money[] Parts(OrderLine line, List<LineLot> shares)
    {
        var (whole, ofLots) = (line.WeighedGrams ?? new Quantity(line.ShippedMilli, line.Unit).Mass(line.NetGramsPerUnit).Grams, shares.Sum(x => x.Grams));
        return Money.Fen(line.PaidFen).Allocate([.. shares.Select(x => x.Grams), Math.Max(0, whole - ofLots)]);
    }
}
