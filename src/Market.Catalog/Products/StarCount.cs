using Market.Catalog.Data;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>Adds a published review to the product's stars, however often the bus delivers the message.</summary>
public sealed class StarCount(CatalogDb db) : IConsumer<ReviewPublished>
{
    public async Task Consume(ConsumeContext<ReviewPublished> context)
    {
        var (id, review, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(StarCount), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(StarCount) });
            if (await db.Products.SingleOrDefaultAsync(x => x.Id == review.ProductId, ct) is not { } product) return 0;
            (product.Stars, product.Reviews) = (product.Stars + review.Stars, product.Reviews + 1);
            await ChangeSequence.StampAsync(db, [product], ct);
            return 0;
        }, ct);
    }
}
