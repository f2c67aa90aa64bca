using Market.Traceability.Lots;
using Market.Traceability.Tests.Support;
using Market.Traceability.Tracing;

namespace Market.Traceability.Tests.Tracing;

public sealed class MassBalanceTests : IAsyncLifetime
{
    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Theory]
    [InlineData(98_000, 9_800, true)]
    [InlineData(97_999, 9_799, false)]
    [InlineData(102_000, 10_200, true)]
    [InlineData(102_010, 10_201, false)]
    public async Task What_was_counted_decides_and_the_band_holds_its_ends(long counted, long points, bool inBand)
    {
        var code = await farm.LotAsync(100_000);
        await trace.AskAsync<LotSteps, bool>(x => x.CountAsync(farm.Party, code, counted, default));

        var balance = (await trace.AskAsync<MassBalance, LotBalance?>(x => x.OfAsync(farm.Party, code, default)))!;
        var listed = await trace.AskAsync<MassBalance, List<LotBalance>>(async x => (await x.ListAsync(farm.Party, new(), 1, 50, default)).Items);

        Assert.Equal((points, inBand, true), (balance.BasisPoints, balance.InBand, balance.Counted));
        Assert.Equal(inBand ? [] : [balance], listed);
    }

    [Fact]
    public async Task The_list_pages_with_true_totals_by_cooperative_and_period_and_the_table_has_the_same_rows()
    {
        var stranger = new Farm(trace);
        for (var i = 0; i < 5; i++) await CountedAsync(farm, 90_000);
        await CountedAsync(farm, 100_000);
        await CountedAsync(stranger, 90_000);
        var today = new DateOnly(2026, 11, 23);

        foreach (var (party, question, total) in new[]
        {
            (Chain.Inspector, new BalanceQuestion(), 6), (Chain.Inspector, new(OutOfBand: false), 7), (Chain.Inspector, new(stranger.Cooperative), 1), (farm.Party, new(), 5), (farm.Party, new(stranger.Cooperative), 0),
            (farm.Party, new(null, today, today), 5), (farm.Party, new(null, today.AddDays(1)), 0), (farm.Party, new(null, null, today.AddDays(-1)), 0),
        })
        {
            var (first, all) = await ListAsync(party, question, 1);
            var second = (await ListAsync(party, question, 2)).Items;
            var rows = await trace.AskAsync<MassBalance, List<string[]>>(async x => await x.RowsAsync(party, question, default).ToListAsync());
            Assert.Equal((total, Math.Min(4, total), Math.Max(0, total - 4), total), (all, first.Count, second.Count, rows.Count));
            Assert.Equal(rows.Select(x => x[0]), first.Concat(second).Select(x => x.Code));
            Assert.All(rows, x => Assert.Equal(MassBalance.Header.Count, x.Length));
        }
    }

    private Task<(List<LotBalance> Items, int Total)> ListAsync(TraceParty party, BalanceQuestion question, int page) => trace.AskAsync<MassBalance, (List<LotBalance>, int)>(x => x.ListAsync(party, question, page, 4, default));

    private async Task CountedAsync(Farm owner, long grams)
    {
        var code = await owner.LotAsync(100_000);
        await trace.AskAsync<LotSteps, bool>(x => x.CountAsync(owner.Party, code, grams, default));
    }

    [Fact]
    public async Task What_leaves_after_a_count_leaves_the_counted_stock_too()
    {
        var code = await farm.LotAsync(100_000);
        await trace.AskAsync<LotSteps, bool>(x => x.CountAsync(farm.Party, code, 99_000, default));
        await new Chain(trace).PackAsync(farm, code, 40_000, 39_000);

        var balance = (await trace.AskAsync<MassBalance, LotBalance?>(x => x.OfAsync(farm.Party, code, default)))!;

        Assert.Equal((59_000, 9_900), (balance.Stock, balance.BasisPoints));
    }

    [Fact]
    public async Task Another_cooperative_sees_no_balance()
    {
        var code = await farm.LotAsync();

        Assert.Null(await trace.AskAsync<MassBalance, LotBalance?>(x => x.OfAsync(new(Guid.CreateVersion7(), []), code, default)));
    }
}
