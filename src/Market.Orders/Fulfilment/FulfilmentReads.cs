using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Fulfilment;

/// <summary>What a cooperative has to weigh, pack and send.</summary>
public sealed class FulfilmentReads(OrdersDb db)
{
    /// <summary>A cooperative's parts of orders, those that wait longest first.</summary>
    /// <param name="state">Only these, or null for all.</param>
    public async Task<PageOf<SubOrderView>> ListAsync(IReadOnlyCollection<Guid> cooperatives, SubOrderState? state, int page, int pageSize, CancellationToken ct)
    {
        var parts = db.SubOrders.AsNoTracking().Where(x => cooperatives.Contains(x.CooperativeId) && (state == null || x.State == state));
        var total = await parts.CountAsync(ct);
        var open = state is SubOrderState.ToWeigh or SubOrderState.ToPack or SubOrderState.Dispatched or SubOrderState.ReadyForPickup;
        var ordered = open ? parts.OrderBy(x => x.Order!.PlacedAt).ThenBy(x => x.Id) : parts.OrderByDescending(x => x.Order!.PlacedAt).ThenBy(x => x.Id);
        var rows = await ordered.Skip((page - 1) * pageSize).Take(pageSize).Include(x => x.Order).Include(x => x.Lines).AsSplitQuery().ToListAsync(ct);
        return new(rows.ConvertAll(x => ForSeller(x)), total, page, pageSize);
    }

    /// <summary>Everything these cooperatives have to weigh and then to pack, all of it at one moment, the oldest order first.</summary>
    public async Task<List<SubOrderView>> WaitingAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var parts = db.SubOrders.AsNoTracking().Where(x => cooperatives.Contains(x.CooperativeId) && (x.State == SubOrderState.ToWeigh || x.State == SubOrderState.ToPack));
        var rows = await parts.OrderBy(x => x.State == SubOrderState.ToWeigh ? 0 : 1).ThenBy(x => x.Order!.PlacedAt).ThenBy(x => x.Id).Include(x => x.Order).Include(x => x.Lines).ToListAsync(ct);
        return rows.ConvertAll(x => ForSeller(x));
    }

    /// <returns>null when these cooperatives have no such sub-order.</returns>
    public async Task<SubOrderView?> FindAsync(Guid subOrderId, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var part = await db.SubOrders.AsNoTracking().Include(x => x.Order).Include(x => x.Lines)
            .SingleOrDefaultAsync(x => x.Id == subOrderId && cooperatives.Contains(x.CooperativeId), ct);
        return part is null ? null : ForSeller(part);
    }

    /// <summary>A part as its station or its buyer sees it after the hand-over.</summary>
    /// <returns>null when it is neither for these stations nor this buyer's.</returns>
    public async Task<SubOrderView?> FindHandedAsync(Guid subOrderId, IReadOnlyCollection<Guid> stations, Guid buyer, CancellationToken ct)
    {
        var part = await db.SubOrders.AsNoTracking().Include(x => x.Order).Include(x => x.Lines)
            .SingleOrDefaultAsync(x => x.Id == subOrderId && (stations.Contains(x.Order!.StationId!.Value) || x.Order.BuyerId == buyer), ct);
        return part is null ? null : ForSeller(part);
    }

    /// <summary>How many parts wait in each state.</summary>
    public async Task<IReadOnlyDictionary<SubOrderState, int>> CountsAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        await db.SubOrders.Where(x => cooperatives.Contains(x.CooperativeId)).GroupBy(x => x.State)
            .Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, ct);

    /// <summary>The pickup code is between buyer and station.</summary>
    private static SubOrderView ForSeller(SubOrder part) => part.View(part.Order!) with { PickupCode = null };
}
