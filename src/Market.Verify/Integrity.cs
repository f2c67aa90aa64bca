using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Market.Verify;

/// <summary>I16: the database engine itself finds its files in order.</summary>
internal static class Integrity
{
    public static async Task<IEnumerable<Violation>> CheckAsync(DbConnection connection)
    {
        var wrong = connection is MySqlConnection ? await MySqlAsync(connection) : await SqliteAsync(connection);
        return wrong.Count == 0 ? [] : [new("I16", "the database's integrity check is clean", wrong.Count, wrong[0])];
    }

    private static async Task<List<string>> SqliteAsync(DbConnection connection)
    {
        var wrong = new List<string>();
        foreach (var file in await ReadAsync(connection, "PRAGMA database_list", 1))
            wrong.AddRange((await ReadAsync(connection, $"PRAGMA {file}.integrity_check", 0)).Where(x => x != "ok"));
        return wrong;
    }

    private static async Task<List<string>> MySqlAsync(DbConnection connection)
    {
        var tables = await ReadAsync(connection, "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'", 0);
        var wrong = new List<string>();
        foreach (var table in tables)
            wrong.AddRange((await ReadAsync(connection, $"CHECK TABLE `{table}`", 3)).Where(x => x != "OK").Select(x => $"{table}: {x}"));
        return wrong;
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql, int column)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "");
        return rows;
    }
}
