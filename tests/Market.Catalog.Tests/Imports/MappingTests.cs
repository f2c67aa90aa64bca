using System.Text;
using Market.Catalog.Imports;
using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Catalog.Tests.Imports;

public sealed class MappingTests
{
    private static TableLayout Layout(string csv, string? mapping = null) => TableLayout.Of(Encoding.UTF8.GetBytes(csv), MappingText.Parse(mapping));

    [Theory]
    [InlineData("商品名称", ImportField.Name)]
    [InlineData("* 单价（元/斤）", ImportField.Price)]
    [InlineData("Unit Price", ImportField.Price)]
    [InlineData("external-key", ImportField.ExternalKey)]
    [InlineData("ＳＫＵ", ImportField.ExternalKey)]
    [InlineData("一级分类", ImportField.Category)]
    [InlineData("发布日期", ImportField.Date)]
    [InlineData("net weight (g)", ImportField.NetWeight)]
    [InlineData("English name", ImportField.NameEn)]
    public void Headers_are_known_by_their_words_in_both_languages(string header, ImportField field) => Assert.Equal(field, HeaderWords.Find(header));

    [Theory]
    [InlineData("二级分类")]
    [InlineData("首见日期")]
    [InlineData("rawKey")]
    [InlineData("出现次数")]
    [InlineData("")]
    public void Other_headers_belong_to_no_field(string header) => Assert.Null(HeaderWords.Find(header));

    [Fact]
    public void Six_columns_without_headers_are_name_prices_specification_and_date()
    {
        var layout = Layout("大白菜,0.40,0.50,0.60,存储,2021-03-22\n芹菜,0.70,0.85,1.00,鲁,2021-03-22\n");

        Assert.False(layout.HasHeader);
        Assert.Equal(["A", "B", "C", "D", "E", "F"], layout.Header);
        Assert.Equal(new Dictionary<ImportField, int>
        {
            [ImportField.Name] = 0,
            [ImportField.Low] = 1,
            [ImportField.Average] = 2,
            [ImportField.High] = 3,
            [ImportField.Specification] = 4,
            [ImportField.Date] = 5,
        }, layout.Mapping.Columns);
        Assert.Equal([1, 2], layout.Rows.Select(x => x.Number));
    }

    [Fact]
    public void Unknown_headers_over_prices_are_headers_and_can_be_mapped()
    {
        var layout = Layout("货,钱,秤\n苹果,2.5,斤\n", """{"name":0,"price":"钱","unit":2}""");

        Assert.True(layout.HasHeader);
        Assert.Equal((0, 1, 2), (layout.Mapping.Of(ImportField.Name), layout.Mapping.Of(ImportField.Price), layout.Mapping.Of(ImportField.Unit)));
    }

    [Fact]
    public void A_correction_takes_a_column_from_the_field_that_was_detected()
    {
        var layout = Layout("品名,品种,单价,单位\n苹果,富士,2,斤\n", """{"name":"品种","origin":null,"unit":null,"defaultUnit":"kg"}""");

        Assert.Equal(new Dictionary<ImportField, int> { [ImportField.Name] = 1, [ImportField.Price] = 2 }, layout.Mapping.Columns);
        Assert.Equal(Unit.Kg, layout.Mapping.DefaultUnit);
    }

    [Fact]
    public void A_table_can_be_said_to_have_no_header()
    {
        var layout = Layout("品名,单位\n苹果,斤\n", """{"header":false,"name":0}""");

        Assert.Equal([1, 2], layout.Rows.Select(x => x.Number));
    }

    [Theory]
    [InlineData("[1]", "mapping.invalid")]
    [InlineData("{\"name\":0", "mapping.invalid")]
    [InlineData("{\"name\":0,\"name\":1}", "mapping.invalid")]
    [InlineData("{\"colour\":0}", "mapping.member_unknown")]
    [InlineData("{\"Name\":0}", "mapping.member_unknown")]
    [InlineData("{\"name\":-1}", "mapping.value_invalid")]
    [InlineData("{\"name\":1.5}", "mapping.value_invalid")]
    [InlineData("{\"name\":true}", "mapping.value_invalid")]
    [InlineData("{\"encoding\":\"latin1\"}", "mapping.value_invalid")]
    [InlineData("{\"delimiter\":\"ab\"}", "mapping.value_invalid")]
    [InlineData("{\"header\":\"yes\"}", "mapping.value_invalid")]
    [InlineData("{\"defaultUnit\":\"今天\"}", "mapping.value_invalid")]
    [InlineData("{\"name\":7}", "mapping.column_unknown")]
    [InlineData("{\"name\":\"没有\"}", "mapping.column_unknown")]
    [InlineData("{\"name\":0,\"origin\":0}", "mapping.column_twice")]
    public void A_mapping_that_cannot_be_meant_is_refused(string mapping, string code)
    {
        var refusal = Assert.Throws<RuleException>(() => Layout("品名,单位,单价\n苹果,斤,2\n", mapping));

        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("{0}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_columns_than_a_price_list_has_are_refused() =>
        Assert.Equal("file.too_many_columns", Assert.Throws<RuleException>(() => Layout("品名" + new string(',', 100) + "\n")).Code);
}
