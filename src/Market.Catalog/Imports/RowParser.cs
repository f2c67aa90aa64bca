using Market.Kernel.Values;

namespace Market.Catalog.Imports;

/// <summary>Turns the cells of a row into values, or into the first reason why not. Knows no database.</summary>
/// <param name="layout">What the columns mean.</param>
/// <param name="today">The district's date: quotes from more than a year ahead are mistakes.</param>
internal sealed class RowParser(TableLayout layout, DateOnly today)
{
    /// <summary>Lengths that the product's columns hold.</summary>
    private const int LongText = 2000, Words = 120, ShortText = 40;
    private static readonly DateOnly FirstDate = new(1990, 1, 1);
    private readonly Dictionary<(string, string, string, Unit?), Goods> _goods = [];
    private readonly HashSet<RowDetails> _details = [];
    private readonly ColumnMapping _mapping = layout.Mapping;
    private TableRow _row;
    private RowFault? _fault;

    /// <returns>null when the row is refused; then <paramref name="fault"/> says why.</returns>
    public ParsedRow? Parse(TableRow row, out RowFault? fault)
    {
        (_row, _fault) = (row, null);
        var parsed = Structure() ? Values() : null;
        fault = _fault;
        return fault is null ? parsed : null;
    }

    /// <summary>Header of the first of these fields that has a column, else of the name's.</summary>
    public string ColumnOf(params ReadOnlySpan<ImportField> fields)
    {
        foreach (var field in fields)
            if (_mapping.Of(field) is >= 0 and var column) return Short(layout.Header[column], 60);
        return Short(layout.Header[_mapping.Of(ImportField.Name)], 60);
    }

    private bool Structure()
    {
        var (cells, width, date) = (_row.Cells, layout.Header.Length, _mapping.Of(ImportField.Date));
        if (_row.Fault is { } code) Fail(ImportField.Name, code);
        else if (!cells.Where((cell, i) => i != date && !string.IsNullOrWhiteSpace(cell)).Any()) Fail(ImportField.Name, "row.empty");
        else if (cells.Length > width && cells.Skip(width).Any(x => !string.IsNullOrWhiteSpace(x))) Fail(ImportField.Name, "row.cells", cells.Length, width);
        // A workbook leaves out empty cells at the end of a row, delimited text does not.
        else if (cells.Length < width && layout.Table.Kind == "csv") Fail(ImportField.Name, "row.cells", cells.Length, width);
        return _fault is null;
    }

    private ParsedRow? Values()
    {
        var name = Text(ImportField.Name, Words, "name.too_long") ?? "";
        if (name.Length == 0) Fail(ImportField.Name, "name.missing");
        var (specification, origin, unit) = (Text(ImportField.Specification, Words) ?? "", Text(ImportField.Origin, Words) ?? "", Unit());
        var (quote, price) = Prices();
        var date = Date();
        var own = Text(ImportField.ExternalKey, Words);
        var details = Details();
        if (_fault is not null) return null;

        // A quote needs its prices; a row without any lists goods that are to be priced later, whatever its date.
        var dated = date is not null && quote != default;
        price = dated ? null : price ?? quote.AverageFen ?? (quote.LowFen == quote.HighFen ? quote.LowFen : null);
        if (price is not null && unit is null) Fail(ImportField.Price, "unit.missing");
        if (price == 0) Fail(ImportField.Price, "price.zero");
        return new(_row.Number, Known(name, specification, origin, unit), own, dated ? date : null, dated ? quote : default, price, Known(details));
    }

    private Unit? Unit()
    {
        if (_mapping.Of(ImportField.Unit) < 0) return _mapping.DefaultUnit;
        if (Text(ImportField.Unit, Words) is not { } text) Fail(ImportField.Unit, "unit.missing");
        else if (Units.TryParse(CellText.HalfWidth(text), out var unit)) return unit;
        else Fail(ImportField.Unit, "unit.unknown", Short(text));
        return null;
    }

