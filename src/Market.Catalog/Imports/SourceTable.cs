using System.Buffers.Binary;

namespace Market.Catalog.Imports;

/// <summary>One row as it stands in the file.</summary>
/// <param name="Number">As a spreadsheet numbers it: the first row of the file is 1; empty lines have a number and no row.</param>
/// <param name="Fault">Code when the row itself could not be read, or null.</param>
internal readonly record struct TableRow(int Number, string[] Cells, string? Fault = null)
{
    /// <summary>No cell holds anything.</summary>
    public bool IsBlank => Fault is null && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>A table of texts out of a file; its rows are read while they are walked through, once.</summary>
/// <param name="Kind">csv or xlsx.</param>
/// <param name="Encoding">Name of the text encoding; null for workbooks.</param>
/// <param name="Delimiter">null for workbooks.</param>
/// <param name="Rows">Walking throws <see cref="Kernel.RuleException"/> with a code <c>file.*</c> when the file is damaged or too large.</param>
/// <param name="Share">How much of the file was read, 0 to 1.</param>
internal sealed record SourceTable(string Kind, string? Encoding, char? Delimiter, IEnumerable<TableRow> Rows, Func<double> Share)
{
    public const int MaxBytes = 20 * 1024 * 1024;
    public const int MaxRows = 500_000;
    public const int MaxColumns = 100;

    /// <summary>Longest cell in characters; longer ones are cut here plus one, so that the row is refused and memory stays bounded.</summary>
    public const int MaxCell = 4000;

    /// <param name="content">The whole file.</param>
    /// <param name="asked">Corrections of encoding and delimiter.</param>
    /// <exception cref="Kernel.RuleException"><c>file.empty</c>, <c>file.too_large</c>, <c>file.xls</c>, <c>file.not_a_table</c>, <c>file.encoding</c>,
    /// <c>file.broken_workbook</c>, <c>file.unpacked_too_large</c></exception>
    public static SourceTable Open(byte[] content, MappingText asked)
    {
        if (content.Length == 0) throw Sentences.Refusal("file.empty");
        if (content.Length > MaxBytes) throw Sentences.Refusal("file.too_large", MaxBytes / 1024 / 1024);
        switch (content.Length < 8 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(content))
        {
            case 0x504B0304 or 0x504B0506:
                return XlsxTable.Open(content);
            case 0xD0CF11E0:
                throw Sentences.Refusal("file.xls");
            case 0x25504446 or 0x89504E47 or 0x47494638 or 0x52617221 or 0x377ABCAF: // PDF, PNG, GIF, RAR, 7z
                throw Sentences.Refusal("file.not_a_table");
        }
        // gzip and JPEG have shorter marks.
        return content is [0x1F, 0x8B, ..] or [0xFF, 0xD8, 0xFF, ..] ? throw Sentences.Refusal("file.not_a_table") : CsvTable.Open(content, asked);
    }
}
