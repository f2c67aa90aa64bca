using System.Text;
using Market.Catalog.Imports;
using Market.Kernel.Values;

namespace Market.Catalog.Tests.Imports;

public sealed class RowParserTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private const string Dated = "品名,最低价,平均价,最高价,规格,单位,发布日期";
    private const string Goods = "货号,品名,规格,产地,单位,单价,步长,净重,储存,季节,等级,品种,描述,英文名,分类";

    private static (ParsedRow? Row, RowFault? Fault) Parse(string header, string row, string? mapping = null)
    {
        var layout = TableLayout.Of(Encoding.UTF8.GetBytes($"{header}\n{row}\n"), MappingText.Parse(mapping));
        var parsed = new RowParser(layout, Today).Parse(layout.Rows.Single(), out var fault);
        return (parsed, fault);
    }

    private static RowFault Fault(string header, string row) => Parse(header, row).Fault ?? throw new InvalidOperationException("The row was taken.");

    [Theory]
    [InlineData("苹果,1,1.5,2,普通,斤,", "date.missing", "发布日期")]
    [InlineData("苹果,1,1.5,2,普通,斤,昨天", "date.invalid", "发布日期")]
    [InlineData("苹果,1,1.5,2,普通,斤,2014-02-30", "date.invalid", "发布日期")]
    [InlineData("苹果,1,1.5,2,普通,斤,03/04/2021", "date.invalid", "发布日期")]
    [InlineData("苹果,1,1.5,2,普通,斤,1989-12-31", "date.out_of_range", "发布日期")]
    [InlineData("苹果,1,1.5,2,普通,斤,2027-11-24", "date.out_of_range", "发布日期")]
    [InlineData(",1,1.5,2,普通,斤,2014-01-24", "name.missing", "品名")]
    [InlineData("苹果,1,1.5,2,普通,,2014-01-24", "unit.missing", "单位")]
    [InlineData("苹果,1,1.5,2,普通,今天,2014-01-24", "unit.unknown", "单位")]
    [InlineData("鸽子蛋,2.7（个）,2.85（个）,3（个）,普通,斤,2014-01-24", "price.invalid", "最低价")]
    [InlineData("苹果,-1,1.5,2,普通,斤,2014-01-24", "price.invalid", "最低价")]
    [InlineData("苹果,1,1e2,2,普通,斤,2014-01-24", "price.invalid", "平均价")]
    [InlineData("苹果,1,1.5,\"1,200\",普通,斤,2014-01-24", "price.invalid", "最高价")]
    [InlineData("大蒜,0.75,1.275,1.8,普通,斤,2013-06-10", "price.precision", "平均价")]
    [InlineData("苹果,0,0,0,普通,斤,2014-01-24", "price.zero", "最低价")]
    [InlineData("苹果,1,1.5,1000000.01,普通,斤,2014-01-24", "price.range", "最高价")]
    [InlineData("苹果,3,2.5,2,普通,斤,2014-01-24", "price.low_above_high", "最低价")]
    [InlineData("苹果,1,3,2,普通,斤,2014-01-24", "price.average_outside", "平均价")]
    [InlineData("苹果,1,0.5,2,普通,斤,2014-01-24", "price.average_outside", "平均价")]
    [InlineData(",,,,,,2014-08-08", "row.empty", "品名")]
    [InlineData("苹果,1,1.5,2,普通,斤", "row.cells", "品名")]
    [InlineData("苹果,1,1.5,2,普通,斤,2014-01-24,多", "row.cells", "品名")]
    [InlineData("\"苹\"果,1,1.5,2,普通,斤,2014-01-24", "row.quote", "品名")]
    [InlineData("苹\0果,1,1.5,2,普通,斤,2014-01-24", "text.control", "品名")]
    [InlineData("苹\u0085\u0001,1,1.5,2,普通,斤,2014-01-24", "text.control", "品名")]
    [InlineData("苹\uFFFD,1,1.5,2,普通,斤,2014-01-24", "text.broken", "品名")]
    public void A_bad_quote_is_refused_with_its_column_and_code(string row, string code, string column)
    {
        var fault = Fault(Dated, row);

        Assert.Equal((2, column, code), (fault.Row, fault.Column, fault.Code));
        Assert.DoesNotContain("{", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a1,苹果,,,斤,0,,,,,,,,,", "price.zero", "单价")]
    [InlineData("a1,苹果,,,斤,2,0,,,,,,,,", "step.invalid", "步长")]
    [InlineData("a1,苹果,,,斤,2,0.0001,,,,,,,,", "step.invalid", "步长")]
    [InlineData("a1,苹果,,,斤,2,1001,,,,,,,,", "step.invalid", "步长")]
    [InlineData("a1,苹果,,,箱,2,,5,,,,,,,", "net_weight.invalid", "净重")]
    [InlineData("a1,苹果,,,箱,2,,5个,,,,,,,", "net_weight.invalid", "净重")]
    [InlineData("a1,苹果,,,箱,2,,2000kg,,,,,,,", "net_weight.invalid", "净重")]
    [InlineData("a1,苹果,,,斤,2,,,太空,,,,,,", "storage.unknown", "储存")]
    [InlineData("a1,苹果,,,斤,2,,,,13,,,,,", "season.invalid", "季节")]
    [InlineData("a1,苹果,,,斤,2,,,,6-0,,,,,", "season.invalid", "季节")]
    public void Bad_goods_are_refused_with_their_column_and_code(string row, string code, string column)
    {
        var fault = Fault(Goods, row);

        Assert.Equal((column, code), (fault.Column, fault.Code));
    }

    [Fact]
    public void Texts_longer_than_their_column_are_refused()
    {
        Assert.Equal("name.too_long", Fault(Goods, $"a,{new string('果', 121)},,,斤,2,,,,,,,,,").Code);
        Assert.Equal("text.too_long", Fault(Goods, $"a,苹果,{new string('x', 121)},,斤,2,,,,,,,,,").Code);
        Assert.Equal("text.too_long", Fault(Goods, $"a,苹果,,,斤,2,,,,,{new string('x', 41)},,,,").Code);
        Assert.Equal("text.too_long", Fault(Goods, $"a,苹果,,,斤,2,,,,,,,{new string('x', 2001)},,").Code);
        Assert.Equal("name.too_long", Fault(Goods, $"a,{new string('x', 4001)},,,斤,2,,,,,,,,,").Code);
    }

    [Fact]
    public void A_good_quote_keeps_its_prices_in_fen()
    {
        var row = Parse(Dated, " 富士（纸袋Φ85） ,¥1,１．５０,2元,None,斤,2014/1/5").Row!;

        Assert.Equal(("富士（纸袋Φ85）", "", Unit.Jin), (row.Goods.Name, row.Goods.Specification, row.Goods.Unit));
        Assert.Equal((new DateOnly(2014, 1, 5), new Quote(100, 150, 200), null), (row.Date, row.Quote, row.PriceFen));
    }

    [Fact]
    public void Good_goods_keep_all_their_columns()
    {
        var row = Parse(Goods, "A-1,苹果,大,甘肃,箱,25.5,0.5,2.5kg,冷藏,6月~10月,一级,富士,\"脆\n甜\",Apple,水果").Row!;

        Assert.Equal(("A-1", 2550L, null), (row.ExternalKey, row.PriceFen, row.Date));
        Assert.Equal(new RowDetails
        {
            StepMilli = 500,
            NetGrams = 2500,
            Storage = "chilled",
            Season = "6-10",
            Grade = "一级",
            Variety = "富士",
            Description = "脆\n甜",
            NameEn = "Apple",
            Category = "水果",
        }, row.Details);
    }

    [Theory]
    [InlineData("2014-01-05")]
    [InlineData("2014/1/5")]
    [InlineData("2014.1.5")]
    [InlineData("2014年1月5日")]
    [InlineData("20140105")]
    [InlineData("41644")]
    [InlineData("2014-01-05 00:00:00")]
    [InlineData("2014-01-05T08:30:00.000Z")]
    [InlineData("２０１４－０１－０５")]
    public void Dates_are_read_as_people_and_spreadsheets_write_them(string cell)
    {
        Assert.True(DateCell.TryParse(cell, out var date));
        Assert.Equal(new DateOnly(2014, 1, 5), date);
    }

    [Theory]
    [InlineData("活", Unit.Head)]
    [InlineData("ｋｇ", Unit.Kg)]
    [InlineData("500g", Unit.Jin)]
    [InlineData("袋", Unit.Box)]
    public void Units_of_the_market_are_understood(string unit, Unit expected) =>
        Assert.Equal(expected, Parse(Dated, $"草鱼,1,1,1,,{unit},2014-01-24").Row!.Goods.Unit);

    [Fact]
    public void Three_decimals_that_are_zero_are_whole_fen() => Assert.Equal(150, Parse(Goods, "a,苹果,,,斤,1.500,,,,,,,,,").Row!.PriceFen);

    [Fact]
    public void A_row_without_a_price_lists_goods_whatever_its_date()
    {
        var row = Parse(Dated, "苹果,,,,普通,斤,2014-01-24").Row!;

        Assert.Equal((null, null, default), (row.Date, row.PriceFen, row.Quote));
    }

    [Fact]
    public void Undated_market_prices_sell_at_their_average()
    {
        Assert.Equal(150, Parse("品名,最低价,平均价,最高价,单位", "苹果,1,1.5,2,斤").Row!.PriceFen);
        Assert.Equal(100, Parse("品名,最低价,最高价,单位", "苹果,1,1,斤").Row!.PriceFen);
        Assert.Null(Parse("品名,最低价,最高价,单位", "苹果,1,2,斤").Row!.PriceFen);
    }

    [Fact]
    public void A_price_needs_a_unit_from_the_table_or_from_the_mapping()
    {
        Assert.Equal("unit.missing", Fault("品名,单价", "苹果,2").Code);
        Assert.Equal(Unit.Kg, Parse("品名,单价（元/公斤）", "苹果,2").Row!.Goods.Unit);
        Assert.Equal(Unit.Jin, Parse("品名,单价", "苹果,2", """{"defaultUnit":"斤"}""").Row!.Goods.Unit);
        Assert.Null(Parse("品名,单价,日期", "苹果,2,2021-03-22").Row!.Goods.Unit);
    }

    [Fact]
    public void Invisible_and_direction_marks_are_taken_out()
    {
        var row = Parse(Goods, "\u202Aa1\u202C,苹\u200B果\u3000 大\uFEFF,,,斤,2,,,,,,,,,").Row!;

        Assert.Equal(("a1", "苹果 大"), (row.ExternalKey, row.Goods.Name));
    }

    [Fact]
    public void A_plain_net_weight_takes_the_unit_of_its_header() =>
        Assert.Equal(5000, Parse("品名,单位,单价,净重(kg)", "苹果,箱,2,5").Row!.Details.NetGrams);

    [Fact]
    public void Empty_cells_beyond_the_table_are_harmless() => Assert.NotNull(Parse("品名,单位,单价", "苹果,斤,2,, ").Row);

    [Fact]
    public void A_quotation_mark_inside_a_name_is_a_letter() => Assert.Equal("5\"盆栽", Parse("品名,单位,单价", "5\"盆栽,个,2").Row!.Goods.Name);
}
