using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Stores;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Stores;

/// <summary>The shelf map: what stores say they have, how long that counts, and what is missing.</summary>
public sealed class ShelfTests(District district) : IClassFixture<District>
{
    private static readonly int Days = new ShelfSettings().Days;

    [Fact]
    public async Task Goods_that_were_seen_count_for_two_weeks_and_seen_again_in_time_they_were_never_away()
    {
        var (chain, store) = await StoreAsync();
        var product = await district.ProductAsync();
        var first = district.Today;
        Assert.True(await PutAsync(chain, store, product));

        Assert.Single(await OnAsync(chain, first));
        Assert.Single(await OnAsync(chain, first.AddDays(Days - 1)));
        Assert.Empty(await OnAsync(chain, first.AddDays(Days)));
        Assert.Empty(await OnAsync(chain, first.AddDays(-1)));

        // The day after the last: still the same span.
        district.Clock.Advance(TimeSpan.FromDays(Days));
        Assert.True(await PutAsync(chain, store, product));
        var span = Assert.Single(await OfStoreAsync(store, first));
        Assert.Equal((first, first.AddDays(2 * Days - 1), district.Today), (span.From, span.Until, span.SeenOn));

        // A day later than that there is a gap.
        district.Clock.Advance(TimeSpan.FromDays(Days + 1));
        Assert.True(await PutAsync(chain, store, product));
        Assert.Equal(2, (await OfStoreAsync(store, first)).Count);
        Assert.Empty(await OnAsync(chain, district.Today.AddDays(-1)));
    }

    [Fact]
    public async Task What_is_taken_off_is_off_from_that_day_on_and_a_mistake_of_the_same_day_leaves_nothing()
    {
        var (chain, store) = await StoreAsync();
        var (kept, mistaken) = (await district.ProductAsync(), await district.ProductAsync());
        Assert.True(await PutAsync(chain, store, kept));
        district.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await PutAsync(chain, store, mistaken));

        Assert.True(await TakeOffAsync(chain, store, kept));
        Assert.True(await TakeOffAsync(chain, store, mistaken));

