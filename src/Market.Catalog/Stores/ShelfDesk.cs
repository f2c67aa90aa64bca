using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Stores;

/// <summary>What the stores have on their shelves, as their people say or as it was delivered.</summary>
public sealed class ShelfDesk(CatalogDb db, ShelfSettings settings, TimeProvider clock)
{
    /// <summary>Most products told at once.</summary>
    public const int Most = 200;

    /// <summary>These products are on the store's shelf today.</summary>
    /// <param name="chains">Whose stores the caller speaks for.</param>
    /// <returns>false when there is no such open store of theirs.</returns>
    /// <exception cref="RuleException"><c>shelf.many</c>, <c>shelf.product</c></exception>
    public async Task<bool> PutAsync(IReadOnlyCollection<Guid> chains, Guid storeId, IReadOnlyCollection<Guid> productIds, Guid person, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (productIds.Count is < 1 or > Most) throw new RuleException("shelf.many", $"Name 1 to {Most} products.", "productIds", Most);
        if (!await OpenAsync(chains, storeId, ct)) return false;
        return await db.InTransactionAsync(async () =>
        {
            var owners = await db.Products.Where(x => productIds.Contains(x.Id) && x.State == ListingState.OnSale).Select(x => new { x.Id, x.CooperativeId }).ToDictionaryAsync(x => x.Id, x => x.CooperativeId, ct);
            if (productIds.Any(x => !owners.ContainsKey(x))) throw new RuleException("shelf.product", "There is no such product.", "productIds");
            await SeeAsync(db, storeId, owners, (DistrictClock.Date(now), settings.Days, ShelfSource.Said), ct);
            db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = "shelf.put", SubjectId = storeId, Detail = FormattableString.Invariant($"{owners.Count}") });
            return true;
        }, ct);
    }

    /// <summary>A product is off the store's shelf from today on.</summary>
    /// <returns>false when there is no such open store of theirs, or it never had the product.</returns>
    /// <exception cref="RuleException"><c>shelf.gone</c></exception>
    public async Task<bool> TakeOffAsync(IReadOnlyCollection<Guid> chains, Guid storeId, Guid productId, Guid person, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await OpenAsync(chains, storeId, ct)) return false;
        return await db.InTransactionAsync(async () =>
        {
            if (await db.ShelfEntries.Where(x => x.StoreId == storeId && x.ProductId == productId).OrderByDescending(x => x.From).FirstOrDefaultAsync(ct) is not { } entry) return false;
            if (!entry.End(DistrictClock.Date(now))) db.ShelfEntries.Remove(entry);
            db.Audit.Add(new AuditEntry { At = now, ActorId = person, Action = "shelf.take_off", SubjectId = storeId, Detail = productId.ToString() });
            return true;
        }, ct);
    }

    /// <summary>Lengthens the spans that reach to the day before, begins others. Inside a transaction.</summary>
    /// <param name="owners">Cooperatives by product.</param>
    internal static async Task SeeAsync(CatalogDb db, Guid storeId, IReadOnlyDictionary<Guid, Guid> owners, (DateOnly Day, int Days, ShelfSource Source) seen, CancellationToken ct)
    {
        var (products, before) = (owners.Keys.ToList(), seen.Day.AddDays(-1));
        var running = await db.ShelfEntries.Where(x => x.StoreId == storeId && products.Contains(x.ProductId) && x.From <= seen.Day && x.Until >= before).ToListAsync(ct);
        foreach (var (product, cooperative) in owners)
        {
            var entry = running.Where(x => x.ProductId == product).MaxBy(x => x.From);
            if (entry is null) db.ShelfEntries.Add(entry = new() { StoreId = storeId, ProductId = product, CooperativeId = cooperative, From = seen.Day });
            entry.See(seen.Day, seen.Days, seen.Source);
        }
    }

    private Task<bool> OpenAsync(IReadOnlyCollection<Guid> chains, Guid storeId, CancellationToken ct) => db.Stores.AnyAsync(x => x.Id == storeId && x.ClosedOn == null && chains.Contains(x.ChainId), ct);
}
