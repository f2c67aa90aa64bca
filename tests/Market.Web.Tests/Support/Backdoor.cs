using System.Data.Common;
using Market.Testing;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Web.Tests.Support;

/// <summary>Writes past the program, where a test cannot wait for time to pass.</summary>
internal static class Backdoor
{
    /// <param name="file">The module's SQLite file, e.g. orders.db.</param>
    public static async Task RunAsync(TestDatabase database, string file, string sql)
    {
        await using DbConnection connection = database.MySql is { } server ? new MySqlConnection(server) : new SqliteConnection($"Data Source={Path.Combine(database.Folder, file)}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What was delivered under a call-off counts as last month's.</summary>
    public static Task LastMonthAsync(TestDatabase database, string callOffNumber) =>
        RunAsync(database, "orders.db", $"UPDATE orders_owed_items SET Month = '{Supplying.Today.AddMonths(-1):yyyy-MM}-01' WHERE CallOffNumber = '{callOffNumber}'");
}