    private (Quote Quote, long? Price) Prices()
    {
        var (low, average, high, price) = (Price(ImportField.Low), Price(ImportField.Average), Price(ImportField.High), Price(ImportField.Price));
        if (_fault is not null) return default;
        if ((low ?? average ?? high ?? price) is null) return default;
        if ((low ?? 0) == 0 && (average ?? 0) == 0 && (high ?? 0) == 0 && (price ?? 0) == 0) Fail(FirstOf(low, average, high), "price.zero");
        else if (low > high) Fail(ImportField.Low, "price.low_above_high", Yuan(low), Yuan(high));
        else if (average < low || average > high) Fail(ImportField.Average, "price.average_outside", Yuan(average), Yuan(low), Yuan(high));
        return (new(low, average ?? price, high), price);
    }

    private static ImportField FirstOf(long? low, long? average, long? high) =>
        low is not null ? ImportField.Low : average is not null ? ImportField.Average : high is not null ? ImportField.High : ImportField.Price;

    private long? Price(ImportField field)
    {
        if (Text(field, SourceTable.MaxCell) is not { } text) return null;
        if (!PriceCell.TryParse(text, out var yuan)) Fail(field, "price.invalid", Short(text));
        else if (decimal.Round(yuan, 2) != yuan) Fail(field, "price.precision", Short(text));
        else if (yuan > 1_000_000) Fail(field, "price.range", Short(text));
        else return (long)(yuan * 100);
        return null;
    }

    private DateOnly? Date()
    {
        if (_mapping.Of(ImportField.Date) < 0) return null;
        if (Text(ImportField.Date, SourceTable.MaxCell) is not { } text) Fail(ImportField.Date, "date.missing");
        else if (!DateCell.TryParse(text, out var date)) Fail(ImportField.Date, "date.invalid", Short(text));
        else if (date < FirstDate || date > today.AddYears(1)) Fail(ImportField.Date, "date.out_of_range", Short(text));
        else return date;
        return null;
    }

    private RowDetails Details() => new()
    {
        Category = Text(ImportField.Category, Words),
        Variety = Text(ImportField.Variety, Words),
        Grade = Text(ImportField.Grade, ShortText),
        Storage = Checked(ImportField.Storage, "storage.unknown", DetailCell.Storage),
        Season = Checked(ImportField.Season, "season.invalid", DetailCell.Season),
        Description = Text(ImportField.Description, LongText),
        NameEn = Text(ImportField.NameEn, Words),
        DescriptionEn = Text(ImportField.DescriptionEn, LongText),
        FoodLicence = Text(ImportField.FoodLicence, ShortText),
        StepMilli = Checked(ImportField.Step, "step.invalid", DetailCell.StepMilli),
        NetGrams = Checked(ImportField.NetWeight, "net_weight.invalid", text => DetailCell.NetGrams(text, ColumnOf(ImportField.NetWeight))),
    };

    private T? Checked<T>(ImportField field, string code, Func<string, T?> read)
    {
        if (Text(field, SourceTable.MaxCell) is not { } text) return default;
        var value = read(CellText.HalfWidth(text));
        if (value is null) Fail(field, code, Short(text));
        return value;
    }

    /// <summary>The cleaned text; null when there is no such column or nothing in the cell ("None" is what some programs write for nothing).</summary>
    private string? Text(ImportField field, int longest, string tooLong = "text.too_long")
    {
        var column = _mapping.Of(field);
        if (column < 0 || column >= _row.Cells.Length) return null;
        var text = CellText.Clean(_row.Cells[column], field is ImportField.Description or ImportField.DescriptionEn, out var code);
        if (code == "text.too_long" || text.Length > longest) Fail(field, tooLong, longest);
        else if (code is not null) Fail(field, code);
        return text is "" || (text is "None" && field != ImportField.Name) ? null : text;
    }

    /// <summary>Only the first reason is kept: it is what the clerk puts right first.</summary>
    private void Fail(ImportField field, string code, params object[] args) => _fault ??= new(_row.Number, ColumnOf(field), code, args);

    private Goods Known(string name, string specification, string origin, Unit? unit)
    {
        if (!_goods.TryGetValue((name, specification, origin, unit), out var known)) _goods.Add((name, specification, origin, unit), known = new(name, specification, origin, unit));
        return known;
    }

    private RowDetails Known(RowDetails details)
    {
        if (_details.TryGetValue(details, out var known)) return known;
        _details.Add(details);
        return details;
    }

    private static string Yuan(long? fen) => Money.Fen(fen ?? 0).ToString();

    private static string Short(string text, int longest = 40) => text.Length > longest ? text[..longest] : text;
}
