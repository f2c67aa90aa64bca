using System.Text.Json;
using Market.Kernel;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Checkout;

/// <summary>Gives new holds their slots. Whoever gives them out at the same moment, the key (holder, slot) lets nobody have more holds than slots.</summary>
/// <param name="most">Slots of a person.</param>
internal sealed class HoldSlots(OrdersDb db, int most)
{
    private const string Last = "SELECT p.Id, (SELECT h.Slot FROM orders_holds h WHERE h.HolderId = p.Id ORDER BY h.Slot DESC LIMIT 1) AS Slot FROM ";
    private const string InProcess = Last + "(SELECT value AS Id FROM json_each({0})) p";
    private const string OnServer = Last + "JSON_TABLE({0}, '$[*]' COLUMNS(Id CHAR(36) CHARACTER SET ascii COLLATE ascii_general_ci PATH '$')) p";

    private sealed record LastSlot(Guid Id, int? Slot);

    /// <summary>First come, first served.</summary>
    /// <param name="again">Somebody else may have taken the same slots: look at all of them, and do not take the first free ones again.</param>
    /// <returns>Why which placements got no slot, by their ids.</returns>
    public async Task<Dictionary<Guid, RuleException>> AssignAsync(List<HoldPlacement> holds, bool again, CancellationToken ct)
    {
        var refused = new Dictionary<Guid, RuleException>();
        if (holds.Count == 0) return refused;
        var byHolder = holds.ToLookup(x => x.Hold.HolderId);
        // One look at the end of each person's holds, however many they have: nearly always there is room behind it.
        foreach (var (holder, last) in await LastAsync(byHolder.Select(x => x.Key), ct))
        {
            var (next, theirs) = ((last ?? -1) + 1, byHolder[holder].ToList());
            var free = !again && next + theirs.Count <= most ? Enumerable.Range(next, theirs.Count).ToArray() : await FreeAsync(holder, again, ct);
            for (var i = 0; i < theirs.Count; i++)
            {
                if (i < free.Length) theirs[i].Hold.Slot = free[i];
                else refused[theirs[i].Id] = new("reservation.too_many", "You have too many reservations: order them or give some back first.", "", most);
            }
        }
        return refused;
    }

    private Task<List<LastSlot>> LastAsync(IEnumerable<Guid> holders, CancellationToken ct)
    {
        // SQLite keeps ids as text in capitals.
        var people = JsonSerializer.Serialize(holders.Select(x => x.ToString().ToUpperInvariant()));
        return db.Database.SqlQueryRaw<LastSlot>(db.Database.IsSqlite() ? InProcess : OnServer, people).ToListAsync(ct);
    }

    private async Task<int[]> FreeAsync(Guid holder, bool shuffled, CancellationToken ct)
    {
        var taken = (await db.Holds.Where(x => x.HolderId == holder).Select(x => x.Slot).ToListAsync(ct)).ToHashSet();
        int[] free = [.. Enumerable.Range(0, most).Where(x => !taken.Contains(x))];
        if (shuffled) Random.Shared.Shuffle(free);
        // Slots beyond the limit count as well: it may have been higher when they were given out.
        return free[..Math.Clamp(most - taken.Count, 0, free.Length)];
    }
}
