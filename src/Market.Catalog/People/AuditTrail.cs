using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>One deed as the audit trail shows it.</summary>
public sealed record AuditView(DateTime At, Guid? ActorId, string Actor, string Role, string Action, Guid SubjectId, string Detail);

/// <summary>Who did what in the catalogue.</summary>
public sealed class AuditTrail(CatalogDb db)
{
    /// <summary>Newest first; with a subject, only what was done to it.</summary>
    public async Task<(IReadOnlyList<AuditView> Items, int Total)> ListAsync(Guid? subject, int page, int pageSize, CancellationToken ct)
    {
        var all = db.Audit.AsNoTracking().Where(x => subject == null || x.SubjectId == subject);
        var items = await (from entry in all.OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize)
                           join person in db.Users on entry.ActorId equals person.Id into people
                           from person in people.DefaultIfEmpty()
                           select new AuditView(entry.At, entry.ActorId, person == null ? "" : person.DisplayName, "", entry.Action, entry.SubjectId, entry.Detail)).ToListAsync(ct);
        return (items, await all.CountAsync(ct));
    }

    /// <summary>Display names of people, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        await db.Users.Where(x => people.Contains(x.Id)).Select(x => new { x.Id, x.DisplayName }).ToDictionaryAsync(x => x.Id, x => x.DisplayName, ct);
}
