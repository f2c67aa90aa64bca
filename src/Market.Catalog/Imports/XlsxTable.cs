using System.Globalization;
using System.Xml;

namespace Market.Catalog.Imports;

/// <summary>Reads the first visible sheet of a workbook, forward only; formulas count with the value they were saved with.</summary>
/// <remarks>docs/imports.md says why this is not done by a library.</remarks>
internal static class XlsxTable
{
    /// <summary>Columns A to XFD.</summary>
    private const int SheetColumns = 16_384;
    private static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <exception cref="Kernel.RuleException"><c>file.not_a_table</c>, <c>file.broken_workbook</c>, <c>file.unpacked_too_large</c></exception>
    public static SourceTable Open(byte[] content) => Sound(() =>
    {
        var package = new XlsxPackage(content);
        var book = XlsxBook.Read(package);
        if (book.Sheet is not { } sheet) throw Sentences.Refusal("file.not_a_table");
        var (before, length) = (package.Unpacked.Sum, Math.Max(1, package.LengthOf(sheet)));
        return new SourceTable("xlsx", null, null, Rows(package, book, sheet), () => Math.Min(1, (double)(package.Unpacked.Sum - before) / length));
    });

    private static IEnumerable<TableRow> Rows(XlsxPackage package, XlsxBook book, string sheet)
    {
        using var parts = package;
        using var xml = Sound(() => package.Open(sheet)) ?? throw Sentences.Refusal("file.broken_workbook");
        var number = 0;
        while (Sound(() => NextRow(xml)))
        {
            number = Sound(() => Number(xml, number));
            var cells = Sound(() => Cells(xml, book));
            if (cells.Length == 0) continue;
            if (number > SourceTable.MaxRows + 1) throw Sentences.Refusal("file.too_many_rows", SourceTable.MaxRows);
            yield return new(number, cells);
        }
    }

    private static bool NextRow(XmlReader xml)
    {
        while (XlsxPackage.Next(xml))
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" }) return true;
        return false;
    }

    private static int Number(XmlReader xml, int last)
    {
        if (xml.GetAttribute("r") is not { } text) return last + 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > last
            ? number
            : throw new InvalidDataException("Rows are not in order.");
    }

    /// <summary>Cells of the row the reader stands on, up to the last that holds something; columns beyond those a table may have count as one.</summary>
    private static string[] Cells(XmlReader xml, XlsxBook book)
    {
        var cells = new List<string>();
        if (xml.IsEmptyElement) return [];
        var (depth, column, seen) = (xml.Depth, -1, 0);
        while (XlsxPackage.Next(xml) && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            if (++seen > SheetColumns) throw new InvalidDataException("A row has more cells than a sheet.");
            column = Column(xml.GetAttribute("r"), column);
            var value = Value(xml, book);
            if (value.Length == 0) continue;
            var index = Math.Min(column, SourceTable.MaxColumns);
            while (cells.Count <= index) cells.Add("");
            cells[index] = value;
        }
        return [.. cells];
    }

    private static int Column(string? reference, int last)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is < 'A' or > 'Z' || column > SheetColumns) break;
            column = column * 26 + letter - 'A' + 1;
        }
        return column == 0 ? last + 1 : column - 1;
    }

    private static string Value(XmlReader xml, XlsxBook book)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, type, style, value) = (xml.Depth, xml.GetAttribute("t"), xml.GetAttribute("s"), "");
        while (XlsxPackage.Next(xml) && xml.Depth > depth)
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "v" or "is") value = XlsxPackage.Text(xml);
        return type switch
        {
            "s" => book.Text(value),
            "b" => value == "1" ? "TRUE" : "FALSE",
            "str" or "inlineStr" or "e" or "d" => XlsxPackage.Unescape(value),
            _ => NumberText(value, book.IsDate(style), book.DayZero),
        };
    }

    /// <summary>A number as the spreadsheet shows it: dates by their style, else 15 digits (0.30000000000000004 is 0.3).</summary>
    private static string NumberText(string value, bool date, int dayZero)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        if (date && number is >= 0 and < 2_900_000) return DayZero.AddDays((int)number + dayZero).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var shown = decimal.Parse(number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return shown.ToString("0.####################", CultureInfo.InvariantCulture);
    }

    /// <summary>Whatever the zip and XML readers find wrong is one thing to the clerk: a damaged workbook.</summary>
    private static T Sound<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException or IOException or NotSupportedException)
        {
            throw Sentences.Refusal("file.broken_workbook");
        }
    }
}
