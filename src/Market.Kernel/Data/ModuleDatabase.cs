using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using MySqlConnector;

namespace Market.Kernel.Data;

/// <summary>Where one module keeps its tables: the two providers' options in one place.</summary>
/// <param name="Provider"><c>sqlite</c> (embedded default) or <c>mysql</c> (MySQL or MariaDB).</param>
/// <param name="ConnectionString">The provider's connection string.</param>
public sealed record ModuleDatabase(string Provider, string ConnectionString)
{
    /// <summary>A constant, never detected: a start must not need the server to answer first.</summary>
    public static readonly MariaDbServerVersion MariaDb = new(new Version(10, 6, 0));

    public bool IsSqlite => Provider == "sqlite";

    /// <summary>Embedded file: WAL, synchronous=FULL (a paid order survives a power cut), 30 s busy wait.</summary>
    public static ModuleDatabase SqliteFile(string path) => new("sqlite", new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = 30,
        Pooling = true,
    }.ToString());

    /// <summary>Applies the provider to a context's options.</summary>
    /// <param name="historyTable">Own migrations history, so that three modules can share one MySQL database.</param>
    public void Apply(DbContextOptionsBuilder options, string historyTable)
    {
        options.AddInterceptors(VersionTokens.Instance, TextLengths.Instance);
        // A lost race is tried again, and whoever gives up reports it: the library's own error for each try is an alarm for nothing.
        options.ConfigureWarnings(x => x.Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug)));
        if (IsSqlite)
            options.UseSqlite(ConnectionString, sqlite => sqlite.MigrationsHistoryTable(historyTable))
                .AddInterceptors(SqliteGate.Instance);
        else
            options.UseMySql(Unreset(ConnectionString), MariaDb, mysql => mysql.MigrationsHistoryTable(historyTable))
                .AddInterceptors(DeadConnections.Instance);
    }

    /// <summary>
    /// Connections come from the pool without a round trip that resets them, unless the operator asks for it: nothing here
    /// leaves session state behind, and transactions are ended by those who began them.
    /// </summary>
    private static string Unreset(string connectionString)
    {
        var builder = new MySqlConnectionStringBuilder(connectionString);
        if (!builder.ContainsKey("Connection Reset")) builder.ConnectionReset = false;
        return builder.ConnectionString;
    }
}
