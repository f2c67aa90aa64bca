using Market.Kernel;
using Market.Traceability.Data;
using Market.Traceability.Lots;
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

    /// <summary>A lot of the cooperative whose pallet it is; null when it has none of this code.</summary>
    public Task<Lot?> LotAsync(Pallet pallet, string lot, CancellationToken ct) => db.Lots.SingleOrDefaultAsync(x => x.Code == lot && x.CooperativeId == pallet.CooperativeId, ct);

    /// <summary>Puts so much of a lot onto the pallet.</summary>
    /// <exception cref="RuleException"><c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public async Task LoadAsync(Pallet pallet, Lot lot, long grams, CancellationToken ct)
    {
        lot.MustBeOpen();
        var loads = await db.PalletLoads.Where(x => x.LotId == lot.Id && db.Pallets.Any(y => y.Id == x.PalletId && y.State == PalletState.Open)).ToListAsync(ct);
        if (loads.Sum(x => x.Grams) + grams > lot.FreeGrams) throw new RuleException("lot.too_little", "There is less left of this lot.", "weight", lot.Code, lot.FreeGrams);
        if (loads.Find(x => x.PalletId == pallet.Id) is { } load) load.Grams += grams;
        else db.PalletLoads.Add(new() { PalletId = pallet.Id, LotId = lot.Id, Grams = grams });
        // Two who load the last of a lot at the same moment meet here.
        db.Entry(lot).State = EntityState.Modified;
    }

    /// <exception cref="RuleException"><c>pallet.weight</c></exception>
    public static void Check(long grams)
    {
        if (grams is < 1 or > 10_000_000_000) throw new RuleException("pallet.weight", "The weight lies between 1 g and 10,000 t.", "weight");
    }

    /// <summary>Grams of each lot on the pallets.</summary>
    public async Task<Dictionary<Guid, long>> GramsAsync(IReadOnlyCollection<Pallet> pallets, CancellationToken ct)
    {
        var ids = pallets.Select(x => x.Id).ToArray();
        return await db.PalletLoads.Where(x => ids.Contains(x.PalletId) && x.Grams > 0).GroupBy(x => x.LotId).Select(x => new { x.Key, Grams = x.Sum(y => y.Grams) }).ToDictionaryAsync(x => x.Key, x => x.Grams, ct);
    }
}
