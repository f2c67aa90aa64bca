using Market.Kernel;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Checkout;

public sealed class CheckoutDeskTests : IAsyncLifetime
{
    private readonly Shop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_basket_of_two_cooperatives_becomes_one_order_with_two_parts()
    {
        var (first, second) = (_shop.Goods.Cooperative("甲"), _shop.Goods.Cooperative("乙"));
        var (apples, eggs) = (_shop.Goods.Offer(first, 4980), _shop.Goods.Offer(second, 3600));
        await _shop.StockAsync(apples, 10_000);
        await _shop.StockAsync(eggs, 10_000);

        var order = await _shop.OrderAsync(await _shop.PlaceAsync((apples, 2), (eggs, 1)));

        Assert.Equal(OrderState.AwaitingPayment, order.State);
        Assert.Equal(2 * 4980 + 3600, order.TotalFen);
        Assert.Equal(new[] { first, second }.Order(), order.SubOrders.Select(x => x.CooperativeId).Order());
        Assert.Equal(order.TotalFen, Assert.Single(order.Payments).AmountFen);
        Assert.Equal(8_000, (await _shop.StockOfAsync(apples)).Available);
        Assert.Equal(2_000, (await _shop.StockOfAsync(apples)).Reserved);
    }

    [Fact]
    public async Task Too_little_of_one_product_refuses_the_whole_order_and_reserves_nothing()
    {
        var cooperative = _shop.Goods.Cooperative();
        var (plenty, scarce) = (_shop.Goods.Offer(cooperative, 100), _shop.Goods.Offer(cooperative, 100));
        await _shop.StockAsync(plenty, 10_000);
        await _shop.StockAsync(scarce, 1_000);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((plenty, 1), (scarce, 2)));

