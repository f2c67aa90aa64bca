namespace Market.Catalog.Imports;

/// <summary>A row of a table file.</summary>
/// <param name="Number">As a spreadsheet numbers it, from 1.</param>
/// <param name="Fault">Code when the row itself could not be read; null otherwise.</param>
public sealed record TableFileRow(int Number, IReadOnlyList<string> Cells, string? Fault);

/// <summary>Reads small tables people upload: CSV in the encodings of the imports, or the first sheet of a workbook.</summary>
public static class TableFile
{
    /// <summary>Rows that are not blank, the headers first.</summary>
    /// <param name="most">Rows that are read at most, headers included.</param>
    /// <exception cref="Kernel.RuleException"><c>file.*</c>; <c>file.too_many_rows</c> above <paramref name="most"/></exception>
    public static IReadOnlyList<TableFileRow> Read(byte[] content, int most)
    {
        var rows = new List<TableFileRow>();
        foreach (var row in SourceTable.Open(content, MappingText.None).Rows)
        {
            if (row.IsBlank) continue;
            if (rows.Count == most) throw Sentences.Refusal("file.too_many_rows", most - 1);
            if (row.Cells.Length > SourceTable.MaxColumns) throw Sentences.Refusal("file.too_many_columns", row.Cells.Length, SourceTable.MaxColumns);
            rows.Add(new(row.Number, row.Cells, row.Fault));
        }
        return rows.Count > 1 ? rows : throw Sentences.Refusal("file.empty");
    }
}
