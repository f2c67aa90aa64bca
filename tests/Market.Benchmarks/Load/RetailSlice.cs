using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using CsvHelper;
using Microsoft.VisualBasic.FileIO;

namespace Market.Benchmarks.Load;

/// <summary>One row of an invoice that counts.</summary>
/// <param name="Code">Stock code in capitals; goods start with a digit, everything else (POST, DOT, M, C2 ...) is a service.</param>
/// <param name="Fen">Price of one, pounds read as yuan.</param>
internal sealed record RetailRow(string Code, string Words, long Fen, int Quantity)
{
    public bool Service => !char.IsAsciiDigit(Code[0]);
}

/// <param name="Customer">The walk-in customer has no number.</param>
internal sealed record RetailInvoice(string Number, string Customer, IReadOnlyList<RetailRow> Rows);

/// <summary>The first 5,000 invoices of UCI Online Retail (CC BY 4.0) and what they come to.</summary>
/// <remarks>A row counts when quantity and price are above zero and its invoice is no cancellation (C...).</remarks>
internal static class RetailSlice
{
    private static string Folder => Path.Combine(Environment.GetEnvironmentVariable("MARKET_REAL_DATA")
        ?? throw new InvalidOperationException("MARKET_REAL_DATA names no folder with retail/OnlineRetail-5000.csv.gz."), "retail");

    private static StreamReader Open() => new(new GZipStream(File.OpenRead(Path.Combine(Folder, "OnlineRetail-5000.csv.gz")), CompressionMode.Decompress));

    public static List<RetailInvoice> Invoices()
    {
        using var csv = new CsvReader(Open(), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<(string Invoice, string Customer, RetailRow Row)>();
        while (csv.Read())
        {
            var (invoice, quantity, price) = (csv.GetField("InvoiceNo")!, csv.GetField<int>("Quantity"), csv.GetField<decimal>("UnitPrice"));
            if (quantity <= 0 || price <= 0 || invoice.StartsWith('C')) continue;
            rows.Add((invoice, csv.GetField("CustomerID")!, new(csv.GetField("StockCode")!.ToUpperInvariant(), csv.GetField("Description")!.Trim(), Fen(price), quantity)));
        }
        return [.. rows.GroupBy(x => x.Invoice).Select(x => new RetailInvoice(x.Key, x.First().Customer, [.. x.Select(y => y.Row)]))];
    }

    /// <summary>The same rules by another reader, other arithmetic and the published total: exact yuan, fen by rounded row, rows.</summary>
    public static (decimal Yuan, long Fen, int Rows, decimal Published) Truth()
    {
        using var parser = new TextFieldParser(Open()) { HasFieldsEnclosedInQuotes = true };
        parser.SetDelimiters(",");
        var at = parser.ReadFields()!.Select((name, i) => (name, i)).ToDictionary(x => x.name, x => x.i);
        var (yuan, fen, rows) = (0m, 0L, 0);
        while (parser.ReadFields() is { } fields)
        {
            var total = decimal.Parse(fields[at["Quantity"]], CultureInfo.InvariantCulture) * decimal.Parse(fields[at["UnitPrice"]], CultureInfo.InvariantCulture);
            // Above zero together, and not below zero together: no row of the file has both.
            if (total <= 0 || fields[at["InvoiceNo"]][0] == 'C') continue;
            (yuan, fen, rows) = (yuan + total, fen + (long)Math.Round(total * 100, MidpointRounding.AwayFromZero), rows + 1);
        }
        using var published = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "GROUND-TRUTH.json")));
        return (yuan, fen, rows, decimal.Parse(published.RootElement.GetProperty("OnlineRetail-5000.csv")
            .GetProperty("sum_qty_gt0_price_gt0_not_cancelled").GetString()!, CultureInfo.InvariantCulture));
    }

    private static long Fen(decimal price) => (long)Math.Round(price * 100, MidpointRounding.AwayFromZero);
}
