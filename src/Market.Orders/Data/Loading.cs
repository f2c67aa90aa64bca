using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Data;

/// <summary>Loads orders whole.</summary>
internal static class Loading
{
    /// <summary>Orders with parts, lines and payments, to be read.</summary>
    public static IQueryable<Order> Whole(this OrdersDb db) => db.Orders.AsNoTracking().Include(x => x.SubOrders).ThenInclude(x => x.Lines).Include(x => x.Payments).AsSplitQuery();

    /// <summary>The order with parts, lines and payments, to be changed; the caller's query decides who may.</summary>
    /// <remarks>
    /// Its version is raised first: inside a transaction that locks the row, so that whatever is read afterwards cannot be
    /// changed by anybody else before the transaction ends. Two changes of one order thus never pass each other.
    /// </remarks>
    public static async Task<Order?> LoadAsync(this OrdersDb db, Guid orderId, CancellationToken ct)
    {
        var raised = await db.Orders.Where(x => x.Id == orderId).ExecuteUpdateAsync(set => set
            .SetProperty(x => EF.Property<long>(x, "Version"), x => EF.Property<long>(x, "Version") + 1), ct);
        if (raised == 0) return null;
        return await db.Orders.Include(x => x.SubOrders).ThenInclude(x => x.Lines).Include(x => x.Payments).AsSplitQuery().SingleAsync(x => x.Id == orderId, ct);
    }
}
