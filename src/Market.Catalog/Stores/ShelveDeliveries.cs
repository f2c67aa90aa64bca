using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Stores;

/// <summary>Goods that a store took under a contract are on its shelf, however often the bus delivers the message.</summary>
public sealed class ShelveDeliveries(CatalogDb db, ShelfSettings settings) : IConsumer<GoodsReceived>, IConsumer<GoodsCorrected>
{
    public Task Consume(ConsumeContext<GoodsReceived> context) => ShelveAsync(context, (context.Message.Shelved, [], DistrictClock.Date(context.Message.At)), context.CancellationToken);

    /// <summary>A receipt was put right: what the store took after all is on its shelf since it came; a span that began with goods it did not take is taken away. One that ran before stays: nobody knows how long it would have run.</summary>
    public Task Consume(ConsumeContext<GoodsCorrected> context) => ShelveAsync(context, (context.Message.Shelved, context.Message.Unshelved, DistrictClock.Date(context.Message.At)), context.CancellationToken);

    private async Task ShelveAsync(ConsumeContext context, (ShelvedGoods[] On, ShelvedGoods[] Off, DateOnly Day) goods, CancellationToken ct)
    {
        var (id, day) = (context.MessageId!.Value, goods.Day);
        if (goods.On.Length + goods.Off.Length == 0) return;
        await db.InTransactionAsync(async () =>
        {
            if (await db.Inbox.AnyAsync(x => x.MessageId == id && x.Consumer == nameof(ShelveDeliveries), ct)) return 0;
            db.Inbox.Add(new InboxReceipt { MessageId = id, Consumer = nameof(ShelveDeliveries) });
            foreach (var off in goods.Off)
                db.ShelfEntries.RemoveRange(await db.ShelfEntries.Where(x => x.StoreId == off.StoreId && x.ProductId == off.ProductId && x.From == day && x.SeenOn == day && x.Source == ShelfSource.Delivered).ToListAsync(ct));
            foreach (var store in goods.On.GroupBy(x => x.StoreId))
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
