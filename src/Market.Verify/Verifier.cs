using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Verify;

/// <summary>Where the data is.</summary>
/// <param name="Data">Folder of the SQLite files, the sandbox's log and the pictures.</param>
/// <param name="MySql">Connection string when the modules are on MySQL or MariaDB, else null.</param>
public sealed record VerifyTarget(string Data, string? MySql);

/// <summary>All modules, or Orders alone.</summary>
public enum VerifyScope { All, Orders }

/// <summary>Checks that what must hold holds, with its own SQL and nothing of the program's code; safe beside a running server.</summary>
public sealed class Verifier(VerifyTarget target, DateTime now)
{
    private const int Counted = 200;

    /// <summary>Invariants that are checked by a query.</summary>
    public static IReadOnlyList<Invariant> Invariants { get; } = [.. StockInvariants.All, .. OrderInvariants.All, .. SupplyInvariants.All, .. LedgerInvariants.All, .. BrandInvariants.All, .. TraceInvariants.All];

    /// <summary>Checks everything, or what one module can be asked alone.</summary>
    /// <returns>What does not hold; empty when all is well.</returns>
    public async Task<IReadOnlyList<Violation>> RunAsync(VerifyScope scope = VerifyScope.All)
    {
        var violations = new List<Violation>();
        await using var connection = await OpenAsync(scope);
        // One moment for all queries: a shop that is selling meanwhile must not look inconsistent.
        await RunAsync(connection, connection is MySqlConnection ? "START TRANSACTION WITH CONSISTENT SNAPSHOT" : "BEGIN");
        foreach (var invariant in Invariants.Where(x => scope == VerifyScope.All || !x.Sql.Contains("catalog_", StringComparison.Ordinal) && !x.Sql.Contains("trace_", StringComparison.Ordinal)))
            if (await CheckAsync(connection, invariant) is { } violation) violations.Add(violation);
        if (scope == VerifyScope.All) violations.AddRange(await LogTree.CheckAsync(connection));
        await RunAsync(connection, "COMMIT");
        violations.AddRange(await Witness.CheckAsync(connection, Path.Combine(target.Data, "sandbox.db")));
        if (scope == VerifyScope.All) violations.AddRange(await PictureFiles.CheckAsync(connection, Path.Combine(target.Data, "pictures")));
        violations.AddRange(await Integrity.CheckAsync(connection));
        return violations;
    }

    private async Task<Violation?> CheckAsync(DbConnection connection, Invariant invariant)
    {
        // Both providers compare instants as this text; SQLite stores it, MySQL converts it.
        var sql = invariant.Sql.Replace("{now-60s}", $"'{now.AddSeconds(-60).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'", StringComparison.Ordinal)
            .Replace("i.Key", connection is MySqlConnection ? "i.`Key`" : "i.\"Key\"", StringComparison.Ordinal);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var (rows, first) = (0, "");
        while (rows < Counted && await reader.ReadAsync())
        {
            if (rows++ == 0) first = string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)));
        }
        return rows == 0 ? null : new(invariant.Key, invariant.Says, rows, first);
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One connection that sees all modules' tables under their plain names.</summary>
    private async Task<DbConnection> OpenAsync(VerifyScope scope)
    {
        if (target.MySql is { } text)
        {
            var mysql = new MySqlConnection(text);
            await mysql.OpenAsync();
            return mysql;
        }
        var sqlite = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(target.Data, "orders.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await sqlite.OpenAsync();
        if (scope == VerifyScope.Orders) return sqlite;
        await using var attach = sqlite.CreateCommand();
        attach.CommandText = "ATTACH DATABASE $catalog AS catalog; ATTACH DATABASE $trace AS trace";
        attach.Parameters.AddWithValue("$catalog", Path.Combine(target.Data, "catalog.db"));
        attach.Parameters.AddWithValue("$trace", Path.Combine(target.Data, "trace.db"));
        await attach.ExecuteNonQueryAsync();
        return sqlite;
    }
}
