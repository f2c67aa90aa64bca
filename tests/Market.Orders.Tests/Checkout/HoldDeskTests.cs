using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Orders.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Orders.Tests.Checkout;

public sealed class HoldDeskTests : IAsyncLifetime
{
    private readonly Shop _shop = new() { Settings = new() { MostHolds = 30 } };
    private readonly Guid _other = Guid.CreateVersion7();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Held_goods_are_nobody_elses_and_the_holders_order_takes_them()
    {
        var (offer, more) = (await OfferAsync(3_000), await OfferAsync(5_000));
        var hold = await HoldAsync(_shop.Buyer, offer, 3);

        Assert.Equal("stock.insufficient", (await RefusedAsync(() => _shop.PlaceAsync((offer, 1)))).Code);
        var order = await OrderAsync((offer, 3, hold.Id), (more, 2, null));

        var line = order.SubOrders.SelectMany(x => x.Lines).Single(x => x.OfferId == offer.OfferId);
        Assert.Equal(3_000, line.Quantities.Ordered);
        Assert.Equal((0L, 3_000L), await StockAsync(offer));
        Assert.Equal((3_000L, 2_000L), await StockAsync(more));
        Assert.Empty(await HoldsAsync(_shop.Buyer));
        await _shop.VerifyAsync();
        await _shop.PayAsync(order.Id);
        Assert.Equal(3_000, (await _shop.StockOfAsync(offer)).Sold);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_hold_that_runs_out_puts_the_goods_back_and_can_no_longer_be_ordered()
    {
        var offer = await OfferAsync(3_000);
        var hold = await HoldAsync(_shop.Buyer, offer, 2);
        Assert.Equal(_shop.Now + _shop.Settings.HoldFor, hold.ExpiresAt);

        _shop.Clock.Advance(_shop.Settings.HoldFor);
        Assert.Equal("reservation.expired", (await RefusedAsync(() => OrderAsync((offer, 2, hold.Id)))).Code);
        Assert.Empty(await HoldsAsync(_shop.Buyer));
        Assert.Equal((1_000L, 2_000L), await StockAsync(offer));
        await _shop.SweepAsync();

        Assert.Equal((3_000L, 0L), await StockAsync(offer));
        Assert.Equal("reservation.expired", (await RefusedAsync(() => OrderAsync((offer, 2, hold.Id)))).Code);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Only_the_holder_gives_goods_back_and_only_once()
    {
        var offer = await OfferAsync(3_000);
        var hold = await HoldAsync(_shop.Buyer, offer, 2);

        Assert.False(await GiveBackAsync(_other, hold.Id));
        Assert.Equal("reservation.expired", (await RefusedAsync(() => OrderAsync(_other, (offer, 2, hold.Id)))).Code);
        Assert.True(await GiveBackAsync(_shop.Buyer, hold.Id));
        Assert.False(await GiveBackAsync(_shop.Buyer, hold.Id));

        Assert.Equal((3_000L, 0L), await StockAsync(offer));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task One_key_is_one_hold_and_a_repeat_after_its_end_says_so()
    {
        var offer = await OfferAsync(10_000);

        var holds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => HoldAsync(_shop.Buyer, offer, 2, "one key")));

        Assert.Single(holds.Select(x => x.Id).Distinct());
        Assert.Equal((8_000L, 2_000L), await StockAsync(offer));
        Assert.True(await GiveBackAsync(_shop.Buyer, holds[0].Id));
        Assert.Equal("reservation.expired", (await RefusedAsync(() => HoldAsync(_shop.Buyer, offer, 2, "one key"))).Code);
        Assert.Equal((10_000L, 0L), await StockAsync(offer));
    }

    [Fact]
    public async Task A_repeat_finds_its_hold_although_nothing_is_left_or_on_sale()
    {
        var offer = await OfferAsync(2_000);
        var first = await HoldAsync(_shop.Buyer, offer, 2, "one key");

        Assert.Equal(first.Id, (await HoldAsync(_shop.Buyer, offer, 2, "one key")).Id);
        _shop.Goods.Retire(offer);
        Assert.Equal(first.Id, (await HoldAsync(_shop.Buyer, offer, 2, "one key")).Id);
        Assert.Equal("offer.not_on_sale", (await RefusedAsync(() => HoldAsync(_shop.Buyer, offer, 2))).Code);
        Assert.Equal((0L, 2_000L), await StockAsync(offer));
    }

    [Fact]
    public async Task Of_two_orders_that_name_one_hold_at_once_one_gets_the_goods()
    {
        var offer = await OfferAsync(2_000);
        var hold = await HoldAsync(_shop.Buyer, offer, 2);

        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Record.ExceptionAsync(() => OrderAsync((offer, 2, hold.Id)))));

