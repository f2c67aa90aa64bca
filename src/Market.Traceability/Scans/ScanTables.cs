using System.Data.Common;
using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Scans;

/// <summary>How a batch and its lot stand.</summary>
internal sealed record Standing(Guid Batch, DateTime? VoidedAt, LotState State, bool Packed, bool Shipped);

/// <summary>A code that was scanned before: its first scan, how many it has, and what else happened to it.</summary>
internal sealed record Scanned(long Number, DateTime FirstAt, string FirstPlace, int Scans, CodeRow Marks);

/// <summary>The devices that scanned a code since a moment.</summary>
/// <param name="All">With commas between; a server may leave out those after the first sixty.</param>
internal sealed record Devices(long Number, string All);

/// <summary>A scan that told a town.</summary>
internal sealed record Told(long Number, DateTime At, string Town);

/// <summary>What a transaction of scans reads and writes, by statements that are kept from one transaction to the next.</summary>
/// <remarks>By hand, because they are run some 700 times a second: what asking the context anew costs stands in docs/performance.md.</remarks>
internal sealed class ScanTables(TraceDb db) : IDisposable
{
    private const string
        ScannedOf = """
            SELECT f.Number, f.At, f.Place, (SELECT s.Nth FROM trace_scans s WHERE s.Number = f.Number ORDER BY s.Nth DESC LIMIT 1), c.VoidedAt, c.CoveredAt
            FROM trace_scans f LEFT JOIN trace_codes c ON c.Number = f.Number WHERE f.Nth = 1 AND f.Number IN ({0})
            """,
        // Replicas that meet at one code take turns at its first scan: else the key would refuse all but one of them, again and again. SQLite has one writer.
        Turn = "SELECT COUNT(*) FROM trace_scans WHERE Nth = 1 AND Number IN ({0}) FOR UPDATE; ",
        MarksOf = "SELECT Number, VoidedAt, CoveredAt FROM trace_codes WHERE Number IN ({0})",
        StandingsOf = "SELECT b.Id, b.VoidedAt, l.State, l.Packed, l.ShippedGrams FROM trace_code_batches b JOIN trace_lots l ON l.Id = b.LotId WHERE b.Id IN ({0})",
        // A server may cut the list, yet never before there are many; SQLite does not, and each DISTINCT costs it a table.
        DevicesOf = "SELECT Number, GROUP_CONCAT(DISTINCT Device) FROM trace_scans WHERE Number IN ({0}) AND At >= @since GROUP BY Number",
        DevicesHere = "SELECT Number, GROUP_CONCAT(Device) FROM trace_scans WHERE Number IN ({0}) AND At >= @since GROUP BY Number",
        ToldOf = "SELECT Number, At, Place FROM trace_scans WHERE Number IN ({0}) AND At >= @since AND Place <> '' ORDER BY Number, Nth";

    private readonly KeptStatements kept = new(db);

    /// <summary>On a file of our own, with one writer.</summary>
    private readonly bool here = db.Database.IsSqlite();

    /// <summary>Codes that were scanned before; nobody else scans them until the transaction ends.</summary>
    public async Task<List<Scanned>> ScannedAsync(IReadOnlyList<long> numbers, CancellationToken ct)
    {
        await using var reader = await kept.About(here ? ScannedOf : Turn + ScannedOf, numbers).ExecuteReaderAsync(ct);
        if (!here) await reader.NextResultAsync(ct);
        return await RowsAsync(reader, x => new Scanned(x.GetInt64(0), Instant(x, 1)!.Value, x.GetString(2), x.GetInt32(3), Marks(x, 4)), ct);
    }

    /// <summary>Codes that were voided or opened.</summary>
    public Task<List<CodeRow>> MarksAsync(IReadOnlyList<long> numbers, CancellationToken ct) =>
        ReadAsync(kept.About(MarksOf, numbers), x => Marks(x, 1), ct);

    public Task<List<Standing>> StandingsAsync(IReadOnlyList<Guid> batches, CancellationToken ct) => ReadAsync(kept.About(StandingsOf, batches),
        x => new Standing(x.GetGuid(0), Instant(x, 1), Enum.Parse<LotState>(x.GetString(2)), x.GetBoolean(3), x.GetInt64(4) > 0), ct);

    public Task<List<Devices>> DevicesAsync(IReadOnlyList<long> numbers, DateTime since, CancellationToken ct) =>
        ReadAsync(kept.About(here ? DevicesHere : DevicesOf, numbers, since), x => new Devices(x.GetInt64(0), x.GetString(1)), ct);

    /// <summary>Of each code the earliest first.</summary>
    public Task<List<Told>> ToldAsync(IReadOnlyList<long> numbers, DateTime since, CancellationToken ct) =>
        ReadAsync(kept.About(ToldOf, numbers, since), x => new Told(x.GetInt64(0), Instant(x, 1)!.Value, x.GetString(2)), ct);

    public Task AddAsync(List<ScanRow> rows, CancellationToken ct) => kept.BulkInsertAsync(rows, ct);

    public void Dispose() => kept.Dispose();

    private static async Task<List<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await RowsAsync(reader, row, ct);
    }

    private static async Task<List<T>> RowsAsync<T>(DbDataReader reader, Func<DbDataReader, T> row, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(row(reader));
        return rows;
    }

    private static CodeRow Marks(DbDataReader reader, int column) => new() { Number = reader.GetInt64(0), VoidedAt = Instant(reader, column), CoveredAt = Instant(reader, column + 1) };

    private static DateTime? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
}
