using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Market.Orders.Stock;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Checkout;

/// <summary>Goods set aside for a buyer who is still filling in the order (<see cref="CheckoutCommitter.SetAsideAsync"/>): nobody else can buy them until the hold ends.</summary>
public sealed class HoldDesk(OrdersDb db, StockBook stock, CheckoutCommitter committer)
{
    /// <summary>What is set aside for somebody now, what ends first coming first.</summary>
    public async Task<IReadOnlyList<HoldView>> ListAsync(Guid holder, DateTime now, CancellationToken ct) =>
        (await db.Holds.AsNoTracking().Where(x => x.HolderId == holder && x.ExpiresAt > now).OrderBy(x => x.ExpiresAt).ThenBy(x => x.Id).ToListAsync(ct)).ConvertAll(x => x.View());

    /// <summary>What somebody wants, with the holds they have for just that; what they hold of the same products in another quantity goes back on the shelf.</summary>
    public async Task<IReadOnlyList<WantedLine>> FitAsync(Guid holder, IReadOnlyList<WantedLine> lines, DateTime now, CancellationToken ct)
    {
        var held = (await ListAsync(holder, now, ct)).ToLookup(x => x.OfferId);
        var fitting = new List<WantedLine>();
        foreach (var line in lines)
        {
            var fits = held[line.OfferId].FirstOrDefault(x => x.Quantity == line.Quantity);
            foreach (var other in held[line.OfferId].Where(x => x != fits)) await GiveBackAsync(holder, other.Id, now, ct);
            fitting.Add(line with { HoldId = fits?.Id });
        }
        return fitting;
    }

    /// <summary>Sets aside what somebody wants and has no fitting hold of: each line that can be had, or nothing of it.</summary>
    /// <returns>Why lines could not be set aside (<see cref="CheckoutCommitter.SetAsideAsync"/>); empty when all are.</returns>
    public async Task<IReadOnlyList<RuleException>> SetAsideAsync(Guid holder, IReadOnlyList<WantedLine> lines, DateTime now, CancellationToken ct)
    {
        var refused = new List<RuleException>();
        foreach (var line in (await FitAsync(holder, lines, now, ct)).Where(x => x.HoldId is null))
        {
            try
            {
                await committer.SetAsideAsync(holder, line, new(holder, Guid.CreateVersion7().ToString("N"), "form"), now, ct);
            }
            catch (RuleException rule)
            {
                refused.Add(rule);
            }
        }
        return refused;
    }

    /// <summary>Until when all of these goods are set aside for somebody.</summary>
    /// <returns>null when some are not.</returns>
    public async Task<DateTime?> UntilAsync(Guid holder, IReadOnlyList<WantedLine> lines, DateTime now, CancellationToken ct)
    {
        var held = await ListAsync(holder, now, ct);
        var fitting = lines.Select(line => held.FirstOrDefault(x => x.OfferId == line.OfferId && x.Quantity == line.Quantity)).ToList();
        return fitting.Count > 0 && fitting.TrueForAll(x => x is not null) ? fitting.Min(x => x!.ExpiresAt) : null;
    }

    /// <summary>Puts goods back on the shelf.</summary>
    /// <returns>false when this person has no such hold.</returns>
    public Task<bool> GiveBackAsync(Guid holder, Guid id, DateTime now, CancellationToken ct) => db.InTransactionAsync(async () =>
        await db.Holds.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.HolderId == holder, ct) is { } hold && await EndAsync(hold, now, ct), ct);

    /// <summary>Ends up to 200 holds whose time is over.</summary>
    /// <returns>How many ended.</returns>
    internal Task<int> ExpireAsync(DateTime now, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var ended = 0;
        foreach (var hold in await db.Holds.AsNoTracking().Where(x => x.ExpiresAt <= now).OrderBy(x => x.ExpiresAt).Take(200).OrderBy(x => x.OfferId).ToListAsync(ct))
            if (await EndAsync(hold, now, ct)) ended++;
        return ended;
    }, ct);

    internal static RuleException Expired() => new("reservation.expired", "The reservation is over: the goods are no longer set aside.", "reservationId");

    /// <returns>false when somebody else ended it first.</returns>
    private async Task<bool> EndAsync(Hold hold, DateTime now, CancellationToken ct)
    {
        if (await db.Holds.Where(x => x.HolderId == hold.HolderId && x.Slot == hold.Slot && x.Id == hold.Id).ExecuteDeleteAsync(ct) == 0) return false;
        await stock.ReleaseAsync(hold.OfferId, hold.Milli, hold.Id, now, ct);
        return true;
    }
}
