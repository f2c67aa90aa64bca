using System.Data;
using System.Runtime.InteropServices;
using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Scans;

/// <summary>A scan to be recorded.</summary>
/// <param name="Device">16 hexadecimal digits, see <see cref="ScanRow.Device"/>.</param>
/// <param name="Place">Town, or empty.</param>
internal sealed record Scan(long Number, Batch Batch, DateTime At, string Device, string Place);

/// <summary>What is known of a code after its scan was recorded.</summary>
/// <param name="Count">Scans so far, this one included.</param>
/// <param name="Covered">When the covered code was used up; null before.</param>
/// <param name="Lot">How the lot stands in the transaction that recorded the scan.</param>
/// <param name="Score">How odd the scan is, 0 to 100; from 40 on the shopper is warned.</param>
public sealed record ScanHistory(DateTime FirstAt, string FirstPlace, int Count, bool Voided, DateTime? Covered, LotState Lot, int Score);

/// <summary>Records many scans in one transaction.</summary>
internal sealed class ScanBook(TraceDb db) : IDisposable
{
    private readonly ScanTables tables = new(db);

    private sealed class Seen(CodeRow row, int scans)
    {
        private static readonly HashSet<string> None = [];
        private readonly bool tooMany = scans > ScanScore.TooManyToAsk;
        private HashSet<string>? devices;

        public CodeRow Row { get; } = row;
        public int Scans { get; set; } = scans;

        /// <summary>Of the last 24 hours; null when they are too many to ask, and not read while they cannot be too many.</summary>
        public IReadOnlySet<string>? Devices => tooMany ? null : devices ?? None;
        public (string Town, DateTime At) Last { get; set; }

        public void Add(string device) => (devices ??= new(StringComparer.Ordinal)).Add(device);
    }

    /// <summary>Opens the connection for as long as the context lives: what follows keeps its statements.</summary>
    public Task OpenAsync(CancellationToken ct) => db.Database.GetDbConnection().State == ConnectionState.Open ? Task.CompletedTask : db.Database.OpenConnectionAsync(ct);

