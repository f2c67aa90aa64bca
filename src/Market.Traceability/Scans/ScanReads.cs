using Market.Kernel;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Scans;

/// <summary>How often the packs of a lot were looked up.</summary>
/// <param name="Codes">Issued.</param>
/// <param name="Packs">Different packs that were looked up.</param>
/// <param name="Odd">Scans that warned the shopper.</param>
/// <param name="Days">The last 30 days of the district that have any, oldest first.</param>
/// <param name="Places">Towns that shoppers told, the most first; at most ten.</param>
public sealed record ScanFigures(string Lot, string ProductName, string ProductNameEn, long Codes, int Packs, int Scans, int Odd, IReadOnlyList<(DateOnly Day, int Scans)> Days, IReadOnlyList<(string Town, int Scans)> Places);

/// <summary>What a cooperative learns from the scans of its packs. No device and no person can be told from it.</summary>
public sealed class ScanReads(TraceDb db, TimeProvider clock)
{
    private const int Recent = 30, MostTowns = 10;

    /// <returns>null when the party has no such lot.</returns>
    public async Task<ScanFigures?> OfLotAsync(TraceParty party, string code, CancellationToken ct)
    {
        if (await db.Lots.AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, ct) is not { } lot || !party.Has(lot.CooperativeId)) return null;
        var batches = await db.CodeBatches.AsNoTracking().Where(x => x.LotId == lot.Id).Select(x => new { x.First, x.Count }).ToListAsync(ct);
        var since = DistrictClock.StartOf(DistrictClock.Date(clock.GetUtcNow().UtcDateTime).AddDays(1 - Recent));
        var (packs, scans, odd, days, towns) = (0, 0, 0, new SortedDictionary<DateOnly, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var batch in batches)
        {
            // Codes of a batch are neighbours in the table of scans: this reads one stretch of it.
            var (first, end) = (batch.First, batch.First + batch.Count);
            var those = db.Scans.AsNoTracking().Where(x => x.Number >= first && x.Number < end);
            packs += await those.CountAsync(x => x.Nth == 1, ct);
            scans += await those.CountAsync(ct);
            odd += await those.CountAsync(x => x.Score >= ScanScore.Warns, ct);
            foreach (var hour in await those.Where(x => x.At >= since).GroupBy(x => new { x.At.Date, x.At.Hour }).Select(x => new { x.Key, Count = x.Count() }).ToListAsync(ct))
            {
                var day = DistrictClock.Date(hour.Key.Date.AddHours(hour.Key.Hour));
                days[day] = days.GetValueOrDefault(day) + hour.Count;
            }
            foreach (var town in await those.Where(x => x.Place != "").GroupBy(x => x.Place).Select(x => new { x.Key, Count = x.Count() }).OrderByDescending(x => x.Count).Take(MostTowns).ToListAsync(ct))
                towns[town.Key] = towns.GetValueOrDefault(town.Key) + town.Count;
        }
        return new(lot.Code, lot.ProductName, lot.ProductNameEn, batches.Sum(x => x.Count), packs, scans, odd, [.. days.Select(x => (x.Key, x.Value))],
            [.. towns.OrderByDescending(x => x.Value).ThenBy(x => x.Key, StringComparer.Ordinal).Take(MostTowns).Select(x => (x.Key, x.Value))]);
    }
}
