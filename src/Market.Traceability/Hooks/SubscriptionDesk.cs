using System.Text.Json;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Hooks;

/// <summary>A subscription that cannot be.</summary>
/// <param name="code">Stable code, e.g. epcis.destination.</param>
/// <param name="field">Member of the request it is about.</param>
public sealed class SubscriptionException(string code, string field) : Exception($"The subscription cannot be: {code}.")
{
    public string Code { get; } = code;
    public string Field { get; } = field;
}

/// <summary>Keeps subscriptions to named queries.</summary>
public sealed class SubscriptionDesk(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    /// <summary>Most subscriptions of one query.</summary>
    public const int Most = 20;

    /// <summary>Longest token, characters.</summary>
    public const int LongestToken = 200;

    /// <returns>null when the owner has no such query.</returns>
    /// <exception cref="SubscriptionException">What is asked for cannot be.</exception>
    public async Task<SubscriptionView?> AddAsync(QueryParty party, string queryName, SubscriptionWish wish, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = Due(wish, now);
        var id = await db.InTransactionAsync<Guid?>(async () =>
        {
            if (await db.NamedQueries.AsNoTracking().SingleOrDefaultAsync(x => x.OwnerId == party.OwnerId && x.Name == queryName, ct) is not { } query) return null;
            var asked = EventQuery.Of(QueryText.Read(query.Query));
            if (asked.Limit is not null || asked.Most is not null) throw new SubscriptionException("epcis.subscription_limit", "query");
            if (await db.Subscriptions.CountAsync(x => x.QueryId == query.Id, ct) >= Most) throw new SubscriptionException("epcis.subscriptions_full", "");
            var made = new Subscription
            {
                QueryId = query.Id,
                SeesOnly = party.SeesAll ? null : party.OwnerId,
                Destination = wish.Destination.AbsoluteUri,
                Token = wish.Token,
                Schedule = wish.Schedule is null ? "" : JsonSerializer.Serialize(wish.Schedule),
                ReportIfEmpty = wish.ReportIfEmpty,
                InitialRecordTime = wish.InitialRecordTime,
                Format = wish.Format,
                CreatedAt = now,
                Position = wish.InitialRecordTime is null ? await db.Events.MaxAsync(x => (long?)x.Seq, ct) ?? 0 : 0,
                DueAt = due,
            };
            db.Subscriptions.Add(made);
            return made.Id;
        }, ct);
        return id is null ? null : await FindAsync(party, queryName, id.Value, ct);
    }

    /// <summary>Oldest first, at most <see cref="Most"/>.</summary>
    /// <returns>null when the owner has no such query.</returns>
    public async Task<List<SubscriptionView>?> ListAsync(QueryParty party, string queryName, CancellationToken ct)
    {
        if (await db.NamedQueries.AsNoTracking().SingleOrDefaultAsync(x => x.OwnerId == party.OwnerId && x.Name == queryName, ct) is not { } query) return null;
        return (await db.Subscriptions.AsNoTracking().Where(x => x.QueryId == query.Id).OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).Take(Most).ToListAsync(ct)).ConvertAll(x => View(x, queryName));
    }

    /// <returns>null when the owner has no such subscription.</returns>
    public async Task<SubscriptionView?> FindAsync(QueryParty party, string queryName, Guid id, CancellationToken ct) => (await ListAsync(party, queryName, ct))?.SingleOrDefault(x => x.Id == id);

    /// <returns>false when the owner has no such subscription.</returns>
    public async Task<bool> RemoveAsync(QueryParty party, string queryName, Guid id, CancellationToken ct) =>
        await db.Subscriptions.Where(x => x.Id == id && db.NamedQueries.Any(y => y.Id == x.QueryId && y.OwnerId == party.OwnerId && y.Name == queryName)).ExecuteDeleteAsync(ct) > 0;

    /// <summary>When it is due for the first time.</summary>
    private DateTime Due(SubscriptionWish wish, DateTime now)
    {
        if (!Destinations.IsAllowed(wish.Destination, settings.LoopbackHooks)) throw new SubscriptionException("epcis.destination", "dest");
        if (wish.Token.Length > LongestToken || !JsonText.IsClean(wish.Token)) throw new SubscriptionException("epcis.signature_token", "signatureToken");
        if (wish.Schedule is null) return wish.ReportIfEmpty ? throw new SubscriptionException("epcis.report_if_empty", "reportIfEmpty") : now;
        return QuerySchedule.TryOf(wish.Schedule)?.Next(now) ?? throw new SubscriptionException("epcis.schedule", "schedule");
    }

    private static SubscriptionView View(Subscription x, string queryName) => new(x.Id, queryName, x.Destination, x.Schedule is "" ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(x.Schedule),
        x.ReportIfEmpty, x.InitialRecordTime, x.Format, x.CreatedAt, x.LastNotifiedAt)
    { Failures = x.Failures, LastError = x.LastError };
}
