using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Imports;

/// <summary>Does one import: reads the whole file, works out what it changes, then writes all of it in one transaction.</summary>
internal sealed class ImportRun(CatalogDb db, TimeProvider clock, ImportClaim claim)
{
    private const int Attempts = 5;
    private const int RowsBetweenReports = 5000;

    /// <summary>Reading is most of the work; the rest of the bar is for planning and writing.</summary>
    private const int PercentRead = 80, PercentPlanned = 90;

    /// <returns>false when it was cancelled or lost to another worker; then nothing was changed.</returns>
    /// <exception cref="RuleException">The file as a whole cannot be taken: <c>file.*</c>, <c>mapping.*</c></exception>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var import = await db.Imports.AsNoTracking().SingleAsync(x => x.Id == claim.ImportId, ct);
        var layout = TableLayout.Of(await ImportDesk.ContentAsync(db, import.Id, ct), MappingText.Parse(import.Mapping));
        if (layout.Mapping.Of(ImportField.Name) < 0) throw Sentences.Refusal("mapping.name_missing");
        var parser = new RowParser(layout, DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        var (rows, faults) = (new List<ParsedRow>(), new List<RowFault>());
        if (!await ReadAsync(layout, parser, rows, faults, ct)) return false;
        for (var attempt = 1; ; attempt++)
        {
            var plan = new ImportPlan(import, parser, await Snapshot.ReadAsync(db, import.CooperativeId, rows, clock.GetUtcNow().UtcDateTime, ct));
            foreach (var fault in faults) plan.Reject(fault);
            foreach (var row in rows) plan.Take(row);
            if (!await claim.ReportAsync(PercentPlanned, plan.Results.Rows, ImportClaim.WriteLease, ct)) return false;
            try
            {
                return await new ImportWriter(db, claim, import).WriteAsync(plan, ct);
            }
            catch (Exception failure) when (attempt < Attempts && Transactions.IsLostRace(failure))
            {
                // Somebody listed the same goods meanwhile: nothing of ours was kept, so look again and plan anew.
                db.ChangeTracker.Clear();
                await Task.Delay(Random.Shared.Next(1, 50 * attempt), ct);
            }
        }
    }

    private async Task<bool> ReadAsync(TableLayout layout, RowParser parser, List<ParsedRow> rows, List<RowFault> faults, CancellationToken ct)
    {
        foreach (var row in layout.Rows)
        {
            if (parser.Parse(row, out var fault) is { } parsed) rows.Add(parsed);
            else faults.Add(fault!);
            var read = rows.Count + faults.Count;
            if (read % RowsBetweenReports != 0) continue;
            ct.ThrowIfCancellationRequested();
            if (!await claim.ReportAsync((int)(layout.Table.Share() * PercentRead), read, ImportClaim.Lease, ct)) return false;
        }
        return true;
    }
}
