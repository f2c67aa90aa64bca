using System.IO.Compression;
using System.Text;

namespace Market.Catalog.Tests.Imports;

/// <summary>Builds workbooks part by part, to have in them what no spreadsheet program would write.</summary>
internal static class Workbook
{
    public const string Ns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    public static byte[] Of(string rows, string? texts = null, string? styles = null, string book = "") => Zip(
        ("_rels/.rels", Relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", $"<workbook {Ns} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{book}<sheets><sheet name=\"old\" state=\"hidden\" r:id=\"rId9\"/><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml"), ("styles", "styles.xml"))),
        ("xl/sharedStrings.xml", $"<sst {Ns}>{texts}</sst>"),
        ("xl/styles.xml", styles ?? $"<styleSheet {Ns}/>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet {Ns}><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"));

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        return stream.ToArray();
    }

    /// <summary>A row of inline texts.</summary>
    public static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((x, i) => $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{x}</t></is></c>"))}</row>";

    private static string Relations(params (string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(relations.Select((x, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{x.Type}\" Target=\"{x.Target}\"/>")) + "</Relationships>";
}
