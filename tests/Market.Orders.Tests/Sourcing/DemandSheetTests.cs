using Market.Orders.Sourcing.Demands;

namespace Market.Orders.Tests.Sourcing;

/// <summary>Tables of demand lines.</summary>
public sealed class DemandSheetTests
{
    private static readonly Guid Jinsui = Guid.CreateVersion7(), Shuanghe = Guid.CreateVersion7();
    private static readonly Dictionary<string, Guid> Stores = new() { ["huijia-jinsui"] = Jinsui, ["惠家双河店"] = Shuanghe };
    private static readonly Dictionary<string, string> Kinds = new() { ["green"] = "green", ["绿色食品"] = "green", ["organic"] = "organic" };

    private const string Chinese = "品名,等级,证书,通用标识,门店,开始,结束,公斤,最高价,起送公斤,最多几家";

    [Fact]
    public void Rows_that_differ_in_their_days_only_are_windows_of_one_line()
    {
        var read = Read(Chinese, "上海青,一级,绿色食品,是,huijia-jinsui,2027-01-04,2027-01-10,1200.5,6.20,200,3", "上海青,一级,green,yes,huijia-jinsui,2027/1/11,2027年1月17日,1300,6.2,200,3", "上海青,一级,,,惠家双河店,2027-01-04,2027-01-10,800,6,,");

        Assert.Empty(read.Errors);
        Assert.Equal((2, 2), (read.Lines.Count, read.Lines[0].Windows.Count));
        var line = read.Lines[0];
        Assert.Equal(("上海青", "一级", "green", true, Jinsui, 620L, 200_000L, 3), (line.Product, line.Grade, line.Certificates.Single(), line.SharedLogo, line.StoreId, line.CeilingFenPerKg, line.MinLotGrams, line.MaxSuppliers));
        Assert.Equal([(new DateOnly(2027, 1, 4), 1_200_500L), (new(2027, 1, 11), 1_300_000L)], line.Windows.Select(x => (x.From, x.Grams)));
        Assert.Equal((Shuanghe, false, 0L, 4), (read.Lines[1].StoreId, read.Lines[1].SharedLogo, read.Lines[1].MinLotGrams, read.Lines[1].MaxSuppliers));
        Assert.Equal([2, 4], read.Rows);
    }

    [Fact]
    public void English_headings_in_any_order_do_as_well()
    {
        var read = Read("Kilograms,Product,Store,From,To,Price ceiling", "500,Pak choi,huijia-jinsui,2027-01-04,2027-01-10,5");

        Assert.Empty(read.Errors);
        Assert.Equal(("Pak choi", 500_000L, 500L), (read.Lines[0].Product, read.Lines[0].Windows[0].Grams, read.Lines[0].CeilingFenPerKg));
    }

    [Fact]
    public void Every_mistake_is_told_with_its_row_and_column_and_then_nothing_is_read()
    {
        var read = Read(Chinese, "上海青,,,,huijia-jinsui,2027-01-04,2027-01-10,1200,6.20,,", ",,清真,也许,别家店,2027-02-30,,很多,-6,0.0001,1.5", "上海青,,,,huijia-jinsui,2027-01-04,2027-01-10,0,6.205,,");

        Assert.Empty(read.Lines);
        string[] expected =
        [
            "3 品名 demand.field_missing", "3 证书 demand.certificate", "3 通用标识 demand.cell_yes", "3 门店 demand.cell_store", "3 开始 demand.cell_date", "3 结束 demand.field_missing", "3 公斤 demand.cell_number",
            "3 最高价 demand.cell_number", "3 起送公斤 demand.cell_number", "3 最多几家 demand.cell_number", "4 公斤 demand.cell_number", "4 最高价 demand.cell_number",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Errors.Select(x => $"{x.Row} {x.Column} {x.Code}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Days_that_are_over_or_end_before_they_begin_and_lots_above_the_need_are_told_by_cell_too()
    {
        var read = Read(Chinese, "上海青,,,,huijia-jinsui,2026-11-30,2026-12-06,100,6.20,,", "上海青,,,,huijia-jinsui,2027-01-10,2027-01-04,100,6.20,,", "上海青,,,,huijia-jinsui,2027-01-04,2029-01-10,100,6.20,100.001,", "上海青,,,,huijia-jinsui,2026-12-01,2026-12-01,100,6.20,100,");
        var twice = Read(Chinese, "上海青,,,,huijia-jinsui,2027-01-04,2027-01-10,100,6.20,,", "上海青,,,,惠家双河店,2027-01-04,2027-01-10,100,6.20,,", "上海青,,,,huijia-jinsui,2027-01-04,2027-01-10,200,6.20,,");

        Assert.Empty(read.Lines);
        Assert.Equal(["2 开始 demand.days", "3 结束 demand.cell_order", "4 结束 demand.days", "4 起送公斤 demand.cell_lot"], read.Errors.Select(x => $"{x.Row} {x.Column} {x.Code}"));
        Assert.Equal((4, "开始", "demand.cell_twice", (object)2), (twice.Errors.Single().Row, twice.Errors.Single().Column, twice.Errors.Single().Code, twice.Errors.Single().Args[0]));
    }

    [Fact]
    public void A_missing_column_is_named_in_both_languages()
    {
        var read = Read("品名,门店,开始,结束,公斤", "上海青,huijia-jinsui,2027-01-04,2027-01-10,1");

        Assert.Equal(("demand.column_missing", "最高价", "price ceiling"), (read.Errors.Single().Code, read.Errors.Single().Args[0], read.Errors.Single().Args[1]));
    }

    private static SheetLines Read(params string[] lines) => DemandSheet.Read([.. lines.Select((x, i) => new SheetRow(i + 1, x.Split(',')))], Stores, Kinds, new(2026, 12, 1));
}
