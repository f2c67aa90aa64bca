using Market.Catalog.Data;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>Imports of products and prices from files: start, watch, cancel. The work itself is <see cref="ImportWorker"/>'s.</summary>
public sealed class ImportDesk(CatalogDb db, TimeProvider clock)
{
    private const int MaxWaiting = 10;
    private const int PageSize = 20, ErrorPage = 1000, PreviewRows = 10;

    /// <summary>Puts a file in the queue.</summary>
    /// <exception cref="RuleException"><c>cooperative.unknown</c>, <c>file.empty</c>, <c>file.too_large</c>, <c>mapping.invalid</c>, <c>mapping.member_unknown</c>,
    /// <c>mapping.value_invalid</c>, <c>import.too_many_waiting</c></exception>
    public async Task<Guid> StartAsync(Guid cooperativeId, ImportUpload upload, Lister lister, CancellationToken ct)
    {
        if (!lister.Cooperatives.Contains(cooperativeId)) throw new RuleException("cooperative.unknown", "Choose a cooperative.", "cooperativeId");
        if (upload.Content.Length == 0) throw Sentences.Refusal("file.empty");
        if (upload.Content.Length > SourceTable.MaxBytes) throw Sentences.Refusal("file.too_large", SourceTable.MaxBytes / 1024 / 1024);
        MappingText.Parse(upload.Mapping);
        if (await db.Imports.CountAsync(x => x.CooperativeId == cooperativeId && (x.State == ImportState.Queued || x.State == ImportState.Running), ct) >= MaxWaiting)
            throw Sentences.Refusal("import.too_many_waiting", MaxWaiting);

        var import = new Import
        {
            CooperativeId = cooperativeId,
            ActorId = lister.PersonId,
            FileName = PlainName(upload.FileName),
            Mapping = string.IsNullOrWhiteSpace(upload.Mapping) ? null : upload.Mapping,
            DryRun = upload.DryRun,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Imports.Add(import);
        foreach (var (position, bytes) in upload.Content.Chunk(ImportPiece.Size).Index())
        {
            db.ImportPieces.Add(new() { ImportId = import.Id, Position = position, Bytes = bytes });
            await db.SaveChangesAsync(ct); // one statement for each piece
        }
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return import.Id;
    }

    /// <summary>Starts the same file once more, e.g. for real after a dry run, or with a corrected mapping.</summary>
    /// <returns>null when these cooperatives have no such import, or its file is no longer kept (30 days).</returns>
    /// <exception cref="RuleException">As for <see cref="StartAsync"/>.</exception>
    public async Task<Guid?> RepeatAsync(Guid id, string? mapping, bool dryRun, Lister lister, CancellationToken ct)
    {
        var import = await Own(id, lister.Cooperatives).SingleOrDefaultAsync(ct);
        if (import is null) return null;
        var content = await ContentAsync(db, id, ct);
        return content.Length == 0 ? null : await StartAsync(import.CooperativeId, new(import.FileName, content, mapping, dryRun), lister, ct);
    }

    /// <returns>null when these cooperatives have no such import.</returns>
    public async Task<ImportView?> FindAsync(Guid id, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        await Own(id, cooperatives).SingleOrDefaultAsync(ct) is { } import ? View(import) : null;

    /// <summary>A cooperative's imports, newest first, 20 a page.</summary>
    /// <param name="page">The first is 1.</param>
    public async Task<(IReadOnlyList<ImportView> Items, int Total)> ListAsync(IReadOnlyCollection<Guid> cooperatives, int page, CancellationToken ct)
    {
        var own = db.Imports.AsNoTracking().Where(x => cooperatives.Contains(x.CooperativeId));
        var items = await Head(own.OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Skip((page - 1) * PageSize).Take(PageSize)).ToListAsync(ct);
        return (items.ConvertAll(View), await own.CountAsync(ct));
    }

    /// <summary>Rows that were not taken, in the order of the file, 1,000 a page.</summary>
    /// <param name="page">The first is 1.</param>
    /// <returns>Nothing when these cooperatives have no such import.</returns>
    public async Task<IReadOnlyList<ImportRowError>> ErrorsAsync(Guid id, IReadOnlyCollection<Guid> cooperatives, int page, CancellationToken ct)
    {
        var errors = await db.ImportErrors.AsNoTracking().Where(x => x.ImportId == id && db.Imports.Any(own => own.Id == id && cooperatives.Contains(own.CooperativeId)))
            .OrderBy(x => x.Row).Skip((page - 1) * ErrorPage).Take(ErrorPage).ToListAsync(ct);
        return errors.ConvertAll(ImportReport.Error);
    }

    /// <summary>Ends an import before it changed anything; one at work stops at its next step.</summary>
    /// <returns>false when these cooperatives have no such import, or it is at its end already.</returns>
    public async Task<bool> CancelAsync(Guid id, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var own = db.Imports.Where(x => x.Id == id && cooperatives.Contains(x.CooperativeId));
        return await own.Where(x => x.State == ImportState.Queued)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Cancelled).SetProperty(x => x.FinishedAt, now), ct) == 1
            || await own.Where(x => x.State == ImportState.Running).ExecuteUpdateAsync(set => set.SetProperty(x => x.CancelAsked, true), ct) == 1;
    }

