using Market.Orders.Purchase;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Sweep;

/// <summary>What time does by itself.</summary>
public sealed class OrderSweepTests : IAsyncLifetime
{
    private readonly Shop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Unpaid_orders_run_out_and_sent_parcels_complete_once_however_many_sweep()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1000);
        await _shop.StockAsync(offer, 10_000);
        var (unpaid, sent) = (await _shop.PlaceAsync((offer, 2)), await _shop.PaidAsync((offer, 3)));
        await _shop.DispatchAsync((await _shop.OrderAsync(sent)).SubOrders[0]);

        await _shop.SweepAsync();
        Assert.Equal((OrderState.AwaitingPayment, SubOrderState.Dispatched), ((await _shop.OrderAsync(unpaid)).State, (await _shop.OrderAsync(sent)).SubOrders[0].State));
        _shop.Clock.Advance(_shop.Settings.CompletesAfter + TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(_shop.SweepAsync)));

        Assert.True((await _shop.OrderAsync(unpaid)).Expired);
        var part = (await _shop.OrderAsync(sent)).SubOrders[0];
        Assert.Equal((SubOrderState.Completed, CompletionProof.Elapsed), (part.State, part.Proof));
        Assert.Equal((7_000, 0), await _shop.StockOfAsync(offer) is var stock ? (stock.Available, stock.Reserved) : default);
        await _shop.VerifyAsync();
    }
}
