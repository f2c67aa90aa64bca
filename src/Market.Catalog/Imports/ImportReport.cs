using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>The result of an import as a file for a spreadsheet.</summary>
/// <remarks>UTF-8 with a mark, for Excel; a cell that a spreadsheet would run as a formula gets a leading apostrophe.</remarks>
public sealed class ImportReport(CatalogDb db)
{
    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };

    /// <summary>Writes the rows that were not taken: row, column, code, message.</summary>
    /// <param name="sentence">Turns an error into a sentence of the reader's language; null for English.</param>
    /// <returns>false when these cooperatives have no such import; then nothing was written.</returns>
    public async Task<bool> ErrorsCsvAsync(Guid id, IReadOnlyCollection<Guid> cooperatives, Stream output, Func<ImportRowError, string>? sentence, CancellationToken ct)
    {
        if (!await db.Imports.AnyAsync(x => x.Id == id && cooperatives.Contains(x.CooperativeId), ct)) return false;
        await using var csv = Writer(output);
        await LineAsync(csv, ["row", "column", "code", "message"]);
        await foreach (var error in Errors(id).WithCancellation(ct))
            await LineAsync(csv, [Number(error.Row), error.Column, error.Code, sentence?.Invoke(error) ?? error.Message]);
        return true;
    }

    /// <summary>Writes what became of every row: row, result (created, updated, unchanged, rejected), and for rejected ones column and code.</summary>
    /// <returns>false when these cooperatives have no such import, or it is not done; then nothing was written.</returns>
    public async Task<bool> RowsCsvAsync(Guid id, IReadOnlyCollection<Guid> cooperatives, Stream output, CancellationToken ct)
    {
        var letters = await db.Imports.Where(x => x.Id == id && cooperatives.Contains(x.CooperativeId)).Select(x => x.Results).SingleOrDefaultAsync(ct);
        if (letters is null) return false;
        var errors = await Errors(id).ToDictionaryAsync(x => x.Row, cancellationToken: ct);
        await using var csv = Writer(output);
        await LineAsync(csv, ["row", "result", "column", "code"]);
        for (var i = 0; i < letters.Length; i++)
        {
            var result = (RowResult)letters[i];
            if (result == RowResult.None) continue;
            var error = errors.GetValueOrDefault(i + 1);
            await LineAsync(csv, [Number(i + 1), result.ToString().ToLowerInvariant(), error?.Column ?? "", error?.Code ?? ""]);
        }
        return true;
    }

    internal static ImportRowError Error(ImportError error)
    {
        var args = ImportText.Args(error.Args);
        return new(error.Row, error.Column, error.Code, Sentences.Of(error.Code, args), args);
    }

    private IAsyncEnumerable<ImportRowError> Errors(Guid id) =>
        db.ImportErrors.AsNoTracking().Where(x => x.ImportId == id).OrderBy(x => x.Row).AsAsyncEnumerable().Select(Error);

    private static CsvWriter Writer(Stream output) => new(new StreamWriter(output, new UTF8Encoding(true), leaveOpen: true), Csv);

    private static async Task LineAsync(CsvWriter csv, string[] cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        await csv.NextRecordAsync();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
