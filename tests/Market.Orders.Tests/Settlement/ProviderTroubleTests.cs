using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Orders.Tests.Settlement;

/// <summary>Providers that are away, and providers that are switched off.</summary>
public sealed class ProviderTroubleTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1250);
        await _shop.StockAsync(_offer, 10_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    /// <summary>Has to be called before there is a page, and is away at first.</summary>
    private sealed class Moody : IPaymentProvider
    {
        public bool Away { get; set; } = true;
        public string Name => "moody";
        public StartedPayment? StartAtOnce(PaymentRequest request) => null;
        public Task<StartedPayment> StartAsync(PaymentRequest request, CancellationToken ct) =>
            Away ? throw new PaymentProviderException("away") : Task.FromResult(new StartedPayment("m_" + request.PaymentId, "https://moody.example/pay"));
        public Task<bool> RefundAsync(RefundRequest request, CancellationToken ct) => Task.FromResult(true);
        public ProviderEvent? Read(ReadOnlyMemory<byte> body, string signature) => null;
    }

    [Fact]
    public async Task A_repeat_of_the_order_gets_the_page_that_the_first_one_did_not()
    {
        var provider = new Moody();
        var key = new OnceKey(_shop.Buyer, "one-key", "x");

        var first = await PlaceAsync(provider, key);
        provider.Away = false;
        var second = await PlaceAsync(provider, key);

        Assert.Equal((first.Id, null, "https://moody.example/pay"), (second.Id, first.Open!.Url, second.Open!.Url));
        Assert.Equal(1_000, (await _shop.StockOfAsync(_offer)).Reserved);
    }

    [Fact]
    public async Task A_refund_of_a_provider_that_is_switched_off_waits_and_keeps_nobody_else_waiting()
    {
        var id = await _shop.PaidAsync((_offer, 2));
        await _shop.InAsync<OrderDesk>(x => x.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));
        var other = await _shop.PaidAsync((_offer, 1));
        await _shop.InAsync<OrderDesk>(x => x.CancelAsync(_shop.Consumer, other, null, null, _shop.Now, default));
        await _shop.InAsync<OrdersDb>(db => db.Payments.Where(x => x.OrderId == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Provider, "gone")));

        Assert.Equal(1, await _shop.Services.GetRequiredService<RefundSender>().SendDueAsync(default));

        var waits = await _shop.InAsync<OrdersDb, Refund>(db => db.Refunds.AsNoTracking().SingleAsync(x => x.OrderId == id));
        Assert.Equal((RefundState.Requested, "provider switched off"), (waits.State, waits.Error));
    }

    [Fact]
    public async Task An_order_the_sweep_cannot_deal_with_keeps_nobody_else_waiting()
    {
        var broken = await _shop.PlaceAsync((_offer, 1));
        var fine = await _shop.PlaceAsync((_offer, 2));
        // What no statement of the shop does: the stock no longer holds what the reservation says.
        await _shop.InAsync<OrdersDb>(db => db.Reservations.Where(x => x.OrderId == broken).ExecuteUpdateAsync(set => set.SetProperty(x => x.Milli, 900_000)));
        _shop.Clock.Advance(TimeSpan.FromMinutes(31));

        await _shop.SweepAsync();

        Assert.Equal((OrderState.AwaitingPayment, OrderState.Cancelled), ((await _shop.OrderAsync(broken)).State, (await _shop.OrderAsync(fine)).State));
    }

    private async Task<OrderView> PlaceAsync(Moody provider, OnceKey key)
    {
        await using var scope = _shop.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var payments = new PaymentDesk(services.GetRequiredService<OrdersDb>(), [provider], services.GetRequiredService<CaptureBook>(), _shop.Settings, NullLogger<PaymentDesk>.Instance);
        var desk = new CheckoutDesk(services.GetRequiredService<CheckoutReads>(), services.GetRequiredService<OrdersDb>(), services.GetRequiredService<CheckoutCommitter>(), payments, _shop.Settings);
        return await desk.PlaceAsync(new(_shop.Buyer, [new(_offer.OfferId, Quantity.Of(1, _offer.Unit))], Goods.Station.Id, null, "moody"), key, _shop.Now, default);
    }
}
