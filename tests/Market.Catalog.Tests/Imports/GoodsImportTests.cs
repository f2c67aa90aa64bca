using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Imports;

/// <summary>Undated rows: the cooperative's own goods and what it asks for them.</summary>
public sealed class GoodsImportTests : IAsyncLifetime
{
    private ImportShop _shop = null!;

    public async Task InitializeAsync() => _shop = await ImportShop.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    private const string Header = "品名,规格,产地,单位,单价,步长,净重,描述,分类\n";

    [Fact]
    public async Task A_priced_row_becomes_a_draft_with_an_offer_and_a_price_history()
    {
        await _shop.AskAsync(async db => (db.Categories.Add(new Category { Slug = "fruit", Name = "水果", NameEn = "Fruit" }), await db.SaveChangesAsync()));

        var import = await _shop.ImportAsync(Header + "苹果,大,甘肃,箱,25.50,0.5,5kg,脆甜,水果\n");

        Assert.Equal((1, 0, 0, 0), ImportShop.Counts(import));
        var product = Assert.Single(await _shop.ProductsAsync());
        Assert.Equal((_shop.Cooperative, "苹果", "大", "甘肃", "脆甜", ListingState.Draft), (product.CooperativeId, product.Name, product.Specification, product.Origin, product.Description, product.State));
        Assert.NotNull(product.CategoryId);
        Assert.True(product.ChangeSeq > 0);
        var offer = Assert.Single(product.Offers);
        Assert.Equal((Unit.Box, 2550, 500, 5000), (offer.Unit, offer.PriceFen, offer.StepMilli, offer.NetGrams));
        var change = await _shop.AskAsync(db => db.PriceChanges.SingleAsync());
        Assert.Equal((offer.Id, 2550, _shop.Lister.PersonId), (change.OfferId, change.PriceFen, change.ActorId));
        Assert.Empty(await _shop.QuotesAsync());
    }

