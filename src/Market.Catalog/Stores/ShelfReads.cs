using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Stores;

/// <summary>Whose shelves somebody may read. Null for all; a chain reads its own stores, a cooperative its own products.</summary>
public sealed record ShelfParty(IReadOnlyCollection<Guid>? Chains, IReadOnlyCollection<Guid>? Cooperatives)
{
    public static ShelfParty All => new(null, null);
}

/// <summary>A chain, mall or unit with its stores.</summary>
public sealed record ChainStores(Guid Id, string Slug, string Name, string NameEn, ChainKind Kind, IReadOnlyList<ShelfStore> Stores);

/// <param name="ClosedOn">Last day it was open; null while it is.</param>
/// <param name="Products">On the shelf on the day that was asked for.</param>
public sealed record ShelfStore(Guid Id, string Slug, string Name, string NameEn, Guid TownId, string Address, DateOnly? ClosedOn, int Products);

/// <summary>A product on the shelf of a store.</summary>
/// <param name="Until">Last day it counts as being there.</param>
public sealed record ShelfView(Guid StoreId, Guid ProductId, string Product, string ProductEn, string Cooperative, string CooperativeEn, DateOnly From, DateOnly Until, DateOnly SeenOn, ShelfSource Source);

/// <summary>How many of how many have at least one cooperative's product on a shelf.</summary>
public sealed record ShelfShare(int With, int Of)
{
    /// <summary>Percent, rounded down; 0 of nothing.</summary>
    public int Percent => Of == 0 ? 0 : 100 * With / Of;
}

/// <summary>Shares of a day. Units that buy for their canteens have no shelves and do not count.</summary>
public sealed record ShelfFigures(DateOnly Day, ShelfShare Supermarkets, ShelfShare Malls, ShelfShare Stores, int Products);

/// <summary>A licensed product that no store has.</summary>
public sealed record ShelfGap(Guid ProductId, string Product, string ProductEn, string Cooperative, string CooperativeEn);

/// <summary>A perishable product with its licence of the shared logo.</summary>
public sealed record PerishableProduct(Guid ProductId, string Product, string ProductEn, string Cooperative, string CooperativeEn, string Licence);

/// <summary>The shelf map: stores, products and days.</summary>
public sealed class ShelfReads(CatalogDb db, TimeProvider clock)
{
    /// <summary>Most gaps listed.</summary>
    public const int MostGaps = 100;

    /// <summary>Today in the district.</summary>
    public DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>Chains with their stores, and how many of the party's products each has on a day.</summary>
    public async Task<IReadOnlyList<ChainStores>> ChainsAsync(ShelfParty party, DateOnly day, CancellationToken ct)
    {
        var chains = await db.Chains.AsNoTracking().Where(x => party.Chains == null || party.Chains.Contains(x.Id)).OrderBy(x => x.Slug).ToListAsync(ct);
        var ids = chains.ConvertAll(x => x.Id);
        var stores = await db.Stores.AsNoTracking().Where(x => ids.Contains(x.ChainId)).OrderBy(x => x.Slug).ToListAsync(ct);
        var counts = await On(party, day).GroupBy(x => x.StoreId).Select(x => new { x.Key, Products = x.Select(y => y.ProductId).Distinct().Count() }).ToDictionaryAsync(x => x.Key, x => x.Products, ct);
        var byChain = stores.ToLookup(x => x.ChainId, x => new ShelfStore(x.Id, x.Slug, x.Name, x.NameEn, x.TownId, x.Address, x.ClosedOn, counts.GetValueOrDefault(x.Id)));
        return chains.ConvertAll(x => new ChainStores(x.Id, x.Slug, x.Name, x.NameEn, x.Kind, [.. byChain[x.Id]]));
    }

    /// <summary>What the stores of a chain have on a day, by product's name.</summary>
    public Task<List<ShelfView>> OnAsync(ShelfParty party, Guid chainId, DateOnly day, CancellationToken ct) =>
        Views(On(party, day).Where(x => db.Stores.Any(y => y.Id == x.StoreId && y.ChainId == chainId))).ToListAsync(ct);

    /// <summary>One store's spans since a day, by product's name.</summary>
    public Task<List<ShelfView>> OfStoreAsync(ShelfParty party, Guid storeId, DateOnly since, CancellationToken ct) => Views(Of(party).Where(x => x.StoreId == storeId && x.Until >= since)).ToListAsync(ct);

    /// <summary>The whole map of a day, by store and product, a page of it.</summary>
    public async Task<(IReadOnlyList<ShelfView> Items, int Total)> ListAsync(ShelfParty party, DateOnly day, Guid? storeId, (int Page, int Size) page, CancellationToken ct)
    {
        var all = On(party, day).Where(x => storeId == null || x.StoreId == storeId);
        return (await Views(all.OrderBy(x => x.StoreId).ThenBy(x => x.ProductId).ThenBy(x => x.From).Skip((page.Page - 1) * page.Size).Take(page.Size)).ToListAsync(ct), await all.CountAsync(ct));
    }

