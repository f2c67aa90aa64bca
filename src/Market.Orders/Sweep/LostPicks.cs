using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sweep;

/// <summary>Gives goods back to their lots that were picked for something which never left: lots have a database of their own, and the program may end between the pick and what it was for.</summary>
public sealed class LostPicks(OrdersDb db, ILotStatus lots)
{
    /// <summary>No pick waits so long for what it is for.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    /// <summary>What has left is not given back, however late the message is that books it.</summary>
    /// <param name="now">UTC.</param>
    public async Task GiveBackAsync(DateTime now, CancellationToken ct)
    {
        var before = now - Age;
        foreach (var some in (await lots.WaitingAsync(before, ct)).Chunk(200))
        {
            var left = await db.SubOrders.Where(x => some.Contains(x.Id) && x.DispatchedAt != null).Select(x => x.Id).ToListAsync(ct);
            left.AddRange(await db.Deliveries.Where(x => some.Contains(x.Id)).Select(x => x.Id).ToListAsync(ct));
            foreach (var lost in some.Except(left)) await lots.GiveBackAsync(lost, ct, before);
        }
    }
}
