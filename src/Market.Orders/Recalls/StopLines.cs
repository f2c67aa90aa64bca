using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Purchase;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Recalls;

/// <summary>Holds the lines that have not left yet and may be filled from a recalled lot; once, however often the bus delivers the message.</summary>
public sealed class StopLines(OrdersDb db, TimeProvider clock) : IConsumer<RecallApproved>
{
    private static readonly SubOrderState[] Unshipped = [SubOrderState.AwaitingPayment, SubOrderState.ToWeigh, SubOrderState.ToPack];

    public async Task Consume(ConsumeContext<RecallApproved> context)
    {
        var (id, recall, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        if (recall.ProductIds is not { Length: > 0 } products) return;
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(StopLines), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(StopLines) });
            var (now, stopped) = (clock.GetUtcNow().UtcDateTime, 0);
            foreach (var some in products.Chunk(400))
                foreach (var line in await UnshippedAsync(some, ct))
                    if (await StopAsync(line, recall.Number, now, ct)) stopped++;
            return stopped;
        }, ct);
    }

    private sealed record Waiting(Guid LineId, Guid SubOrderId, Guid OrderId, Guid CooperativeId, Guid BuyerId, string Number, string Product);

    private Task<List<Waiting>> UnshippedAsync(Guid[] products, CancellationToken ct) =>
        (from line in db.Lines.AsNoTracking()
         where products.Contains(line.ProductId) && !line.Withdrawn
         join part in db.SubOrders on line.SubOrderId equals part.Id
         where Unshipped.Contains(part.State)
         orderby part.Id, line.Id
         select new Waiting(line.Id, part.Id, part.OrderId, part.CooperativeId, part.Order!.BuyerId, part.Order.Number, line.Name)).ToListAsync(ct);

    private async Task<bool> StopAsync(Waiting line, string recall, DateTime now, CancellationToken ct)
    {
        var row = await db.StoppedLines.FindAsync([line.LineId], ct);
        if (row is null)
        {
            row = new() { LineId = line.LineId, SubOrderId = line.SubOrderId, OrderId = line.OrderId, CooperativeId = line.CooperativeId };
            db.StoppedLines.Add(row);
        }
        if (!row.Stop(recall, now)) return false;
        db.Outbox.Add(OutboxMessage.Of(new LineStopped(line.SubOrderId, line.OrderId, line.Number, line.BuyerId, line.CooperativeId, line.Product, recall), now));
        return true;
    }
}
