using Market.Kernel;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Recall;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Lots;

/// <summary>Picking for orders, and the commitment certificate that goods of some classes need for it.</summary>
public sealed class LotTakingTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task Sixty_four_who_pick_at_the_same_moment_never_get_more_than_the_lots_have()
    {
        var (first, second) = (await farm.LotAsync(10_000), await farm.LotAsync(7_500));

        var taken = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => TakeAsync(Guid.CreateVersion7(), farm.Product.Id, 500))));

        var byLot = taken.SelectMany(x => x).GroupBy(x => x.LotCode).ToDictionary(x => x.Key, x => x.Sum(y => y.Grams));
        Assert.Equal((10_000, 7_500), (byLot[first], byLot[second]));
        await trace.WithAsync(async db => Assert.All(await db.Lots.ToListAsync(), x => Assert.Equal((0, x.ProducedGrams), (x.FreeGrams, x.TakenGrams))));
    }

    [Fact]
    public async Task Uneven_picks_at_the_same_moment_share_what_is_there()
    {
        await farm.LotAsync(10_000);

        var taken = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => TakeAsync(Guid.CreateVersion7(), farm.Product.Id, 300 + (i * 70)))));

        Assert.Equal(10_000, taken.SelectMany(x => x).Sum(x => x.Grams));
    }

    [Fact]
    public async Task What_spoils_first_is_listed_first_and_what_is_past_its_day_stopped_or_gone_is_not()
    {
        var plot = await farm.PlotAsync();
        async Task<string> LotAsync(DateOnly? bestBefore) => (await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(farm.Party, new(farm.Cooperative, [plot], farm.Facts(1_000) with { BestBefore = bestBefore }, "", null), default)))!;
        var (unknown, late, early, today, past, gone, failed) = (await LotAsync(null), await LotAsync(Today.AddDays(9)), await LotAsync(Today.AddDays(2)), await LotAsync(Today), await LotAsync(Today.AddDays(1)), await LotAsync(Today.AddDays(1)), await LotAsync(Today.AddDays(1)));
        await trace.WithAsync(db => db.Lots.Where(x => x.Code == past).ExecuteUpdateAsync(set => set.SetProperty(x => x.BestBefore, Today.AddDays(-1))));
        await trace.WithAsync(db => db.Lots.Where(x => x.Code == gone).ExecuteUpdateAsync(set => set.SetProperty(x => x.TakenGrams, 1_000)));
        await trace.WithAsync(db => db.Lots.Where(x => x.Code == failed).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, LotState.Failed)));

        var (items, total) = await trace.AskAsync<LotReads, (List<LotView> Items, int Total)>(x => x.PerishingAsync([farm.Product.Id], Today, 1, 3, default));
        var (rest, _) = await trace.AskAsync<LotReads, (List<LotView> Items, int Total)>(x => x.PerishingAsync([farm.Product.Id], Today, 2, 3, default));

        Assert.Equal(4, total);
        Assert.Equal([today, early, late, unknown], items.Concat(rest).Select(x => x.Code));
        Assert.Empty((await trace.AskAsync<LotReads, (List<LotView> Items, int Total)>(x => x.PerishingAsync([Guid.CreateVersion7()], Today, 1, 3, default))).Items);
    }

    [Fact]
    public async Task First_expired_leaves_first_and_two_lines_of_one_part_share_a_lot()
    {
        var plot = await farm.PlotAsync();
        var late = await farm.HarvestAsync(1_000, plot);
        var early = (await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(farm.Party, new(farm.Cooperative, [plot], farm.Facts(1_000) with { BestBefore = Today.AddDays(2) }, "", null), default)))!;
        WantedGoods[] wanted = [new(Guid.CreateVersion7(), farm.Product.Id, 700, "菜"), new(Guid.CreateVersion7(), farm.Product.Id, 700, "菜")];

        var taken = await TakeAsync(Guid.CreateVersion7(), wanted);

        Assert.Equal([(wanted[0].LineId, early, 700), (wanted[1].LineId, early, 300), (wanted[1].LineId, late, 400)], taken.Select(x => (x.LineId, x.LotCode, x.Grams)));
    }

    [Fact]
    public async Task Goods_that_must_keep_until_a_day_come_from_lots_that_do_or_not_at_all()
    {
        var plot = await farm.PlotAsync();
        var brief = (await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(farm.Party, new(farm.Cooperative, [plot], farm.Facts(1_000) with { BestBefore = Today.AddDays(4) }, "", null), default)))!;
        await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(farm.Party, new(farm.Cooperative, [plot], farm.Facts(1_000) with { BestBefore = null }, "", null), default));
        var lasting = (await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(farm.Party, new(farm.Cooperative, [plot], farm.Facts(1_000) with { BestBefore = Today.AddDays(5) }, "", null), default)))!;
        WantedGoods Wanted(long grams) => new(Guid.CreateVersion7(), farm.Product.Id, grams, "菜") { KeepsUntil = Today.AddDays(5) };

        Assert.Equal("goods.keep_too_short", (await Assert.ThrowsAsync<RuleException>(() => TakeAsync(Guid.CreateVersion7(), Wanted(1_001)))).Code);
        var taken = await TakeAsync(Guid.CreateVersion7(), Wanted(1_000));

        Assert.Equal([(lasting, 1_000L)], taken.Select(x => (x.LotCode, x.Grams)));
        Assert.Equal(Today.AddDays(4), (await trace.AskAsync<LotStatus, IReadOnlyDictionary<string, LotStanding>>(x => x.StandingAsync([brief], default)))[brief].BestBefore);
    }

    [Fact]
    public async Task What_waits_too_long_is_told_and_only_what_was_taken_before_is_given_back()
    {
        var (lot, old, young) = (await farm.LotAsync(1_000), Guid.CreateVersion7(), Guid.CreateVersion7());
        await TakeAsync(old, farm.Product.Id, 300);
        var between = trace.Clock.GetUtcNow().UtcDateTime.AddMinutes(1);
        trace.Clock.Advance(TimeSpan.FromMinutes(2));
        await TakeAsync(young, farm.Product.Id, 200);
        Task<IReadOnlyList<Guid>> WaitingAsync() => trace.AskAsync<LotStatus, IReadOnlyList<Guid>>(x => x.WaitingAsync(between, default));

        Assert.Equal([old], await WaitingAsync());
        foreach (var part in new[] { old, young })
            await trace.AskAsync<LotStatus, bool>(async x =>
            {
                await x.GiveBackAsync(part, default, between);
                return true;
            });

        Assert.Empty(await WaitingAsync());
        await trace.WithAsync(async db => Assert.Equal(200, await db.Lots.Where(x => x.Code == lot).Select(x => x.TakenGrams).SingleAsync()));
    }

    [Fact]
    public async Task A_dispatch_that_is_tried_again_takes_nothing_twice()
    {
        var (lot, part) = (await farm.LotAsync(1_000), Guid.CreateVersion7());
        await TakeAsync(part, farm.Product.Id, 900);

        Assert.Equal(600, (await TakeAsync(part, farm.Product.Id, 600)).Single().Grams);

        await trace.WithAsync(async db => Assert.Equal((600, 400), await db.Lots.Where(x => x.Code == lot).Select(x => new ValueTuple<long, long>(x.TakenGrams, x.ProducedGrams - x.TakenGrams)).SingleAsync()));
    }

    [Fact]
    public async Task What_is_taken_is_neither_packed_nor_destroyed_and_becomes_shipped()
    {
        var (lot, part) = (await farm.LotAsync(1_000), Guid.CreateVersion7());
        await TakeAsync(part, farm.Product.Id, 900);
        Assert.Equal("lot.too_little", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<LotSteps, bool>(x => x.DestroyAsync(farm.Party, lot, 101, "烂", default)))).Code);

        await trace.AskAsync<LotTaking, bool>(async x =>
        {
            await trace.WithAsync(async db => Assert.Equal(0, await db.Lots.SumAsync(y => y.ShippedGrams)));
            var id = Guid.Empty;
            await trace.WithAsync(async db => id = await db.Lots.Select(y => y.Id).SingleAsync());
            await x.ShippedAsync(part, new Dictionary<Guid, long> { [id] = 900 }, default);
            return true;
        });

        await trace.WithAsync(async db =>
        {
            var found = await db.Lots.SingleAsync();
            Assert.Equal((900, 0, 100), (found.ShippedGrams, found.TakenGrams, found.FreeGrams));
            Assert.Empty(await db.LotTakes.ToListAsync());
        });
    }

    [Fact]
    public async Task A_product_without_lots_leaves_without_and_one_with_a_recalled_lot_does_not()
    {
        Assert.Empty(await TakeAsync(Guid.CreateVersion7(), Guid.CreateVersion7(), 5_000));
        await farm.LotAsync(1_000);
        Assert.Equal(1_000, (await TakeAsync(Guid.CreateVersion7(), farm.Product.Id, 1_500)).Single().Grams);
        var gone = await farm.LotAsync(1_000);
        await trace.WithAsync(async db =>
        {
            (await db.Lots.SingleAsync(x => x.Code == gone)).Recall();
            await db.SaveChangesAsync();
        });

        Assert.Equal("lot.none_open", (await Assert.ThrowsAsync<RuleException>(() => TakeAsync(Guid.CreateVersion7(), farm.Product.Id, 1))).Code);
    }

    [Fact]
    public async Task Without_its_certificate_a_lot_of_such_goods_gets_no_codes_and_is_neither_picked_nor_shipped()
    {
        var product = trace.Catalog.Product(farm.Cooperative, category: SmallCatalog.NeedsCertificate);
        var lot = await HarvestAsync(product);
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Select(x => x.Id).SingleAsync());
        var pallet = (await trace.AskAsync<PalletDesk, string?>(x => x.MakeAsync(farm.Party, farm.Cooperative, "", default)))!;
        await trace.AskAsync<PalletDesk, bool>(x => x.LoadAsync(farm.Party, pallet, new(lot, 1_000), default));
        Task<bool> ShipAsync() => trace.AskAsync<PalletDesk, bool>(x => x.ShipAsync(farm.Party, pallet, new(ReceivingPlace.Store, Guid.CreateVersion7()), default));
        Task<Guid?> IssueAsync() => trace.AskAsync<CodeDesk, Guid?>(x => x.IssueAsync(farm.Party, id, 5, "", default));

        foreach (var refused in new Func<Task>[] { ShipAsync, IssueAsync, () => TakeAsync(Guid.CreateVersion7(), product.Id, 500) })
        {
            var refusal = await Assert.ThrowsAsync<RuleException>(refused);
            Assert.Equal(("lot.uncertified", lot), (refusal.Code, refusal.Args.Single()));
        }
        await CommitAsync(lot);
        Assert.True(await ShipAsync());
        Assert.NotNull(await IssueAsync());
        Assert.Single(await TakeAsync(Guid.CreateVersion7(), product.Id, 500));
    }

    [Fact]
    public async Task Such_goods_leave_with_certified_lots_only_and_are_off_sale_while_there_is_none()
    {
        var (product, other) = (trace.Catalog.Product(farm.Cooperative, category: SmallCatalog.NeedsCertificate), trace.Catalog.Product(farm.Cooperative, category: "grain"));
        Task<IReadOnlyCollection<Guid>> OffSaleAsync() => trace.AskAsync<LotTaking, IReadOnlyCollection<Guid>>(x => x.UncertifiedAsync(new Dictionary<Guid, string> { [product.Id] = product.Category, [other.Id] = other.Category }, default));

        Assert.Equal([product.Id], await OffSaleAsync());
        Assert.Equal(("goods.uncertified", "上海青"), await RefusedAsync(500));
        Assert.Empty(await TakeAsync(Guid.CreateVersion7(), other.Id, 500));
        var lot = await HarvestAsync(product);
        Assert.Equal([product.Id], await OffSaleAsync());
        await CommitAsync(lot);
        Assert.Empty(await OffSaleAsync());
        Assert.Equal(("goods.uncertified", "上海青"), await RefusedAsync(10_001));
        Assert.Single(await TakeAsync(Guid.CreateVersion7(), product.Id, 10_000));
        Assert.Equal([product.Id], await OffSaleAsync());
        // What came back and was not looked at yet can be sold by nobody.
        await trace.WithAsync(async db =>
        {
            (await db.Lots.SingleAsync(x => x.Code == lot)).Return(2_000);
            await db.SaveChangesAsync();
        });
        Assert.Equal([product.Id], await OffSaleAsync());

        async Task<(string, object?)> RefusedAsync(long grams)
        {
            var refusal = await Assert.ThrowsAsync<RuleException>(() => TakeAsync(Guid.CreateVersion7(), product.Id, grams));
            return (refusal.Code, refusal.Args.Single());
        }
    }

    [Fact]
    public async Task Repacked_goods_need_a_certificate_of_their_own()
    {
        var product = trace.Catalog.Product(farm.Cooperative, category: SmallCatalog.NeedsCertificate);
        var lot = await HarvestAsync(product);
        await CommitAsync(lot);
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Select(x => x.Id).SingleAsync());
        var packed = (await trace.AskAsync<LotDesk, string?>(x => x.PackAsync(farm.Party, new(farm.Cooperative, [new(id, 5_000)], Facts(product, 4_000), 4, null), default)))!;

        Assert.Equal("lot.uncertified", (await Assert.ThrowsAsync<RuleException>(() => TakeAsync(Guid.CreateVersion7(), product.Id, 6_000))).Code);

        await CommitAsync(packed);
        Assert.Equal(2, (await TakeAsync(Guid.CreateVersion7(), product.Id, 6_000)).Count);
    }

    private LotFacts Facts(ProductView product, long grams) => farm.Facts(grams) with { ProductId = product.Id };

    private async Task<string> HarvestAsync(ProductView product)
    {
        var plot = await farm.PlotAsync();
        return (await trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(farm.Party, new(farm.Cooperative, [plot], Facts(product, 10_000), "", null), default)))!;
    }

    private Task<bool> CommitAsync(string lot) => trace.AskAsync<LotSteps, bool>(x => x.CommitAsync(farm.Party, lot, new("HG-" + lot, "", "合作社", "1", null), default));

    private Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid part, Guid product, long grams) => TakeAsync(part, new WantedGoods(Guid.CreateVersion7(), product, grams, "上海青"));

    private Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid part, params WantedGoods[] wanted) => trace.AskAsync<LotTaking, IReadOnlyList<TakenGoods>>(x => x.TakeAsync(part, wanted, default));
}