    /// <summary>Shares of the last days of months, the newest first; the running month as of today.</summary>
    /// <param name="months">1 to 24.</param>
    public async Task<IReadOnlyList<ShelfFigures>> FiguresAsync(int months, CancellationToken ct)
    {
        var chains = await db.Chains.AsNoTracking().Where(x => x.Kind != ChainKind.Unit).ToDictionaryAsync(x => x.Id, x => x.Kind, ct);
        var stores = (await db.Stores.AsNoTracking().ToListAsync(ct)).FindAll(x => chains.ContainsKey(x.ChainId));
        var figures = new List<ShelfFigures>();
        for (var i = 0; i < Math.Clamp(months, 1, 24); i++)
        {
            var day = i == 0 ? Today : new DateOnly(Today.Year, Today.Month, 1).AddMonths(1 - i).AddDays(-1);
            var with = (await On(ShelfParty.All, day).Select(x => x.StoreId).Distinct().ToListAsync(ct)).ToHashSet();
            var open = stores.FindAll(x => x.ClosedOn is null || x.ClosedOn >= day);
            ShelfShare Houses(ChainKind kind) => new(open.Where(x => chains[x.ChainId] == kind && with.Contains(x.Id)).DistinctBy(x => x.ChainId).Count(), chains.Values.Count(x => x == kind));
            figures.Add(new(day, Houses(ChainKind.Supermarket), Houses(ChainKind.Mall), new(open.Count(x => with.Contains(x.Id)), open.Count), await On(ShelfParty.All, day).Select(x => x.ProductId).Distinct().CountAsync(ct)));
        }
        return figures;
    }

    /// <summary>Products that may carry the shared logo today and that no store has, by name.</summary>
    public async Task<(IReadOnlyList<ShelfGap> Items, int Total)> GapsAsync(ShelfParty party, CancellationToken ct)
    {
        var (today, licensed) = (Today, Licensed().Select(x => x.ProductId));
        var missing = from product in db.Products.AsNoTracking()
                      where product.State == ListingState.OnSale && licensed.Contains(product.Id) && (party.Cooperatives == null || party.Cooperatives.Contains(product.CooperativeId))
                          && !db.ShelfEntries.Any(x => x.ProductId == product.Id && x.From <= today && x.Until >= today)
                      join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                      select new { product, cooperative };
        return (await missing.OrderBy(x => x.product.Name).ThenBy(x => x.product.Id).Take(MostGaps).Select(x => new ShelfGap(x.product.Id, x.product.Name, x.product.NameEn, x.cooperative.Name, x.cooperative.NameEn)).ToListAsync(ct), await missing.CountAsync(ct));
    }

    /// <summary>Perishable products that may carry the shared logo today: their lots go first (绿色通道).</summary>
    /// <param name="party">Chains and the district read all, a cooperative its own.</param>
    public async Task<IReadOnlyDictionary<Guid, PerishableProduct>> PerishableAsync(ShelfParty party, CancellationToken ct)
    {
        var rows = await (from scope in Licensed()
                          join product in db.Products on scope.ProductId equals product.Id
                          where product.State == ListingState.OnSale && (party.Cooperatives == null || party.Cooperatives.Contains(product.CooperativeId)) && db.Categories.Any(x => x.Id == product.CategoryId && x.Fresh)
                          join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                          join licence in db.Licences on scope.LicenceId equals licence.Id
                          select new PerishableProduct(product.Id, product.Name, product.NameEn, cooperative.Name, cooperative.NameEn, licence.Number)).ToListAsync(ct);
        return rows.DistinctBy(x => x.ProductId).ToDictionary(x => x.ProductId);
    }

    /// <summary>Products to be put on a store's shelf: by a part of their name or their cooperative's, without those that are there today.</summary>
    /// <returns>The first 30 by name.</returns>
    public Task<List<ShelfGap>> FindAsync(string words, Guid storeId, CancellationToken ct)
    {
        var (today, part) = (Today, words.Trim());
        return (from product in db.Products.AsNoTracking()
                join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                where product.State == ListingState.OnSale && (product.Name.Contains(part) || product.NameEn.Contains(part) || cooperative.Name.Contains(part) || cooperative.NameEn.Contains(part))
                    && !db.ShelfEntries.Any(x => x.ProductId == product.Id && x.StoreId == storeId && x.From <= today && x.Until >= today)
                orderby product.Name, product.Id
                select new ShelfGap(product.Id, product.Name, product.NameEn, cooperative.Name, cooperative.NameEn)).Take(30).ToListAsync(ct);
    }

    private IQueryable<LicenceProduct> Licensed()
    {
        var today = Today;
        return db.Set<LicenceProduct>().AsNoTracking().Where(scope => scope.SuspendedAt == null && scope.RemovedAt == null && db.Licences.Any(x => x.Id == scope.LicenceId && x.State == LicenceState.Active && x.ValidFrom <= today && x.ValidUntil >= today));
    }

    private IQueryable<ShelfEntry> On(ShelfParty party, DateOnly day) => Of(party).Where(x => x.From <= day && x.Until >= day);

    private IQueryable<ShelfEntry> Of(ShelfParty party) => db.ShelfEntries.AsNoTracking().Where(x =>
        (party.Cooperatives == null || party.Cooperatives.Contains(x.CooperativeId)) && (party.Chains == null || db.Stores.Any(y => y.Id == x.StoreId && party.Chains.Contains(y.ChainId))));

    private IQueryable<ShelfView> Views(IQueryable<ShelfEntry> entries) =>
        from entry in entries
        join product in db.Products on entry.ProductId equals product.Id
        join cooperative in db.Cooperatives on entry.CooperativeId equals cooperative.Id
        orderby product.Name, entry.StoreId, entry.From
        select new ShelfView(entry.StoreId, entry.ProductId, product.Name, product.NameEn, cooperative.Name, cooperative.NameEn, entry.From, entry.Until, entry.SeenOn, entry.Source);
}
