using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>The last number of the change sequence; one row.</summary>
internal sealed class ChangeCounter
{
    public const int Only = 1;
    public int Id { get; init; } = Only;
    public long Value { get; init; }

    /// <summary>The last number by which badges came or went otherwise than by their days.</summary>
    public long Badges { get; init; }
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

    /// <summary>Gives products a new number because their badges came or went: whatever was rendered with the old ones is shown no more.</summary>
    /// <param name="products">Empty when days took them away: what is rendered anew shows none of them, without a product being read again.</param>
    public static async Task StampBadgesAsync(CatalogDb db, IReadOnlyCollection<Guid> products, CancellationToken ct)
    {
        var number = await NextAsync(db, ct);
        await db.Changes.Where(x => x.Id == ChangeCounter.Only).ExecuteUpdateAsync(set => set.SetProperty(x => x.Badges, number), ct);
        if (products.Count > 0) await db.Products.Where(x => products.Contains(x.Id)).ExecuteUpdateAsync(set => set.SetProperty(x => x.ChangeSeq, number), ct);
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