        Assert.Single(said, x => x is null);
        Assert.All(said.OfType<RuleException>(), x => Assert.Equal("reservation.expired", x.Code));
        Assert.Equal((0L, 2_000L), await StockAsync(offer));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_repeated_order_finds_the_first_although_its_hold_is_used_up()
    {
        var offer = await OfferAsync(2_000);
        var hold = await HoldAsync(_shop.Buyer, offer, 2);

        var (first, second) = (await OrderAsync("again", (offer, 2, hold.Id)), await OrderAsync("again", (offer, 2, hold.Id)));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal((0L, 2_000L), await StockAsync(offer));
    }

    [Fact]
    public async Task A_hold_is_for_its_own_product_and_quantity()
    {
        var (offer, other) = (await OfferAsync(5_000), await OfferAsync(5_000));
        var hold = await HoldAsync(_shop.Buyer, offer, 2);

        foreach (var wrong in new[] { (offer, 3m, hold.Id), (offer, 1m, hold.Id), (other, 2m, hold.Id) })
            Assert.Equal("reservation.other_goods", (await RefusedAsync(() => OrderAsync((wrong.Item1, wrong.Item2, wrong.Id)))).Code);

        Assert.Equal((3_000L, 2_000L), await StockAsync(offer));
        Assert.Equal((5_000L, 0L), await StockAsync(other));
    }

