using Market.Kernel.Values;

namespace Market.Catalog.Imports;

/// <summary>A file to import.</summary>
/// <param name="Content">CSV or xlsx, at most 20 MiB.</param>
/// <param name="Mapping">Corrections of what is detected, as JSON, or null (see docs/imports.md).</param>
/// <param name="DryRun">Reports what would happen and changes nothing.</param>
public sealed record ImportUpload(string FileName, byte[] Content, string? Mapping = null, bool DryRun = false);

/// <summary>Where an import stands, and its result once it is done.</summary>
/// <param name="Percent">0 to 100, for a progress bar.</param>
/// <param name="Rows">Rows of the file read so far; once done, created + updated + unchanged + rejected.</param>
/// <param name="Failure">Why the file as a whole was not taken, or null.</param>
public sealed record ImportView(Guid Id, Guid CooperativeId, string FileName, bool DryRun, ImportState State, int Percent, int Rows,
    int Created, int Updated, int Unchanged, int Rejected, DateTime CreatedAt, DateTime? FinishedAt, ImportProblem? Failure);

/// <summary>A reason as a code with the values of its sentence.</summary>
/// <param name="Message">The English sentence.</param>
public sealed record ImportProblem(string Code, string Message, IReadOnlyList<object> Args);

/// <summary>Why one row was not taken.</summary>
/// <param name="Row">As a spreadsheet numbers it: the first row of the file is 1.</param>
/// <param name="Column">The column's header, or its letter when the table has no headers.</param>
public sealed record ImportRowError(int Row, string Column, string Code, string Message, IReadOnlyList<object> Args);

/// <summary>How a file will be read, to be shown and corrected before it is imported.</summary>
/// <param name="Kind">csv or xlsx.</param>
/// <param name="Encoding">utf-8, utf-16le, utf-16be or gb18030; null for xlsx.</param>
/// <param name="Delimiter">null for xlsx.</param>
/// <param name="Header">One text for each column.</param>
/// <param name="Mapping">Column number from 0 of each field that has one.</param>
/// <param name="DefaultUnit">Unit of all rows when no column holds units; null when the table does not say.</param>
/// <param name="Rows">The first ten rows.</param>
/// <param name="Problem">Why it cannot be imported like this, or null.</param>
public sealed record ImportPreview(string Kind, string? Encoding, char? Delimiter, bool HasHeader, IReadOnlyList<string> Header,
    IReadOnlyDictionary<ImportField, int> Mapping, Unit? DefaultUnit, IReadOnlyList<ImportPreviewRow> Rows, ImportProblem? Problem);

/// <param name="Error">Why the row would not be taken, as far as the row alone shows it.</param>
public sealed record ImportPreviewRow(int Number, IReadOnlyList<string> Cells, ImportRowError? Error);
