using System.Text;
using Market.Catalog.Imports;
using Market.Kernel;

namespace Market.Catalog.Tests.Imports;

public sealed class TextEncodingTests
{
    private const string Text = "品名,单位,单价\r\n苹果,斤,2.50\r\n一二三,斤,3\r\n";
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static TheoryData<string, byte[]> Files => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Text) },
        { "utf-8", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { "utf-16le", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "utf-16be", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "utf-16le", Encoding.Unicode.GetBytes(Text) },
        { "utf-16be", Encoding.BigEndianUnicode.GetBytes(Text) },
        { "gb18030", Chinese.GetBytes(Text) },
        { "gb18030", [0x84, 0x31, 0x95, 0x33, .. Chinese.GetBytes(Text)] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_encoding_is_recognised_and_gives_the_same_table(string name, byte[] content)
    {
        var table = SourceTable.Open(content, MappingText.None);

        Assert.Equal((name, ','), (table.Encoding, table.Delimiter));
        Assert.Equal(["品名|单位|单价", "苹果|斤|2.50", "一二三|斤|3"], table.Rows.Select(x => string.Join('|', x.Cells)));
    }

    [Fact]
    public void Four_byte_characters_of_GB18030_are_read() =>
        Assert.Equal("㐂𠮷", SourceTable.Open(Chinese.GetBytes("品名,单位\n㐂𠮷,斤\n"), MappingText.None).Rows.Last().Cells[0]);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var refusal = Assert.Throws<RuleException>(() => SourceTable.Open([0x41, 0x2C, 0xFF, 0xFF, 0x0A, 0x80], MappingText.None));

        Assert.Equal("file.encoding", refusal.Code);
    }

    [Fact]
    public void A_corrected_encoding_wins_over_the_detected_one()
    {
        // Every UTF-8 text of Han characters in pairs is also some GB18030 text, only not the one that was meant.
        var content = Encoding.UTF8.GetBytes("苹果,斤\n");

        Assert.Equal("苹果", SourceTable.Open(content, MappingText.None).Rows.Single().Cells[0]);
        Assert.Equal("鑻规灉", SourceTable.Open(content, MappingText.Parse("""{"encoding":"gb18030"}""")).Rows.Single().Cells[0]);
    }

    [Fact]
    public void A_text_cut_within_its_last_character_is_still_UTF_8()
    {
        var table = SourceTable.Open(Encoding.UTF8.GetBytes("品名,单位\n苹果,斤")[..^1], MappingText.None);

        Assert.Equal("utf-8", table.Encoding);
        Assert.Equal("苹果|\uFFFD", string.Join('|', table.Rows.Last().Cells));
    }

    [Fact]
    public void A_lone_surrogate_costs_its_row_and_not_the_file()
    {
        byte[] content = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("品名,单位\n好,斤\n坏"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes(",斤\n")];
        var layout = TableLayout.Of(content, MappingText.None);
        var parser = new RowParser(layout, new(2026, 11, 23));

        var codes = layout.Rows.Select(row => parser.Parse(row, out var fault) is null ? fault!.Code : "").ToList();

        Assert.Equal(["", "text.broken"], codes);
    }

    [Theory]
    [InlineData("品名;单位;单价\n苹果;斤;2\n", ';')]
    [InlineData("品名\t单位\t单价\n苹果\t斤\t2\n", '\t')]
    [InlineData("品名,单位,描述\n苹果,斤,脆;甜;大\n梨,斤,水;多\n", ',')]
    [InlineData("品名\n苹果\n", ',')]
    public void The_delimiter_is_the_one_that_cuts_the_lines_alike(string text, char delimiter) =>
        Assert.Equal(delimiter, SourceTable.Open(Encoding.UTF8.GetBytes(text), MappingText.None).Delimiter);

    [Fact]
    public void Empty_lines_are_numbered_and_are_no_rows() =>
        Assert.Equal([1, 3, 6], SourceTable.Open(Encoding.UTF8.GetBytes("品名,单位\r\n\r\n苹果,斤\n  \n\n梨,斤\n\n"), MappingText.None).Rows.Select(x => x.Number));

    [Fact]
    public void A_cell_with_a_line_break_is_one_row_as_in_a_spreadsheet() =>
        Assert.Equal([1, 2, 3], SourceTable.Open(Encoding.UTF8.GetBytes("品名,描述\n苹果,\"脆\n\n甜\"\n梨,水\n"), MappingText.None).Rows.Select(x => x.Number));
}
