using System.IO.Compression;
using System.Text;
using Market.Catalog.Imports;
using Market.Kernel;

namespace Market.Catalog.Tests.Imports;

/// <summary>Tests that watch the clock do not share the processor with others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Damaged and malicious files end as a refusal or as row faults: never as another exception, never slowly.</summary>
[Collection(nameof(Alone))]
public sealed class HostileFilesTests
{
    /// <summary>Processor time. The slowest, half a million rows, takes half a second; the rest is for a machine whose cores are shared.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const string Csv = "品名,规格,单位,单价,日期\n苹果,\"大\n号\",斤,2.50,2014-01-05\n梨,,公斤,3,2014/1/6\n";
    private static readonly byte[] Sheet = Workbook.Of(Workbook.Row(1, "品名", "单位", "单价") + Workbook.Row(2, "苹果", "斤", "2.5") + "<row r=\"3\"><c t=\"s\"><v>0</v></c></row>", "<si><t>梨</t></si>");

    /// <summary>Reads and parses all of a file.</summary>
    /// <returns>The code of the refusal, or the codes of the rows.</returns>
    private static string Read(byte[] content)
    {
        var start = Environment.CpuUsage.TotalTime;
        var codes = new HashSet<string>();
        try
        {
            var layout = TableLayout.Of(content, MappingText.None);
            if (layout.Mapping.Of(ImportField.Name) < 0) return "mapping.name_missing";
            var parser = new RowParser(layout, new(2026, 11, 23));
            foreach (var row in layout.Rows) codes.Add(parser.Parse(row, out var fault) is null ? fault!.Code : "");
            return string.Join(' ', codes.Order(StringComparer.Ordinal));
        }
        catch (RuleException refusal)
        {
            return refusal.Code;
        }
        finally
        {
            var spent = Environment.CpuUsage.TotalTime - start;
            Assert.True(spent < Patience, $"{spent.TotalSeconds:0.0} s for {content.Length} bytes");
        }
    }

    public static TheoryData<string> Encodings => new("utf-8", "utf-16", "utf-16BE", "GB18030");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_text_cut_anywhere_is_read_or_refused(string name)
    {
        var content = CodePagesEncodingProvider.Instance.GetEncoding(name) is { } chinese ? chinese.GetBytes(Csv) : Encoding.GetEncoding(name).GetBytes(Csv);

        Assert.Equal("", Read(content));
        for (var length = 0; length < content.Length; length++) Read(content[..length]);
    }