        Assert.Empty(await OnAsync(chain, district.Today));
        Assert.Equal(kept, Assert.Single(await OnAsync(chain, district.Today.AddDays(-1))).ProductId);
        Assert.Equal("shelf.gone", (await Assert.ThrowsAsync<RuleException>(() => TakeOffAsync(chain, store, kept))).Code);
        Assert.False(await TakeOffAsync(chain, store, mistaken));
    }

    [Fact]
    public async Task Nobody_speaks_for_another_chains_store_for_a_closed_one_or_of_goods_there_are_not()
    {
        var ((chain, store), (other, _)) = (await StoreAsync(), await StoreAsync());
        var product = await district.ProductAsync();

        Assert.False(await PutAsync(other, store, product));
        Assert.Equal("shelf.product", (await Assert.ThrowsAsync<RuleException>(() => PutAsync(chain, store, product, Guid.CreateVersion7()))).Code);
        Assert.Equal("shelf.many", (await Assert.ThrowsAsync<RuleException>(() => PutAsync(chain, store))).Code);
        Assert.Empty(await OfStoreAsync(store, district.Today));

        Assert.True(await PutAsync(chain, store, product));
        Assert.True(await district.InAsync<StoreDesk, bool>(x => x.CloseAsync(store, district.Office, default)));
        Assert.False(await PutAsync(chain, store, product));
        Assert.Equal(district.Today, Assert.Single(await OfStoreAsync(store, district.Today)).Until);
        Assert.Equal("store.closed", (await Assert.ThrowsAsync<RuleException>(() => district.InAsync<StoreDesk, bool>(x => x.CloseAsync(store, district.Office, default)))).Code);
    }

    [Fact]
    public async Task Many_who_tell_of_the_same_goods_at_once_make_one_span()
    {
        var (chain, store) = await StoreAsync();
        var products = new List<Guid>();
        for (var i = 0; i < 5; i++) products.Add(await district.ProductAsync());

        var told = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => PutAsync(chain, store, [.. products]))));

        Assert.All(told, Assert.True);
        Assert.Equal(products.Order(), (await OfStoreAsync(store, district.Today)).Select(x => x.ProductId).Order());
    }

    [Fact]
    public async Task Each_party_reads_its_own_part_of_the_map()
    {
        var ((chain, store), (other, otherStore)) = (await StoreAsync(), await StoreAsync());
        var neighbour = await district.CooperativeAsync("neighbour-" + Guid.CreateVersion7().ToString("N")[^8..]);
        var (own, foreign) = (await district.ProductAsync(), await district.ProductAsync(neighbour));
        await PutAsync(chain, store, own, foreign);
        await PutAsync(other, otherStore, foreign);

        async Task<int> SeenAsync(ShelfParty party) => (await district.InAsync<ShelfReads, (IReadOnlyList<ShelfView> Items, int)>(x => x.ListAsync(party, district.Today, null, (1, 100), default))).Items.Count(x => x.StoreId == store || x.StoreId == otherStore);

        Assert.Equal(3, await SeenAsync(ShelfParty.All));
        Assert.Equal(2, await SeenAsync(new([chain], null)));
        Assert.Equal(2, await SeenAsync(new(null, [neighbour])));
        Assert.Equal(1, await SeenAsync(new([chain], [neighbour])));
        Assert.Equal(0, await SeenAsync(new([], null)));
    }

    [Fact]
    public async Task Shares_count_houses_with_shelves_and_units_that_only_cook_are_left_out()
    {
        var before = (await FiguresAsync())[0];
        var (mall, store) = await StoreAsync(ChainKind.Mall);
        await StoreAsync(ChainKind.Mall);
        await StoreAsync(ChainKind.Unit);
        await PutAsync(mall, store, await district.ProductAsync());

        var after = (await FiguresAsync())[0];

        Assert.Equal((before.Malls.With + 1, before.Malls.Of + 2), (after.Malls.With, after.Malls.Of));
        Assert.Equal((before.Stores.With + 1, before.Stores.Of + 2), (after.Stores.With, after.Stores.Of));
        Assert.Equal(before.Supermarkets, after.Supermarkets);
        Assert.Equal(33, new ShelfShare(1, 3).Percent);
        Assert.Equal(0, new ShelfShare(0, 0).Percent);
        var months = await FiguresAsync(3);
        Assert.Equal([district.Today, new DateOnly(district.Today.Year, district.Today.Month, 1).AddDays(-1), new DateOnly(district.Today.Year, district.Today.Month, 1).AddMonths(-1).AddDays(-1)], months.Select(x => x.Day));
    }

    [Fact]
    public async Task Licensed_goods_that_no_store_has_are_gaps_until_one_has_them()
    {
        var (chain, store) = await StoreAsync();
        var (licensed, plain) = (await district.ProductAsync(), await district.ProductAsync());
        var number = await district.LicensedAsync(licensed);

        Assert.Contains(licensed, await GapsAsync());
        Assert.DoesNotContain(plain, await GapsAsync());
        Assert.DoesNotContain(licensed, await GapsAsync(new(null, [Guid.CreateVersion7()])));

        await PutAsync(chain, store, licensed);
        Assert.DoesNotContain(licensed, await GapsAsync());

        await TakeOffAsync(chain, store, licensed);
        Assert.Contains(licensed, await GapsAsync());
        await district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [], "查", district.Office, default));
        Assert.DoesNotContain(licensed, await GapsAsync());
    }

    [Fact]
    public async Task A_register_refuses_names_that_are_taken_or_no_names_and_roads_that_are_none()
    {
        var (chain, _) = await StoreAsync();
        var slug = await district.InAsync<CatalogDb, string>(db => db.Chains.Where(x => x.Id == chain).Select(x => x.Slug).SingleAsync());
        Task<Guid?> Add(NewStore store) => district.InAsync<StoreDesk, Guid?>(x => x.AddStoreAsync(store, district.Office, default));

        Assert.Equal("place.slug_used", (await Assert.ThrowsAsync<RuleException>(() => district.InAsync<StoreDesk, Guid>(x => x.AddChainAsync(new(slug, "惠", "H", ChainKind.Mall), district.Office, default)))).Code);
        Assert.Equal("cooperative.slug_invalid", (await Assert.ThrowsAsync<RuleException>(() => Add(new(chain, "No Slug", "店", "S", district.Town, "街")))).Code);
        Assert.Equal("place.field_missing", (await Assert.ThrowsAsync<RuleException>(() => Add(new(chain, "a-store", " ", "S", district.Town, "街")))).Code);
        Assert.Equal("place.town", (await Assert.ThrowsAsync<RuleException>(() => Add(new(chain, "a-store", "店", "S", Guid.CreateVersion7(), "街")))).Code);
        Assert.Null(await Add(new(Guid.CreateVersion7(), "a-store", "店", "S", district.Town, "街")));

        async Task RoadAsync(Guid from, Guid to, long metres) => await district.InAsync<StoreDesk, int>(async x => { await x.SetRoadAsync(from, to, metres, district.Office, default); return 0; });
        Assert.Equal("road.length", (await Assert.ThrowsAsync<RuleException>(() => RoadAsync(district.Town, district.OtherTown, 0))).Code);
        Assert.Equal("place.town", (await Assert.ThrowsAsync<RuleException>(() => RoadAsync(district.Town, Guid.CreateVersion7(), 5))).Code);
        await RoadAsync(district.Town, district.OtherTown, 31_000);
        await RoadAsync(district.OtherTown, district.Town, 30_000);
        await RoadAsync(district.Town, district.Town, 4_000);
        var roads = await district.InAsync<ISupplyQuestions, IReadOnlyList<RoadView>>(x => x.RoadsAsync([district.Town, district.OtherTown], default));
        Assert.Equal([4_000, 30_000, 30_000], roads.Select(x => x.Metres).Order());
    }

    private async Task<(Guid Chain, Guid Store)> StoreAsync(ChainKind kind = ChainKind.Supermarket)
    {
        var slug = "s" + Guid.CreateVersion7().ToString("N")[^12..];
        var chain = await district.InAsync<StoreDesk, Guid>(x => x.AddChainAsync(new(slug, "惠家", "Huijia", kind), district.Office, default));
        return (chain, (await district.InAsync<StoreDesk, Guid?>(x => x.AddStoreAsync(new(chain, slug + "-1", "一店", "First", district.Town, "人民路"), district.Office, default)))!.Value);
    }

    private Task<bool> PutAsync(Guid chain, Guid store, params Guid[] products) => district.InAsync<ShelfDesk, bool>(x => x.PutAsync([chain], store, products, district.Manager, default));

    private Task<bool> TakeOffAsync(Guid chain, Guid store, Guid product) => district.InAsync<ShelfDesk, bool>(x => x.TakeOffAsync([chain], store, product, district.Manager, default));

    private Task<List<ShelfView>> OnAsync(Guid chain, DateOnly day) => district.InAsync<ShelfReads, List<ShelfView>>(x => x.OnAsync(ShelfParty.All, chain, day, default));

    private Task<List<ShelfView>> OfStoreAsync(Guid store, DateOnly since) => district.InAsync<ShelfReads, List<ShelfView>>(x => x.OfStoreAsync(ShelfParty.All, store, since, default));

    private Task<IReadOnlyList<ShelfFigures>> FiguresAsync(int months = 1) => district.InAsync<ShelfReads, IReadOnlyList<ShelfFigures>>(x => x.FiguresAsync(months, default));

    private async Task<List<Guid>> GapsAsync(ShelfParty? party = null) => [.. (await district.InAsync<ShelfReads, (IReadOnlyList<ShelfGap> Items, int)>(x => x.GapsAsync(party ?? ShelfParty.All, default))).Items.Select(x => x.ProductId)];
}
