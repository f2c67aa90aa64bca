using System.Text.Json;
using Market.Kernel.Data;
using Market.Kernel.Hosting;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Traceability.Epcis;

/// <summary>Does the capture jobs, the oldest first.</summary>
public sealed class CaptureWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CaptureWorker> log) : Worker(clock, log)
{
    private const int Listed = 200;

    /// <summary>Longer than the largest document takes; a replica that dies leaves its job to another one.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>A job that fails by itself, with the database well, is not tried any longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    protected override Task<bool> PassAsync(CancellationToken ct) => WorkAsync(ct);

    /// <summary>Does one job.</summary>
    /// <returns>false when none waits.</returns>
    internal async Task<bool> WorkAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        var now = Clock.GetUtcNow().UtcDateTime;
        var next = await db.Captures.AsNoTracking().Where(x => x.FinishedAt == null && (x.LeaseUntil == null || x.LeaseUntil < now))
            .OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).FirstOrDefaultAsync(ct);
        if (next is null) return false;
        var until = (DateTime?)(now + Lease);
        if (await db.Captures.Where(x => x.Id == next.Id && x.FinishedAt == null && (x.LeaseUntil == null || x.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.LeaseUntil, until), ct) == 0) return true;
        try
        {
            using var document = CaptureRun.Read(next.Document, out _) ?? throw new InvalidDataException($"The document of capture {next.Id} was valid when it came and is not any more.");
            // Done twice after a crash between the two transactions, every event is a duplicate the second time: nothing is kept twice.
            await FinishAsync(db, next, await new CaptureRun(db, now).KeepAsync(document, next.OwnerId, next.Behaviour, ct), ct);
        }
        catch (Exception failure) when (!Outage.Is(failure) && failure is not OperationCanceledException && now - next.CreatedAt > Patience)
        {
            // Its sender learns that it failed; until now it was tried again after each lease, and each failure was logged.
            Log.LogError(failure, "Capture {Id} is given up", next.Id);
            await FinishAsync(db, next, [new(0, "", EventVerdict.Rejected, EpcisFault.Of("epcis.failed", ""))], ct);
        }
        return true;
    }

    private async Task FinishAsync(TraceDb db, Capture job, List<EventReceipt> receipts, CancellationToken ct)
    {
        var rejected = receipts.Where(x => x.Verdict == EventVerdict.Rejected).ToList();
        var kept = job.Behaviour == CaptureErrorBehaviour.Proceed || rejected.Count == 0;
        await db.InTransactionAsync(async () =>
        {
            var row = await db.Captures.SingleAsync(x => x.Id == job.Id, ct);
            (row.FinishedAt, row.Success, row.Document) = (Clock.GetUtcNow().UtcDateTime, rejected.Count == 0, []);
            (row.Accepted, row.Duplicates, row.Rejected) = (kept ? receipts.Count(x => x.Verdict == EventVerdict.Accepted) : 0,
                kept ? receipts.Count(x => x.Verdict == EventVerdict.Duplicate) : 0, rejected.Count);
            row.Faults = JsonSerializer.Serialize(rejected.Take(Listed));
            return row;
        }, ct);
    }
}
