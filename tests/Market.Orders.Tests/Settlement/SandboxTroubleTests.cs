using Market.Kernel;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Tests.Settlement;

/// <summary>A provider whose events come twice and overtake each other, and whose answers get lost.</summary>
public sealed class SandboxTroubleTests : IAsyncLifetime
{
    private readonly Shop _shop = new() { Sandbox = new() { DuplicatePercent = 50, TimeoutPercent = 50, Delay = TimeSpan.FromSeconds(5), Seed = 7 } };
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1250);
        await _shop.StockAsync(_offer, 1_000_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Every_payment_is_captured_once_and_every_refund_paid_once()
    {
        var (paid, failed) = (new List<Guid>(), new List<Guid>());
        for (var i = 0; i < 60; i++)
        {
            var id = await _shop.PlaceAsync((_offer, 1 + (i % 3)));
            (i % 4 == 0 ? failed : paid).Add(id);
            var payment = (await _shop.OrderAsync(id)).Payments[0];
            var sandbox = _shop.Services.GetRequiredService<SandboxProvider>();
            sandbox.Decide(sandbox.Open(payment.Id, payment.Url!)!, i % 8 == 0 ? "timeout" : i % 4 == 0 ? "fail" : "succeed");
        }

        var taken = await DeliverAsync();
        foreach (var id in paid.Take(25)) await _shop.InAsync<OrderDesk>(x => x.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));
        await RefundAsync();

        Assert.Equal(60, taken.Count(x => x == Taking.Taken));
        Assert.Contains(Taking.Known, taken);
        foreach (var id in failed) Assert.Equal(OrderState.AwaitingPayment, (await _shop.OrderAsync(id)).State);
        foreach (var id in paid.Skip(25)) Assert.Equal(OrderState.Paid, (await _shop.OrderAsync(id)).State);
        var refunds = await _shop.InAsync<OrdersDb, List<Refund>>(db => db.Refunds.AsNoTracking().ToListAsync());
        Assert.Contains(refunds, x => x.Attempts > 1);
        var captured = await _shop.InAsync<OrdersDb, long>(db => db.Payments.SumAsync(x => x.CapturedFen));
        Assert.Equal((captured, refunds.Sum(x => x.AmountFen), refunds.Count), _shop.BankSays());
        Assert.Equal(25, refunds.Count);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_payment_that_failed_before_it_succeeded_is_paid_in_whatever_order_the_shop_hears_of_it()
    {
        var (orders, sandbox) = (new List<Guid>(), _shop.Services.GetRequiredService<SandboxProvider>());
        for (var i = 0; i < 30; i++)
        {
            orders.Add(await _shop.PlaceAsync((_offer, 1)));
            var payment = (await _shop.OrderAsync(orders[^1])).Payments[0];
            foreach (var outcome in new[] { "fail", "succeed" }) sandbox.Decide(sandbox.Open(payment.Id, payment.Url!)!, outcome);
        }
        var sent = _shop.Services.GetRequiredService<SandboxBank>().Due(long.MaxValue).Select(x => SandboxEvent.Parse(x.Body)!).GroupBy(x => x.PaymentId).ToList();

        Assert.Contains(sent, x => x.First().Outcome == "captured");
        Assert.Contains(sent, x => x.First().Outcome == "failed");
        await DeliverAsync();

        foreach (var id in orders)
        {
            var order = await _shop.OrderAsync(id);
            Assert.Equal((OrderState.Paid, PaymentState.Paid, 1250), (order.State, order.Payments[0].State, order.Payments[0].CapturedFen));
        }
        await _shop.VerifyAsync();
    }

    /// <summary>All events, in the order and as often as the sandbox sends them.</summary>
    private async Task<List<Taking>> DeliverAsync()
    {
        var (bank, taken) = (_shop.Services.GetRequiredService<SandboxBank>(), new List<Taking>());
        var until = _shop.Clock.GetUtcNow().AddSeconds(10).ToUnixTimeMilliseconds();
        while (bank.Due(until) is { Count: > 0 } due)
            foreach (var (id, body) in due)
            {
                var signature = WebhookSignature.Sign(body, _shop.Sandbox.Secrets[0], _shop.Clock.GetUtcNow());
                taken.Add(await _shop.InAsync<PaymentDesk, Taking>(x => x.TakeAsync("sandbox", body, signature, _shop.Now, default)));
                bank.Delivered(id);
            }
        return taken;
    }

    /// <summary>Asks again after each lease until every refund was answered.</summary>
    private async Task RefundAsync()
    {
        for (var round = 0; await _shop.InAsync<OrdersDb, bool>(db => db.Refunds.AnyAsync(x => x.State == RefundState.Requested)); round++)
        {
            Assert.True(round < 25, "Refunds were never answered.");
            await _shop.Services.GetRequiredService<RefundSender>().SendDueAsync(default);
            _shop.Clock.Advance(TimeSpan.FromSeconds(61));
        }
    }
}
