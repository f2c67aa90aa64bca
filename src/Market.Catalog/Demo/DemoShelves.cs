using Market.Catalog.Data;
using Market.Catalog.Fairs;
using Market.Catalog.Products;
using Market.Catalog.Stores;

namespace Market.Catalog.Demo;

/// <summary>Goods on shelves over the last months and a fair ahead; all invented.</summary>
internal static class DemoShelves
{
    /// <summary>Somebody looks at the shelves every so many days.</summary>
    private const int Every = 12;

    public static void Add(CatalogDb db, DateOnly today, DateTime now)
    {
        // The first store has had goods the longest.
        var stores = db.Stores.Local.Where(x => x.Slug is "huijia-jinsui" or "huijia-shuanghe" or "lvyuan-centre" or "huijia-qingshi").OrderBy(x => x.Slug, StringComparer.Ordinal).ToList();
        var products = db.Products.Local.Where(x => x.State == ListingState.OnSale).Where((_, i) => i % 5 == 0).Take(9).ToList();
        for (var i = 0; i < stores.Count; i++)
            for (var ago = (stores.Count - i) * 3 * Every; ago >= 0; ago -= Every)
                foreach (var product in products.Skip(i).Take(5)) See(db, stores[i].Id, product, today.AddDays(-ago));
        var fair = Fair.Announce(new("金穗区年货展销会", "New Year produce fair", "区文化广场", today.AddDays(40), today.AddDays(44), today.AddDays(25), "每个合作社一个展位,样品由合作社自带。"), now);
        db.Fairs.Add(fair);
        var entry = FairEntry.Of(fair.Id, products[0].CooperativeId);
        entry.Ask([.. products.Where(x => x.CooperativeId == products[0].CooperativeId).Select(x => new SampleFacts(x.Id, 25_000, "小箱装"))], now);
        db.FairEntries.Add(entry);
    }

    private static void See(CatalogDb db, Guid store, Product product, DateOnly day)
    {
        var entry = db.ShelfEntries.Local.FirstOrDefault(x => x.StoreId == store && x.ProductId == product.Id && x.Until >= day.AddDays(-1));
        if (entry is null) db.ShelfEntries.Add(entry = new() { StoreId = store, ProductId = product.Id, CooperativeId = product.CooperativeId, From = day });
        entry.See(day, new ShelfSettings().Days, ShelfSource.Said);
    }
}