    /// <summary>How an uploaded file will be read.</summary>
    /// <returns>null when these cooperatives have no such import, or its file is no longer kept.</returns>
    /// <exception cref="RuleException">As for <see cref="Preview"/>.</exception>
    public async Task<ImportPreview?> PreviewAsync(Guid id, IReadOnlyCollection<Guid> cooperatives, string? mapping, CancellationToken ct)
    {
        var content = await Own(id, cooperatives).AnyAsync(ct) ? await ContentAsync(db, id, ct) : [];
        return content.Length == 0 ? null : Preview(content, mapping);
    }

    /// <summary>How a file will be read.</summary>
    /// <exception cref="RuleException">The file or the mapping cannot be used: <c>file.*</c>, <c>mapping.*</c></exception>
    public ImportPreview Preview(byte[] content, string? mapping)
    {
        var layout = TableLayout.Of(content, MappingText.Parse(mapping));
        var parser = layout.Mapping.Of(ImportField.Name) < 0 ? null : new RowParser(layout, DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        var rows = layout.Sample.Take(PreviewRows).Select(row =>
        {
            RowFault? fault = null;
            parser?.Parse(row, out fault);
            return new ImportPreviewRow(row.Number, row.Cells, fault is null ? null : new(fault.Row, fault.Column, fault.Code, fault.Message, fault.Args));
        }).ToList();
        var problem = parser is null ? new ImportProblem("mapping.name_missing", Sentences.Of("mapping.name_missing", []), []) : null;
        return new(layout.Table.Kind, layout.Table.Encoding, layout.Table.Delimiter, layout.HasHeader, layout.Header, layout.Mapping.Columns, layout.Mapping.DefaultUnit, rows, problem);
    }

    /// <summary>The file as uploaded; empty when it is no longer kept.</summary>
    internal static async Task<byte[]> ContentAsync(CatalogDb db, Guid id, CancellationToken ct)
    {
        var pieces = await db.ImportPieces.AsNoTracking().Where(x => x.ImportId == id).OrderBy(x => x.Position).Select(x => x.Bytes).ToListAsync(ct);
        var (content, end) = (new byte[pieces.Sum(x => x.Length)], 0);
        foreach (var piece in pieces)
        {
            piece.CopyTo(content, end);
            end += piece.Length;
        }
        return content;
    }

    private IQueryable<Import> Own(Guid id, IReadOnlyCollection<Guid> cooperatives) =>
        Head(db.Imports.AsNoTracking().Where(x => x.Id == id && cooperatives.Contains(x.CooperativeId)));

    /// <summary>Without the letters of the rows, which may be half a megabyte.</summary>
    private static IQueryable<Import> Head(IQueryable<Import> imports) => imports.Select(x => new Import
    {
        Id = x.Id,
        CooperativeId = x.CooperativeId,
        FileName = x.FileName,
        DryRun = x.DryRun,
        State = x.State,
        Percent = x.Percent,
        Rows = x.Rows,
        Created = x.Created,
        Updated = x.Updated,
        Unchanged = x.Unchanged,
        Rejected = x.Rejected,
        CreatedAt = x.CreatedAt,
        FinishedAt = x.FinishedAt,
        Failure = x.Failure,
        FailureArgs = x.FailureArgs,
    });

    private static ImportView View(Import x) => new(x.Id, x.CooperativeId, x.FileName, x.DryRun, x.State, x.Percent, x.Rows, x.Created, x.Updated, x.Unchanged, x.Rejected,
        x.CreatedAt, x.FinishedAt, x.Failure is null ? null : new(x.Failure, Sentences.Of(x.Failure, ImportText.Args(x.FailureArgs)), ImportText.Args(x.FailureArgs)));

    private static string PlainName(string name)
    {
        var plain = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(x => !char.IsControl(x) && !char.IsSurrogate(x))]);
        return plain.Length > 200 ? plain[^200..] : plain;
    }
}