        Assert.Equal("stock.insufficient", refusal.Code);
        Assert.Equal(0, (await _shop.StockOfAsync(plenty)).Reserved);
        Assert.Equal(0, await _shop.InAsync<OrdersDb, int>(db => db.Orders.CountAsync()));
    }

    [Fact]
    public async Task Goods_without_the_commitment_certificate_they_need_are_neither_ordered_nor_set_aside()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 10_000);
        _shop.Goods.Uncertified[offer.ProductId] = true;
        WantedLine[] wanted = [new(offer.OfferId, Market.Kernel.Values.Quantity.Of(1, offer.Unit))];

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((offer, 1)));
        var refused = await _shop.InAsync<HoldDesk, IReadOnlyList<RuleException>>(x => x.SetAsideAsync(_shop.Buyer, wanted, _shop.Now, default));

        Assert.Equal(("offer.uncertified", "上海青"), (refusal.Code, refusal.Args.Single()));
        Assert.Equal("offer.uncertified", refused.Single().Code);
        Assert.True((await _shop.InAsync<CheckoutDesk, Quote>(x => x.QuoteAsync(wanted, true))).Parts.Single().Lines.Single().Offer.Uncertified);
        Assert.Equal(0, (await _shop.StockOfAsync(offer)).Reserved);
        _shop.Goods.Uncertified.Clear();
        await _shop.PlaceAsync((offer, 1));
    }

    [Fact]
    public async Task A_harvest_that_is_still_to_come_is_sold_before_it_has_a_certificate()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1000, Market.Kernel.Values.Unit.Box, presale: new(20, DistrictClock.Date(_shop.Now).AddDays(10), 10_000, true));
        await _shop.StockAsync(offer, 10_000);
        _shop.Goods.Uncertified[offer.ProductId] = true;

        Assert.Equal(200, (await _shop.OrderAsync(await _shop.PlaceAsync((offer, 1)))).Payments.Single().AmountFen);
    }

    [Fact]
    public async Task The_same_key_places_one_order_however_often_it_is_sent()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 10_000);

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _shop.PlaceAsync("one key", (offer, 1))));

        Assert.Single(ids.Distinct());
        Assert.Equal(1_000, (await _shop.StockOfAsync(offer)).Reserved);
    }

    [Fact]
    public async Task A_repeat_finds_its_order_among_others_who_want_the_last_ones()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 3_000);
        var first = await _shop.PlaceAsync("one key", (offer, 1));

        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                return await (i % 2 == 0 ? _shop.PlaceAsync("one key", (offer, 1)) : _shop.PlaceAsync((offer, 1)));
            }
            catch (RuleException refusal) when (refusal.Code == "stock.insufficient")
            {
                return Guid.Empty;
            }
        }));

        Assert.All(ids.Where((_, i) => i % 2 == 0), x => Assert.Equal(first, x));
        Assert.Equal(2, ids.Where((_, i) => i % 2 == 1).Count(x => x != Guid.Empty));
        Assert.Equal(first, await _shop.PlaceAsync("one key", (offer, 1)));
        var left = await _shop.StockOfAsync(offer);
        Assert.Equal((0, 3_000), (left.Available, left.Reserved));
    }

    [Fact]
    public async Task The_same_key_with_another_basket_is_refused()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 10_000);
        await _shop.PlaceAsync("one key", (offer, 1));

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync("one key", (offer, 2)));

        Assert.Equal("idempotency.key_reused", refusal.Code);
        Assert.Equal(1_000, (await _shop.StockOfAsync(offer)).Reserved);
    }

    [Fact]
    public async Task Sixty_four_parallel_buyers_buy_exactly_the_stock()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 20_000);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            try
            {
                await _shop.PlaceAsync((offer, 1));
                return true;
            }
            catch (RuleException refusal) when (refusal.Code == "stock.insufficient")
            {
                return false;
            }
        }));

        Assert.Equal(20, outcomes.Count(x => x));
        var left = await _shop.StockOfAsync(offer);
        Assert.Equal((0, 20_000), (left.Available, left.Reserved));
    }

    [Theory]
    [InlineData(0.5, "quantity.step")]
    [InlineData(9_000_000_000, "stock.insufficient")]
    public async Task A_quantity_that_does_not_fit_says_why(decimal quantity, string code)
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 10_000);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((offer, quantity)));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task An_empty_basket_is_no_order() =>
        Assert.Equal("order.empty", (await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync())).Code);

    [Fact]
    public async Task More_than_there_is_comes_before_more_than_may_be_ordered()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 12_800);
        await _shop.StockAsync(offer, 50_000);

        Assert.Equal("stock.insufficient", (await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((offer, 900_000)))).Code);
    }

    [Fact]
    public async Task What_is_no_longer_on_sale_cannot_be_ordered()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 10_000);
        _shop.Goods.Retire(offer);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.PlaceAsync((offer, 1)));

        Assert.Equal("offer.not_on_sale", refusal.Code);
    }

    [Fact]
    public async Task A_later_price_changes_no_order()
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 100);
        await _shop.StockAsync(offer, 10_000);
        var id = await _shop.PlaceAsync((offer, 3));
        _shop.Goods.Reprice(offer, 999);

        var order = await _shop.OrderAsync(id);

        Assert.Equal((300, 100), (order.TotalFen, order.SubOrders[0].Lines[0].UnitPriceFen));
    }

    [Fact]
    public async Task Freight_and_minimum_are_reckoned_per_cooperative_on_goods_value()
    {
        var (near, far) = (_shop.Goods.Cooperative("近"), _shop.Goods.Cooperative("远"));
        var (a, b) = (_shop.Goods.Offer(near, 1000), _shop.Goods.Offer(far, 2000));
        await _shop.InAsync<FreightDesk>(desk => desk.SetAsync(near, new(1000, 400, 1000, 100, 5000, 0, "", null), _shop.Manager, _shop.Now, default));
        await _shop.InAsync<FreightDesk>(desk => desk.SetAsync(far, new(1000, 800, 500, 50, null, 3000, "云台", null), _shop.Manager, _shop.Now, default));

        var quote = await _shop.InAsync<CheckoutDesk, Quote>(desk => desk.QuoteAsync([new(a.OfferId, Kernel.Values.Quantity.Of(3, a.Unit)), new(b.OfferId, Kernel.Values.Quantity.Of(1, b.Unit))], false));

        var (first, second) = (quote.Parts.Single(x => x.CooperativeId == near), quote.Parts.Single(x => x.CooperativeId == far));
        Assert.Equal((600, 0, 2000L), (first.FreightFen, first.MissingFen, first.ToFreeFen!.Value));
        Assert.Equal((800, 1000), (second.FreightFen, second.MissingFen));
        Assert.Equal(3000 + 600 + 2000 + 800, quote.TotalFen);
    }
}
