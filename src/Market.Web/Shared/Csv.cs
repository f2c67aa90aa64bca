using System.Globalization;
using System.Text;

namespace Market.Web.Shared;

/// <summary>Tables for spreadsheets: UTF-8 with a byte order mark, so that they read the Chinese.</summary>
internal static class Csv
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>One line of cells.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A text that a spreadsheet would run as a formula gets an apostrophe; amounts below zero stay numbers.</summary>
    public static string Neutral(string text) =>
        text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + text : text;

    /// <summary>Writes a table line by line, however long it is.</summary>
    public static async Task WriteCsvAsync(this HttpResponse response, string name, IEnumerable<string> header, IAsyncEnumerable<string[]> rows, CancellationToken ct)
    {
        response.ContentType = ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await response.WriteAsync("\uFEFF" + Line(header), Encoding.UTF8, ct);
        await foreach (var row in rows.WithCancellation(ct)) await response.WriteAsync(Line(row), Encoding.UTF8, ct);
    }

    private static string Cell(string text) => $"\"{Neutral(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
