using System.Collections.Concurrent;
using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Checkout;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Orders.Tests.Settlement;

/// <summary>Two senders on one database, and a provider that takes its time.</summary>
public sealed class RefundSenderTests : IAsyncLifetime
{
    private readonly Slow _provider = new();
    private readonly Shop _shop;
    private OfferTerms _offer = null!;

    public RefundSenderTests() => _shop = new() { Provider = _provider };

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1250);
        await _shop.StockAsync(_offer, 10_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    /// <summary>Notes what it is asked for and answers as the test says.</summary>
    private sealed class Slow : IPaymentProvider
    {
        public ConcurrentQueue<RefundRequest> Asked { get; } = [];

        /// <summary>What happens while the request is under way; the number counts requests from one.</summary>
        public Func<int, CancellationToken, Task> Meanwhile { get; set; } = (_, _) => Task.CompletedTask;

        public string Name => "slow";
        public StartedPayment? StartAtOnce(PaymentRequest request) => null;
        public Task<StartedPayment> StartAsync(PaymentRequest request, CancellationToken ct) => throw new PaymentProviderException("not here");

        public async Task<bool> RefundAsync(RefundRequest request, CancellationToken ct)
        {
            Asked.Enqueue(request);
            await Meanwhile(Asked.Count, ct);
            return true;
        }

        public ProviderEvent? Read(ReadOnlyMemory<byte> body, string signature) => null;
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_said_to_have_been_asked_for_before()
    {
        await RefundAsync();
        _provider.Meanwhile = (request, _) => request == 1 ? throw new PaymentProviderException("lost") : Task.CompletedTask;

        Assert.Equal(0, await SendAsync());
        _shop.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await SendAsync());

        Assert.Equal([false, true], _provider.Asked.Select(x => x.AskedBefore));
        Assert.Single(_provider.Asked.Select(x => x.RefundId).Distinct());
    }

    [Fact]
    public async Task A_refund_under_way_is_one_senders_for_a_minute_however_long_those_before_it_took()
    {
        await RefundAsync();
        await RefundAsync();
        var others = 0;
        _provider.Meanwhile = async (request, _) =>
        {
            _shop.Clock.Advance(TimeSpan.FromSeconds(request == 1 ? 45 : 20));
            if (request == 2) others = await SendAsync();
        };

        Assert.Equal((2, 0), (await SendAsync(), others));

        Assert.Equal(2, _provider.Asked.Count);
        Assert.Equal(2, _provider.Asked.Select(x => x.RefundId).Distinct().Count());
    }

    [Fact]
    public async Task A_refund_that_another_sender_tried_meanwhile_is_left_to_a_pass_that_knows_of_it()
    {
        await RefundAsync();
        await RefundAsync();
        _provider.Meanwhile = async (request, _) =>
        {
            if (request > 1) throw new PaymentProviderException("lost");
            await SendAsync();
            _shop.Clock.Advance(TimeSpan.FromSeconds(61));
        };

        Assert.Equal(1, await SendAsync());
        Assert.Equal(2, _provider.Asked.Count);

        _provider.Meanwhile = (_, _) => Task.CompletedTask;
        Assert.Equal(1, await SendAsync());
        Assert.Equal([false, false, true], _provider.Asked.Select(x => x.AskedBefore));
    }

    [Fact]
    public async Task A_request_without_an_answer_is_given_up_while_the_refund_is_still_ours()
    {
        await RefundAsync();
        var started = new TaskCompletionSource();
        _provider.Meanwhile = (_, ct) =>
        {
            started.SetResult();
            return Task.Delay(Timeout.Infinite, ct);
        };

        var pass = SendAsync();
        await started.Task;
        _shop.Clock.Advance(TimeSpan.FromSeconds(51));

        Assert.Equal(0, await pass.WaitAsync(TimeSpan.FromSeconds(20)));
        var refund = await _shop.InAsync<OrdersDb, Refund>(db => db.Refunds.AsNoTracking().SingleAsync());
        Assert.Equal((RefundState.Requested, "no answer"), (refund.State, refund.Error));
    }

    [Fact, Trait("Category", "race")]
    public async Task Senders_that_race_send_each_refund_once()
    {
        for (var i = 0; i < 6; i++) await RefundAsync();
        _provider.Meanwhile = (_, _) => Task.Delay(5);

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SendAsync)));

        Assert.Equal((6, 6), (sent.Sum(), _provider.Asked.Select(x => x.RefundId).Distinct().Count()));
        Assert.Equal(6, _provider.Asked.Count);
    }

    private async Task RefundAsync()
    {
        var id = await _shop.PaidAsync((_offer, 1));
        await _shop.InAsync<OrderDesk>(x => x.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));
        await _shop.InAsync<OrdersDb>(db => db.Payments.Where(x => x.OrderId == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Provider, "slow")));
    }

    /// <summary>A pass of a replica of its own.</summary>
    private Task<int> SendAsync() => new RefundSender(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _shop.Clock, NullLogger<RefundSender>.Instance).SendDueAsync(default);
}
