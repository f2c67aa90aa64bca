using Market.Kernel.Data;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Market.Kernel.Tests.Data;

/// <summary>Losing a race is a matter of course: it is told to the caller, and does not alarm the operator.</summary>
public sealed class LostRaceTests : IAsyncLifetime
{
    private sealed class Row
    {
        public int Id { get; init; }
    }

    private sealed class RowDb(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Row> Rows => Set<Row>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Row>().Property(x => x.Id).ValueGeneratedNever();
    }

    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_row_that_somebody_wrote_first_is_a_lost_race_and_no_alarm()
    {
        var (options, alarms) = (new DbContextOptionsBuilder(), new List<string>());
        _database.For("small").Apply(options, "small_migrations");
        options.LogTo(alarms.Add, LogLevel.Warning);
        await using (var first = new RowDb(options.Options))
        {
            await first.Database.EnsureCreatedAsync();
            first.Add(new Row { Id = 1 });
            await first.SaveChangesAsync();
        }
        await using var second = new RowDb(options.Options);
        second.Add(new Row { Id = 1 });

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => second.SaveChangesAsync());

        Assert.True(Transactions.IsLostRace(failure));
        Assert.Empty(alarms);
    }
}
