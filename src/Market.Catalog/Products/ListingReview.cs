using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Products;

/// <summary>A listing that waits for its town.</summary>
/// <param name="Edited">It is on sale, and its words changed since it was approved.</param>
public sealed record WaitingListing(Guid Id, string Name, string NameEn, string Cooperative, string CooperativeEn, Guid CooperativeId, DateTime CreatedAt, bool Edited);

/// <summary>A town reviews the listings of its cooperatives.</summary>
public sealed class ListingReview(CatalogDb db, TimeProvider clock)
{
    /// <summary>Listings that wait, oldest first.</summary>
    public async Task<(IReadOnlyList<WaitingListing> Items, int Total)> WaitingAsync(IReadOnlyCollection<Guid> towns, int page, int pageSize, CancellationToken ct)
    {
        var waiting = from product in db.Products.AsNoTracking()
                      join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                      where towns.Contains(cooperative.TownId) && (product.State == ListingState.Submitted || (product.State == ListingState.OnSale && product.EditedSinceReview))
                      select new { product, cooperative };
        var items = await waiting.OrderBy(x => x.product.CreatedAt).ThenBy(x => x.product.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(x => new WaitingListing(x.product.Id, x.product.Name, x.product.NameEn, x.cooperative.Name, x.cooperative.NameEn, x.cooperative.Id, x.product.CreatedAt,
                x.product.EditedSinceReview)).ToListAsync(ct);
        return (items, await waiting.CountAsync(ct));
    }

    /// <summary>Approves or returns several listings, all or none.</summary>
    /// <param name="towns">Towns the reviewer may review for.</param>
    /// <param name="reason">Required when they are returned.</param>
    /// <returns>false when one of them is not theirs to review; then none changed.</returns>
    public Task<bool> DecideAsync(IReadOnlyCollection<Guid> productIds, bool approve, string reason, IReadOnlyCollection<Guid> towns, Guid reviewer, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            var products = await (from product in db.Products.Include(x => x.Offers)
                                  join cooperative in db.Cooperatives on product.CooperativeId equals cooperative.Id
                                  where productIds.Contains(product.Id) && towns.Contains(cooperative.TownId)
                                  select product).ToListAsync(ct);
            if (products.Count == 0 || products.Count != productIds.Distinct().Count()) return false;
            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var product in products)
            {
                if (approve) product.Approve(now);
                else product.Return(reason);
                db.Audit.Add(new AuditEntry { At = now, ActorId = reviewer, Action = approve ? "listing.approve" : "listing.return", SubjectId = product.Id, Detail = reason });
                db.Outbox.Add(OutboxMessage.Of(new ListingReviewed(product.Id, product.CooperativeId, approve, reason), now));
            }
            await ChangeSequence.StampAsync(db, products, ct);
            return true;
        }, ct);
}
