using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Supervision;

/// <summary>Reads spot checks and the lists they were drawn on.</summary>
public sealed class CheckReads(CatalogDb db, RiskList risks, TimeProvider clock)
{
    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>Checks, those to be made first, by their day; then the newest results.</summary>
    public async Task<(IReadOnlyList<CheckView> Items, int Total)> ListAsync(int page, int pageSize, CancellationToken ct)
    {
        var all = db.SpotChecks.AsNoTracking();
        return (await ViewsAsync(all.OrderBy(x => x.DoneAt != null).ThenByDescending(x => x.DoneAt).ThenBy(x => x.DueOn).ThenByDescending(x => x.Points).ThenBy(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize), ct), await all.CountAsync(ct));
    }

    /// <returns>null when there is none.</returns>
    public async Task<CheckView?> FindAsync(Guid id, CancellationToken ct) => (await ViewsAsync(db.SpotChecks.Where(x => x.Id == id), ct)).FirstOrDefault();

    internal async Task<IReadOnlyList<CheckView>> OfLicenceAsync(Guid licence, CancellationToken ct) =>
        await ViewsAsync(db.SpotChecks.Where(x => x.LicenceId == licence && x.DoneAt != null).OrderByDescending(x => x.DoneAt).Take(50), ct);

    /// <summary>Lists, the newest first.</summary>
    /// <param name="over">Only lists whose day is over or whose checks are all made: before, they would warn those who are on them.</param>
    public async Task<(IReadOnlyList<DrawView> Items, int Total)> DrawsAsync(bool over, int page, int pageSize, CancellationToken ct)
    {
        var today = Today;
        var all = db.CheckDraws.AsNoTracking().Where(x => !over || x.DueOn < today || x.Checks.All(y => y.State != CheckState.Pending));
        return (await DrawViewsAsync(all.OrderByDescending(x => x.At).ThenByDescending(x => x.Number).Skip((page - 1) * pageSize).Take(pageSize), ct), await all.CountAsync(ct));
    }

    /// <returns>null when there is no such list.</returns>
    public async Task<DrawView?> DrawAsync(string number, CancellationToken ct) => (await DrawViewsAsync(db.CheckDraws.AsNoTracking().Where(x => x.Number == number), ct)).FirstOrDefault();

    /// <summary>Draws a list once more from the register as it stood.</summary>
    /// <returns>The numbers the seed gives; null when there is no such list.</returns>
    public async Task<IReadOnlyList<string>?> RepeatAsync(string number, CancellationToken ct)
    {
        var draw = await db.CheckDraws.AsNoTracking().SingleOrDefaultAsync(x => x.Number == number, ct);
        return draw is null ? null : CheckDraw.Pick(draw.Seed, (await risks.PoolAsync(draw.At, ct)).Select(x => x.Number), draw.Random);
    }

    private async Task<List<DrawView>> DrawViewsAsync(IQueryable<CheckDraw> which, CancellationToken ct)
    {
        var found = await which.Include(x => x.Checks).ToListAsync(ct);
        var numbers = await NumbersAsync(found.SelectMany(x => x.Checks, (_, x) => x.LicenceId), ct);
        var people = await PersonNames.OfAsync(db, found.Select(x => x.DrawnBy), ct);
        return found.ConvertAll(x => new DrawView(x.Number, x.At, people.GetValueOrDefault(x.DrawnBy, ""), x.Seed, x.Random, x.Risky, x.Pool, x.DueOn,
            CheckDraw.Pick(x.Seed, x.Checks.Where(y => y.Pick == CheckPick.Random).Select(y => numbers[y.LicenceId]), x.Random)));
    }

    private async Task<Dictionary<Guid, string>> NumbersAsync(IEnumerable<Guid> licences, CancellationToken ct)
    {
        var ids = licences.Distinct().ToList();
        return await db.Licences.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Number, ct);
    }

    private async Task<List<CheckView>> ViewsAsync(IQueryable<SpotCheck> which, CancellationToken ct)
    {
        var found = await which.AsNoTracking().ToListAsync(ct);
        var (today, ids, draws) = (Today, found.ConvertAll(x => (Guid?)x.Id), found.ConvertAll(x => x.DrawId));
        var names = await Names.OfAsync(db, [], found.Select(x => x.CooperativeId), ct);
        var (numbers, people) = (await NumbersAsync(found.Select(x => x.LicenceId), ct), await PersonNames.OfAsync(db, found.Where(x => x.DoneBy is not null).Select(x => x.DoneBy!.Value), ct));
        var lists = await db.CheckDraws.Where(x => draws.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Number, ct);
        var cases = await db.MisuseCases.Where(x => ids.Contains(x.SpotCheckId)).ToDictionaryAsync(x => x.SpotCheckId!.Value, x => x.Number, ct);
        return found.ConvertAll(x => new CheckView(x.Id, lists[x.DrawId], numbers[x.LicenceId], names.Cooperative(x.CooperativeId).Name, names.Cooperative(x.CooperativeId).NameEn, x.Pick, new(x.Complaints, x.Suspensions, x.Failures, x.Days), x.Points,
            x.DueOn, x.State, x.State == CheckState.Pending && x.DueOn < today, x.DoneBy is { } person ? people.GetValueOrDefault(person, "") : "", x.DoneAt, x.Findings, Said.Apart(x.Pictures), cases.GetValueOrDefault(x.Id)));
    }
}
