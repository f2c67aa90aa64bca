using Market.Kernel;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Pallets;

/// <summary>Pallets with what stands on them, read inside a transaction.</summary>
internal sealed class PalletBook(TraceDb db)
{
    /// <returns>null when there is no such pallet.</returns>
    public Task<Pallet?> FindAsync(string code, CancellationToken ct) => db.Pallets.SingleOrDefaultAsync(x => x.Code == code, ct);

    /// <summary>The pallet and all that stands on it, itself first.</summary>
    public async Task<List<Pallet>> TreeAsync(Pallet root, CancellationToken ct)
    {
        var (found, level) = (new List<Pallet> { root }, new List<Guid> { root.Id });
        for (var depth = 0; level.Count > 0 && depth <= Pallet.Highest; depth++)
        {
            var above = await db.Pallets.Where(x => x.OnId != null && level.Contains(x.OnId.Value)).OrderBy(x => x.Code).ToListAsync(ct);
            found.AddRange(above);
            level = above.ConvertAll(x => x.Id);
        }
        return found;
    }

    /// <summary>The pallet and all those it stands on. Each is marked as changed: of two that are put onto each other at the same moment, one is done again and sees the other.</summary>
    /// <exception cref="RuleException"><c>pallet.too_high</c></exception>
    public async Task<List<Pallet>> BelowAsync(Pallet top, CancellationToken ct)
    {
        var found = new List<Pallet> { top };
        while (found[^1].OnId is { } below)
        {
            if (found.Count > Pallet.Highest) throw new RuleException("pallet.too_high", "So many pallets do not stand one upon the other.", "unit", Pallet.Highest);
            found.Add(await db.Pallets.SingleAsync(x => x.Id == below, ct));
        }
        foreach (var each in found) db.Entry(each).State = EntityState.Modified;
        return found;
    }

    /// <summary>Grams of each lot on the pallets.</summary>
    public async Task<Dictionary<Guid, long>> GramsAsync(IReadOnlyCollection<Pallet> pallets, CancellationToken ct)
    {
        var ids = pallets.Select(x => x.Id).ToArray();
        return await db.PalletLoads.Where(x => ids.Contains(x.PalletId) && x.Grams > 0).GroupBy(x => x.LotId).Select(x => new { x.Key, Grams = x.Sum(y => y.Grams) }).ToDictionaryAsync(x => x.Key, x => x.Grams, ct);
    }
}
