using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Tests.Settlement;

/// <summary>Bank transfers by organisations: people match what comes in and send back what has to go back.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private static readonly Actor Admin = new(Guid.CreateVersion7(), "admin");
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1250);
        await _shop.StockAsync(_offer, 100_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Awaited_transfers_are_listed_oldest_first_until_they_are_in()
    {
        var first = await PlaceAsync(2);
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await PlaceAsync(4);

        var awaited = await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.AwaitedAsync(_shop.Now.AddDays(-90), default));
        Assert.Equal([(first, 2500L), (second, 5000L)], awaited.Select(x => (x.Id, x.AmountFen)));
        await ConfirmAsync(first, 2500, "B-1");

        Assert.Equal([second], (await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.AwaitedAsync(_shop.Now.AddDays(-90), default))).Select(x => x.Id));
    }

    [Fact]
    public async Task A_refund_of_a_transfer_waits_for_a_person_and_is_sent_once()
    {
        var payment = await PlaceAsync(2);
        await ConfirmAsync(payment, 2500, "B-1");
        await CancelAsync(payment);
        await _shop.Services.GetRequiredService<RefundSender>().SendDueAsync(default);

        var refund = Assert.Single(await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.ToSendAsync(default)));
        Assert.Equal((payment, 2500L), (refund.PaymentId, refund.AmountFen));
        Assert.True(await SentAsync(refund.Id, "R-1"));

        Assert.False(await SentAsync(refund.Id, "R-2"));
        Assert.Empty(await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.ToSendAsync(default)));
        Assert.Equal(1, await _shop.InAsync<OrdersDb, int>(db => db.Deeds.CountAsync(x => x.Action == "refund.sent")));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task One_bank_reference_sends_one_refund()
    {
        var refunds = new List<Guid>();
        foreach (var reference in new[] { "B-1", "B-2" })
        {
            var payment = await PlaceAsync(2);
            await ConfirmAsync(payment, 2500, reference);
            await CancelAsync(payment);
        }
        foreach (var refund in await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.ToSendAsync(default))) refunds.Add(refund.Id);
        Assert.True(await SentAsync(refunds[0], "R-1"));

        Assert.Equal("payment.reference_used", (await Assert.ThrowsAsync<RuleException>(() => SentAsync(refunds[1], "R-1"))).Code);
    }

    [Fact]
    public async Task A_refund_that_the_provider_sends_cannot_be_marked_as_sent_by_hand()
    {
        var id = await _shop.PaidAsync((_offer, 2));
        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));
        var refund = await _shop.InAsync<OrdersDb, Guid>(db => db.Refunds.Select(x => x.Id).SingleAsync());

        Assert.False(await SentAsync(refund, "R-1"));

        Assert.Equal(1, await _shop.Services.GetRequiredService<RefundSender>().SendDueAsync(default));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_transfer_that_comes_after_the_goods_went_back_is_taken_or_returned_never_lost()
    {
        var payment = await PlaceAsync(2);
        _shop.Clock.Advance(TimeSpan.FromDays(30));
        await _shop.SweepAsync();

        Assert.True(await ConfirmAsync(payment, 2500, "B-1"));

        Assert.Equal(OrderState.Paid, await _shop.InAsync<OrdersDb, OrderState>(db => db.Orders.Select(x => x.State).SingleAsync()));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_transfer_that_ran_out_stays_on_the_cashiers_list()
    {
        var payment = await PlaceAsync(2);
        _shop.Clock.Advance(TimeSpan.FromDays(4));
        await _shop.SweepAsync();

        Assert.Contains(await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.AwaitedAsync(_shop.Now.AddDays(-90), default)), x => x.PaymentId == payment);
        Assert.DoesNotContain(await _shop.InAsync<PaymentReads, List<TransferView>>(x => x.AwaitedAsync(_shop.Now.AddDays(-2), default)), x => x.PaymentId == payment);
    }

    private async Task<Guid> PlaceAsync(decimal quantity)
    {
        var order = await _shop.InAsync<CheckoutDesk, OrderView>(desk => desk.PlaceAsync(new(_shop.Buyer, [new(_offer.OfferId, Quantity.Of(quantity, _offer.Unit))], Goods.Station.Id, null, BankTransferProvider.Method, true),
            new(_shop.Buyer, Guid.CreateVersion7().ToString(), "x"), _shop.Now, default));
        return order.Payments[0].Id;
    }

    private Task<bool> ConfirmAsync(Guid payment, long fen, string reference) => _shop.InAsync<PaymentDesk, bool>(desk => desk.ConfirmTransferAsync(payment, fen, reference, Admin, _shop.Now, default));

    private Task<bool> SentAsync(Guid refund, string reference) => _shop.InAsync<PaymentReads, bool>(reads => reads.MarkSentAsync(refund, reference, Admin, _shop.Now, default));

    private async Task CancelAsync(Guid payment)
    {
        var order = await _shop.InAsync<OrdersDb, Guid>(db => db.Payments.Where(x => x.Id == payment).Select(x => x.OrderId).SingleAsync());
        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, order, null, null, _shop.Now, default));
    }
}
