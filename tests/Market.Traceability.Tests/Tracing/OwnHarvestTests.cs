using Market.Kernel;
using Market.Kernel.Messages;
using Market.Traceability.Recall;
using Market.Traceability.Tests.Support;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Tracing;

/// <summary>Which goods are proved to be a cooperative's own produce.</summary>
public sealed class OwnHarvestTests : IAsyncLifetime
{
    private Trace trace = null!;
    private Farm farm = null!;
    private Chain chain = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        (farm, chain) = (new(trace), new(trace));
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_harvest_of_own_plots_and_what_is_packed_from_it_are_proved_and_what_others_grew_is_not()
    {
        var lot = await farm.LotAsync(10_000);
        var packed = await chain.PackAsync(farm, lot, 4_000, 3_900);
        var mixed = await farm.LotAsync(5_000);
        var key = "";
        await trace.WithAsync(async db => key = await db.Lots.Where(x => x.Code == mixed).Select(x => x.Key).SingleAsync());

        Assert.Equal((true, true, true), (await ProvedAsync(lot), await ProvedAsync(packed), await ProvedAsync(mixed)));
        await chain.TellAsync(chain.Made([("urn:x:lot:bought", 3)], [(key, 3)]));

        Assert.Equal((true, true, false), (await ProvedAsync(lot), await ProvedAsync(packed), await ProvedAsync(mixed)));
        Assert.False(await trace.AskAsync<OwnHarvest, bool>(x => x.IsProvedAsync(Guid.CreateVersion7(), lot, default)));
        Assert.False(await ProvedAsync("nobody"));
    }

    [Fact]
    public async Task What_is_picked_says_of_each_lot_whether_it_is_proved()
    {
        var (own, mixed) = (await farm.LotAsync(1_000), await farm.LotAsync(1_000));
        var key = "";
        await trace.WithAsync(async db => key = await db.Lots.Where(x => x.Code == mixed).Select(x => x.Key).SingleAsync());
        await chain.TellAsync(chain.Made([("urn:x:lot:bought", 1)], [(key, 1)]));

        var taken = await trace.AskAsync<LotStatus, IReadOnlyList<TakenGoods>>(x => x.TakeAsync(Guid.CreateVersion7(), [new(Guid.CreateVersion7(), farm.Product.Id, 2_000, "菜")], default));

        Assert.Equal([(own, true), (mixed, false)], taken.OrderByDescending(x => x.OwnPlots).Select(x => (x.LotCode, x.OwnPlots)));
    }

    [Fact]
    public async Task A_lot_of_which_some_was_shipped_or_received_before_is_proved_all_the_same()
    {
        var (lot, delivery) = (await farm.LotAsync(10_000), Guid.CreateVersion7());

        await trace.DeliverAsync(Guid.CreateVersion7(), new DeliveryShipped(delivery, "SH-2026-000001", Guid.CreateVersion7(), farm.Cooperative, [new(lot, 6_000)]));
        Assert.True(await ProvedAsync(lot));
        await trace.DeliverAsync(Guid.CreateVersion7(), new GoodsReceived(delivery, "SH-2026-000001", Guid.CreateVersion7(), farm.Cooperative, [new(lot, 5_000, 0, 1_000)], default, []));

        Assert.True(await ProvedAsync(lot));
    }

    private Task<bool> ProvedAsync(string lot) => trace.AskAsync<OwnHarvest, bool>(x => x.IsProvedAsync(farm.Cooperative, lot, default));
}
