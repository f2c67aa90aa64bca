using Market.Kernel.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Testing;

/// <summary>An empty database of its own for one test class, on the provider the run is for.</summary>
/// <remarks>
/// <c>MARKET_TEST_MYSQL</c> holds a connection string without a database name: then the tests run on MariaDB, otherwise
/// on a SQLite file in the temporary folder. Both are removed at the end.
/// </remarks>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("MARKET_TEST_MYSQL");
    private readonly string? _server;
    private readonly string _name = "t" + Guid.CreateVersion7().ToString("N");

    /// <summary>True when this run is for MariaDB.</summary>
    public static bool OnMySql => !string.IsNullOrEmpty(Server);

    /// <summary>Folder of this database's files; on MariaDB empty and yours to use.</summary>
    public string Folder { get; }

    private TestDatabase(string? server) => (_server, Folder) = (server, Directory.CreateTempSubdirectory("market-test-").FullName);

    public static Task<TestDatabase> CreateAsync() => CreateAsync(OnMySql ? Server : null);

    /// <param name="server">A MariaDB of the test's own, or null for SQLite.</param>
    public static async Task<TestDatabase> CreateAsync(string? server)
    {
        var database = new TestDatabase(server);
        if (server is not null) await RunAsync(server, $"CREATE DATABASE {database._name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        return database;
    }

    /// <summary>The MariaDB database's connection string, or null on SQLite.</summary>
    public string? MySql => _server is null ? null : $"{_server};Database={_name}";

    /// <summary>Where a module keeps its tables: an own file, or the one MariaDB database.</summary>
    public ModuleDatabase For(string module) => MySql is { } connection
        ? new("mysql", connection)
        : ModuleDatabase.SqliteFile(Path.Combine(Folder, module + ".db"));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await RunAsync(_server, $"DROP DATABASE {_name}");
            // A pool keeps what 64 at a time once needed, and there is one for each database: together they are more than the server takes.
            await MySqlConnection.ClearAllPoolsAsync();
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new MySqlConnection(server);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
