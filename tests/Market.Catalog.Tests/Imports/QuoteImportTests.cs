using Market.Kernel.Values;

namespace Market.Catalog.Tests.Imports;

/// <summary>Dated rows: what the market paid on a day.</summary>
public sealed class QuoteImportTests : IAsyncLifetime
{
    private const string Header = "品名,最低价,平均价,最高价,规格,单位,发布日期\n";
    private ImportShop _shop = null!;

    public async Task InitializeAsync() => _shop = await ImportShop.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_quote_is_kept_for_its_day_and_its_goods_become_one_draft()
    {
        var import = await _shop.ImportAsync(Header + "苹果,1,1.5,2,普通,斤,2014-01-05\n苹果,1,1.6,2,普通,斤,2014-01-06\n");

        Assert.Equal((2, 0, 0, 0), ImportShop.Counts(import));
        var product = Assert.Single(await _shop.ProductsAsync());
        Assert.Equal(("苹果", "普通", 0), (product.Name, product.Specification, product.Offers.Count));
        Assert.Equal([(new DateOnly(2014, 1, 5), 100, 150, 200), (new DateOnly(2014, 1, 6), 100, 160, 200)], (await _shop.QuotesAsync()).Select(x => (x.Date, x.LowFen!.Value, x.AverageFen!.Value, x.HighFen!.Value)));
        Assert.All(await _shop.QuotesAsync(), x => Assert.Equal((product.Id, Unit.Jin, _shop.Cooperative), (x.ProductId, x.Unit, x.CooperativeId)));
    }

    [Fact]
    public async Task A_quote_never_changes_what_the_cooperative_asks()
    {
        await _shop.ImportAsync("品名,规格,单位,单价,描述\n苹果,普通,斤,9,脆\n");
        var before = Assert.Single(await _shop.ProductsAsync());

        Assert.Equal((1, 0, 0, 0), ImportShop.Counts(await _shop.ImportAsync("品名,价格,规格,单位,日期,描述\n苹果,1.5,普通,斤,2014-01-05,软\n")));

        var product = Assert.Single(await _shop.ProductsAsync());
        Assert.Equal((before.Id, before.ChangeSeq, "脆", 900), (product.Id, product.ChangeSeq, product.Description, product.Offers.Single().PriceFen));
        Assert.Equal((null, 150, null), (await _shop.QuotesAsync()).Select(x => (x.LowFen, x.AverageFen, x.HighFen)).Single());
    }

    [Fact]
    public async Task A_corrected_quote_of_a_later_file_replaces_the_first()
    {
        await _shop.ImportAsync(Header + "苹果,1,1.5,2,普通,斤,2014-01-05\n梨,1,1.5,2,普通,斤,2014-01-05\n");

        Assert.Equal((0, 1, 1, 0), ImportShop.Counts(await _shop.ImportAsync(Header + "苹果,1,1.6,2,普通,斤,2014-01-05\n梨,1,1.5,2,普通,斤,2014-01-05\n")));

        Assert.Equal([150, 160], (await _shop.QuotesAsync()).Select(x => x.AverageFen!.Value).Order());
    }

    [Fact]
    public async Task The_first_quote_of_a_day_counts_in_every_upload()
    {
        const string file = Header + "苹果,1,1.5,2,普通,斤,2014-01-05\n苹果,1,1.5,2.5,普通,斤,2014-01-05\n苹果,1,1.5,2,普通,斤,2014-01-05\n苹果,1,1.5,2,普通,公斤,2014-01-05\n";

        for (var upload = 0; upload < 2; upload++)
        {
            var import = await _shop.ImportAsync(file);
            Assert.Equal(upload == 0 ? (2, 0, 1, 1) : (0, 0, 3, 1), ImportShop.Counts(import));
            var error = Assert.Single(await _shop.ErrorsAsync(import.Id));
            Assert.Equal((3, "最高价", "row.conflicts_with", 2), (error.Row, error.Column, error.Code, error.Args[0]));
        }
        Assert.Equal(2, (await _shop.QuotesAsync()).Count);
    }

    [Fact]
    public async Task A_refused_row_leaves_its_place_to_the_next_good_one()
    {
        const string file = Header + "苹果,3,1.5,2,普通,斤,2014-01-05\n苹果,1,1.5,2,普通,斤,2014-01-05\n";

        Assert.Equal((1, 0, 0, 1), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal((0, 0, 1, 1), ImportShop.Counts(await _shop.ImportAsync(file)));
    }

    [Fact]
    public async Task Quotes_join_goods_that_carry_an_own_key()
    {
        await _shop.ImportAsync("货号,品名,单位,单价\nA1,苹果,斤,2\n");

        Assert.Equal((1, 0, 0, 0), ImportShop.Counts(await _shop.ImportAsync("品名,单位,均价,日期\n苹果,斤,1.5,2014-01-05\n")));
        Assert.Equal(Assert.Single(await _shop.ProductsAsync()).Id, Assert.Single(await _shop.QuotesAsync()).ProductId);
    }

    [Fact]
    public async Task A_dated_row_without_prices_only_lists_its_goods()
    {
        const string file = Header + "苹果,,,,普通,斤,2014-01-05\n苹果,,,,普通,斤,2014-01-06\n";

        Assert.Equal((1, 0, 1, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal((0, 0, 2, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Single(await _shop.ProductsAsync());
        Assert.Empty(await _shop.QuotesAsync());
    }

    [Fact]
    public async Task Quotes_without_a_unit_are_not_taken_for_quotes_in_some_unit()
    {
        await _shop.ImportAsync("品名,单位,单价\n苹果,斤,2\n");
        const string file = "苹果,0.40,0.50,0.60,2021-03-22\n梨,0.40,0.50,0.60,2021-03-22\n";

        Assert.Equal((2, 0, 0, 0), ImportShop.Counts(await _shop.ImportAsync(file)));
        Assert.Equal((0, 0, 2, 0), ImportShop.Counts(await _shop.ImportAsync(file)));

        Assert.Equal(3, (await _shop.ProductsAsync()).Count);
        Assert.All(await _shop.QuotesAsync(), x => Assert.Null(x.Unit));
    }
}
