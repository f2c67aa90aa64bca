using System.Text.Json;
using Market.Kernel.Hosting;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Traceability.Hooks;

/// <summary>Tells subscribers of new events, each in the order of capture and at least once: the position moves only when the receiver took them.</summary>
public sealed class SubscriptionWorker(IServiceScopeFactory scopes, HookClient client, TimeProvider clock, ILogger<SubscriptionWorker> log) : Worker(clock, log)
{
    /// <summary>Most events of one delivery.</summary>
    public const int Batch = 100;

    /// <summary>Longer than a receiver may take; a replica that dies leaves its subscription to another one.</summary>
    private static readonly TimeSpan Lease = HookClient.Patience + TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <param name="Upto">Position once the receiver has taken it.</param>
    /// <param name="More">Whether others wait behind it.</param>
    private sealed record Delivery(ReadOnlyMemory<byte> Document, int Count, long Upto, bool More);

    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(500);

    protected override Task<bool> PassAsync(CancellationToken ct) => DeliverAsync(ct);

    /// <summary>Deals with the subscription that has waited longest.</summary>
    /// <returns>false when none is due.</returns>
    internal async Task<bool> DeliverAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TraceDb>();
        var (now, mark) = (Clock.GetUtcNow().UtcDateTime, (Guid?)Guid.CreateVersion7());
        // Positions follow the order of capture, which is the order of commits: behind the last number there is nothing still to come.
        var last = await db.Events.MaxAsync(x => (long?)x.Seq, ct) ?? 0;
        var due = db.Subscriptions.Where(x => x.DueAt <= now && (x.Schedule != "" || x.Position < last) && (x.LeaseUntil == null || x.LeaseUntil < now));
        if (await due.OrderBy(x => x.DueAt).ThenBy(x => x.Id).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(ct) is not { } id) return false;
        var until = (DateTime?)(now + Lease);
        if (await due.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.LeaseUntil, until).SetProperty(x => x.LeasedBy, mark), ct) == 0) return true;
        var claimed = await db.Subscriptions.AsNoTracking().Where(x => x.Id == id && x.LeasedBy == mark).SingleOrDefaultAsync(ct);
        if (claimed is null) return true;
        var delivery = await PrepareAsync(db, claimed, last, ct);
        var silent = delivery.Count == 0 && !claimed.ReportIfEmpty;
        var error = silent ? "" : await client.SendAsync(claimed.Destination, claimed.Token, delivery.Document, ct);
        await CloseAsync(db, claimed, delivery, (silent, error), ct);
        return true;
    }

    private async Task<Delivery> PrepareAsync(TraceDb db, Subscription claimed, long last, CancellationToken ct)
    {
        var query = await db.NamedQueries.AsNoTracking().SingleAsync(x => x.Id == claimed.QueryId, ct);
        var (seesOnly, from, after) = (claimed.SeesOnly, claimed.InitialRecordTime, claimed.Position);
        var events = db.Events.AsNoTracking().Where(x => x.Seq > after && x.Seq <= last && (seesOnly == null || x.OwnerId == seesOnly) && (from == null || x.RecordTime >= from));
        var rows = await EventQuery.Of(QueryText.Read(query.Query)).Apply(new(events, db.EventKeys, db.EventFacts)).OrderBy(x => x.Seq).Take(Batch + 1).ToListAsync(ct);
        var more = rows.Count > Batch;
        if (more) rows.RemoveAt(Batch);
        var head = DocumentHead.Of(Clock.GetUtcNow().UtcDateTime, query.Name, claimed.Id.ToString());
        return new(JsonDocumentWriter.Write(head, rows.Select(StoredEvent.Of), new() { Format = claimed.Format }), rows.Count, more ? rows[^1].Seq : last, more);
    }

    /// <summary>Moves on after a success, waits longer after each failure; either way only while the lease is ours.</summary>
    private async Task CloseAsync(TraceDb db, Subscription claimed, Delivery delivery, (bool Silent, string Error) outcome, CancellationToken ct)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var mine = db.Subscriptions.Where(x => x.Id == claimed.Id && x.LeasedBy == claimed.LeasedBy);
        if (outcome.Error is not "")
        {
            var again = now + TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(claimed.Failures, 20))));
            Log.LogInformation("Subscription {Id} was not taken: {Error}", claimed.Id, outcome.Error);
            await mine.ExecuteUpdateAsync(set => set.SetProperty(x => x.Failures, x => x.Failures + 1).SetProperty(x => x.LastError, outcome.Error).SetProperty(x => x.DueAt, again)
                .SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.LeasedBy, (Guid?)null), ct);
            return;
        }
        var notified = outcome.Silent ? claimed.LastNotifiedAt : now;
        var due = delivery.More || claimed.Schedule is "" ? now : Next(claimed.Schedule, now);
        // Told, but not to be told again: this must be kept even when the shop is just ending.
        await mine.ExecuteUpdateAsync(set => set.SetProperty(x => x.Failures, 0).SetProperty(x => x.LastError, "").SetProperty(x => x.Position, delivery.Upto).SetProperty(x => x.LastNotifiedAt, notified)
            .SetProperty(x => x.DueAt, due).SetProperty(x => x.LeaseUntil, (DateTime?)null).SetProperty(x => x.LeasedBy, (Guid?)null), CancellationToken.None);
    }

    private static DateTime Next(string schedule, DateTime now) => QuerySchedule.TryOf(JsonSerializer.Deserialize<Dictionary<string, string>>(schedule)!)?.Next(now) ?? DateTime.MaxValue;
}
