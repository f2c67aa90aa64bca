using System.Linq.Expressions;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>Call-offs, read inside a transaction to be changed.</summary>
internal static class CallOffBook
{
    /// <summary>Locks the call-off's row by raising it, by its key alone, then reads it with its lines.</summary>
    /// <param name="mine">Whose call-offs the caller may touch.</param>
    public static async Task<CallOff?> LockCallOffAsync(this OrdersDb db, Expression<Func<CallOff, bool>> mine, Guid id, CancellationToken ct) =>
        !await db.CallOffs.Where(mine).AnyAsync(x => x.Id == id, ct) || await db.CallOffs.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct) == 0
            ? null : await db.CallOffs.Include(x => x.Lines).SingleAsync(x => x.Id == id, ct);
}
