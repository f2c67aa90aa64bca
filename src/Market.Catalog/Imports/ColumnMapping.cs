using System.Text.Json;
using Market.Kernel.Values;

namespace Market.Catalog.Imports;

/// <summary>Which column holds which field.</summary>
/// <param name="Columns">Column numbers from 0.</param>
/// <param name="DefaultUnit">Unit of every row when no column holds units; null when the table does not say.</param>
internal sealed record ColumnMapping(IReadOnlyDictionary<ImportField, int> Columns, Unit? DefaultUnit)
{
    /// <summary>Column of a field, or -1.</summary>
    public int Of(ImportField field) => Columns.TryGetValue(field, out var column) ? column : -1;

    /// <summary>Puts the corrections over what was detected.</summary>
    /// <param name="header">Headers, or empty texts when the table has none.</param>
    /// <exception cref="Kernel.RuleException"><c>mapping.column_unknown</c>, <c>mapping.column_twice</c></exception>
    public ColumnMapping With(MappingText asked, string[] header)
    {
        var columns = new Dictionary<ImportField, int>();
        foreach (var (field, wanted) in asked.Columns)
        {
            if (wanted is null) continue;
            var column = wanted is int number ? number : Array.FindIndex(header, x => x.Trim() == ((string)wanted).Trim() && x.Length > 0);
            if (column < 0 || column >= header.Length) throw Sentences.Refusal("mapping.column_unknown", JsonNamingPolicy.CamelCase.ConvertName(field.ToString()), wanted);
            if (columns.ContainsValue(column)) throw Sentences.Refusal("mapping.column_twice", wanted);
            columns[field] = column;
        }
        // A column that was given to another field is no longer the detected field's.
        foreach (var (field, column) in Columns)
            if (!asked.Columns.ContainsKey(field) && !columns.ContainsValue(column)) columns[field] = column;
        return new(columns, asked.DefaultUnit ?? DefaultUnit);
    }

    /// <summary>Reads the headers; the first column with a field's word has it. A unit may stand in the price's header: 单价（元/斤）.</summary>
    public static ColumnMapping FromHeader(string[] header)
    {
        var columns = new Dictionary<ImportField, int>();
        Unit? unit = null;
        for (var i = 0; i < header.Length; i++)
        {
            if (HeaderWords.Find(header[i]) is not { } field || !columns.TryAdd(field, i)) continue;
            if (field is not (ImportField.Price or ImportField.Average)) continue;
            var bracket = HeaderWords.Bracket(header[i]);
            if (unit is null && Units.TryParse(bracket[(bracket.LastIndexOf('/') + 1)..], out var found)) unit = found;
        }
        return new(columns, columns.ContainsKey(ImportField.Unit) ? null : unit);
    }

    /// <summary>Guesses from the cells of a table without headers: dates, units, then prices (three are low, average, high), then name and specification.</summary>
    public static ColumnMapping FromCells(IReadOnlyList<TableRow> sample, int width)
    {
        var columns = new Dictionary<ImportField, int>();
        var (numbers, texts) = (new List<int>(), new List<int>());
        for (var i = 0; i < width; i++)
        {
            var cells = sample.Select(x => i < x.Cells.Length ? x.Cells[i].Trim() : "").Where(x => x.Length > 0).ToList();
            if (cells.Count == 0) continue;
            if (cells.TrueForAll(x => DateCell.TryParse(x, out _)) && columns.TryAdd(ImportField.Date, i)) continue;
            if (cells.TrueForAll(x => Units.TryParse(x, out _)) && columns.TryAdd(ImportField.Unit, i)) continue;
            (cells.TrueForAll(x => PriceCell.TryParse(x, out _)) ? numbers : texts).Add(i);
        }
        ReadOnlySpan<ImportField> prices = numbers.Count switch
        {
            1 => [ImportField.Price],
            2 => [ImportField.Low, ImportField.High],
            3 => [ImportField.Low, ImportField.Average, ImportField.High],
            _ => [],
        };
        for (var i = 0; i < prices.Length; i++) columns[prices[i]] = numbers[i];
        if (texts.Count > 0) columns[ImportField.Name] = texts[0];
        if (texts.Count > 1) columns[ImportField.Specification] = texts[1];
        return new(columns, null);
    }
}
