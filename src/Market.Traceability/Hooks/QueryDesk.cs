using System.Text.Json;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Hooks;

/// <summary>Keeps named queries.</summary>
public sealed class QueryDesk(TraceDb db, TimeProvider clock)
{
    /// <summary>Longest name, characters.</summary>
    public const int LongestName = 100;

    /// <summary>Most queries one owner keeps, a local limit: names are listed and their subscriptions looked at in turn.</summary>
    public const int Most = 1_000;

    private const int LongestQuery = 16_000;

    /// <summary>Whether a query can have this name: letters, digits, point, hyphen and underscore of ASCII.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '-' or '_') && name.Trim('.') is not "";

    /// <param name="name">A name that <see cref="IsName"/>.</param>
    /// <returns>false when the owner has a query of that name, or the standard does.</returns>
    /// <exception cref="QueryParameterException">A parameter is unknown or its value is none.</exception>
    /// <exception cref="RuleException"><c>epcis.too_many_queries</c></exception>
    public async Task<bool> AddAsync(QueryParty party, string name, JsonElement query, CancellationToken ct)
    {
        QueryText.Read(query);
        var text = JsonSerializer.Serialize(query);
        if (text.Length > LongestQuery) throw new QueryParameterException("query", "");
        if (name is EventForm.Simple or "SimpleMasterDataQuery") return false;
        return await db.InTransactionAsync(async () =>
        {
            // Two of one name meet at the index; the slower one begins anew and finds the faster one's.
            if (await db.NamedQueries.AnyAsync(x => x.OwnerId == party.OwnerId && x.Name == name, ct)) return false;
            if (await db.NamedQueries.CountAsync(x => x.OwnerId == party.OwnerId, ct) >= Most) throw new RuleException("epcis.too_many_queries", "There are a thousand named queries already: end one first.");
            db.NamedQueries.Add(new() { OwnerId = party.OwnerId, Name = name, Query = text, CreatedAt = clock.GetUtcNow().UtcDateTime });
            return true;
        }, ct);
    }

    /// <summary>By name.</summary>
    /// <param name="after">The last name of the page before; empty for the first.</param>
    public Task<List<QueryView>> ListAsync(QueryParty party, string after, int take, CancellationToken ct) =>
        Own(party).Where(x => string.Compare(x.Name, after) > 0).OrderBy(x => x.Name).Take(take).Select(x => new QueryView(x.Name, x.Query, x.CreatedAt)).ToListAsync(ct);

    /// <returns>null when the owner has no such query.</returns>
    public Task<QueryView?> FindAsync(QueryParty party, string name, CancellationToken ct) =>
        Own(party).Where(x => x.Name == name).Select(x => new QueryView(x.Name, x.Query, x.CreatedAt)).SingleOrDefaultAsync(ct);

    /// <returns>The parameters of a query; null when the owner has no such query.</returns>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>?> ParametersAsync(QueryParty party, string name, CancellationToken ct) =>
        await FindAsync(party, name, ct) is { } found ? QueryText.Read(found.Query) : null;

    /// <summary>Ends a query and its subscriptions.</summary>
    /// <returns>false when the owner has no such query.</returns>
    public Task<bool> RemoveAsync(QueryParty party, string name, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await db.NamedQueries.SingleOrDefaultAsync(x => x.OwnerId == party.OwnerId && x.Name == name, ct) is not { } found) return false;
        await db.Subscriptions.Where(x => x.QueryId == found.Id).ExecuteDeleteAsync(ct);
        db.NamedQueries.Remove(found);
        return true;
    }, ct);

    private IQueryable<NamedQuery> Own(QueryParty party) => db.NamedQueries.AsNoTracking().Where(x => x.OwnerId == party.OwnerId);
}
