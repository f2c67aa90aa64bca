using Market.Testing;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Traceability.Tests.Data;

/// <summary>A database in use outlives the change of its tables.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
    private TestDatabase database = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddTraceability(database.For("trace"), new("https://shop.example", new("shop.example/log", Path.Combine(database.Folder, "checkpoint"), null, []))).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Scans_keep_their_order_when_their_place_in_it_becomes_their_key()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        await db.GetService<IMigrator>().MigrateAsync("Traceability");
        foreach (var (number, minute, device) in new[] { (7L, 2, "b"), (7L, 1, "a"), (9L, 5, "d"), (7L, 3, "c") })
            await db.Database.ExecuteSqlAsync($"INSERT INTO trace_scans (Id, Number, LotId, At, Place, Device, Score) VALUES ({Guid.CreateVersion7()}, {number}, {Guid.CreateVersion7()}, {At.AddMinutes(minute)}, '青石镇', {device}, 20)");

        await db.Database.MigrateAsync();

        var scans = await db.Scans.OrderBy(x => x.Number).ThenBy(x => x.Nth).ToListAsync();
        Assert.Equal([(7L, 1, "a"), (7L, 2, "b"), (7L, 3, "c"), (9L, 1, "d")], scans.Select(x => (x.Number, x.Nth, x.Device)));
        Assert.Equal((At.AddMinutes(1), "青石镇", 20), (scans[0].At, scans[0].Place, scans[0].Score));
    }

    [Fact]
    public async Task Codes_that_were_only_scanned_lose_their_row_and_others_keep_what_happened_to_them()
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        await db.GetService<IMigrator>().MigrateAsync("DeniedReturns");
        foreach (var (number, voided, opened) in new[] { (7L, (DateTime?)null, (DateTime?)null), (8L, At, null), (9L, null, At.AddHours(1)) })
        {
            await db.Database.ExecuteSqlAsync($"INSERT INTO trace_codes (Number, FirstScanAt, FirstPlace, Scans, VoidedAt, CoveredAt) VALUES ({number}, {At}, '青石镇', 1, {voided}, {opened})");
            await db.Database.ExecuteSqlAsync($"INSERT INTO trace_scans (Number, Nth, At, Place, Device, Score) VALUES ({number}, 1, {At}, '青石镇', '0123456789abcdef', 20)");
        }

        await db.Database.MigrateAsync();

        Assert.Equal([(8L, At, null), (9L, null, At.AddHours(1))], (await db.Codes.OrderBy(x => x.Number).ToListAsync()).Select(x => (x.Number, x.VoidedAt, x.CoveredAt)));
        Assert.Equal([(7L, At, "青石镇"), (8L, At, "青石镇"), (9L, At, "青石镇")], (await db.Scans.OrderBy(x => x.Number).ToListAsync()).Select(x => (x.Number, x.At, x.Place)));
    }
}
