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
/// <remarks>A scan is one row, and its place in its code's history is half of the row's key. Replicas take turns at a code; should two take the same place all the same, the key refuses one of them, and its scans are recorded again.</remarks>
internal sealed class ScanBook(TraceDb db) : IDisposable
{
    private static readonly HashSet<string> None = [];

    private readonly ScanTables tables = new(db);

    /// <summary>What is known of a code, from scan to scan.</summary>
    private sealed class Seen
    {
        private HashSet<string>? devices;

        public required (DateTime At, string Place) First { get; init; }
        public CodeRow? Marks { get; init; }
        public required int Scans { get; set; }
        public (string Town, DateTime At) Last { get; set; }

        /// <summary>Of the last 24 hours; null when they are too many to ask, and not read while they cannot be too many.</summary>
        public IReadOnlySet<string>? Devices => IsWorn ? null : devices ?? None;

        /// <summary>Before the scans that are recorded now.</summary>
        public required bool IsWorn { get; init; }

        public void Add(IEnumerable<string> those) => (devices ??= new(StringComparer.Ordinal)).UnionWith(those);
    }

    /// <summary>Opens the connection for as long as the context lives: what follows keeps its statements.</summary>
    public Task OpenAsync(CancellationToken ct) => db.Database.GetDbConnection().State == ConnectionState.Open ? Task.CompletedTask : db.Database.OpenConnectionAsync(ct);

    /// <returns>One history for each scan, in their order.</returns>
    public Task<ScanHistory[]> RecordAsync(IReadOnlyList<Scan> scans, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var byNumber = new Dictionary<long, List<Scan>>(scans.Count);
        foreach (var scan in scans) (CollectionsMarshal.GetValueRefOrAddDefault(byNumber, scan.Number, out _) ??= new(1)).Add(scan);
        var seen = await SeenAsync(byNumber, scans.Max(x => x.At) - ScanScore.Day, ct);
        var standing = (await tables.StandingsAsync([.. scans.Select(x => x.Batch.Id).Distinct()], ct)).ToDictionary(x => x.Batch);
        var (rows, histories) = (new List<ScanRow>(scans.Count), new ScanHistory[scans.Count]);
        for (var i = 0; i < scans.Count; i++)
        {
            var (code, scan, lot) = (seen[scans[i].Number], scans[i], standing[scans[i].Batch.Id]);
            var (voided, covered) = (code.Marks?.VoidedAt is not null || lot.VoidedAt is not null, code.Marks?.CoveredAt);
            var score = ScanScore.Of(new(code.Scans, code.Devices, scan.At - code.Last.At <= ScanScore.Travel ? code.Last.Town : "", covered),
                new(lot.State, new(lot.Packed, lot.Shipped), voided, scan));
            code.Scans++;
            // Read again only when the same pack is scanned twice at once.
            if (byNumber[scan.Number].Count > 1) code.Add([scan.Device]);
            if (scan.Place.Length > 0) code.Last = (scan.Place, scan.At);
            rows.Add(new() { Number = scan.Number, Nth = code.Scans, At = scan.At, Place = scan.Place, Device = scan.Device, Score = score });
            histories[i] = new(code.First.At, code.First.Place, code.Scans, voided, covered, lot.State, score);
        }
        // In the order of their key, as every other writer: nobody waits for somebody who waits for him.
        rows.Sort((x, y) => (x.Number, x.Nth).CompareTo((y.Number, y.Nth)));
        await tables.AddAsync(rows, ct);
        return histories;
    }, ct);

    /// <summary>What was known of the codes before these scans.</summary>
    private async Task<Dictionary<long, Seen>> SeenAsync(Dictionary<long, List<Scan>> now, DateTime since, CancellationToken ct)
    {
        var numbers = now.Keys.ToArray();
        var scanned = (await tables.ScannedAsync(numbers, ct)).ToDictionary(x => x.Number);
        long[] fresh = [.. numbers.Where(x => !scanned.ContainsKey(x))];
        var marks = fresh.Length == 0 ? [] : (await tables.MarksAsync(fresh, ct)).ToDictionary(x => x.Number);
        var seen = now.ToDictionary(x => x.Key, x => scanned.TryGetValue(x.Key, out var code)
            ? new Seen { First = (code.FirstAt, code.FirstPlace), Marks = code.Marks, Scans = code.Scans, IsWorn = code.Scans > ScanScore.TooManyToAsk }
            : new Seen { First = (x.Value[0].At, x.Value[0].Place), Marks = marks.GetValueOrDefault(x.Key), Scans = 0, IsWorn = false });
        // Few scans come from few devices, and who tells no town travels nowhere: most packs' earlier scans need no reading.
        long[] many = [.. scanned.Values.Where(x => !seen[x.Number].IsWorn && x.Scans + now[x.Number].Count > ScanScore.ManyDevices).Select(x => x.Number)];
        if (many.Length > 0)
            foreach (var code in await tables.DevicesAsync(many, since, ct)) seen[code.Number].Add(code.All.Split(','));
        long[] placed = [.. scanned.Keys.Where(x => now[x].Exists(y => y.Place.Length > 0))];
        if (placed.Length > 0)
            foreach (var told in await tables.ToldAsync(placed, since, ct)) seen[told.Number].Last = (told.Town, told.At);
        return seen;
    }

    /// <summary>A code's history as it stands.</summary>
    public async Task<ScanHistory> OfAsync(long number, Guid batch, DateTime now, CancellationToken ct)
    {
        var marks = await db.Codes.AsNoTracking().SingleOrDefaultAsync(x => x.Number == number, ct);
        var those = db.Scans.AsNoTracking().Where(x => x.Number == number);
        var (first, last) = (await those.SingleOrDefaultAsync(x => x.Nth == 1, ct), await those.OrderByDescending(x => x.Nth).FirstOrDefaultAsync(ct));
        var lot = await db.CodeBatches.Where(x => x.Id == batch).Join(db.Lots, x => x.LotId, y => y.Id, (x, y) => new { x.VoidedAt, y.State }).SingleAsync(ct);
        return new(first?.At ?? now, first?.Place ?? "", last?.Nth ?? 0, (marks?.VoidedAt ?? lot.VoidedAt) is not null, marks?.CoveredAt, lot.State, last?.Score ?? 0);
    }

    /// <summary>Adds a town to the newest scan of a device that has none.</summary>
    public Task PlaceAsync(long number, string device, string place, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var nth = await db.Scans.Where(x => x.Number == number && x.Device == device && x.Place == "").MaxAsync(x => (int?)x.Nth, ct);
        if (nth is null) return false;
        await db.Scans.Where(x => x.Number == number && x.Nth == nth).ExecuteUpdateAsync(set => set.SetProperty(x => x.Place, place), ct);
        return true;
    }, ct);

    public void Dispose() => tables.Dispose();
}
