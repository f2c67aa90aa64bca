using Market.Catalog.Imports;
using MiniExcelLibs;

namespace Market.Catalog.Tests.Imports;

public sealed class XlsxTableTests
{
    private static List<string> Rows(byte[] content) => [.. SourceTable.Open(content, MappingText.None).Rows.Select(x => $"{x.Number}:{string.Join('|', x.Cells)}")];

    [Fact]
    public void A_workbook_of_another_program_gives_the_texts_it_shows()
    {
        var stream = new MemoryStream();
        stream.SaveAs(new[]
        {
            new Dictionary<string, object?> { ["品名"] = "苹果", ["单价"] = 2.5, ["日期"] = new DateTime(2014, 1, 5), ["货号"] = "007" },
            new Dictionary<string, object?> { ["品名"] = "梨 <大>", ["单价"] = 0.1 + 0.2, ["日期"] = null, ["货号"] = null },
        });

        Assert.Equal(["1:品名|单价|日期|货号", "2:苹果|2.5|2014-01-05|007", "3:梨 <大>|0.3"], Rows(stream.ToArray()));
    }

    [Fact]
    public void Dates_are_known_by_their_style_in_chinese_and_own_formats_too()
    {
        var styles = $"<styleSheet {Workbook.Ns}><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"[Red]0.00&quot;day&quot;\"/></numFmts>" +
            "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";
        var cells = string.Concat(Enumerable.Range(0, 5).Select(x => $"<c s=\"{x}\"><v>41435.75</v></c>"));

        Assert.Equal(["1:41435.75|2013-06-10|2013-06-10|2013-06-10|41435.75"], Rows(Workbook.Of($"<row>{cells}</row>", styles: styles)));
        Assert.Equal(["1:|2017-06-11"], Rows(Workbook.Of("<row><c r=\"B1\" s=\"1\"><v>41435</v></c></row>", styles: styles, book: "<workbookPr date1904=\"1\"/>")));
    }

    [Fact]
    public void Shared_texts_lose_their_formatting_and_their_pronunciation()
    {
        var texts = "<si><r><rPr><b/></rPr><t>苹</t></r><r><t xml:space=\"preserve\">果 </t></r><rPh sb=\"0\" eb=\"1\"><t>píngguǒ</t></rPh></si><si><t>a_x000D_b_x005F_x000D_</t></si>";

        Assert.Equal(["1:苹果 |a\rb_x000D_|\uFFFD"], Rows(Workbook.Of("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>", texts)));
    }

    [Fact]
    public void Formulas_errors_and_booleans_read_as_saved() => Assert.Equal(["1:3|ab|#N/A|TRUE|1E999"], Rows(Workbook.Of(
        "<row><c><f>1+2</f><v>3</v></c><c t=\"str\"><f>A&amp;B</f><v>ab</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"b\"><v>1</v></c><c><v>1E999</v></c></row>")));

    [Fact]
    public void Gaps_keep_the_numbers_of_the_spreadsheet() => Assert.Equal(["1:品名", "7:||x", "1000:y"], Rows(Workbook.Of(
        Workbook.Row(1, "品名") + "<row r=\"3\"/><row r=\"4\"><c r=\"A4\"/></row><row r=\"7\"><c r=\"C7\" t=\"str\"><v>x</v></c></row>" + Workbook.Row(1000, "y") + "<row r=\"1048576\"><c r=\"XFD1048576\"><v></v></c></row>")));
}
