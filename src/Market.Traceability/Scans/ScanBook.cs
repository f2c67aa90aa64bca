using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Scans;

/// <summary>A scan to be recorded.</summary>
/// <param name="Device">16 hexadecimal digits, see <see cref="ScanRow.Device"/>.</param>
/// <param name="Place">Town, or empty.</param>
internal sealed record Scan(long Number, Guid BatchId, Guid LotId, DateTime At, string Device, string Place, int Odd);

/// <summary>What is known of a code after its scan was recorded.</summary>
/// <param name="Count">Scans so far, this one included.</param>
/// <param name="Covered">When the covered code was used up; null before.</param>
public sealed record ScanHistory(DateTime FirstAt, string FirstPlace, int Count, bool Voided, DateTime? Covered);

/// <summary>Records many scans in one transaction.</summary>
internal sealed class ScanBook(TraceDb db)
{
    public Task<Dictionary<long, ScanHistory>> RecordAsync(IReadOnlyList<Scan> scans, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var byNumber = scans.GroupBy(x => x.Number).ToDictionary(x => x.Key, x => x.ToList());
        var numbers = byNumber.Keys.ToArray();
        // The counters move first: that locks the rows, so that nobody reads a count that another is just raising.
        foreach (var same in byNumber.GroupBy(x => x.Value.Count, x => x.Key))
        {
            var (some, more) = (same.ToArray(), same.Key);
            await db.Codes.Where(x => some.Contains(x.Number) && x.FirstScanAt != null).ExecuteUpdateAsync(set => set.SetProperty(x => x.Scans, x => x.Scans + more), ct);
        }
        var ids = scans.Select(x => x.BatchId).Distinct().ToArray();
        var voided = await db.CodeBatches.AsNoTracking().Where(x => ids.Contains(x.Id) && x.VoidedAt != null).ToDictionaryAsync(x => x.Id, x => x.VoidedAt, ct);
        var known = await db.Codes.AsNoTracking().Where(x => numbers.Contains(x.Number)).ToDictionaryAsync(x => x.Number, ct);
        var fresh = byNumber.Where(x => !known.ContainsKey(x.Key)).Select(x => First(x.Value, voided.GetValueOrDefault(x.Value[0].BatchId))).ToList();
        await db.BulkInsertAsync(fresh, ct);
        foreach (var row in known.Values.Where(x => x.FirstScanAt is null)) await BeginAsync(row, byNumber[row.Number], ct);
        await db.BulkInsertAsync(scans.Select(x => new ScanRow { Number = x.Number, LotId = x.LotId, At = x.At, Place = x.Place, Device = x.Device, Score = x.Odd }).ToList(), ct);
        return known.Values.Concat(fresh).ToDictionary(x => x.Number, x => new ScanHistory(x.FirstScanAt!.Value, x.FirstPlace, x.Scans, x.VoidedAt is not null || voided.ContainsKey(x.BatchId), x.CoveredAt));
    }, ct);

    private static CodeRow First(List<Scan> scans, DateTime? voided) => new() { Number = scans[0].Number, BatchId = scans[0].BatchId, VoidedAt = voided, FirstScanAt = scans[0].At, FirstPlace = scans[0].Place, Scans = scans.Count };

    /// <summary>A code that had a row for another reason, e.g. because it was voided, is scanned for the first time.</summary>
    private async Task BeginAsync(CodeRow row, List<Scan> scans, CancellationToken ct)
    {
        (row.FirstScanAt, row.FirstPlace, row.Scans) = (scans[0].At, scans[0].Place, scans.Count);
        if (await db.Codes.Where(x => x.Number == row.Number && x.FirstScanAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.FirstScanAt, row.FirstScanAt).SetProperty(x => x.FirstPlace, row.FirstPlace).SetProperty(x => x.Scans, row.Scans), ct) == 0)
            throw new DbUpdateConcurrencyException("The code was scanned elsewhere meanwhile.");
    }
}
