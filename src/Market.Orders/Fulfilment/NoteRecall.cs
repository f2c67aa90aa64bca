using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Fulfilment;

/// <summary>Finds every order that goods of a recalled lot went to, and tells its buyer; once, however often the bus delivers the message.</summary>
public sealed class NoteRecall(OrdersDb db, TimeProvider clock) : IConsumer<RecallApproved>
{
    public async Task Consume(ConsumeContext<RecallApproved> context)
    {
        var (id, recall, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(NoteRecall), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(NoteRecall) });
            var reached = new HashSet<Guid>();
            foreach (var codes in recall.LotCodes.Chunk(400)) reached.UnionWith(await db.LineLots.Where(x => codes.Contains(x.LotCode)).Select(x => x.OrderId).ToListAsync(ct));
            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var ids in reached.Chunk(400))
                foreach (var order in await db.Orders.AsNoTracking().Where(x => ids.Contains(x.Id)).Select(x => new { x.Id, x.Number, x.BuyerId }).ToListAsync(ct))
                    db.Outbox.Add(OutboxMessage.Of(new RecallReachedOrder(order.Id, order.Number, order.BuyerId, recall.Number, recall.Reason), now));
            return reached.Count;
        }, ct);
    }
}
