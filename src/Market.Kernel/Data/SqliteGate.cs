using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Market.Kernel.Data;

/// <summary>Connections to SQLite are opened and closed one at a time, and told once what SQLite forgets with each of them.</summary>
/// <remarks>
/// The driver's pool takes a connection that another thread is just opening or closing for one that was lost, and puts it
/// into the pool a second time; then two requests share one connection, and with it one transaction. A storm of openings
/// met it after 950,000 of them (docs/adr/0019).
/// </remarks>
public sealed class SqliteGate : DbConnectionInterceptor
{
    /// <summary>The only one: it keeps nothing but the gates.</summary>
    public static readonly SqliteGate Instance = new();

    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000; PRAGMA busy_timeout=30000; PRAGMA wal_autocheckpoint=8000;";

    private static readonly ConcurrentDictionary<string, Lock> Gates = new(StringComparer.Ordinal);

    private readonly ConditionalWeakTable<object, object> told = [];

    private SqliteGate() { }

    /// <summary>Held while a connection of this pool is opened or closed: the driver has one pool for each connection string.</summary>
    public static Lock Of(string connectionString) => Gates.GetOrAdd(connectionString, static _ => new());

    /// <inheritdoc/>
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        lock (Of(connection.ConnectionString)) connection.Open();
        return InterceptionResult.Suppress();
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(ConnectionOpening(connection, eventData, result));

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!told.TryAdd(((SqliteConnection)connection).Handle!, Instance)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        lock (Of(connection.ConnectionString)) connection.Close();
        return InterceptionResult.Suppress();
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => new(ConnectionClosing(connection, eventData, result));

    /// <inheritdoc/>
    public override InterceptionResult ConnectionDisposing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        lock (Of(connection.ConnectionString)) connection.Close();
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult> ConnectionDisposingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => new(ConnectionDisposing(connection, eventData, result));
}

/// <summary>A connection of its own, beside a context's, that comes and goes through the same gate.</summary>
/// <param name="connectionString">The driver's.</param>
public sealed class GatedSqliteConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <inheritdoc/>
    public override void Open()
    {
        lock (SqliteGate.Of(ConnectionString)) base.Open();
    }

    /// <inheritdoc/>
    public override void Close()
    {
        lock (SqliteGate.Of(ConnectionString)) base.Close();
    }
}
