using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Market.Catalog.Imports;

/// <summary>Reads delimited text.</summary>
internal static class CsvTable
{
    /// <summary>A quotation mark that is never closed swallows the rest of the file; this stops it.</summary>
    private const int MaxField = 100_000;
    private const int LinesLookedAt = 10;
    private static readonly char[] Delimiters = [',', '\t', ';'];

    public static SourceTable Open(byte[] content, MappingText asked)
    {
        var encoding = TextEncoding.Detect(content, asked.Encoding);
        var stream = new MemoryStream(content, encoding.Skip, content.Length - encoding.Skip, writable: false);
        var delimiter = asked.Delimiter ?? Delimiter(Start(stream, encoding));
        return new("csv", encoding.Name, delimiter, Rows(stream, encoding, delimiter), () => (double)stream.Position / Math.Max(1, stream.Length));
    }

    private static IEnumerable<TableRow> Rows(MemoryStream stream, TextEncoding encoding, char delimiter)
    {
        var misquoted = false;
        using var parser = new CsvParser(new StreamReader(stream, encoding.Encoding, detectEncodingFromByteOrderMarks: false), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            IgnoreBlankLines = false,
            MaxFieldSize = MaxField,
            // A quotation mark inside an unquoted cell (5" pot) is a letter like any other; one at its start is a mistake.
            BadDataFound = bad => misquoted |= bad.Field.StartsWith('"'),
        });
        while (Read(parser))
        {
            if (parser.Row > SourceTable.MaxRows + 1) throw Sentences.Refusal("file.too_many_rows", SourceTable.MaxRows);
            misquoted = false;
            var cells = parser.Record!; // reading the record is what finds misplaced quotation marks
            if (cells.Length > 1 || misquoted || !string.IsNullOrWhiteSpace(cells[0])) yield return new(parser.Row, cells, misquoted ? "row.quote" : null);
        }
    }

    private static bool Read(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (MaxFieldSizeException)
        {
            throw Sentences.Refusal("file.quote_open", parser.Row);
        }
    }

    private static string Start(MemoryStream stream, TextEncoding encoding)
    {
        var buffer = new char[16 * 1024];
        var length = new StreamReader(stream, encoding.Encoding, false).ReadBlock(buffer);
        stream.Position = 0;
        return new(buffer, 0, length);
    }

    /// <summary>The character that cuts most of the first lines into as many cells as the first line.</summary>
    private static char Delimiter(string start)
    {
        var lines = start.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(LinesLookedAt).ToList();
        if (lines.Count == 0) return Delimiters[0];
        return Delimiters.MaxBy(delimiter =>
        {
            var wanted = lines[0].Count(x => x == delimiter);
            return wanted == 0 ? 0 : lines.Count(line => line.Count(x => x == delimiter) == wanted) * 1000 + wanted;
        });
    }
}
