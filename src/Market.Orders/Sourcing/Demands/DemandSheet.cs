using System.Globalization;

namespace Market.Orders.Sourcing.Demands;

/// <summary>A row of a demand's table.</summary>
/// <param name="Number">As a spreadsheet numbers it.</param>
/// <param name="Fault">Code when the row itself could not be read.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells, string? Fault = null);

/// <summary>What is wrong in a cell.</summary>
/// <param name="Column">Heading of the column; empty for the whole row.</param>
/// <param name="Code">A refusal code, with <paramref name="Args"/> for its sentence.</param>
public sealed record SheetError(int Row, string Column, string Code, IReadOnlyList<object> Args);

/// <summary>Lines read from a table, or everything that is wrong with it.</summary>
/// <param name="Rows">By line, the row it began in.</param>
public sealed record SheetLines(IReadOnlyList<DemandLineFacts> Lines, IReadOnlyList<int> Rows, IReadOnlyList<SheetError> Errors);

/// <summary>Reads the lines of a demand from a table: one row for a product, a store and some days. Rows that differ in their days and kilograms only are windows of one line.</summary>
public static class DemandSheet
{
    /// <summary>Rows of goods a table can have.</summary>
    public const int MostRows = 20_000;

    private const int Kilogram = 1000, MostKilograms = 10_000_000;

    /// <summary>Headings of the columns, the first of each as the template has it.</summary>
    private static readonly string[][] Headings =
    [
        ["品名", "product", "商品"], ["等级", "grade", "级别"], ["证书", "certificates", "认证"], ["通用标识", "shared logo", "shared_logo"], ["门店", "store", "store slug", "门店短名"], ["开始", "from", "开始日期"], ["结束", "to", "结束日期"],
        ["公斤", "kilograms", "kg", "数量公斤"], ["最高价", "price ceiling", "ceiling", "到店最高价"], ["起送公斤", "min lot kg", "min lot"], ["最多几家", "max suppliers"],
    ];

    private static readonly int[] Required = [0, 4, 5, 6, 7, 8];
    private static readonly string[] Yes = ["是", "要", "yes", "true", "1", "y"], No = ["", "否", "不要", "no", "false", "0", "n"], Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    /// <summary>Headings of a template.</summary>
    public static IReadOnlyList<string> Template(bool english) => [.. Headings.Select(x => x[english ? 1 : 0])];

    /// <param name="rows">The headings first.</param>
    /// <param name="stores">The chain's stores by their slug or name.</param>
    /// <param name="kinds">Kinds of certificates by their kind or name.</param>
    /// <param name="today">Of the district: nothing is delivered before.</param>
    public static SheetLines Read(IReadOnlyList<SheetRow> rows, IReadOnlyDictionary<string, Guid> stores, IReadOnlyDictionary<string, string> kinds, DateOnly today)
    {
        var columns = Headings.Select(names => rows[0].Cells.ToList().FindIndex(x => names.Contains(Plain(x)))).ToList();
        var missing = Required.Where(x => columns[x] < 0).Select(x => new SheetError(rows[0].Number, Headings[x][0], "demand.column_missing", [Headings[x][0], Headings[x][1]])).ToList();
        if (missing.Count > 0) return new([], [], missing);
        var (lines, errors) = (new List<(DemandLineFacts Line, int Row)>(), new List<SheetError>());
        foreach (var row in rows.Skip(1))
        {
            if (row.Fault is { } fault)
            {
                errors.Add(new(row.Number, "", fault, []));
                continue;
            }
            var cells = new RowCells(row, columns, rows[0].Cells, errors);
            var line = Line(cells, stores, kinds);
            if (!cells.Bad) Sensible(cells, line, today);
            if (!cells.Bad) lines.Add((line, row.Number));
        }
        if (errors.Count > 0) return new([], [], errors);
        var grouped = lines.GroupBy(x => (x.Line.Product, x.Line.Grade, string.Join(' ', x.Line.Certificates), x.Line.SharedLogo, x.Line.StoreId, x.Line.CeilingFenPerKg, x.Line.MinLotGrams, x.Line.MaxSuppliers)).ToList();
        foreach (var twice in grouped.SelectMany(x => x.GroupBy(y => y.Line.Windows[0].From)).Where(x => x.Count() > 1))
            foreach (var (_, row) in twice.Skip(1)) errors.Add(new(row, Heading(rows[0].Cells, columns, 5), "demand.cell_twice", [twice.First().Row]));
        if (errors.Count > 0) return new([], [], [.. errors.OrderBy(x => x.Row)]);
        return new([.. grouped.Select(x => x.First().Line with { Windows = [.. x.SelectMany(y => y.Line.Windows).OrderBy(y => y.From)] })], [.. grouped.Select(x => x.First().Row)], []);
    }

