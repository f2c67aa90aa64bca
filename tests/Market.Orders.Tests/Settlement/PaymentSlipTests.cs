using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Settlement;

/// <summary>Payments that fail first, transfers typed twice, keys and reasons longer than thought.</summary>
public sealed class PaymentSlipTests : IAsyncLifetime
{
    private static readonly Actor Admin = new(Guid.CreateVersion7(), "admin");
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1250);
        await _shop.StockAsync(_offer, 10_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [InlineData("failed")]
    [InlineData("expired")]
    public async Task A_payment_that_failed_or_ran_out_can_be_tried_again_while_the_goods_are_held(string outcome)
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var payment = (await _shop.OrderAsync(id)).Payments[0];
        await TakeAsync(new("evt_1", payment.Id, Intent(payment), outcome, 1250, "CNY", ""));
        Assert.NotNull((await _shop.OrderAsync(id)).Open);

        Assert.True(await _shop.InAsync<PaymentDesk, bool>(desk => desk.StartAsync(id, default)));

        Assert.Equal(PaymentState.Pending, (await _shop.OrderAsync(id)).Payments[0].State);
        await _shop.PayAsync(id);
        Assert.Equal(OrderState.Paid, (await _shop.OrderAsync(id)).State);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task The_end_of_an_earlier_try_does_not_end_the_present_one()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        var payment = (await _shop.OrderAsync(id)).Payments[0];

        await TakeAsync(new("evt_1", payment.Id, "cs_before", "expired", 0, "CNY", ""));
        await TakeAsync(new("evt_2", payment.Id, "cs_before", "failed", 0, "CNY", ""));

        Assert.Equal(PaymentState.Pending, (await _shop.OrderAsync(id)).Payments[0].State);
    }

    [Fact]
    public async Task A_cancelled_order_is_not_offered_for_payment_again()
    {
        var id = await _shop.PlaceAsync((_offer, 1));
        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));

        await _shop.InAsync<PaymentDesk>(desk => desk.StartAsync(id, default));

        Assert.Equal(PaymentState.Expired, (await _shop.OrderAsync(id)).Payments[0].State);
    }

    [Fact]
    public async Task A_transfer_is_in_once_and_a_second_one_for_the_same_payment_is_said_to_be_a_surplus()
    {
        var payment = await TransferAsync();
        Assert.True(await ConfirmAsync(payment, "B-7"));

        Assert.True(await ConfirmAsync(payment, "B-7"));
        Assert.Equal("payment.already_paid", (await Assert.ThrowsAsync<RuleException>(() => ConfirmAsync(payment, "B-8"))).Code);

        Assert.Equal(1, await _shop.InAsync<OrdersDb, int>(db => db.PaymentEvents.CountAsync()));
    }

    [Theory]
    [InlineData("", "payment.reference_missing")]
    [InlineData("   ", "payment.reference_missing")]
    [InlineData("81", "field.too_long")]
    public async Task A_bank_reference_has_1_to_80_characters(string reference, string code)
    {
        var payment = await TransferAsync();

        var refusal = await Assert.ThrowsAsync<RuleException>(() => ConfirmAsync(payment, reference is "81" ? new string('8', 81) : reference));

        Assert.Equal(code, refusal.Code);
        Assert.Null(await _shop.InAsync<OrdersDb, DateTime?>(db => db.Payments.Where(x => x.Id == payment).Select(x => x.CapturedAt).SingleAsync()));
    }

    [Fact]
    public async Task A_claim_longer_than_a_refund_can_keep_is_granted_all_the_same()
    {
        var id = await _shop.PaidAsync((_offer, 2));
        await _shop.CompleteAsync(id);
        var line = (await _shop.OrderAsync(id)).SubOrders[0].Lines[0];
        var claim = await _shop.InAsync<ClaimDesk, Guid?>(desk => desk.OpenAsync(new(line.Id, new string('坏', 1000), null, 300), new(_shop.Consumer, null, _shop.Now), default));

        Assert.NotNull(await _shop.InAsync<ClaimDesk, object?>(async desk => await desk.AnswerAsync(new(claim!.Value, 300, new string('抱', 1000)), [_offer.CooperativeId], [], new(_shop.Manager, null, _shop.Now), default)));

        Assert.Equal(300, (await _shop.OrderAsync(id)).Payments[0].RefundedFen);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Keys_that_differ_only_in_case_are_two_orders_and_the_same_key_is_one()
    {
        var upper = await _shop.PlaceAsync("ORDER-a", (_offer, 1));
        var lower = await _shop.PlaceAsync("order-a", (_offer, 1));

        Assert.NotEqual(upper, lower);
        Assert.Equal(upper, await _shop.PlaceAsync("ORDER-a", (_offer, 1)));
        Assert.Equal("idempotency.key_reused", (await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync("ORDER-a", (_offer, 2)))).Code);
    }

    [Fact]
    public async Task A_text_longer_than_its_column_is_refused_by_name_on_both_providers()
    {
        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.InAsync<OrdersDb, int>(db =>
        {
            db.Deeds.Add(Admin.Does(new string('d', 500), Guid.CreateVersion7(), _shop.Now));
            return db.SaveChangesAsync();
        }));

        Assert.Equal("field.too_long", refusal.Code);
        Assert.Equal(0, await _shop.InAsync<OrdersDb, int>(db => db.Deeds.CountAsync()));
    }

    private static string Intent(PaymentView payment) => $"sbx_{payment.Id:N}";

    private Task<Taking> TakeAsync(ProviderEvent said) => _shop.InAsync<PaymentDesk, Taking>(desk => desk.TakeAsync(SandboxProvider.Method, said, _shop.Now, default));

    private async Task<Guid> TransferAsync()
    {
        var id = await _shop.InAsync<CheckoutDesk, Guid>(desk => desk.PlaceAsync(new(_shop.Buyer, [new(_offer.OfferId, Quantity.Of(2, _offer.Unit))], Goods.Station.Id, null, BankTransferProvider.Method, true),
            new(_shop.Buyer, Guid.CreateVersion7().ToString(), "x"), _shop.Now, default));
        return (await _shop.OrderAsync(id)).Payments[0].Id;
    }

    private Task<bool> ConfirmAsync(Guid payment, string reference) => _shop.InAsync<PaymentDesk, bool>(desk => desk.ConfirmTransferAsync(payment, 2500, reference, Admin, _shop.Now, default));
}
