using System.Text.Json;
using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>A worker's hold on one import. Every step is a conditional update: whoever lost the hold changes nothing.</summary>
internal sealed class ImportClaim(CatalogDb db, TimeProvider clock, Guid import, Guid claim)
{
    /// <summary>Outlasts a pause between two reports by far.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Outlasts the one transaction that writes, during which SQLite takes no report.</summary>
    public static readonly TimeSpan WriteLease = TimeSpan.FromMinutes(10);
    private const int MaxAttempts = 3;

    public Guid ImportId => import;

    /// <summary>Claims the oldest import that waits, or whose worker died.</summary>
    /// <returns>null when there is none.</returns>
    public static async Task<ImportClaim?> TakeAsync(CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = db.Imports.Where(x => x.State == ImportState.Queued || (x.State == ImportState.Running && x.LeaseUntil < now));
        foreach (var candidate in await due.OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).Select(x => new { x.Id, x.Attempts }).Take(10).ToListAsync(ct))
        {
            var claim = new ImportClaim(db, clock, candidate.Id, Guid.CreateVersion7());
            if (!await claim.HoldAsync(ct)) continue;
            if (candidate.Attempts < MaxAttempts) return claim;
            await claim.FailAsync("import.interrupted", [MaxAttempts], ct);
        }
        return null;
    }

    private async Task<bool> HoldAsync(CancellationToken ct)
    {
        var (now, until) = (clock.GetUtcNow().UtcDateTime, Until(Lease));
        return await db.Imports.Where(x => x.Id == import && (x.State == ImportState.Queued || (x.State == ImportState.Running && x.LeaseUntil < now)))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Running).SetProperty(x => x.ClaimId, claim)
                .SetProperty(x => x.LeaseUntil, until).SetProperty(x => x.Attempts, x => x.Attempts + 1), ct) == 1;
    }

    /// <summary>Reports how far the work is and keeps the hold.</summary>
    /// <param name="rows">Rows read so far.</param>
    /// <returns>false when the work must stop: it was cancelled, or another worker has it.</returns>
    public async Task<bool> ReportAsync(int percent, int rows, TimeSpan lease, CancellationToken ct)
    {
        var until = Until(lease);
        return await Mine().Where(x => !x.CancelAsked).ExecuteUpdateAsync(set => set.SetProperty(x => x.Percent, percent).SetProperty(x => x.Rows, rows)
            .SetProperty(x => x.LeaseUntil, until), ct) == 1;
    }

    /// <summary>Ends the import; inside the transaction that holds its changes, so that they stand or fall together.</summary>
    /// <returns>false when it was cancelled or lost: the caller rolls back.</returns>
    public async Task<bool> FinishAsync(RowResults results, CancellationToken ct)
    {
        var (now, letters) = (clock.GetUtcNow().UtcDateTime, results.ToArray());
        var (rows, created, updated, unchanged, rejected) =
            (results.Rows, results[RowResult.Created], results[RowResult.Updated], results[RowResult.Unchanged], results[RowResult.Rejected]);
        return await Mine().Where(x => !x.CancelAsked).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Done).SetProperty(x => x.Percent, 100)
            .SetProperty(x => x.FinishedAt, now).SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.Results, letters).SetProperty(x => x.Rows, rows)
            .SetProperty(x => x.Created, created).SetProperty(x => x.Updated, updated).SetProperty(x => x.Unchanged, unchanged).SetProperty(x => x.Rejected, rejected), ct) == 1;
    }

    /// <summary>Ends an import whose file cannot be taken.</summary>
    public async Task FailAsync(string code, IReadOnlyList<object> args, CancellationToken ct)
    {
        var (now, values) = (clock.GetUtcNow().UtcDateTime, JsonSerializer.Serialize(args, ImportText.Json));
        await Mine().ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Failed).SetProperty(x => x.FinishedAt, now).SetProperty(x => x.Rows, 0)
            .SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.Failure, code).SetProperty(x => x.FailureArgs, values), ct);
    }

    /// <summary>Ends a cancelled import; one that another worker has stays as it is.</summary>
    public async Task CancelAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await Mine().Where(x => x.CancelAsked).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Cancelled).SetProperty(x => x.FinishedAt, now)
            .SetProperty(x => x.Rows, 0).SetProperty(x => x.LeaseUntil, (DateTime?)null), ct);
    }

    /// <summary>Gives the import back, when the process stops in order.</summary>
    public async Task ReleaseAsync() => await Mine().ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ImportState.Queued)
        .SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.Attempts, x => x.Attempts - 1), CancellationToken.None);

    private IQueryable<Import> Mine() => db.Imports.Where(x => x.Id == import && x.ClaimId == claim && x.State == ImportState.Running);

    private DateTime Until(TimeSpan lease) => clock.GetUtcNow().UtcDateTime + lease;
}
