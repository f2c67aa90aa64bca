using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Reads appeals.</summary>
public sealed class AppealReads(CatalogDb db, SupervisionSettings rule, TimeProvider clock)
{
    /// <summary>Decisions these cooperatives may still appeal against, the newest first.</summary>
    public async Task<IReadOnlyList<AppealableView>> AppealableAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var open = (await FirstDecisions.OfAsync(db, cooperatives, ct)).FindAll(x => Appeal.LastDay(x.At, rule.AppealDays) >= today);
        var subjects = open.ConvertAll(x => x.Subject);
        var appealed = await db.Appeals.Where(x => subjects.Contains(x.SubjectId)).Select(x => x.SubjectId).ToHashSetAsync(ct);
        return [.. open.Where(x => !appealed.Contains(x.Subject)).OrderByDescending(x => x.At).Select(x => new AppealableView(x.Subject, x.Kind, x.Number, x.At, Appeal.LastDay(x.At, rule.AppealDays)))];
    }

    /// <summary>Appeals, those that wait first, then the newest.</summary>
    /// <param name="holders">Only of these cooperatives; null for the brand office, who sees all.</param>
    public async Task<(IReadOnlyList<AppealView> Items, int Total)> ListAsync(IReadOnlyCollection<Guid>? holders, int page, int pageSize, CancellationToken ct)
    {
        var all = db.Appeals.AsNoTracking();
        if (holders is not null) all = all.Where(x => holders.Contains(x.CooperativeId));
        return (await ViewsAsync(db, all.OrderBy(x => x.DecidedAt != null).ThenByDescending(x => x.MadeAt).ThenBy(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize), ct), await all.CountAsync(ct));
    }

    /// <returns>null when there is none.</returns>
    public async Task<AppealView?> FindAsync(Guid id, CancellationToken ct) => (await ViewsAsync(db, db.Appeals.Where(x => x.Id == id), ct)).FirstOrDefault();

    internal static async Task<List<AppealView>> ViewsAsync(CatalogDb db, IQueryable<Appeal> which, CancellationToken ct)
    {
        var found = await which.AsNoTracking().ToListAsync(ct);
        var names = await Names.OfAsync(db, [], found.Select(x => x.CooperativeId), ct);
        var people = await PersonNames.OfAsync(db, found.Where(x => x.DecidedBy is not null).Select(x => x.DecidedBy!.Value), ct);
        return found.ConvertAll(x => new AppealView(x.Id, x.Kind, x.SubjectId, x.Number, x.CooperativeId, names.Cooperative(x.CooperativeId).Name, names.Cooperative(x.CooperativeId).NameEn, x.Reason, x.MadeAt, x.State, x.DecidedAt,
            x.DecidedBy is { } person ? people.GetValueOrDefault(person, "") : "", x.Answer));
    }
}
