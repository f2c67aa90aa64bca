using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Log;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Epcis;

/// <summary>What became of an event that was handed in.</summary>
public enum EventVerdict
{
    /// <summary>Kept.</summary>
    Accepted,

    /// <summary>Kept before with the same content: nothing to do, and no error.</summary>
    Duplicate,

    /// <summary>Not kept.</summary>
    Rejected,
}

/// <summary>The verdict on one event.</summary>
/// <param name="Place">Place in its document, from 0.</param>
/// <param name="EventId">Empty when the event was too broken to have one.</param>
public sealed record EventReceipt(int Place, string EventId, EventVerdict Verdict, EpcisFault? Fault = null);

/// <summary>Keeps events, each with its keys and its place in the queue of the log, in one transaction.</summary>
internal sealed class EventBook(TraceDb db)
{
    private const int PerQuestion = 400;

    /// <summary>Keeps what is new. The caller's transaction is open.</summary>
    /// <param name="events">Valid events with their places.</param>
    /// <returns>A verdict for each; rejected when the id is known with other content.</returns>
    public async Task<List<EventReceipt>> AppendAsync(IReadOnlyList<(int Place, PreparedEvent Event)> events, Guid? owner, DateTime now, CancellationToken ct)
    {
        var known = await KnownAsync(events, ct);
        var (receipts, fresh) = (new List<EventReceipt>(events.Count), new List<PreparedEvent>(events.Count));
        foreach (var (place, each) in events)
        {
            var verdict = EventVerdict.Accepted;
            if (known.TryGetValue(each.EventId, out var before))
                verdict = before.Hash != each.ContentHash ? EventVerdict.Rejected : before.Declared.Contains(each.Declared) ? EventVerdict.Duplicate : EventVerdict.Accepted;
            else known[each.EventId] = before = (each.ContentHash, []);
            receipts.Add(new(place, each.EventId, verdict, verdict == EventVerdict.Rejected ? EpcisFault.Of("epcis.id_taken", "/eventID", each.EventId) : null));
            if (verdict != EventVerdict.Accepted) continue;
            before.Declared.Add(each.Declared);
            fresh.Add(each);
        }
        if (fresh.Count > 0) await WriteAsync(fresh, owner, now, ct);
        return receipts;
    }

    /// <summary>What <see cref="AppendAsync"/> would reject, without keeping anything.</summary>
    public async Task<List<EventReceipt>> ConflictsAsync(IReadOnlyList<(int Place, PreparedEvent Event)> events, CancellationToken ct)
    {
        var hashes = (await KnownAsync(events, ct)).ToDictionary(x => x.Key, x => x.Value.Hash, StringComparer.Ordinal);
        return [.. events.Where(x => !hashes.TryAdd(x.Event.EventId, x.Event.ContentHash) && hashes[x.Event.EventId] != x.Event.ContentHash)
            .Select(x => new EventReceipt(x.Place, x.Event.EventId, EventVerdict.Rejected, EpcisFault.Of("epcis.id_taken", "/eventID", x.Event.EventId)))];
    }

    private async Task<Dictionary<string, (string Hash, HashSet<string> Declared)>> KnownAsync(IReadOnlyList<(int, PreparedEvent Event)> events, CancellationToken ct)
    {
        var known = new Dictionary<string, (string Hash, HashSet<string> Declared)>(StringComparer.Ordinal);
        foreach (var ids in events.Select(x => x.Event.EventId).Distinct(StringComparer.Ordinal).Chunk(PerQuestion))
            foreach (var row in await db.Events.AsNoTracking().Where(x => ids.Contains(x.EventId)).Select(x => new { x.EventId, x.ContentHash, x.Declared }).ToListAsync(ct))
            {
                if (!known.TryGetValue(row.EventId, out var one)) known[row.EventId] = one = (row.ContentHash, []);
                one.Declared.Add(row.Declared);
            }
        return known;
    }

    private async Task WriteAsync(List<PreparedEvent> fresh, Guid? owner, DateTime now, CancellationToken ct)
    {
        var first = await db.TakeAsync("events", fresh.Count, ct);
        await db.BulkInsertAsync(fresh.Select((x, i) => x.Row(first + i, owner, now)).ToList(), ct);
        await db.BulkInsertAsync(fresh.SelectMany((x, i) => x.KeysOf(first + i)).ToList(), ct);
        await db.BulkInsertAsync(fresh.SelectMany((x, i) => x.FactsOf(first + i)).ToList(), ct);
        var lots = await LotsAsync(fresh, ct);
        var leaves = fresh.SelectMany((x, i) => Subjects(x, lots).Select(subject => (Subject: subject, x.ContentHash, Seq: first + i))).ToList();
        var entry = await db.TakeAsync("log", leaves.Count, ct);
        await db.BulkInsertAsync(leaves.Select((x, i) => new LogEntry { Id = entry + i, Subject = x.Subject, ContentHash = x.ContentHash, EventSeq = x.Seq }).ToList(), ct);
    }

    private async Task<HashSet<string>> LotsAsync(List<PreparedEvent> fresh, CancellationToken ct)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keys in fresh.SelectMany(x => x.Keys).Where(x => x.IsClass).Select(x => x.Key).Distinct(StringComparer.Ordinal).Chunk(PerQuestion))
            found.UnionWith(await db.Lots.AsNoTracking().Where(x => keys.Contains(x.Key)).Select(x => x.Key).ToListAsync(ct));
        return found;
    }

    /// <summary>An event of our lots is in the chain of each of them, any other in the chain of events about foreign keys.</summary>
    private static IEnumerable<string> Subjects(PreparedEvent one, HashSet<string> lots)
    {
        var own = one.Keys.Select(x => x.Key).Where(lots.Contains).Distinct(StringComparer.Ordinal).ToList();
        return own.Count > 0 ? own : [LogSubjects.Foreign];
    }
}