    [Fact]
    public async Task A_second_upload_changes_nothing_and_stamps_nothing()
    {
        const string file = Header + "苹果,大,甘肃,箱,25.50,0.5,5kg,脆甜,\n梨,,,斤,2,,,,\n桃,,,斤,,,,,\n";
        await _shop.ImportAsync(file);
        var before = await StateAsync();

        Assert.Equal((0, 0, 3, 0), ImportShop.Counts(await _shop.ImportAsync(file)));

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_changed_price_updates_the_offer_and_writes_the_history()
    {
        await _shop.ImportAsync(Header + "梨,,,斤,2,,,,\n桃,,,斤,5,,,,\n");
        var stamp = (await _shop.ProductsAsync())[0].ChangeSeq;

        Assert.Equal((0, 1, 1, 0), ImportShop.Counts(await _shop.ImportAsync(Header + "梨,,,斤,2.20,,,,\n桃,,,斤,5,,,,\n")));

        var products = await _shop.ProductsAsync();
        Assert.Equal([("桃", 500), ("梨", 220)], products.Select(x => (x.Name, x.Offers.Single().PriceFen)));
        Assert.Equal([stamp, stamp + 1], products.Select(x => x.ChangeSeq));
        Assert.Equal([200, 220], await _shop.AskAsync(db => db.PriceChanges.Where(x => x.OfferId == products[1].Offers[0].Id).OrderBy(x => x.PriceFen).Select(x => x.PriceFen).ToListAsync()));
    }

    [Fact]
    public async Task Six_wrong_rows_of_two_hundred_are_put_right_without_duplicates()
    {
        static string File(Func<int, string> price) => Header + string.Concat(Enumerable.Range(1, 200).Select(x => $"商品{x},,,斤,{price(x)},,,,\n"));

        var first = await _shop.ImportAsync(File(x => x % 33 == 0 ? "2.345" : "2"));
        Assert.Equal((194, 0, 0, 6), ImportShop.Counts(first));
        Assert.Equal([34, 67, 100, 133, 166, 199], (await _shop.ErrorsAsync(first.Id)).Select(x => x.Row));

        Assert.Equal((6, 0, 194, 0), ImportShop.Counts(await _shop.ImportAsync(File(_ => "2"))));
        Assert.Equal(200, (await _shop.ProductsAsync()).Count);
    }

    [Fact]
    public async Task An_empty_cell_says_nothing()
    {
        await _shop.ImportAsync(Header + "梨,,,斤,2,0.5,,多汁,\n");

        Assert.Equal((0, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync(Header + "梨,,,斤,,,,,\n")));
        var product = Assert.Single(await _shop.ProductsAsync());
        Assert.Equal(("多汁", 200, 500), (product.Description, product.Offers[0].PriceFen, product.Offers[0].StepMilli));
    }

    [Fact]
    public async Task The_first_row_of_goods_counts_and_a_different_one_names_it()
    {
        const string file = Header + "梨,,,斤,2,,,,\n梨,,,斤,2,,,,\n 梨 ,,,斤,3,,,,\n梨,,,公斤,4,,,,\n";

        for (var upload = 0; upload < 2; upload++)
        {
            var import = await _shop.ImportAsync(file);
            Assert.Equal(upload == 0 ? (2, 0, 1, 1) : (0, 0, 3, 1), ImportShop.Counts(import));
            var error = Assert.Single(await _shop.ErrorsAsync(import.Id));
            Assert.Equal((4, "单价", "row.conflicts_with", 2), (error.Row, error.Column, error.Code, error.Args[0]));
            Assert.Contains("Row 2", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal([200, 400], (await _shop.ProductsAsync()).Select(x => x.Offers.Single().PriceFen).Order());
    }

    [Fact]
    public async Task Different_spellings_of_the_same_goods_are_the_same_goods()
    {
        var import = await _shop.ImportAsync(Header + "富士（纸袋Φ85）,,,斤,2,,,,\n富士(纸袋Ф85),,,斤,2,,,,\n");

        Assert.Equal((1, 0, 1, 0), ImportShop.Counts(import));
        Assert.Equal("富士（纸袋Φ85）", Assert.Single(await _shop.ProductsAsync()).Name);
    }

    [Fact]
    public async Task A_product_made_by_hand_and_a_row_of_the_same_goods_meet()
    {
        var (withOffer, without) = (new Product { CooperativeId = _shop.Cooperative }, new Product { CooperativeId = _shop.Cooperative });
        withOffer.Describe(new("梨", Origin: "甘肃"), null);
        without.Describe(new("桃"), null);
        withOffer.Offers.Add(Offer.For(withOffer, new(Unit.Jin, 1000, 0, 200), new(2026, 1, 1)));
        await _shop.AskAsync(async db => (db.AddRangeAsync(withOffer, without), await db.SaveChangesAsync()));
        const string file = Header + "梨,,甘肃,斤,3,,,,\n梨,,甘肃,公斤,3,,,,\n桃,,,斤,4,,,,\n";

        Assert.Equal((1, 2, 0, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal((0, 0, 3, 0), ImportShop.Counts(await _shop.ImportAsync(file)));

        var products = await _shop.ProductsAsync();
        Assert.Equal(3, products.Count);
        Assert.Equal(300, products.Single(x => x.Id == withOffer.Id).Offers.Single().PriceFen);
        Assert.Equal(400, products.Single(x => x.Id == without.Id).Offers.Single().PriceFen);
    }

    [Fact]
    public async Task Two_products_that_fit_one_row_ask_for_their_own_key()
    {
        await _shop.ImportAsync("货号,品名,单位,单价,等级\nA1,苹果,斤,5,一级\nA2,苹果,斤,3,二级\n");

        var import = await _shop.ImportAsync("品名,单位,单价\n苹果,斤,4\n");

        Assert.Equal((0, 0, 0, 1), ImportShop.Counts(import));
        Assert.Equal("row.ambiguous", Assert.Single(await _shop.ErrorsAsync(import.Id)).Code);
    }

    [Fact]
    public async Task The_own_key_finds_the_product_again_under_another_name()
    {
        await _shop.ImportAsync("货号,品名,单位,单价\na1,西红柿,斤,2\n");

        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("sku,name,unit,price\nA1,番茄,jin,2\n")));
        Assert.Equal((0, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync("sku,name,unit,price\nA1,番茄,jin,2\n")));

        var product = Assert.Single(await _shop.ProductsAsync());
        Assert.Equal(("番茄", "a1"), (product.Name, product.ExternalKey));
    }

    [Fact]
    public async Task Within_a_file_the_own_key_is_the_rows_key()
    {
        var import = await _shop.ImportAsync("货号,品名,单位,单价\nA1,苹果,斤,2\nA1,苹果,箱,30\nA1,梨,斤,2\nA1,苹果,斤,2\nA2,苹果,斤,3\n");

        Assert.Equal((2, 0, 1, 2), ImportShop.Counts(import));
        Assert.All(await _shop.ErrorsAsync(import.Id), x => Assert.Equal(("row.conflicts_with", 2), (x.Code, x.Args[0])));
        Assert.Equal([200, 300], (await _shop.ProductsAsync()).Select(x => x.Offers.Single().PriceFen).Order());
    }

    [Fact]
    public async Task Goods_without_a_key_take_the_own_key_of_a_later_file_and_are_still_met_without_it()
    {
        await _shop.ImportAsync("品名,单位,单价\n苹果,斤,2\n");

        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("货号,品名,单位,单价\nA1,苹果,斤,2\n")));
        Assert.Equal((0, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,单价\n苹果,斤,2\n")));
        Assert.Equal("A1", Assert.Single(await _shop.ProductsAsync()).ExternalKey);
    }

    [Fact]
    public async Task Drafts_without_price_and_unit_take_the_own_key_and_later_changes_too()
    {
        await _shop.ImportAsync("品名,描述\n苹果,脆\n");

        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("货号,品名,描述\nA1,苹果,脆\n")));
        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("货号,品名,描述\nA1,苹果,甜\n")));
        Assert.Equal((0, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync("货号,品名,描述\nA1,苹果,甜\n")));
        Assert.Equal(("A1", "甜"), (await _shop.ProductsAsync()).Select(x => (x.ExternalKey, x.Description)).Single());
    }

    [Fact]
    public async Task A_name_that_the_own_key_moved_away_from_is_free_again()
    {
        await _shop.ImportAsync("货号,品名,单位,单价\nA1,西红柿,斤,2\n");
        const string file = "货号,品名,单位,单价\nA1,番茄,斤,2\n,西红柿,斤,3\n";

        Assert.Equal((1, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal((0, 0, 2, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
    }

    [Fact]
    public async Task The_own_key_in_another_unit_replaces_the_offer()
    {
        await _shop.ImportAsync("货号,品名,单位,单价\nA1,苹果,斤,2\n");

        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("货号,品名,单位,单价\nA1,苹果,公斤,4\n")));
        Assert.Equal((0, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync("货号,品名,单位,单价\nA1,苹果,公斤,4\n")));

        var offers = Assert.Single(await _shop.ProductsAsync()).Offers;
        Assert.Equal((Unit.Kg, 400), offers.Where(x => x.RetiredAt is null).Select(x => (x.Unit, x.PriceFen)).Single());
        Assert.NotNull(offers.Single(x => x.Unit == Unit.Jin).RetiredAt);
    }

    [Fact]
    public async Task A_presale_keeps_its_terms_and_price()
    {
        var product = new Product { CooperativeId = _shop.Cooperative };
        product.Describe(new("苹果"), null);
        product.Offers.Add(Offer.For(product, new(Unit.Jin, 1000, 0, 150, Presale: new(30, new(2026, 12, 1), 1000, true)), new(2026, 11, 1)));
        await _shop.AskAsync(async db => (db.Products.Add(product), await db.SaveChangesAsync()));

        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,单价\n苹果,斤,3\n")));

        Assert.Equal([(150, 30), (300, null)], Assert.Single(await _shop.ProductsAsync()).Offers.Select(x => (x.PriceFen, x.DepositPercent)).Order());
    }

    [Fact]
    public async Task Goods_that_were_retired_are_listed_anew()
    {
        await _shop.ImportAsync("品名,单位,单价\n苹果,斤,2\n");
        await _shop.AskAsync(async db =>
        {
            (await db.Products.SingleAsync()).Retire();
            return await db.SaveChangesAsync();
        });

        Assert.Equal((1, 0, 0, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,单价\n苹果,斤,2\n")));
        Assert.Equal((0, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,单价\n苹果,斤,2\n")));
        Assert.Equal([ListingState.Draft, ListingState.Retired], (await _shop.ProductsAsync()).Select(x => x.State).Order());
    }

    [Fact]
    public async Task New_words_of_goods_on_sale_go_to_the_town_and_a_new_price_does_not()
    {
        await _shop.ImportAsync(Header + "梨,,,斤,2,,,甜,\n桃,,,斤,2,,,甜,\n");
        await _shop.AskAsync(async db =>
        {
            foreach (var product in await db.Products.Include(x => x.Offers).ToListAsync())
            {
                product.Describe(product.Words(), Guid.CreateVersion7());
                product.Submit(processed: false);
                product.Approve(new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
            }
            return await db.SaveChangesAsync();
        });

        Assert.Equal((0, 2, 0, 0), ImportShop.Counts(await _shop.ImportAsync(Header + "梨,,,斤,2,,,酸,\n桃,,,斤,3,,,甜,\n")));

        var products = await _shop.ProductsAsync();
        Assert.Equal([("桃", ListingState.OnSale, false), ("梨", ListingState.OnSale, true)], products.Select(x => (x.Name, x.State, x.EditedSinceReview)).OrderBy(x => x.EditedSinceReview));
    }

    [Fact]
    public async Task A_count_unit_without_its_net_weight_is_a_draft_that_cannot_be_submitted()
    {
        Assert.Equal((1, 0, 0, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,单价\n西瓜,个,20\n")));
        var product = Assert.Single(await _shop.ProductsAsync());
        product.Describe(product.Words(), Guid.CreateVersion7());
        Assert.Equal("offer.net_weight_missing", Assert.Throws<RuleException>(() => product.Submit(processed: false)).Code);

        Assert.Equal((0, 1, 0, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,单价,净重\n西瓜,个,20,4kg\n")));
        product = Assert.Single(await _shop.ProductsAsync());
        product.Describe(product.Words(), Guid.CreateVersion7());
        product.Submit(processed: false);
        Assert.Equal(ListingState.Submitted, product.State);
    }

    [Fact]
    public async Task A_dry_run_reports_the_same_and_changes_nothing()
    {
        const string file = Header + "梨,,,斤,2,,,,\n桃,,,今天,2,,,,\n";

        var dry = await _shop.ImportAsync(file, dryRun: true);

        Assert.Equal((1, 0, 0, 1), ImportShop.Counts(dry));
        Assert.Equal("unit.unknown", Assert.Single(await _shop.ErrorsAsync(dry.Id)).Code);
        Assert.Empty(await _shop.ProductsAsync());
        var real = await _shop.DeskAsync(desk => desk.RepeatAsync(dry.Id, null, false, _shop.Lister, default));
        Assert.True(await _shop.WorkAsync());
        Assert.Equal((1, 0, 0, 1), ImportShop.Counts(await _shop.FindAsync(real!.Value)));
        Assert.Single(await _shop.ProductsAsync());
    }

    [Fact]
    public async Task Another_cooperatives_goods_are_not_touched()
    {
        var other = new Product { CooperativeId = Guid.CreateVersion7() };
        other.Describe(new("梨"), null);
        await _shop.AskAsync(async db => (db.Add(other), await db.SaveChangesAsync()));

        Assert.Equal((1, 0, 0, 0), ImportShop.Counts(await _shop.ImportAsync(Header + "梨,,,斤,2,,,甜,\n")));
        Assert.Equal("", (await _shop.ProductsAsync()).Single(x => x.Id == other.Id).Description);
    }

    private async Task<string> StateAsync()
    {
        var lines = (await _shop.ProductsAsync()).Select(x => $"{x.Id} {x.Name} {x.ChangeSeq} {string.Join(' ', x.Offers.Select(offer => $"{offer.Id} {offer.PriceFen}"))}");
        return string.Join('\n', [.. lines, (await _shop.AskAsync(db => db.PriceChanges.CountAsync())).ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }
}
