using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Catalog.Imports;

/// <summary>Runs waiting imports, one at a time in each process; several processes share the queue by claims.</summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ImportWorker> log) : Worker(clock, log)
{
    /// <summary>How long the uploaded file is kept after the import ended, to be looked at or run again.</summary>
    private static readonly TimeSpan KeepFiles = TimeSpan.FromDays(30);

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(500);

    protected override Task<bool> PassAsync(CancellationToken ct) => RunNextAsync(ct);

    /// <summary>Runs the oldest waiting import to its end.</summary>
    /// <returns>false when none waits.</returns>
    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        var claim = await ImportClaim.TakeAsync(db, Clock, ct);
        if (claim is null) return false;
        try
        {
            if (!await new ImportRun(db, Clock, claim).RunAsync(ct)) await claim.CancelAsync(ct);
        }
        catch (RuleException refusal)
        {
            Log.LogInformation("Import {Id} was refused: {Code}", claim.ImportId, refusal.Code);
            await claim.FailAsync(refusal.Code, refusal.Args, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await claim.ReleaseAsync();
            throw;
        }
        catch (Exception bug) when (!Outage.Is(bug))
        {
            // The file would only fail again, so the import ends here and the clerk is told; the cause is in the log.
            Log.LogError(bug, "Import {Id} failed", claim.ImportId);
            await claim.FailAsync("import.internal", [], ct);
        }
        await ForgetOldFilesAsync(db, ct);
        return true;
    }

    private async Task ForgetOldFilesAsync(CatalogDb db, CancellationToken ct)
    {
        var before = Clock.GetUtcNow().UtcDateTime - KeepFiles;
        await db.ImportPieces.Where(piece => db.Imports.Any(x => x.Id == piece.ImportId && x.FinishedAt < before)).ExecuteDeleteAsync(ct);
    }
}
