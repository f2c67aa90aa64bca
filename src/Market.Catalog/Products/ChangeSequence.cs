using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>The last number of the change sequence; one row.</summary>
internal sealed class ChangeCounter
{
    public const int Only = 1;
    public int Id { get; init; } = Only;
    public long Value { get; init; }
}

/// <summary>Numbers product changes so that search indexes and page fragments can read on from where they were.</summary>
/// <remarks>
/// The counter's row stays locked until the caller's transaction ends: numbers become visible in their own order, so a
/// reader that has seen number n has seen every smaller one.
/// </remarks>
internal static class ChangeSequence
{
    /// <summary>Gives all products one new number. Call inside the transaction that changes them, before saving.</summary>
    public static async Task StampAsync(CatalogDb db, IEnumerable<Product> products, CancellationToken ct)
    {
        var number = await NextAsync(db, ct);
        foreach (var product in products) product.ChangeSeq = number;
    }

    /// <summary>The next number. The caller's transaction must be open.</summary>
    public static async Task<long> NextAsync(CatalogDb db, CancellationToken ct)
    {
        var counter = db.Changes.Where(x => x.Id == ChangeCounter.Only);
        if (await counter.ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, x => x.Value + 1), ct) == 0)
            throw new InvalidOperationException("The change counter's row is missing.");
        return await counter.Select(x => x.Value).SingleAsync(ct);
    }
}
