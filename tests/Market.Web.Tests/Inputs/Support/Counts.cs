using System.Data.Common;
using Market.Testing;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>How many rows every table has: a refused call changes none of it.</summary>
public sealed class Counts(TestDatabase database)
{
    public async Task<IReadOnlyDictionary<string, long>> TakeAsync()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var open in Connections())
        {
            await using var connection = open;
            await connection.OpenAsync();
            var tables = new List<string>();
            await foreach (var table in ReadAsync(connection, database.MySql is null
                ? "SELECT name, 0 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT table_name, 0 FROM information_schema.tables WHERE table_schema = DATABASE()")) tables.Add(table.Name);
            var all = string.Join(" UNION ALL ", tables.Select(x => $"SELECT '{x}', COUNT(*) FROM {x}"));
            await foreach (var (name, rows) in ReadAsync(connection, all)) counts[name] = rows;
        }
        return counts;
    }

    /// <summary>Waits until what was begun before has settled.</summary>
    public async Task<IReadOnlyDictionary<string, long>> QuietAsync()
    {
        var before = await TakeAsync();
        for (var tries = 0; tries < 40; tries++)
        {
            await Task.Delay(300);
            var now = await TakeAsync();
            if (Changes(before, now) is "") return now;
            before = now;
        }
        return before;
    }

    /// <summary>What the database server is busy with and who waits for whose lock, to explain a call without an answer; empty for a file.</summary>
    public async Task<string> DoingAsync()
    {
        if (database.MySql is not { } server) return "";
        await using var connection = new MySqlConnection(server);
        await connection.OpenAsync();
        var lines = new List<string>();
        foreach (var sql in new[] { "SELECT CONCAT_WS(' ', id, command, time, state, info) FROM information_schema.processlist", "SELECT CONCAT_WS(' ', trx_mysql_thread_id, trx_state, trx_started, trx_query) FROM information_schema.innodb_trx" })
        {
            await using var command = new MySqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        }
        return string.Join('\n', lines);
    }

    /// <summary>What other calls said before may still be arriving here.</summary>
    private static readonly string[] Arrivals = ["catalog_mark_sweeps", "catalog_inbox", "catalog_outbox", "catalog_notifications", "orders_inbox", "trace_inbox", "trace_log_queue", "trace_log_leaves", "trace_log_tiles", "trace_log_heads", "trace_log_state", "trace_log_checkpoints"];

    /// <returns>Empty when nothing changed.</returns>
    public static string Changes(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after) =>
        string.Join(", ", after.Where(x => !Arrivals.Contains(x.Key) && before.GetValueOrDefault(x.Key) != x.Value).Select(x => $"{x.Key} {before.GetValueOrDefault(x.Key)} -> {x.Value}"));

    private IEnumerable<DbConnection> Connections() => database.MySql is { } server
        ? [new MySqlConnection(server)]
        : new[] { "catalog", "orders" }.Select(x => new SqliteConnection($"Data Source={Path.Combine(database.Folder, x + ".db")};Mode=ReadOnly"));

    private static async IAsyncEnumerable<(string Name, long Value)> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) yield return (reader.GetString(0), reader.GetInt64(1));
    }
}
