using System.Collections.Concurrent;
using Market.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Market.Kernel.Tests.Data;

/// <summary>No two users of SQLite share a connection, however many come and go.</summary>
public sealed class SqliteGateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("market-gate-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_is_opened_closed_and_disposed_of_behind_its_gate_only(bool own)
    {
        var text = ModuleDatabase.SqliteFile(Path.Combine(_folder, "gate.db"));
        await using var db = new DbContext(Options(text));
        using var alone = new GatedSqliteConnection(text.ConnectionString);
        var (open, close) = own ? ((Action)alone.Open, (Action)alone.Close) : (db.Database.OpenConnection, db.Database.CloseConnection);

        foreach (var act in new[] { open, close, open, own ? alone.Dispose : db.Dispose })
        {
            var held = new TaskCompletionSource();
            using var release = new ManualResetEventSlim();
            var holder = Task.Run(() =>
            {
                lock (SqliteGate.Of(text.ConnectionString))
                {
                    held.SetResult();
                    release.Wait();
                }
            });
            await held.Task;
            var doing = Task.Run(act);
            Assert.NotSame(doing, await Task.WhenAny(doing, Task.Delay(300)));
            release.Set();
            await Task.WhenAll(holder, doing);
        }
    }

    [Fact]
    public async Task Contexts_that_come_and_go_never_share_a_connection()
    {
        var (inUse, shared) = (new ConcurrentDictionary<object, bool>(), 0);
        for (var round = 0; round < 20; round++)
        {
            // A new connection string has a new pool, and only a pool that grows looks for lost connections.
            var database = ModuleDatabase.SqliteFile(Path.Combine(_folder, $"{round}.db"));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => ComeAndGo(Options(database), new(seed)))));
        }
        Assert.Equal(0, shared);

        void ComeAndGo(DbContextOptions options, Random luck)
        {
            var mine = new Stack<DbContext>();
            for (var i = 0; i < 60; i++)
            {
                if (mine.Count > 0 && luck.Next(100) < 45) Leave(mine.Pop());
                else mine.Push(Come(options));
            }
            while (mine.TryPop(out var left)) Leave(left);
        }

        DbContext Come(DbContextOptions options)
        {
            var db = new DbContext(options);
            db.Database.OpenConnection();
            if (!inUse.TryAdd(((SqliteConnection)db.Database.GetDbConnection()).Handle!, true)) Interlocked.Increment(ref shared);
            return db;
        }

        void Leave(DbContext db)
        {
            inUse.TryRemove(((SqliteConnection)db.Database.GetDbConnection()).Handle!, out _);
            db.Dispose();
        }
    }

    private static DbContextOptions Options(ModuleDatabase database)
    {
        var options = new DbContextOptionsBuilder();
        database.Apply(options, "gate_migrations");
        return options.Options;
    }
}
