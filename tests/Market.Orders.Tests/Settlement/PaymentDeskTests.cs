using System.Text;
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

public sealed class PaymentDeskTests : IAsyncLifetime
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

    [Fact]
    public async Task A_paid_order_is_sold_and_its_money_is_held()
    {
        var id = await _shop.PaidAsync((_offer, 2));

        var order = await _shop.OrderAsync(id);
        Assert.Equal(OrderState.Paid, order.State);
        Assert.Equal(SubOrderState.ToPack, order.SubOrders[0].State);
        var stock = await _shop.StockOfAsync(_offer);
        Assert.Equal((8_000, 0, 2_000), (stock.Available, stock.Reserved, stock.Sold));
        Assert.Equal(2500, (await _shop.InAsync<Market.Orders.Income.IncomeReads, Market.Orders.Income.IncomeBalance>(x => x.BalanceAsync(_offer.CooperativeId, default))).HeldFen);
    }

    [Fact]
    public async Task The_same_event_counts_once_even_when_it_arrives_eight_times_at_once()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var said = await SaidAsync(id);

        var takings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TakeAsync(said)));

        Assert.Equal(1, takings.Count(x => x == Taking.Taken));
        Assert.Equal(1250, (await _shop.OrderAsync(id)).Payments[0].CapturedFen);
        Assert.Equal(1, await _shop.InAsync<OrdersDb, int>(db => db.LedgerTransactions.CountAsync()));
    }

    [Fact]
    public async Task Another_event_about_a_payment_that_is_already_captured_changes_nothing()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var said = await SaidAsync(id);
        await TakeAsync(said);

        await TakeAsync(said with { EventId = "evt_second" });

        Assert.Equal(1250, (await _shop.OrderAsync(id)).Payments[0].CapturedFen);
        Assert.Equal(1_000, (await _shop.StockOfAsync(_offer)).Sold);
    }

    [Theory]
    [InlineData(1249, "CNY", null)]
    [InlineData(1250, "USD", null)]
    [InlineData(1250, "CNY", "sbx_other")]
    public async Task An_event_with_another_amount_currency_or_intent_pays_nothing(long fen, string currency, string? intent)
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var said = await SaidAsync(id);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => TakeAsync(said with { AmountFen = fen, Currency = currency, IntentId = intent ?? said.IntentId }));

        Assert.Equal("payment.mismatch", refusal.Code);
        Assert.Equal(OrderState.AwaitingPayment, (await _shop.OrderAsync(id)).State);
    }

    [Fact]
    public async Task A_genuine_event_for_a_payment_that_does_not_exist_is_noted_and_changes_nothing()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var said = await SaidAsync(id);

        Assert.Equal(Taking.Unknown, await TakeAsync(said with { PaymentId = Guid.CreateVersion7() }));
    }

    [Fact]
    public async Task A_webhook_is_taken_only_with_its_signature_over_the_raw_body()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var order = await _shop.OrderAsync(id);
        var body = Encoding.UTF8.GetBytes($$"""{"eventId":"evt_1","paymentId":"{{order.Payments[0].Id}}","intentId":"sbx_{{order.Payments[0].Id:N}}","outcome":"captured","amountFen":1250,"currency":"CNY","at":"x"}""");
        var signature = WebhookSignature.Sign(body, "sandbox", _shop.Clock.GetUtcNow());

        Assert.Equal(Taking.Forged, await TakeAsync([.. body, (byte)' '], signature));
        Assert.Equal(Taking.Forged, await TakeAsync(body, WebhookSignature.Sign(body, "guessed", _shop.Clock.GetUtcNow())));
        Assert.Equal(Taking.Forged, await TakeAsync(body, WebhookSignature.Sign(body, "sandbox", _shop.Clock.GetUtcNow().AddMinutes(-6))));
        Assert.Equal(Taking.Forged, await TakeAsync(body, ""));
        Assert.Equal(OrderState.AwaitingPayment, (await _shop.OrderAsync(id)).State);
        Assert.Equal(Taking.Taken, await TakeAsync(body, signature));
        Assert.Equal(OrderState.Paid, (await _shop.OrderAsync(id)).State);
    }

    [Fact]
    public async Task An_unpaid_order_gives_its_goods_back_when_its_time_is_over()
    {
        var id = await _shop.PlaceAsync((_offer, 4));
        _shop.Clock.Advance(TimeSpan.FromMinutes(29));
        await _shop.SweepAsync();
        Assert.Equal(4_000, (await _shop.StockOfAsync(_offer)).Reserved);

        _shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await _shop.SweepAsync();

        Assert.Equal((10_000, 0), ((await _shop.StockOfAsync(_offer)).Available, (await _shop.StockOfAsync(_offer)).Reserved));
        var order = await _shop.OrderAsync(id);
        Assert.Equal((OrderState.Cancelled, true, PaymentState.Expired), (order.State, order.Expired, order.Payments[0].State));
    }

    [Fact]
    public async Task A_late_payment_takes_the_goods_again_when_they_are_still_there()
    {
        var id = await _shop.PlaceAsync((_offer, 4));
        var said = await SaidAsync(id);
        _shop.Clock.Advance(TimeSpan.FromMinutes(31));
        await _shop.SweepAsync();

        await TakeAsync(said);

        Assert.Equal(OrderState.Paid, (await _shop.OrderAsync(id)).State);
        Assert.Equal(4_000, (await _shop.StockOfAsync(_offer)).Sold);
    }

    [Fact]
    public async Task A_late_payment_goes_back_when_others_have_the_goods()
    {
        var id = await _shop.PlaceAsync((_offer, 4));
        var said = await SaidAsync(id);
        _shop.Clock.Advance(TimeSpan.FromMinutes(31));
        await _shop.SweepAsync();
        await _shop.PaidAsync((_offer, 8));

        await TakeAsync(said);
        await _shop.Services.GetRequiredService<RefundSender>().SendDueAsync(default);

        var order = await _shop.OrderAsync(id);
        Assert.Equal((OrderState.Refunded, PaymentState.Refunded, 5000), (order.State, order.Payments[0].State, order.Payments[0].RefundedFen));
        Assert.Equal(8_000, (await _shop.StockOfAsync(_offer)).Sold);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_payment_that_arrives_after_the_buyer_cancelled_goes_back()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var said = await SaidAsync(id);
        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));

        await TakeAsync(said);

        Assert.Equal(1250, (await _shop.OrderAsync(id)).Payments[0].RefundedFen);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_asked_for_again_and_paid_once()
    {
        var id = await _shop.PaidAsync((_offer, 1));
        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));
        var bank = _shop.Services.GetRequiredService<SandboxBank>();
        var refund = await _shop.InAsync<OrdersDb, Refund>(db => db.Refunds.SingleAsync());
        bank.Refund(new(refund.Id, refund.PaymentId, "", refund.AmountFen, "CNY"), "before the crash");

        Assert.Equal(1, await _shop.Services.GetRequiredService<RefundSender>().SendDueAsync(default));

        Assert.Equal(RefundState.Sent, (await _shop.InAsync<OrdersDb, Refund>(db => db.Refunds.SingleAsync())).State);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_bank_transfer_is_for_organisations_and_is_matched_by_amount_and_reference()
    {
        Task<Guid> Place(bool organisation) => _shop.InAsync<CheckoutDesk, Guid>(async desk => (await desk.PlaceAsync(
            new(_shop.Buyer, [new(_offer.OfferId, Kernel.Values.Quantity.Of(2, _offer.Unit))], Goods.Station.Id, null, "bank_transfer", organisation),
            new(_shop.Buyer, Guid.CreateVersion7().ToString(), "x"), _shop.Now, default)).Id);
        Assert.Equal("payment.organisations_only", (await Assert.ThrowsAsync<RuleException>(() => Place(false))).Code);
        var id = await Place(true);
        var payment = (await _shop.OrderAsync(id)).Payments[0];
        Task<bool> Confirm(long fen) => _shop.InAsync<PaymentDesk, bool>(desk => desk.ConfirmTransferAsync(payment.Id, fen, "B-1", new(Guid.CreateVersion7(), "admin"), _shop.Now, default));

        Assert.Equal("payment.mismatch", (await Assert.ThrowsAsync<RuleException>(() => Confirm(2499))).Code);
        Assert.True(await Confirm(2500));
        Assert.Equal(OrderState.Paid, (await _shop.OrderAsync(id)).State);

        var second = (await _shop.OrderAsync(await Place(true))).Payments[0];
        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.InAsync<PaymentDesk, bool>(desk =>
            desk.ConfirmTransferAsync(second.Id, 2500, "B-1", new(Guid.CreateVersion7(), "admin"), _shop.Now, default)));
        Assert.Equal("payment.reference_used", refusal.Code);
    }

    private async Task<ProviderEvent> SaidAsync(Guid orderId)
    {
        var payment = (await _shop.OrderAsync(orderId)).Payments[0];
        var sandbox = _shop.Services.GetRequiredService<SandboxProvider>();
        return sandbox.DecideQuietly(sandbox.Open(payment.Id, payment.Url!)!, _shop.Now);
    }

    private Task<Taking> TakeAsync(ProviderEvent said) => _shop.InAsync<PaymentDesk, Taking>(desk => desk.TakeAsync("sandbox", said, _shop.Now, default));

    private Task<Taking> TakeAsync(byte[] body, string signature) => _shop.InAsync<PaymentDesk, Taking>(desk => desk.TakeAsync("sandbox", body, signature, _shop.Now, default));
}
