using System.Globalization;
using Market.Kernel.Data;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace Market.Kernel.Tests.Data;

/// <summary>The server ends connections that lie in the pool, as a restart does.</summary>
[Trait("Category", "mariadb")]
public sealed class DeadConnectionsTests : IAsyncLifetime
{
    private const int Pooled = 6;

    private sealed class EmptyDb(DbContextOptions options) : DbContext(options);

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [MariaDbFact]
    public async Task A_transaction_begins_on_a_new_connection_when_the_pools_are_dead()
    {
        await KillPooledAsync();

        for (var i = 0; i < Pooled + 1; i++)
        {
            await using var db = Db();
            Assert.Equal(7, await db.InTransactionAsync(() => db.Database.SqlQuery<int>($"SELECT 7 AS Value").SingleAsync(), default));
        }
    }

    [MariaDbFact]
    public async Task One_read_at_most_fails_as_an_outage_and_the_others_are_answered()
    {
        await KillPooledAsync();
        var outages = 0;

        for (var i = 0; i < Pooled + 1; i++)
        {
            await using var db = Db();
            try
            {
                Assert.Equal(7, await db.Database.SqlQuery<int>($"SELECT 7 AS Value").SingleAsync());
            }
            catch (Exception failure) when (Outage.Is(failure))
            {
                outages++;
            }
        }

        // None when the pool has noticed by itself meanwhile; never one for each connection that lay in it.
        Assert.InRange(outages, 0, 1);
    }

    [MariaDbFact]
    public async Task A_connection_lost_inside_a_transaction_is_an_outage()
    {
        await using var db = Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await KillAsync([await ThreadAsync(db)]);

        var failure = await Record.ExceptionAsync(() => transaction.CommitAsync());

        Assert.True(Outage.Is(failure), failure?.ToString());
    }

    private EmptyDb Db()
    {
        var options = new DbContextOptionsBuilder();
        _database.For("small").Apply(options, "small_migrations");
        return new EmptyDb(options.Options);
    }

    private async Task KillPooledAsync()
    {
        var open = Enumerable.Range(0, Pooled).Select(_ => Db()).ToList();
        var threads = new List<int>();
        foreach (var db in open) threads.Add(await ThreadAsync(db));
        foreach (var db in open) await db.DisposeAsync();
        await KillAsync(threads);
    }

    private static async Task<int> ThreadAsync(DbContext db)
    {
        await db.Database.OpenConnectionAsync();
        return ((MySqlConnection)db.Database.GetDbConnection()).ServerThread;
    }

    private async Task KillAsync(List<int> threads)
    {
        await using var killer = new MySqlConnection(_database.MySql + ";Pooling=false");
        await killer.OpenAsync();
        foreach (var thread in threads)
        {
            await using var kill = new MySqlCommand("KILL " + thread.ToString(CultureInfo.InvariantCulture), killer);
            try
            {
                await kill.ExecuteNonQueryAsync();
            }
            catch (MySqlException gone) when (gone.ErrorCode == MySqlErrorCode.NoSuchThread)
            {
                // The server ended it first: as dead as the others.
            }
        }
        await using var left = new MySqlCommand($"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID IN ({string.Join(',', threads)})", killer);
        while ((long)(await left.ExecuteScalarAsync())! > 0) await Task.Delay(10);
    }
}