    [Fact]
    public void A_workbook_cut_anywhere_is_refused()
    {
        Assert.Equal(" unit.missing", Read(Sheet));
        for (var length = 8; length < Sheet.Length; length++) Assert.StartsWith("file.", Read(Sheet[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_with_any_byte_changed_is_read_or_refused()
    {
        for (var i = 0; i < Sheet.Length; i++)
            foreach (var bits in new byte[] { 0x01, 0x80, 0xFF })
            {
                var damaged = (byte[])Sheet.Clone();
                damaged[i] ^= bits;
                Read(damaged);
            }
    }

    [Fact]
    public void A_text_with_any_byte_changed_is_read_or_refused()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            var content = encoding.GetBytes(Csv);
            for (var i = 0; i < content.Length; i++)
                foreach (var value in new byte[] { 0x00, 0x0A, 0x22, 0x2C, 0x80, 0xD8, 0xFF })
                {
                    var damaged = (byte[])content.Clone();
                    damaged[i] = value;
                    Read(damaged);
                }
        }
    }

    [Fact]
    public void Files_of_other_kinds_are_named_as_such()
    {
        var gzip = new MemoryStream();
        using (var packed = new GZipStream(gzip, CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(Csv));

        Assert.Equal("file.not_a_table", Read(gzip.ToArray()));
        Assert.Equal("file.not_a_table", Read("%PDF-1.7 ..."u8.ToArray()));
        Assert.Equal("file.not_a_table", Read([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]));
        Assert.Equal("file.not_a_table", Read(Workbook.Zip(("word/document.xml", "<w/>"))));
        Assert.Equal("file.xls", Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]));
        Assert.Equal("file.empty", Read([]));
        Assert.Equal("file.empty", Read("\n\n  \n"u8.ToArray()));
        Assert.Equal("file.empty", Read([0xEF, 0xBB, 0xBF]));
        Assert.Equal("file.empty", Read([0xFF, 0xFE]));
        Assert.Equal("file.empty", Read(Workbook.Of("")));
        Assert.Equal("file.too_large", Read(new byte[SourceTable.MaxBytes + 1]));
    }

    [Fact]
    public void A_quotation_mark_that_never_closes_does_not_swallow_the_file()
    {
        var rows = string.Concat(Enumerable.Repeat("梨,斤,2\n", 100_000));

        Assert.Equal("file.quote_open", Read(Encoding.UTF8.GetBytes("品名,单位,单价\n\"苹果,斤,2\n" + rows)));
        Assert.Equal("row.quote", Read(Encoding.UTF8.GetBytes("品名,单位,单价\n\"苹果,斤,2\n梨,斤,2\n")));
    }

    [Fact]
    public void A_hundred_thousand_columns_are_refused()
    {
        Assert.Equal("file.too_many_columns", Read(Encoding.UTF8.GetBytes("品名" + new string(',', 100_000))));
        Assert.Equal("row.cells", Read(Encoding.UTF8.GetBytes("品名,单位\n" + string.Join(',', Enumerable.Repeat("x", 100_000)))));
        Assert.Equal("row.cells", Read(Workbook.Of(Workbook.Row(1, "品名") + "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>")));
        Assert.Equal("file.broken_workbook", Read(Workbook.Of("<row>" + string.Concat(Enumerable.Repeat("<c/>", 100_000)) + "</row>")));
    }

    [Fact]
    public void More_rows_than_allowed_are_refused()
    {
        Assert.Equal("file.too_many_rows", Read(Encoding.UTF8.GetBytes("品名\n" + string.Concat(Enumerable.Repeat("梨\n", 500_001)))));
        Assert.Equal("file.too_many_rows", Read(Encoding.UTF8.GetBytes("品名\n" + new string('\n', 600_000) + "梨\n")));
        Assert.Equal("file.too_many_rows", Read(Workbook.Of(Workbook.Row(1, "品名") + Workbook.Row(500_002, "梨"))));
        Assert.Equal("file.broken_workbook", Read(Workbook.Of(Workbook.Row(2, "品名") + Workbook.Row(1, "梨"))));
    }

    [Fact]
    public void A_huge_cell_costs_its_row()
    {
        Assert.Equal("name.too_long", Read(Encoding.UTF8.GetBytes("品名,单位\n" + new string('果', 50_000) + ",斤\n")));
        Assert.Equal("name.too_long", Read(Workbook.Of(Workbook.Row(1, "品名", "单位") + Workbook.Row(2, new string('x', 50_000_000), "斤"))));
        Assert.Equal("file.quote_open", Read(Encoding.UTF8.GetBytes("品名,单位\n" + new string('x', 15_000_000))));
    }

    [Fact]
    public void What_unpacks_to_gigabytes_is_stopped()
    {
        Assert.Equal("file.broken_workbook", Read(Bomb(new byte[1024 * 1024], 1000)));
        Assert.Equal("file.unpacked_too_large", Read(Bomb(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<row/>" + new string(' ', 10_000), 100))), 1000)));
        Assert.Equal("file.broken_workbook", Read(Workbook.Of(string.Concat(Enumerable.Repeat("<a>", 200_000)))));
        Assert.Equal("file.broken_workbook", Read(Workbook.Of($"<row a=\"{new string('x', 10_000_000)}\"/>")));
        Assert.Equal("file.unpacked_too_large", Read(Workbook.Of(Workbook.Row(1, "品名"), string.Concat(Enumerable.Repeat("<si/>", 2_000_000)))));
    }

    [Fact]
    public void Document_types_are_refused() => Assert.Equal("file.broken_workbook", Read(Workbook.Zip(
        ("_rels/.rels", "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>"))));

    [Fact]
    public void Formulas_in_text_stay_text()
    {
        var layout = TableLayout.Of(Encoding.UTF8.GetBytes("品名,单位\n=1+1,斤\n@SUM(A1),斤\n"), MappingText.None);

        Assert.Equal(["=1+1", "@SUM(A1)"], layout.Rows.Select(x => new RowParser(layout, new(2026, 11, 23)).Parse(x, out _)!.Goods.Name));
    }

    /// <summary>A sheet that opens like any other and then repeats a block.</summary>
    private static byte[] Bomb(byte[] block, int times)
    {
        var stream = new MemoryStream(Workbook.Of(""));
        var whole = new MemoryStream();
        stream.CopyTo(whole);
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            sheet.Write(Encoding.UTF8.GetBytes($"<worksheet {Workbook.Ns}><sheetData>"));
            for (var i = 0; i < times / 4; i++) sheet.Write(block);
        }
        return whole.ToArray();
    }
}
