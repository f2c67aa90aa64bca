using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Stock;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Presale;

/// <summary>Puts the forecast of a presale on the shelf, however often the bus delivers the message.</summary>
public sealed class PresaleStock(OrdersDb db, StockBook stock) : IConsumer<PresaleOpened>
{
    public async Task Consume(ConsumeContext<PresaleOpened> context)
    {
        var (id, opened, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(PresaleStock), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(PresaleStock) });
            await stock.ReceiveAsync(opened.OfferId, opened.CooperativeId, opened.CapMilli, opened.ActorId, ct);
            return 0;
        }, ct);
    }
}
