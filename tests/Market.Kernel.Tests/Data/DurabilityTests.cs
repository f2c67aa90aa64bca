using Market.Testing;
using Microsoft.EntityFrameworkCore;

namespace Market.Kernel.Tests.Data;

/// <summary>What survives a power cut: measured, SQLite in WAL keeps every acknowledged commit with FULL and none with NORMAL.</summary>
public sealed class DurabilityTests : IAsyncLifetime
{
    private sealed class EmptyDb(DbContextOptions options) : DbContext(options);

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_commit_is_on_the_disk_before_it_is_answered()
    {
        var options = new DbContextOptionsBuilder();
        _database.For("small").Apply(options, "small_migrations");
        await using var db = new EmptyDb(options.Options);
        await db.Database.OpenConnectionAsync();

        var settings = TestDatabase.OnMySql
            ? new[] { await ScalarAsync(db, "SELECT @@innodb_flush_log_at_trx_commit") }
            : [await ScalarAsync(db, "PRAGMA synchronous"), await ScalarAsync(db, "PRAGMA journal_mode"), await ScalarAsync(db, "PRAGMA foreign_keys")];

        Assert.Equal(TestDatabase.OnMySql ? ["1"] : ["2", "wal", "1"], settings);
    }

    private static async Task<string> ScalarAsync(DbContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())!.ToString()!;
    }
}
