using System.Data.Common;
using System.Globalization;
using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Data;
using Market.Traceability.Lots;

namespace Market.Traceability.Scans;

/// <summary>How a batch and its lot stand.</summary>
internal sealed record Standing(Guid Batch, DateTime? VoidedAt, LotState State, bool Packed, bool Shipped);

/// <summary>An earlier scan of a code, as the score needs it.</summary>
internal sealed record Look(long Number, DateTime At, string Place, string Device);

/// <summary>What a transaction of scans reads and writes, by statements that are kept from one transaction to the next.</summary>
/// <remarks>By hand, because they are run some 700 times a second: what asking the context anew costs stands in docs/performance.md.</remarks>
internal sealed class ScanTables(TraceDb db) : IDisposable
{
    private const string
        CodesOf = "SELECT Number, FirstScanAt, FirstPlace, Scans, VoidedAt, CoveredAt FROM trace_codes WHERE Number IN ({0})",
        StandingsOf = "SELECT b.Id, b.VoidedAt, l.State, l.Packed, l.ShippedGrams FROM trace_code_batches b JOIN trace_lots l ON l.Id = b.LotId WHERE b.Id IN ({0})",
        LooksOf = "SELECT Number, At, Place, Device FROM trace_scans WHERE Number IN ({0}) ORDER BY Number, Nth",
        Raised = "UPDATE trace_codes SET Scans = Scans + {0} WHERE Number IN ({{0}})";

    private readonly KeptStatements kept = new(db);

    /// <summary>Codes that have a row.</summary>
    public Task<List<CodeRow>> CodesAsync(IReadOnlyList<long> numbers, CancellationToken ct) => ReadAsync(kept.About(CodesOf, numbers), x => new CodeRow
    {
        Number = x.GetInt64(0),
        FirstScanAt = Instant(x, 1),
        FirstPlace = x.GetString(2),
        Scans = x.GetInt32(3),
        VoidedAt = Instant(x, 4),
        CoveredAt = Instant(x, 5),
    }, ct);

    public Task<List<Standing>> StandingsAsync(IReadOnlyList<Guid> batches, CancellationToken ct) => ReadAsync(kept.About(StandingsOf, batches),
        x => new Standing(x.GetGuid(0), Instant(x, 1), Enum.Parse<LotState>(x.GetString(2)), x.GetBoolean(3), x.GetInt64(4) > 0), ct);

    /// <summary>All scans of codes that were not scanned too often to ask, of each code the earliest first.</summary>
    public Task<List<Look>> LooksAsync(IReadOnlyList<long> numbers, CancellationToken ct) =>
        ReadAsync(kept.About(LooksOf, numbers), x => new Look(x.GetInt64(0), Instant(x, 1)!.Value, x.GetString(2), x.GetString(3)), ct);

    /// <summary>Raises the counters of codes that have a row.</summary>
    public Task RaiseAsync(IReadOnlyList<long> numbers, int by, CancellationToken ct) =>
        kept.About(string.Format(CultureInfo.InvariantCulture, Raised, by), numbers).ExecuteNonQueryAsync(ct);

    public Task AddAsync<T>(List<T> rows, CancellationToken ct) where T : class => kept.BulkInsertAsync(rows, ct);

    public void Dispose() => kept.Dispose();

    private static async Task<List<T>> ReadAsync<T>(DbCommand command, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(row(reader));
        return rows;
    }

    private static DateTime? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
}
