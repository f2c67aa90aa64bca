using CsCheck;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Tests.Support;
using Market.Testing;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Storm;

/// <summary>Baskets at random from order to income: every fen is where a second reckoning says.</summary>
[Trait("Category", "storm")]
public sealed class BasketStorm : IAsyncLifetime
{
    private const int Cooperatives = 6;
    private const int OffersEach = 8;

    private readonly Shop _shop = new();
    private readonly List<OfferTerms> _offers = [];
    private readonly Dictionary<Guid, FreightTerms> _freight = [];

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        var luck = new Random(7);
        for (var i = 0; i < Cooperatives; i++)
        {
            var cooperative = _shop.Goods.Cooperative($"合作社{i}");
            _freight[cooperative] = new(luck.Next(1, 5) * 500, luck.Next(0, 900), luck.Next(1, 4) * 333, luck.Next(0, 300), luck.Next(1000, 20_000), 0, "", null);
            await _shop.InAsync<FreightDesk>(desk => desk.SetAsync(cooperative, _freight[cooperative], _shop.Manager, _shop.Now, default));
            for (var j = 0; j < OffersEach; j++)
            {
                var weighed = j % 2 == 0;
                var offer = _shop.Goods.Offer(cooperative, j == 5 ? luck.Next(100_000, 9_000_000) : luck.Next(1, 5000), weighed ? (j % 4 == 0 ? Unit.Jin : Unit.Kg) : Unit.Box, weighed ? 100 * luck.Next(1, 6) : 1000, weighed ? luck.Next(0, 31) : null);
                await _shop.StockAsync(offer, 1_000_000_000_000);
                _offers.Add(offer);
            }
        }
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task No_basket_loses_or_makes_a_fen()
    {
        await Baskets.Any(_offers.Count).SampleAsync(LiveAsync, iter: StormSize.Of(150, 5_000), threads: 2);
        await _shop.VerifyAsync();
    }

    private async Task LiveAsync(Basket basket)
    {
        var wishes = basket.Wishes.ToDictionary(x => _offers[x.Offer].OfferId);
        var order = await PlaceAsync(basket);
        decimal Goods(SubOrderView part) => part.Lines.Sum(x => Baskets.Ceiling(Offer(x), x.Quantities.Ordered));
        decimal Freight(SubOrderView part) => basket.Delivered ? Baskets.Freight(_freight[part.CooperativeId], Goods(part), part.Lines.Sum(x => Grams(Offer(x), x.Quantities.Ordered))) : 0;
        Assert.Equal(order.SubOrders.Sum(x => Goods(x) + Freight(x)), order.TotalFen);
        if (!basket.Paid) return;

        await _shop.PayAsync(order.Id);
        var kept = 0m;
        foreach (var (part, i) in order.SubOrders.Select((x, i) => (x, i)))
        {
            var lines = await LiveAsync(part, basket.Fates[i % basket.Fates.Count], wishes);
            var (sales, freight) = await IncomeAsync(part.Id);
            Assert.Equal((lines ?? 0, lines is null ? 0 : Freight(part)), (sales, freight));
            kept += sales + freight;
        }
        Assert.Equal(order.TotalFen - kept, await BackAsync(order.Id));
    }

    private OfferTerms Offer(LineView line) => _offers.Find(x => x.OfferId == line.OfferId)!;

    private static decimal Grams(OfferTerms offer, long milli) => Baskets.Fen(milli * (offer.Unit.IsMass() ? offer.Unit.Grams() : offer.NetGramsPerUnit) / 1000m);

    private Task<OrderView> PlaceAsync(Basket basket) => _shop.InAsync<CheckoutDesk, OrderView>(desk => desk.PlaceAsync(
        new(_shop.Buyer, [.. basket.Wishes.Select(x => new WantedLine(_offers[x.Offer].OfferId, new(x.Steps * _offers[x.Offer].StepMilli, _offers[x.Offer].Unit)))],
            basket.Delivered ? null : Support.Goods.Station.Id, basket.Delivered ? new("李梅", "13800000000", "城关路 5 号") : null, "sandbox"),
        new(_shop.Buyer, Guid.CreateVersion7().ToString(), "x"), _shop.Now, default));

    /// <returns>What the part's goods must be worth in the end, or null when it was cancelled.</returns>
    private async Task<decimal?> LiveAsync(SubOrderView part, Fate fate, Dictionary<Guid, Wish> wishes)
    {
        if (fate == Fate.CancelledBeforePacking)
        {
            await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, part.OrderId, [part.Id], null, _shop.Now, default));
            return null;
        }
        var weights = part.Lines.Where(x => x.Weighed).ToDictionary(x => x.Id, x => Math.Max(1, (long)(Grams(Offer(x), x.Quantities.Ordered) * wishes[x.OfferId].WeightPercent / 100)));
        if (weights.Count > 0) await _shop.WeighAsync(part, [.. part.Lines.Where(x => x.Weighed).Select(x => (x, weights[x.Id]))]);
        var shipped = part.Lines.Where(x => !x.Weighed && fate == Fate.ShippedShort)
            .ToDictionary(x => x.Id, x => x.Quantities.Ordered / 1000 * wishes[x.OfferId].ShippedPercent / 100 * 1000);
        // At least one line must go out.
        if (shipped.Count == part.Lines.Count && shipped.Values.All(x => x == 0)) shipped.Clear();
        await _shop.DispatchAsync(part, [.. part.Lines.Where(x => shipped.ContainsKey(x.Id)).Select(x => (x, shipped[x.Id]))]);
        await _shop.ReceiveAsync(part);
        return part.Lines.Sum(x => Baskets.Final(Offer(x), x, weights.TryGetValue(x.Id, out var grams) ? grams : null, shipped.TryGetValue(x.Id, out var milli) ? milli : null));
    }

    private Task<(decimal Sales, decimal Freight)> IncomeAsync(Guid part) => _shop.InAsync<OrdersDb, (decimal, decimal)>(async db =>
    {
        var entries = await db.LedgerEntries.AsNoTracking().Where(x => x.SubOrderId == part).ToListAsync();
        return (entries.Where(x => x.Account == Account.Sale).Sum(x => x.AmountFen), entries.Where(x => x.Account == Account.Freight).Sum(x => x.AmountFen));
    });

    private Task<decimal> BackAsync(Guid order) => _shop.InAsync<OrdersDb, decimal>(async db => await db.Set<Refund>().Where(x => x.OrderId == order).SumAsync(x => x.AmountFen));
}
