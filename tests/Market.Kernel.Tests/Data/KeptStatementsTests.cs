using System.Data.Common;
using Market.Kernel.Data;
using Market.Testing;
using Microsoft.EntityFrameworkCore;

namespace Market.Kernel.Tests.Data;

/// <summary>Statements that are kept say what asking anew would say.</summary>
public sealed class KeptStatementsTests : IAsyncLifetime
{
    private const string
        ByNumber = "SELECT Number FROM small_rows WHERE Number IN ({0}) ORDER BY Number",
        ByWord = "SELECT Number FROM small_rows WHERE Word IN ({0}) ORDER BY Number",
        Raise = "UPDATE small_rows SET Count = Count + 1 WHERE Number IN ({0})";

    private sealed class Row
    {
        public long Number { get; init; }
        public string Word { get; init; } = "";
        public int Count { get; init; }
    }

    private sealed class RowDb(DbContextOptions options) : DbContext(options)
    {
        public DbSet<Row> Rows => Set<Row>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var row = modelBuilder.Entity<Row>().ToTable("small_rows");
            row.HasKey(x => x.Number);
            row.Property(x => x.Number).ValueGeneratedNever();
            row.Property(x => x.Word).HasMaxLength(20);
        }
    }

    private TestDatabase _database = null!;
    private RowDb _db = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var options = new DbContextOptionsBuilder();
        _database.For("small").Apply(options, "small_migrations");
        _db = new(options.Options);
        await _db.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lists_of_every_length_meet_their_rows_and_no_others_one_transaction_after_the_other(bool stays)
    {
        using var kept = new KeptStatements(_db);
        if (stays) await _db.Database.OpenConnectionAsync();
        // Written by ones, twos, threes and so on: each number of rows is a statement of its own, and is met twice.
        for (var (number, some) = (1, 1); number <= 90; number += some, some = (some % 9) + 1)
        {
            var (first, count) = (number, some);
            await _db.InTransactionAsync(async () =>
            {
                await kept.BulkInsertAsync(Enumerable.Range(first, count).Select(x => new Row { Number = x, Word = $"w{x}" }).ToList(), default);
                return 0;
            }, default);
        }
        Assert.Equal(90, await _db.Rows.CountAsync());

        foreach (var length in (int[])[1, 2, 4, 5, 70, 3, 70, 1])
        {
            var asked = Enumerable.Range(0, length).Select(x => 90L - x).ToList();
            var (numbers, words) = await _db.InTransactionAsync(async () =>
            {
                await kept.About(Raise, asked).ExecuteNonQueryAsync();
                return (await ReadAsync(kept.About(ByNumber, [.. asked, 1000])), await ReadAsync(kept.About(ByWord, asked.ConvertAll(x => $"w{x}"))));
            }, default);

            Assert.Equal(asked.Order(), numbers);
            Assert.Equal(asked.Order(), words);
        }

        Assert.Equal([(90, 8), (89, 6), (21, 2), (20, 0)], (await _db.Rows.AsNoTracking().Where(x => x.Number >= 89 || x.Number == 20 || x.Number == 21).OrderByDescending(x => x.Number).ToListAsync()).ConvertAll(x => ((int)x.Number, x.Count)));
    }

    [Fact]
    public async Task What_is_taken_back_leaves_the_statements_fit_for_the_next_transaction()
    {
        using var kept = new KeptStatements(_db);
        await _db.InTransactionAsync(() => AddAsync(kept, 1), default);
        await Assert.ThrowsAsync<RuleException>(() => _db.InTransactionAsync(async () =>
        {
            await AddAsync(kept, 2);
            await kept.BulkInsertAsync([new Row { Number = 3, Word = new('x', 21) }], default);
            return 0;
        }, default));

        await _db.InTransactionAsync(() => AddAsync(kept, 4), default);

        Assert.Equal([1, 4], await _db.Rows.Select(x => x.Number).OrderBy(x => x).ToListAsync());
    }

    private static async Task<int> AddAsync(KeptStatements kept, long number)
    {
        await kept.BulkInsertAsync([new Row { Number = number, Word = "w" }], default);
        return 0;
    }

    private static async Task<List<long>> ReadAsync(DbCommand command)
    {
        var numbers = new List<long>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) numbers.Add(reader.GetInt64(0));
        return numbers;
    }
}
