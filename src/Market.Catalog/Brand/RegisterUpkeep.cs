using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Brand;

/// <summary>Names of holders that were written before there was an index of their words, or past the use cases.</summary>
public sealed class RegisterUpkeep(CatalogDb db)
{
    /// <summary>Adds what is missing, in a transaction of its own.</summary>
    public Task<int> CompleteAsync(CancellationToken ct) => db.InTransactionAsync(() => CompleteAsync(db, ct), ct);

    /// <summary>Adds what is missing; the caller's transaction must be open.</summary>
    /// <returns>How many words were added.</returns>
    internal static async Task<int> CompleteAsync(CatalogDb db, CancellationToken ct)
    {
        var cooperatives = await db.Cooperatives.Where(x => !db.HolderWords.Any(y => y.Holder == x.Id && y.Brand == "")).Select(x => new { x.Id, x.Name, x.NameEn }).ToListAsync(ct);
        var brands = await db.Licences.Where(x => !db.HolderWords.Any(y => y.Holder == x.CooperativeId && y.Brand == x.SubBrand)).Select(x => new { x.CooperativeId, x.SubBrand }).Distinct().ToListAsync(ct);
        List<HolderWord> words = [.. cooperatives.SelectMany(x => HolderWord.Of(x.Id, "", x.Name, x.NameEn)), .. brands.SelectMany(x => HolderWord.Of(x.CooperativeId, x.SubBrand, x.SubBrand))];
        await db.BulkInsertAsync(words, ct);
        return words.Count;
    }
}
