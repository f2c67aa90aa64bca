using System.Globalization;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Epcis;

/// <summary>How an answer is to be written.</summary>
/// <param name="Xml">XML instead of JSON.</param>
public sealed record EventForm(EpcForm Keys, bool Xml)
{
    /// <summary>The one query that everybody has.</summary>
    public const string Simple = "SimpleEventQuery";

    /// <summary>The query that the answer names.</summary>
    public string QueryName { get; init; } = Simple;
}

/// <summary>One page of events as a query document.</summary>
/// <param name="Next">Token of the next page; null on the last.</param>
public sealed record EventPage(ReadOnlyMemory<byte> Document, int Count, string? Next);

/// <summary>The answers to a query are more than its caller wanted to hear.</summary>
public sealed class QueryTooLargeException() : Exception("The query has more events than it may have.");

/// <summary>Answers queries about events.</summary>
public sealed class EventReads(TraceDb db, TimeProvider clock)
{
    /// <summary>Most events of one page.</summary>
    public const int MostPerPage = 1_000;

    /// <summary>Events that match, page by page.</summary>
    /// <param name="owner">Organisations whose events the caller may see; null for all.</param>
    /// <param name="page">Events per page, and the token that the page before gave; null for the first.</param>
    /// <exception cref="QueryParameterException">A parameter is unknown, its value is none, or the token is not ours.</exception>
    /// <exception cref="QueryTooLargeException"/>
    public async Task<EventPage> QueryAsync(IReadOnlyCollection<Guid>? owner, IEnumerable<KeyValuePair<string, string>> parameters, (int PerPage, string? Token) page, EventForm form, CancellationToken ct)
    {
        var query = EventQuery.Of(parameters);
        var all = query.Apply(new(Of(owner), db.EventKeys, db.EventFacts));
        if (query.Most is { } most && await all.Take(most + 1).CountAsync(ct) > most) throw new QueryTooLargeException();
        var (rows, next) = await PageAsync(all, query, page, ct);
        return new(Write(rows, form), rows.Count, next);
    }

    /// <summary>The event of an id, with the errors declared for it.</summary>
    /// <returns>null when the caller may see no such event.</returns>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(IReadOnlyCollection<Guid>? owner, string eventId, EventForm form, CancellationToken ct)
    {
        var rows = await Of(owner).Where(x => x.EventId == eventId).OrderBy(x => x.Seq).Take(MostPerPage).Select(x => new StoredEvent(x.Body, x.Prefixes)).ToListAsync(ct);
        return rows.Count == 0 ? (ReadOnlyMemory<byte>?)null : Write(rows, form);
    }

    private IQueryable<EventRow> Of(IReadOnlyCollection<Guid>? owner) => db.Events.AsNoTracking().Where(x => owner == null || (x.OwnerId != null && owner.Contains(x.OwnerId.Value)));

    private async Task<(List<StoredEvent> Rows, string? Next)> PageAsync(IQueryable<EventRow> all, EventQuery query, (int PerPage, string? Token) page, CancellationToken ct)
    {
        var (after, seen) = ReadToken(page.Token);
        var take = Math.Min(page.PerPage, (query.Limit ?? int.MaxValue) - seen);
        if (take <= 0) return ([], null);
        var ordered = Ordered(After(all, query.Order, after), query.Order);
        var rows = await ordered.Take(take + 1).Select(x => new { x.Seq, x.EventTime, x.Body, x.Prefixes }).ToListAsync(ct);
        var more = rows.Count > take && seen + take < (query.Limit ?? int.MaxValue);
        if (rows.Count > take) rows.RemoveAt(take);
        var next = more ? string.Create(CultureInfo.InvariantCulture, $"{rows[^1].Seq}.{rows[^1].EventTime.Ticks}.{seen + rows.Count}") : null;
        return (rows.ConvertAll(x => new StoredEvent(x.Body, x.Prefixes)), next);
    }

    private static IQueryable<EventRow> After(IQueryable<EventRow> all, (bool ByEventTime, bool Descending) order, (long Seq, DateTime Time)? after)
    {
        if (after is not var (seq, time)) return all;
        return order switch
        {
            (true, true) => all.Where(x => x.EventTime < time || (x.EventTime == time && x.Seq < seq)),
            (true, false) => all.Where(x => x.EventTime > time || (x.EventTime == time && x.Seq > seq)),
            (false, true) => all.Where(x => x.Seq < seq),
            _ => all.Where(x => x.Seq > seq),
        };
    }

    private static IQueryable<EventRow> Ordered(IQueryable<EventRow> all, (bool ByEventTime, bool Descending) order) => order switch
    {
        (true, true) => all.OrderByDescending(x => x.EventTime).ThenByDescending(x => x.Seq),
        (true, false) => all.OrderBy(x => x.EventTime).ThenBy(x => x.Seq),
        (false, true) => all.OrderByDescending(x => x.Seq),
        _ => all.OrderBy(x => x.Seq),
    };

    private static ((long Seq, DateTime Time)? After, int Seen) ReadToken(string? token)
    {
        if (token is null) return (null, 0);
        if (token.Split('.') is [var seq, var time, var seen] && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var after) && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks && int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return ((after, new(ticks, DateTimeKind.Utc)), count);
        throw new QueryParameterException("nextPageToken", token);
    }

    private ReadOnlyMemory<byte> Write(List<StoredEvent> rows, EventForm form)
    {
        var head = DocumentHead.Of(clock.GetUtcNow().UtcDateTime, form.QueryName);
        return form.Xml ? XmlDocumentWriter.Write(head, rows, form.Keys) : JsonDocumentWriter.Write(head, rows, form.Keys);
    }
}
