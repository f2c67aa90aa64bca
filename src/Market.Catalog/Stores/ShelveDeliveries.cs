using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Stores;

/// <summary>Goods that a store took under a contract are on its shelf, however often the bus delivers the message.</summary>
public sealed class ShelveDeliveries(CatalogDb db, ShelfSettings settings) : IConsumer<GoodsReceived>
{
    public async Task Consume(ConsumeContext<GoodsReceived> context)
    {
        var (id, came, ct) = (context.MessageId!.Value, context.Message, context.CancellationToken);
        if (came.Shelved.Length == 0) return;
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(ShelveDeliveries), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(ShelveDeliveries) });
            var day = DistrictClock.Date(came.At);
            foreach (var store in came.Shelved.GroupBy(x => x.StoreId))
            {
                // A unit's canteen has no shelves; a store that was closed meanwhile has none any more.
                if (!await db.Stores.AnyAsync(x => x.Id == store.Key && x.ClosedOn == null && db.Chains.Any(y => y.Id == x.ChainId && y.Kind != People.ChainKind.Unit), ct)) continue;
                var products = store.Select(x => x.ProductId).ToList();
                var owners = await db.Products.Where(x => products.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.CooperativeId, ct);
                await ShelfDesk.SeeAsync(db, store.Key, owners, (day, settings.Days, ShelfSource.Delivered), ct);
            }
            return 0;
        }, ct);
    }
}
