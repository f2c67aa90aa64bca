using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>What the rows of a sheet need of an event.</summary>
internal sealed record SheetEvent(long Seq, string EventId, DateTime EventTime, string BizStep, string ReadPoint, string BizLocation, string Body);

/// <summary>What the rows of a sheet need of a lot.</summary>
/// <param name="Packed">Made by packing: then it has no plots of its own.</param>
internal sealed record SheetLot(Guid Id, string Key, string Code, string ProductName, string Variety, Guid CooperativeId, DateOnly HarvestedOn, bool Packed)
{
    /// <summary>Villages and names, sorted.</summary>
    public IReadOnlyList<string> Plots { get; set; } = [];
}

/// <summary>Lots that rows asked for lately: what was packed on one page goes into other lots on a later one.</summary>
internal sealed class SheetLots(TraceDb db)
{
    /// <summary>Two generations of so many lots are kept: about 30 MB.</summary>
    private const int Kept = 40_000;

    private Dictionary<string, SheetLot?> young = new(StringComparer.Ordinal), old = new(StringComparer.Ordinal);

    /// <summary>The lots among these keys of events.</summary>
    public async Task<Dictionary<string, SheetLot>> OfAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        var (found, missing) = (new Dictionary<string, SheetLot>(StringComparer.Ordinal), new List<string>());
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
            if (!young.TryGetValue(key, out var known) && !old.TryGetValue(key, out known)) missing.Add(key);
            else if (known is not null) found[key] = Keep(key, known)!;
        foreach (var some in missing.Chunk(2_000))
        {
            var read = await db.Lots.AsNoTracking().Where(x => some.Contains(x.Key)).Select(x => new SheetLot(x.Id, x.Key, x.Code, x.ProductName, x.Variety, x.CooperativeId, x.HarvestedOn, x.Packed)).ToListAsync(ct);
            await AddPlotsAsync(read.FindAll(x => !x.Packed), ct);
            foreach (var lot in read) found[lot.Key] = Keep(lot.Key, lot)!;
            // Goods that are no lots of ours are not asked for again either.
            foreach (var key in some.Where(x => !found.ContainsKey(x))) Keep(key, null);
        }
        return found;
    }

    private SheetLot? Keep(string key, SheetLot? lot)
    {
        if (young.Count >= Kept) (old, young) = (young, new(StringComparer.Ordinal));
        young[key] = lot;
        return lot;
    }

    private async Task AddPlotsAsync(List<SheetLot> harvested, CancellationToken ct)
    {
        if (harvested.Count == 0) return;
        var ids = harvested.ConvertAll(x => x.Id);
        var plots = (await db.LotPlots.AsNoTracking().Where(x => ids.Contains(x.LotId)).Join(db.Plots, x => x.PlotId, y => y.Id, (x, y) => new { x.LotId, y.Village, y.Name }).ToListAsync(ct)).ToLookup(x => x.LotId, x => $"{x.Village} {x.Name}");
        foreach (var lot in harvested) lot.Plots = [.. plots[lot.Id].Order(StringComparer.Ordinal)];
    }
}