    private static DemandLineFacts Line(RowCells cells, IReadOnlyDictionary<string, Guid> stores, IReadOnlyDictionary<string, string> kinds)
    {
        var certificates = new List<string>();
        foreach (var name in cells.Text(2).Split([' ', ',', ',', '、', ';', ';', '+'], StringSplitOptions.RemoveEmptyEntries))
            if (kinds.TryGetValue(Plain(name), out var kind)) certificates.Add(kind);
            else cells.Wrong(2, "demand.certificate", name);
        var logo = Plain(cells.Text(3));
        if (!Yes.Contains(logo) && !No.Contains(logo)) cells.Wrong(3, "demand.cell_yes", logo);
        var place = cells.Needed(4);
        if (!stores.TryGetValue(Plain(place), out var store) && place.Length > 0) cells.Wrong(4, "demand.cell_store", place);
        var (from, to) = (cells.Day(5), cells.Day(6));
        return new(cells.Needed(0), cells.Text(1), [.. certificates.Distinct().Order(StringComparer.Ordinal)], Yes.Contains(logo), store, (long)(cells.Number(8, 2, required: true) * 100m), (long)(cells.Number(9, 3, required: false) * Kilogram),
            (int)Math.Min(1000m, cells.Text(10).Length == 0 ? 4m : cells.Number(10, 0, required: true)), null, null, [new(from, to, (long)(cells.Number(7, 3, required: true) * Kilogram))]);
    }

    /// <summary>What can be read and yet cannot be meant.</summary>
    private static void Sensible(RowCells cells, DemandLineFacts line, DateOnly today)
    {
        var window = line.Windows[0];
        if (window.From < today) cells.Wrong(5, "demand.days", Demand.MostYears);
        if (window.To > today.AddYears(Demand.MostYears)) cells.Wrong(6, "demand.days", Demand.MostYears);
        if (window.To < window.From) cells.Wrong(6, "demand.cell_order", cells.Text(5));
        if (line.MinLotGrams > window.Grams) cells.Wrong(9, "demand.cell_lot", cells.Text(7));
    }

    private static string Heading(IReadOnlyList<string> headings, List<int> columns, int column) => columns[column] >= 0 ? headings[columns[column]].Trim() : Headings[column][0];

    private static string Plain(string text) => text.Trim().ToLowerInvariant();

    /// <summary>The cells of a row by their meaning; what cannot be read is noted, and the reading goes on.</summary>
    private sealed class RowCells(SheetRow row, List<int> columns, IReadOnlyList<string> headings, List<SheetError> errors)
    {
        public bool Bad { get; private set; }

        public string Text(int column) => columns[column] >= 0 && columns[column] < row.Cells.Count ? row.Cells[columns[column]].Trim() : "";

        public string Needed(int column)
        {
            var text = Text(column);
            if (text.Length == 0) Wrong(column, "demand.field_missing");
            return text;
        }

        /// <param name="places">Decimal places that are allowed.</param>
        public decimal Number(int column, int places, bool required)
        {
            var text = required ? Needed(column) : Text(column);
            if (text.Length == 0) return 0;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostKilograms && decimal.Round(number, places) == number) return number;
            Wrong(column, "demand.cell_number", text, places);
            return 0;
        }

        public DateOnly Day(int column)
        {
            var text = Needed(column);
            if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            if (text.Length > 0) Wrong(column, "demand.cell_date", text);
            return default;
        }

        public void Wrong(int column, string code, params object[] args)
        {
            Bad = true;
            errors.Add(new(row.Number, Heading(headings, columns, column), code, args));
        }
    }
}
