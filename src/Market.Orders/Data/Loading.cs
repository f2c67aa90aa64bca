using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Data;

/// <summary>Loads an order whole, to be changed.</summary>
internal static class Loading
{
    /// <summary>The order with parts, lines and payments; the caller's query decides who may.</summary>
    public static Task<Order?> LoadAsync(this OrdersDb db, Guid orderId, CancellationToken ct) => db.Orders
        .Include(x => x.SubOrders).ThenInclude(x => x.Lines).Include(x => x.Payments)
        .AsSplitQuery().SingleOrDefaultAsync(x => x.Id == orderId, ct);

    /// <summary>Raises the order's version even if no column changes, so that two changes of its parts cannot pass each other.</summary>
    public static void Touch(this OrdersDb db, Order order) => db.Entry(order).Property("Version").IsModified = true;
}
