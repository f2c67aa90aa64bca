using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Reviews;

/// <summary>Products a person keeps in sight.</summary>
public sealed class Favourites(OrdersDb db)
{
    /// <summary>Adds or removes; doing it twice changes nothing.</summary>
    public Task SetAsync(Guid personId, Guid productId, bool kept, DateTime now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var known = await db.Favourites.SingleOrDefaultAsync(x => x.PersonId == personId && x.ProductId == productId, ct);
        if (kept && known is null) db.Favourites.Add(new Favourite { PersonId = personId, ProductId = productId, At = now });
        if (!kept && known is not null) db.Favourites.Remove(known);
        return 0;
    }, ct);

    /// <summary>Product ids, latest first, at most 200.</summary>
    public Task<List<Guid>> OfAsync(Guid personId, CancellationToken ct) => db.Favourites.Where(x => x.PersonId == personId)
        .OrderByDescending(x => x.At).Select(x => x.ProductId).Take(200).ToListAsync(ct);

    public Task<bool> HasAsync(Guid personId, Guid productId, CancellationToken ct) =>
        db.Favourites.AnyAsync(x => x.PersonId == personId && x.ProductId == productId, ct);
}
