using CsCheck;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Presale;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Presale;

public sealed class PresaleTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = Offer(returned: true);
        await _shop.StockAsync(_offer, 10_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_presale_takes_the_deposit_now_and_sells_no_more_than_the_forecast()
    {
        var id = await _shop.PlaceAsync((_offer, 7));

        var payment = Assert.Single((await _shop.OrderAsync(id)).Payments);
        Assert.Equal((PaymentStage.Deposit, 7 * 200), (payment.Stage, payment.AmountFen));
        Assert.Equal("stock.insufficient", (await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((_offer, 4)))).Code);
    }

    [Fact]
    public async Task A_short_harvest_is_shared_fairly_and_the_missing_deposits_go_back()
    {
        var first = await _shop.PaidAsync((_offer, 5));
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await _shop.PaidAsync((_offer, 5));

        await SettleAsync(5_000);

        var (a, b) = (await _shop.OrderAsync(first), await _shop.OrderAsync(second));
        Assert.Equal((3_000, 2_000), (a.SubOrders[0].Lines[0].Quantities.Ordered, b.SubOrders[0].Lines[0].Quantities.Ordered));
        Assert.Equal((400, 600), (a.Payments[0].RefundedFen, b.Payments[0].RefundedFen));
        Assert.True(a.BalanceOpen);

        await BalanceAsync(first);
        await _shop.PayAsync(first);
        Assert.Equal(OrderState.Paid, (await _shop.OrderAsync(first)).State);
        await _shop.CompleteAsync(first);
        var income = await _shop.InAsync<IncomeReads, IncomePage>(x => x.ListAsync(new(_offer.CooperativeId, null, null), 1, 10, default));
        Assert.Equal(3000, income.Totals["sale"]);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task The_deposit_is_held_and_no_income()
    {
        await _shop.PaidAsync((_offer, 5));

        var (held, owed, _, _) = await _shop.InAsync<IncomeReads, IncomeBalance>(x => x.BalanceAsync(_offer.CooperativeId, default));
        Assert.Equal((1000, 0), (held, owed));
    }

    [Theory]
    [InlineData(true, 1000, 0)]
    [InlineData(false, 0, 1000)]
    public async Task A_balance_that_is_not_paid_in_time_ends_the_order_by_the_offers_stated_rule(bool returned, long refunded, long kept)
    {
        var offer = Offer(returned);
        await _shop.StockAsync(offer, 10_000);
        var id = await _shop.PaidAsync((offer, 5));
        await SettleAsync(10_000, offer);
        _shop.Clock.Advance(TimeSpan.FromDays(12));

        await _shop.SweepAsync();

        var order = await _shop.OrderAsync(id);
        Assert.Equal((OrderState.Cancelled, refunded), (order.State, order.Payments[0].RefundedFen));
        var income = await _shop.InAsync<IncomeReads, IncomePage>(x => x.ListAsync(new(offer.CooperativeId, null, null), 1, 10, default));
        Assert.Equal(kept, income.Totals.GetValueOrDefault("correction"));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_balance_that_arrives_after_the_buyer_cancelled_goes_back_whole()
    {
        var id = await _shop.PaidAsync((_offer, 5));
        await SettleAsync(10_000);
        await BalanceAsync(id);
        await _shop.InAsync<OrderDesk>(x => x.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));

        await _shop.PayAsync(id);

        var order = await _shop.OrderAsync(id);
        Assert.Equal((OrderState.Refunded, 1000, 4000), (order.State, order.Payments[0].RefundedFen, order.Payments[1].RefundedFen));
        await _shop.VerifyAsync();
    }

    [Theory]
    [InlineData(true, 1000)]
    [InlineData(false, 0)]
    public async Task A_balance_that_arrives_after_its_day_goes_back_whole_whatever_becomes_of_the_deposit(bool returned, long deposit)
    {
        var offer = Offer(returned);
        await _shop.StockAsync(offer, 10_000);
        var id = await _shop.PaidAsync((offer, 5));
        await SettleAsync(10_000, offer);
        await BalanceAsync(id);
        _shop.Clock.Advance(TimeSpan.FromDays(12));
        await _shop.SweepAsync();

        Assert.Equal(Taking.Taken, await _shop.PayAsync(id));

        var order = await _shop.OrderAsync(id);
        Assert.Equal((deposit, 4000), (order.Payments[0].RefundedFen, order.Payments[1].RefundedFen));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_deposit_that_arrives_late_keeps_the_goods_until_the_balance_day()
    {
        var id = await _shop.PlaceAsync((_offer, 5));
        _shop.Clock.Advance(TimeSpan.FromMinutes(31));
        await _shop.SweepAsync();

        await _shop.PayAsync(id);

        Assert.Equal(OrderState.AwaitingPayment, (await _shop.OrderAsync(id)).State);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Somebody_who_gets_nothing_has_the_whole_deposit_back_and_a_cancelled_order()
    {
        var id = await _shop.PaidAsync((_offer, 5));

        await SettleAsync(0);

        var order = await _shop.OrderAsync(id);
        Assert.Equal((OrderState.Cancelled, 1000), (order.State, order.Payments[0].RefundedFen));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_harvest_is_entered_once()
    {
        await _shop.PaidAsync((_offer, 5));
        await SettleAsync(5_000);

        Assert.Equal("presale.settled", (await Assert.ThrowsAsync<RuleException>(() => SettleAsync(9_000))).Code);
    }

    [Fact]
    public async Task Presale_goods_and_goods_sold_now_do_not_mix()
    {
        var now = _shop.Goods.Offer(_offer.CooperativeId, 100);
        await _shop.StockAsync(now, 10_000);

        Assert.Equal("order.mixed_presale", (await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((_offer, 1), (now, 1)))).Code);
    }

    [Fact]
    public void An_allotment_gives_away_the_whole_harvest_in_steps_fairly_and_nobody_gets_more_than_ordered()
    {
        Gen.Select(Gen.Long[0, 200], Gen.Int[1, 5], Gen.Long[1, 40].Array[1, 12]).Sample((harvest, step, wanted) =>
        {
            var ordered = wanted.Select(x => x * step).ToArray();
            var shares = Allotment.Of(harvest, step, ordered);
            var given = Math.Min(harvest / step * step, ordered.Sum());
            return shares.Sum() == given
                && shares.Zip(ordered).All(x => x.First >= 0 && x.First <= x.Second && x.First % step == 0)
                // Nobody is further than one step from the exact proportion.
                && shares.Zip(ordered).All(x => Math.Abs((decimal)x.First - (decimal)given * x.Second / ordered.Sum()) < step);
        });
    }

    [Fact]
    public void Ties_of_an_allotment_go_to_the_earlier_order() => Assert.Equal([4L, 3L, 3L], Allotment.Of(10, 1, [5, 5, 5]));

    private OfferTerms Offer(bool returned) =>
        _shop.Goods.Offer(_shop.Goods.Cooperative(), 1000, Unit.Box, presale: new PresaleTerms(20, DistrictClock.Date(_shop.Now).AddDays(10), 10_000, returned));

    private Task SettleAsync(long harvest, OfferTerms? offer = null) => _shop.InAsync<HarvestDesk>(x =>
        x.SettleAsync((offer ?? _offer).OfferId, harvest, [(offer ?? _offer).CooperativeId], new(_shop.Manager, null, _shop.Now), default));

    private Task BalanceAsync(Guid order) => _shop.InAsync<BalanceDesk>(x => x.OpenAsync(order, new(_shop.Consumer, null, _shop.Now), default));
}
