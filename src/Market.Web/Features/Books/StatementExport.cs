using System.Globalization;
using System.Text;
using Market.Kernel;
using Market.Orders.Income;
using Market.Web.Shared;
using Microsoft.Extensions.Localization;
using MiniExcelLibs;

namespace Market.Web.Features.Books;

/// <summary>Writes a statement as a table for spreadsheets.</summary>
public sealed class StatementExport(IncomeReads income, IStringLocalizer<Words> words)
{
    private string[] Header => [words["income.at"], words["income.kind"], words["order.number"], words["income.product"], words["income.amount"], words["income.note"]];

    /// <summary>UTF-8 with a byte order mark, so that spreadsheets read the Chinese.</summary>
    public async Task<byte[]> CsvAsync(IncomeQuery query, CancellationToken ct)
    {
        var text = new StringBuilder("\uFEFF").Append(Csv.Line(Header));
        await foreach (var entry in income.StreamAsync(query, ct)) text.Append(Csv.Line(Row(entry)));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public async Task<byte[]> XlsxAsync(IncomeQuery query, CancellationToken ct)
    {
        var header = Header;
        var rows = new List<Dictionary<string, object>>();
        await foreach (var entry in income.StreamAsync(query, ct))
        {
            var row = Row(entry);
            var cells = header.Select((name, i) => (name, Value: (object)Csv.Neutral(row[i]))).ToDictionary(x => x.name, x => x.Value);
            cells[header[4]] = entry.AmountFen / 100m;
            rows.Add(cells);
        }
        using var file = new MemoryStream();
        await file.SaveAsAsync(rows, cancellationToken: ct);
        return file.ToArray();
    }

    private string[] Row(IncomeEntry entry) =>
    [
        DistrictClock.Local(entry.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), words["income.kind." + entry.Kind], entry.OrderNumber ?? "", entry.Product ?? "",
        (entry.AmountFen / 100m).ToString("0.00", CultureInfo.InvariantCulture), entry.Note,
    ];
}