    [Fact]
    public async Task Many_at_once_get_what_there_is_and_nobody_gets_more_than_their_share()
    {
        var (hot, plenty) = (await OfferAsync(20_000), await OfferAsync(1_000_000));

        var said = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Record.ExceptionAsync(() => HoldAsync(Guid.CreateVersion7(), hot, 1))));
        var own = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Record.ExceptionAsync(() => HoldAsync(_shop.Buyer, plenty, 1))));

        Assert.Equal(20, said.Count(x => x is null));
        Assert.All(said.OfType<RuleException>(), x => Assert.Equal("stock.insufficient", x.Code));
        Assert.Equal((0L, 20_000L), await StockAsync(hot));
        Assert.Equal(30, own.Count(x => x is null));
        Assert.All(own.OfType<RuleException>(), x => Assert.Equal("reservation.too_many", x.Code));
        Assert.Equal((970_000L, 30_000L), await StockAsync(plenty));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Two_replicas_together_give_nobody_more_than_their_share()
    {
        var offer = await OfferAsync(1_000_000);
        using var second = new CheckoutCommitter(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _shop.Services.GetRequiredService<CheckoutReads>(), _shop.Settings, NullLogger<CheckoutCommitter>.Instance);
        await second.StartAsync(CancellationToken.None);
        var replicas = new[] { _shop.Services.GetRequiredService<CheckoutCommitter>(), second };

        var said = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Record.ExceptionAsync(() => replicas[i % 2].SetAsideAsync(
            _shop.Buyer, new(offer.OfferId, Quantity.Of(1, offer.Unit)), new(_shop.Buyer, $"key {i}", "x"), _shop.Now, CancellationToken.None))));

        Assert.Equal(30, said.Count(x => x is null));
        Assert.All(said.Where(x => x is not null), x => Assert.Equal("reservation.too_many", Assert.IsType<RuleException>(x).Code));
        Assert.Equal((970_000L, 30_000L), await StockAsync(offer));
        await second.StopAsync(CancellationToken.None);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task What_was_given_back_makes_room_for_just_as_much()
    {
        var offer = await OfferAsync(1_000_000);
        var holds = new List<HoldView>();
        for (var i = 0; i < 30; i++) holds.Add(await HoldAsync(_shop.Buyer, offer, 1));
        Assert.Equal("reservation.too_many", (await RefusedAsync(() => HoldAsync(_shop.Buyer, offer, 1))).Code);

        foreach (var hold in new[] { holds[4], holds[17], holds[29] }) Assert.True(await GiveBackAsync(_shop.Buyer, hold.Id));
        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Record.ExceptionAsync(() => HoldAsync(_shop.Buyer, offer, 1))));

        Assert.Equal(3, said.Count(x => x is null));
        Assert.Equal(30, (await HoldsAsync(_shop.Buyer)).Count);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_lower_limit_counts_what_was_held_before_it()
    {
        var offer = await OfferAsync(1_000_000);
        var holds = new List<HoldView>();
        for (var i = 0; i < 12; i++) holds.Add(await HoldAsync(_shop.Buyer, offer, 1));
        using var strict = new CheckoutCommitter(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _shop.Services.GetRequiredService<CheckoutReads>(), _shop.Settings with { MostHolds = 10 }, NullLogger<CheckoutCommitter>.Instance);
        await strict.StartAsync(CancellationToken.None);
        Task<HoldView> MoreAsync() => strict.SetAsideAsync(_shop.Buyer, new(offer.OfferId, Quantity.Of(1, offer.Unit)), new(_shop.Buyer, Guid.CreateVersion7().ToString(), "x"), _shop.Now, CancellationToken.None);

        foreach (var hold in new[] { holds[3], holds[5] })
        {
            Assert.True(await GiveBackAsync(_shop.Buyer, hold.Id));
            Assert.Equal("reservation.too_many", (await RefusedAsync(MoreAsync)).Code);
        }
        Assert.True(await GiveBackAsync(_shop.Buyer, holds[0].Id));
        await MoreAsync();
        Assert.Equal("reservation.too_many", (await RefusedAsync(MoreAsync)).Code);
        await strict.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Wrong_quantities_and_products_set_nothing_aside()
    {
        var offer = await OfferAsync(5_000);
        var gone = await OfferAsync(5_000);
        _shop.Goods.Retire(gone);

        Assert.Equal("stock.insufficient", (await RefusedAsync(() => HoldAsync(_shop.Buyer, offer, 6))).Code);
        Assert.Equal("quantity.step", (await RefusedAsync(() => HoldAsync(_shop.Buyer, offer, 1.5m))).Code);
        Assert.Equal("offer.not_on_sale", (await RefusedAsync(() => HoldAsync(_shop.Buyer, gone, 1))).Code);

        Assert.Equal((5_000L, 0L), await StockAsync(offer));
    }

    private async Task<OfferTerms> OfferAsync(long milli)
    {
        var offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 4980);
        await _shop.StockAsync(offer, milli);
        return offer;
    }

    private Task<HoldView> HoldAsync(Guid holder, OfferTerms offer, decimal quantity, string? key = null) => _shop.InAsync<CheckoutCommitter, HoldView>(committer =>
        committer.SetAsideAsync(holder, new(offer.OfferId, Quantity.Of(quantity, offer.Unit)), new(holder, key ?? Guid.CreateVersion7().ToString(), "x"), _shop.Now, CancellationToken.None));

    private Task<IReadOnlyList<HoldView>> HoldsAsync(Guid holder) => _shop.InAsync<HoldDesk, IReadOnlyList<HoldView>>(desk => desk.ListAsync(holder, _shop.Now, CancellationToken.None));

    private Task<bool> GiveBackAsync(Guid holder, Guid id) => _shop.InAsync<HoldDesk, bool>(desk => desk.GiveBackAsync(holder, id, _shop.Now, CancellationToken.None));

    private Task<OrderView> OrderAsync(params (OfferTerms Offer, decimal Quantity, Guid? Hold)[] goods) => OrderAsync(_shop.Buyer, Guid.CreateVersion7().ToString(), goods);

    private Task<OrderView> OrderAsync(string key, params (OfferTerms Offer, decimal Quantity, Guid? Hold)[] goods) => OrderAsync(_shop.Buyer, key, goods);

    private Task<OrderView> OrderAsync(Guid buyer, params (OfferTerms Offer, decimal Quantity, Guid? Hold)[] goods) => OrderAsync(buyer, Guid.CreateVersion7().ToString(), goods);

    private Task<OrderView> OrderAsync(Guid buyer, string key, (OfferTerms Offer, decimal Quantity, Guid? Hold)[] goods) => _shop.InAsync<CheckoutDesk, OrderView>(desk => desk.PlaceAsync(
        new(buyer, [.. goods.Select(x => new WantedLine(x.Offer.OfferId, Quantity.Of(x.Quantity, x.Offer.Unit), x.Hold))], Goods.Station.Id, null, "sandbox"),
        new(buyer, key, "x"), _shop.Now, CancellationToken.None));

    private static async Task<RuleException> RefusedAsync<T>(Func<Task<T>> act) => await Assert.ThrowsAsync<RuleException>(act);

    private async Task<(long Available, long Reserved)> StockAsync(OfferTerms offer)
    {
        var stock = await _shop.StockOfAsync(offer);
        return (stock.Available, stock.Reserved);
    }
}