    /// <returns>One history for each scan, in their order.</returns>
    public Task<ScanHistory[]> RecordAsync(IReadOnlyList<Scan> scans, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var byNumber = new Dictionary<long, List<Scan>>(scans.Count);
        foreach (var scan in scans) (CollectionsMarshal.GetValueRefOrAddDefault(byNumber, scan.Number, out _) ??= new(1)).Add(scan);
        var numbers = byNumber.Keys.ToArray();
        var known = await RaiseAsync(byNumber, await tables.CodesAsync(numbers, ct), ct);
        var standing = (await tables.StandingsAsync([.. scans.Select(x => x.Batch.Id).Distinct()], ct)).ToDictionary(x => x.Batch);
        var fresh = byNumber.Where(x => !known.ContainsKey(x.Key)).Select(x => First(x.Value)).ToList();
        await tables.AddAsync(fresh, ct);
        foreach (var row in known.Values.Where(x => x.FirstScanAt is null)) await BeginAsync(row, byNumber[row.Number], ct);
        var seen = await SeenAsync([.. known.Values, .. fresh], byNumber, scans.Max(x => x.At), ct);
        var (rows, histories) = (new List<ScanRow>(scans.Count), new ScanHistory[scans.Count]);
        for (var i = 0; i < scans.Count; i++)
        {
            var (code, scan, lot) = (seen[scans[i].Number], scans[i], standing[scans[i].Batch.Id]);
            var voided = code.Row.VoidedAt is not null || lot.VoidedAt is not null;
            var score = ScanScore.Of(new(code.Scans, code.Devices, scan.At - code.Last.At <= ScanScore.Travel ? code.Last.Town : "", code.Row.CoveredAt),
                new(lot.State, new(lot.Packed, lot.Shipped), voided, scan));
            code.Scans++;
            // Read again only when the same pack is scanned twice at once.
            if (byNumber[scan.Number].Count > 1) code.Add(scan.Device);
            if (scan.Place.Length > 0) code.Last = (scan.Place, scan.At);
            rows.Add(new() { Number = scan.Number, Nth = code.Scans, At = scan.At, Place = scan.Place, Device = scan.Device, Score = score });
            histories[i] = new(code.Row.FirstScanAt!.Value, code.Row.FirstPlace, code.Scans, voided, code.Row.CoveredAt, lot.State, score);
        }
        await tables.AddAsync(rows, ct);
        return histories;
    }, ct);

    /// <summary>Raises the counters of codes that were scanned before.</summary>
    /// <remarks>Another replica that raises the same counter between our read and our update takes the same place in the code's history: the key of the scans refuses one of the two, and its batch is done again.</remarks>
    private async Task<Dictionary<long, CodeRow>> RaiseAsync(Dictionary<long, List<Scan>> now, List<CodeRow> known, CancellationToken ct)
    {
        foreach (var same in known.Where(x => x.FirstScanAt is not null).GroupBy(x => now[x.Number].Count))
        {
            var more = same.Key;
            await tables.RaiseAsync([.. same.Select(x => x.Number)], more, ct);
            foreach (var row in same) row.Scans += more;
        }
        return known.ToDictionary(x => x.Number);
    }

    /// <summary>A code's history as it stands.</summary>
    public async Task<ScanHistory> OfAsync(long number, Guid batch, DateTime now, CancellationToken ct)
    {
        var row = await db.Codes.AsNoTracking().SingleOrDefaultAsync(x => x.Number == number, ct);
        var score = row is null ? 0 : await db.Scans.AsNoTracking().Where(x => x.Number == number && x.Nth == row.Scans).Select(x => x.Score).SingleOrDefaultAsync(ct);
        var lot = await db.CodeBatches.Where(x => x.Id == batch).Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new { x.VoidedAt, y.State }).SingleAsync(ct);
        return new(row?.FirstScanAt ?? now, row?.FirstPlace ?? "", row?.Scans ?? 0, (row?.VoidedAt ?? lot.VoidedAt) is not null, row?.CoveredAt, lot.State, score);
    }

    /// <summary>Adds a town to the newest scan of a device that has none.</summary>
    public Task PlaceAsync(long number, string device, string place, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var nth = await db.Scans.Where(x => x.Number == number && x.Device == device && x.Place == "").MaxAsync(x => (int?)x.Nth, ct);
        if (nth is null) return false;
        await db.Scans.Where(x => x.Number == number && x.Nth == nth).ExecuteUpdateAsync(set => set.SetProperty(x => x.Place, place), ct);
        if (nth == 1) await db.Codes.Where(x => x.Number == number && x.FirstPlace == "").ExecuteUpdateAsync(set => set.SetProperty(x => x.FirstPlace, place), ct);
        return true;
    }, ct);

    public void Dispose() => tables.Dispose();

    private static CodeRow First(List<Scan> scans) => new() { Number = scans[0].Number, FirstScanAt = scans[0].At, FirstPlace = scans[0].Place, Scans = scans.Count };

    /// <summary>What was known of the codes before these scans.</summary>
    private async Task<Dictionary<long, Seen>> SeenAsync(List<CodeRow> rows, Dictionary<long, List<Scan>> now, DateTime latest, CancellationToken ct)
    {
        var seen = rows.ToDictionary(x => x.Number, x => new Seen(x, x.Scans - now[x.Number].Count));
        // Few scans come from few devices, and who tells no town travels nowhere: most packs' earlier scans need no reading.
        bool Matters(Seen code) => code is { Scans: > 0, Devices: not null } && (code.Row.Scans > ScanScore.ManyDevices || now[code.Row.Number].Exists(x => x.Place.Length > 0));
        var (asked, since) = (seen.Where(x => Matters(x.Value)).Select(x => x.Key).ToArray(), latest - ScanScore.Day);
        if (asked.Length == 0) return seen;
        foreach (var scan in await tables.LooksAsync(asked, ct))
        {
            if (scan.At < since) continue;
            seen[scan.Number].Add(scan.Device);
            if (scan.Place.Length > 0) seen[scan.Number].Last = (scan.Place, scan.At);
        }
        return seen;
    }

    /// <summary>A code that had a row for another reason, e.g. because it was voided, is scanned for the first time.</summary>
    private async Task BeginAsync(CodeRow row, List<Scan> scans, CancellationToken ct)
    {
        (row.FirstScanAt, row.FirstPlace, row.Scans) = (scans[0].At, scans[0].Place, scans.Count);
        if (await db.Codes.Where(x => x.Number == row.Number && x.FirstScanAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.FirstScanAt, row.FirstScanAt).SetProperty(x => x.FirstPlace, row.FirstPlace).SetProperty(x => x.Scans, row.Scans), ct) == 0)
            throw new DbUpdateConcurrencyException("The code was scanned elsewhere meanwhile.");
    }
}
