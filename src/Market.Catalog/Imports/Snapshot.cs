using Market.Catalog.Data;
using Market.Catalog.Products;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>What the database holds of a cooperative at one moment, as far as a file's rows can touch it.</summary>
/// <param name="Quotes">Stored quotes by key, within the file's dates.</param>
/// <param name="Now">Instant of the changes that follow.</param>
internal sealed record Snapshot(ProductFinder Products, IReadOnlyDictionary<UInt128, Quote> Quotes, RowEdit Edit, DateTime Now)
{
    public static async Task<Snapshot> ReadAsync(CatalogDb db, Guid cooperative, IReadOnlyList<ParsedRow> rows, DateTime now, CancellationToken ct) => new(
        await ProductFinder.ReadAsync(db, cooperative, ct), await QuotesAsync(db, cooperative, rows, ct), new(await CategoriesAsync(db, ct), now), now);

    private static async Task<Dictionary<string, Guid>> CategoriesAsync(CatalogDb db, CancellationToken ct)
    {
        var ids = new Dictionary<string, Guid>();
        foreach (var category in await db.Categories.AsNoTracking().OrderBy(x => x.Position).ThenBy(x => x.Id).ToListAsync(ct))
            foreach (var name in new[] { category.Name, category.NameEn, category.Slug }) ids.TryAdd(ProductKey.Fold(name), category.Id);
        return ids;
    }

    private static async Task<Dictionary<UInt128, Quote>> QuotesAsync(CatalogDb db, Guid cooperative, IReadOnlyList<ParsedRow> rows, CancellationToken ct)
    {
        var known = new Dictionary<UInt128, Quote>();
        if (rows.Min(x => x.Date) is not { } from || rows.Max(x => x.Date) is not { } to) return known;
        var stored = db.PriceObservations.AsNoTracking().Where(x => x.CooperativeId == cooperative && x.Date >= from && x.Date <= to)
            .Select(x => new { x.KeyHash, x.LowFen, x.AverageFen, x.HighFen });
        await foreach (var quote in stored.AsAsyncEnumerable().WithCancellation(ct))
            known[ProductKey.Read(quote.KeyHash)] = new(quote.LowFen, quote.AverageFen, quote.HighFen);
        return known;
    }
}
