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
        var listed = await trace.AskAsync<MassBalance, List<LotBalance>>(x => x.OutOfBandAsync(farm.Party, 1, default));

        Assert.Equal((points, inBand, true), (balance.BasisPoints, balance.InBand, balance.Counted));
        Assert.Equal(inBand ? [] : [balance], listed);
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
