using Market.Kernel.Data;
using System.Data.Common;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Stock;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Tests.Data;

/// <summary>A database in use outlives the change of its tables, there and back.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddLogging().AddOrders(_database.For("orders"), new());
        _services = services.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Every_row_is_there_after_tables_got_another_key_and_back()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("Holds");
        var (near, far) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var person in new[] { far, near })
            foreach (var key in new[] { "b", "a", "钥匙" })
            {
                var (hold, offer) = (Guid.CreateVersion7(), Guid.CreateVersion7());
                await db.Database.ExecuteSqlAsync($"INSERT INTO orders_holds (Id, HolderId, OfferId, Unit, Milli, ExpiresAt) VALUES ({hold}, {person}, {offer}, 'Kg', 1500, {At})");
                db.AddRange(new IdempotencyRecord { PrincipalId = person, Key = key, BodyHash = "hash " + key, ResultId = hold, At = At },
                    new StockMovement { OfferId = offer, Kind = MovementKind.Reserved, Milli = 1_500, LineId = hold, At = At },
                    new StockMovement { OfferId = offer, Kind = MovementKind.Wasted, Milli = 7, ActorId = person, At = At });
            }
        await db.SaveChangesAsync();
        var filled = await RowsAsync(db);
        Assert.Equal(24, filled.Count);

        foreach (var (version, holdKey) in new[] { ("FewerTrees", "HolderId Slot"), ("Holds", "Id"), (null, "HolderId Slot") })
        {
            await migrator.MigrateAsync(version);
            Assert.Equal(filled, await RowsAsync(db));
            Assert.Equal(holdKey, await KeyAsync(db, "orders_holds"));
            // No second tree that only finds the rows: a rebuild by somebody who does not know would bring it back.
            if (db.Database.IsSqlite())
                Assert.Equal(version == "Holds" ? 0 : 3, (await ReadAsync(db, "SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'", row => row.GetString(0))).Count);
        }
        Assert.Equal([0, 1, 2], await db.Holds.Where(x => x.HolderId == near).OrderBy(x => x.Id).Select(x => x.Slot).ToListAsync());
        Assert.Equal([Unit.Kg, Unit.Kg, Unit.Kg], await db.Holds.Where(x => x.HolderId == far && x.Milli == 1_500 && x.ExpiresAt == At).Select(x => x.Unit).ToListAsync());
        // The same key of another person is another key; the same one of the same person is not.
        db.ChangeTracker.Clear();
        db.Add(new IdempotencyRecord { PrincipalId = far, Key = "a", At = At });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    /// <summary>All rows of the tables that changed, as the database itself writes them, without the column that is new.</summary>
    private static async Task<List<string>> RowsAsync(OrdersDb db)
    {
        var rows = new List<string>();
        foreach (var (table, order) in new[] { ("orders_holds", "Id"), ("orders_idempotency", "ResultId"), ("orders_stock_movements", "Id") })
            rows.AddRange(await ReadAsync(db, $"SELECT * FROM {table} ORDER BY {order}", row => table + " " + string.Join(" ", Enumerable.Range(0, row.FieldCount).Select(i => (Name: row.GetName(i), Value: row.GetValue(i))).Where(x => x.Name is not "Slot").OrderBy(x => x.Name, StringComparer.Ordinal).Select(x => $"{x.Name}={x.Value}"))));
        return rows;
    }

    /// <summary>The columns of a table's primary key, in their order.</summary>
    private static async Task<string> KeyAsync(OrdersDb db, string table) => string.Join(' ', await ReadAsync(db, db.Database.IsSqlite()
        ? $"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"
        : $"SELECT column_name FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND table_name = '{table}' AND constraint_name = 'PRIMARY' ORDER BY ordinal_position", row => row.GetString(0)));

    private static async Task<List<string>> ReadAsync(OrdersDb db, string sql, Func<DbDataReader, string> read)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
