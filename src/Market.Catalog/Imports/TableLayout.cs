namespace Market.Catalog.Imports;

/// <summary>A table together with what its columns mean.</summary>
/// <param name="HasHeader">The first row names the columns.</param>
/// <param name="Header">One text for each column; without a header the spreadsheet's letters A, B, C.</param>
/// <param name="Sample">The first rows with data, at most 50.</param>
/// <param name="Rows">All rows with data; to be walked through once.</param>
internal sealed record TableLayout(SourceTable Table, bool HasHeader, string[] Header, ColumnMapping Mapping, IReadOnlyList<TableRow> Sample, IEnumerable<TableRow> Rows)
{
    private const int SampleRows = 50;

    /// <exception cref="Kernel.RuleException">The file or the mapping cannot be used: <c>file.*</c>, <c>mapping.column_*</c></exception>
    public static TableLayout Of(byte[] content, MappingText asked)
    {
        var table = SourceTable.Open(content, asked);
        var rest = table.Rows.GetEnumerator();
        var first = new List<TableRow>();
        while (first.Count <= SampleRows && rest.MoveNext()) first.Add(rest.Current);
        if (first.Count == 0) throw Sentences.Refusal("file.empty");

        var hasHeader = asked.Header ?? LooksLikeHeader(first);
        var sample = first.GetRange(hasHeader ? 1 : 0, first.Count - (hasHeader ? 1 : 0));
        var width = hasHeader || table.Kind == "csv" ? first[0].Cells.Length : first.Max(x => x.Cells.Length);
        if (width > SourceTable.MaxColumns) throw Sentences.Refusal("file.too_many_columns", width, SourceTable.MaxColumns);
        var names = hasHeader ? Array.ConvertAll(first[0].Cells, x => CellText.Clean(x, lines: false, out _)) : Enumerable.Repeat("", width).ToArray();
        var mapping = (hasHeader ? ColumnMapping.FromHeader(names) : ColumnMapping.FromCells(sample, width)).With(asked, names);
        for (var i = 0; i < width; i++)
            if (names[i] is "") names[i] = Letter(i);
        return new(table, hasHeader, names, mapping, sample, Continue(sample, rest));
    }

    private static IEnumerable<TableRow> Continue(List<TableRow> sample, IEnumerator<TableRow> rest)
    {
        using (rest)
        {
            foreach (var row in sample) yield return row;
            while (rest.MoveNext()) yield return rest.Current;
        }
    }

    /// <summary>Two known words; or no price and no date in it, but a known word, or a price or date in a row below.</summary>
    /// <remarks>One known word is not enough: 存储 heads a column in one file and is the specification of stored cabbage in another.</remarks>
    private static bool LooksLikeHeader(List<TableRow> rows) => rows[0].Cells.Count(x => HeaderWords.Find(x) is not null) switch
    {
        >= 2 => true,
        1 => !rows[0].Cells.Any(IsValue),
        _ => !rows[0].Cells.Any(IsValue) && rows.Skip(1).Any(x => x.Cells.Any(IsValue)),
    };

    private static bool IsValue(string cell) => PriceCell.TryParse(cell.Trim(), out _) || DateCell.TryParse(cell.Trim(), out _);

    /// <summary>0 is A, 25 is Z, 26 is AA.</summary>
    private static string Letter(int column) => column < 26 ? ((char)('A' + column)).ToString() : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
}
