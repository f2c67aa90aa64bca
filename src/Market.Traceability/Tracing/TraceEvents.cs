using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>Reads the events that link keys, many keys in one question.</summary>
/// <param name="most">Most events of one question.</param>
/// <param name="aside">Keys in this role lead the wrong way: a walk forward does not ask how its goods were made.</param>
internal sealed class TraceEvents(TraceDb db, int most, KeyRole? aside = null)
{
    private const int PerQuestion = 1_000;

    private sealed record Head(long Seq, string Type, string Action, DateTime At);

    /// <summary>A limit was reached: there are more events.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Events that say where the keys came from, went to, or lay in. Events declared wrong are left out.</summary>
    public async Task<List<TracedEvent>> AboutAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var heads = new Dictionary<long, Head>();
        foreach (var some in keys.Chunk(PerQuestion))
        {
            // A lot is observed a thousand times, and only journeys among these observations are links.
            var about = db.EventKeys.Where(x => some.Contains(x.Key) && x.Role != aside && (x.Role != KeyRole.Epc || db.EventKeys.Any(y => y.Seq == x.Seq && (y.Role == KeyRole.Source || y.Role == KeyRole.Destination))));
            await AddAsync(heads, about, ct);
        }
        var found = await WholeAsync(heads, ct);
        return found.Exists(x => x.Process is not null) ? await TogetherAsync(found, ct) : found;
    }

    /// <summary>Events that empty these packs without naming the contents.</summary>
    public async Task<List<TracedEvent>> EmptyingAsync(IReadOnlyCollection<string> packs, CancellationToken ct)
    {
        var heads = new Dictionary<long, Head>();
        foreach (var some in packs.Chunk(PerQuestion))
            await AddAsync(heads, db.EventKeys.Where(x => some.Contains(x.Key) && x.Role == KeyRole.Parent && !db.EventKeys.Any(y => y.Seq == x.Seq && y.Role == KeyRole.Child)), ct);
        return await WholeAsync(heads, ct);
    }

    private async Task AddAsync(Dictionary<long, Head> heads, IQueryable<EventKey> keys, CancellationToken ct)
    {
        var found = await keys.AsNoTracking().Join(db.Events, x => x.Seq, y => y.Seq, (x, y) => y)
            .Where(x => x.Declared == "" && !db.Events.Any(y => y.EventId == x.EventId && y.Declared != ""))
            .Select(x => new Head(x.Seq, x.Type, x.Action, x.EventTime)).Take(most).ToListAsync(ct);
        Truncated |= found.Count == most;
        foreach (var head in found) heads[head.Seq] = head;
    }

    private async Task<List<TracedEvent>> WholeAsync(Dictionary<long, Head> heads, CancellationToken ct)
    {
        var found = new List<TracedEvent>(heads.Count);
        foreach (var seqs in heads.Keys.Chunk(PerQuestion))
            found.AddRange((await db.EventKeys.AsNoTracking().Where(x => seqs.Contains(x.Seq)).ToListAsync(ct)).GroupBy(x => x.Seq)
                .Select(x => new TracedEvent(x.Key, heads[x.Key].Type, heads[x.Key].Action, heads[x.Key].At, [.. x])));
        return found;
    }

    /// <summary>A transformation that is told in several events is one: all its inputs may be in all its outputs.</summary>
    private async Task<List<TracedEvent>> TogetherAsync(List<TracedEvent> found, CancellationToken ct)
    {
        var heads = new Dictionary<long, Head>();
        foreach (var some in found.Select(x => x.Process).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(PerQuestion))
            await AddAsync(heads, db.EventKeys.Where(x => some.Contains(x.Key) && x.Role == KeyRole.Process), ct);
        var parts = (await WholeAsync(heads, ct)).GroupBy(x => x.Process, (_, part) => part.OrderBy(x => x.Seq).ToList())
            .Select(x => x[0] with { At = x.Max(y => y.At), Keys = [.. x.SelectMany(y => y.Keys)] });
        return [.. found.Where(x => x.Process is null), .. parts];
    }
}
