using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Checkout;

/// <summary>What bringing goods costs: first weight, further weight, thresholds, areas.</summary>
public sealed class FreightTests : IAsyncLifetime
{
    private static readonly FreightTerms Terms = new(2000, 800, 1000, 300, 9900, 1000, "玉门 Mars", null);
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1000);
        await _shop.StockAsync(_offer, 50_000);
        await SetAsync(Terms);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    /// <summary>A box weighs 1 kg and costs ¥10.</summary>
    [Theory]
    [InlineData(1, 800, 8900)]
    [InlineData(2, 800, 7900)]
    [InlineData(3, 1100, 6900)]
    [InlineData(9, 2900, 900)]
    [InlineData(10, 0, null)]
    public async Task Freight_follows_the_weight_until_delivery_is_free(int boxes, long freight, int? toFree)
    {
        var part = (await QuoteAsync(boxes, pickup: false)).Parts[0];

        Assert.Equal((freight, (long?)toFree), (part.FreightFen, part.ToFreeFen));
        Assert.Equal(boxes * 1000L + freight, (await QuoteAsync(boxes, pickup: false)).TotalFen);
    }

    [Fact]
    public async Task Pickup_costs_nothing() => Assert.Equal((3000, 0L), ((await QuoteAsync(3, pickup: true)).TotalFen, (await QuoteAsync(3, pickup: true)).Parts[0].FreightFen));

    [Fact]
    public async Task Each_cooperative_asks_for_its_own_freight()
    {
        var other = _shop.Goods.Offer(_shop.Goods.Cooperative("河沿合作社"), 500);

        var quote = await _shop.InAsync<CheckoutDesk, Quote>(desk => desk.QuoteAsync([new(_offer.OfferId, Quantity.Of(1, Unit.Box)), new(other.OfferId, Quantity.Of(1, Unit.Box))], false));

        Assert.Equal([800L, 0L], quote.Parts.Select(x => x.FreightFen));
        Assert.Equal((1000 + 800 + 500, false), (quote.TotalFen, quote.Mixed));
    }

    [Theory]
    [InlineData("甘肃玉门市新市区", "order.no_delivery_area")]
    [InlineData("base 1, MARS", "order.no_delivery_area")]
    [InlineData("兰州市城关区", null)]
    public async Task An_address_outside_the_area_is_refused(string address, string? code)
    {
        var refusal = await Record.ExceptionAsync(() => DeliverAsync(3, address));

        Assert.Equal(code, (refusal as RuleException)?.Code);
    }

    [Fact]
    public async Task Below_the_minimum_nothing_is_sent_and_nothing_reserved()
    {
        await SetAsync(Terms with { MinimumFen = 5000 });

        Assert.Equal(2000, (await QuoteAsync(3, pickup: true)).Parts[0].MissingFen);
        Assert.Equal("order.below_minimum", (await Assert.ThrowsAsync<RuleException>(() => DeliverAsync(3, "兰州"))).Code);
        Assert.Equal(0, (await _shop.StockOfAsync(_offer)).Reserved);
    }

    [Theory]
    [InlineData(0, 1000, 100)]
    [InlineData(1_000_001, 1000, 100)]
    [InlineData(1000, 0, 100)]
    [InlineData(1000, 1000, -1)]
    [InlineData(1000, 1000, 10_000_001)]
    public async Task Terms_out_of_range_are_refused_and_the_old_ones_stay(long first, long next, long fen)
    {
        var refusal = await Assert.ThrowsAsync<RuleException>(() => SetAsync(Terms with { FirstGrams = first, NextGrams = next, NextFen = fen }));

        Assert.Equal("freight.range", refusal.Code);
        Assert.Equal(Terms, await _shop.InAsync<FreightDesk, FreightTerms?>(desk => desk.FindAsync(_offer.CooperativeId, default)));
    }

    [Fact]
    public async Task Cancelling_before_packing_returns_goods_and_freight()
    {
        var id = await DeliverAsync(3, "兰州");
        await _shop.PayAsync(id);
        Assert.Equal(4100, (await _shop.OrderAsync(id)).Payments[0].CapturedFen);

        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default));

        Assert.Equal(4100, (await _shop.OrderAsync(id)).Payments[0].RefundedFen);
        await _shop.VerifyAsync();
    }

    private Task SetAsync(FreightTerms terms) => _shop.InAsync<FreightDesk>(desk => desk.SetAsync(_offer.CooperativeId, terms, _shop.Manager, _shop.Now, default));

    private Task<Quote> QuoteAsync(int boxes, bool pickup) => _shop.InAsync<CheckoutDesk, Quote>(desk => desk.QuoteAsync([new(_offer.OfferId, Quantity.Of(boxes, Unit.Box))], pickup));

    private Task<Guid> DeliverAsync(int boxes, string address) => _shop.InAsync<CheckoutDesk, Guid>(async desk => (await desk.PlaceAsync(
        new(_shop.Buyer, [new(_offer.OfferId, Quantity.Of(boxes, Unit.Box))], null, new("李", "13800000000", address), "sandbox"), new(_shop.Buyer, Guid.CreateVersion7().ToString(), "x"), _shop.Now, default)).Id);
}
