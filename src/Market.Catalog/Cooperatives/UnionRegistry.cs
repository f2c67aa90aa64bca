using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Cooperatives;

/// <summary>The public list of unions.</summary>
public sealed class UnionRegistry(CatalogDb db, TimeProvider clock)
{
    /// <summary>Unions by name of their address.</summary>
    public async Task<(IReadOnlyList<UnionView> Items, int Total)> ListAsync(int page, int size, CancellationToken ct) =>
        (await ViewsAsync(db.Unions.OrderBy(x => x.Slug).Skip((page - 1) * size).Take(size), ct), await db.Unions.CountAsync(ct));

    /// <returns>null when there is no such union.</returns>
    public async Task<UnionView?> FindAsync(Guid id, CancellationToken ct) => (await ViewsAsync(db.Unions.Where(x => x.Id == id), ct)).SingleOrDefault();

    /// <summary>Those of these organisations that are unions.</summary>
    public Task<IReadOnlyList<UnionView>> AmongAsync(IReadOnlyCollection<Guid> organisations, CancellationToken ct) => ViewsAsync(db.Unions.Where(x => organisations.Contains(x.Id)), ct);

    /// <summary>Ids of those of these organisations that are unions.</summary>
    public Task<List<Guid>> IdsAmongAsync(IReadOnlyCollection<Guid> organisations, CancellationToken ct) => db.Unions.Where(x => organisations.Contains(x.Id)).Select(x => x.Id).ToListAsync(ct);

    /// <summary>The account of a union, for the office.</summary>
    public async Task<string> BankAccountAsync(Guid id, CancellationToken ct) => await db.Unions.Where(x => x.Id == id).Select(x => x.BankAccount).SingleOrDefaultAsync(ct) ?? "";

    /// <summary>Action of the record of a changed account; its detail is the account before.</summary>
    internal const string AccountChanged = "union.account";

    /// <summary>Accounts a union had before, the newest first, for the office.</summary>
    public Task<List<FormerAccount>> FormerAccountsAsync(Guid id, CancellationToken ct) => db.Audit.AsNoTracking().Where(x => x.SubjectId == id && x.Action == AccountChanged).OrderByDescending(x => x.At)
        .Select(x => new FormerAccount(x.Detail, x.At)).ToListAsync(ct);

    /// <summary>What cooperatives sell or could sell, by name.</summary>
    public Task<List<MemberProduct>> ProductsAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) => db.Products.AsNoTracking()
        .Where(x => cooperatives.Contains(x.CooperativeId) && x.State != Products.ListingState.Retired).OrderBy(x => x.Name).ThenBy(x => x.Id)
        .Select(x => new MemberProduct(x.CooperativeId, x.Id, x.Name, x.NameEn)).ToListAsync(ct);

    private async Task<IReadOnlyList<UnionView>> ViewsAsync(IQueryable<Union> unions, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var rows = await unions.AsNoTracking().Include(x => x.Members).Include(x => x.Chairs).AsSplitQuery().OrderBy(x => x.Slug).ToListAsync(ct);
        var (towns, members) = (rows.ConvertAll(x => x.TownId), rows.SelectMany(x => x.Members).Select(x => x.CooperativeId).Distinct().ToList());
        var places = await db.Towns.AsNoTracking().Where(x => towns.Contains(x.Id)).Select(x => new PlaceView(x.Id, x.Slug, x.Name, x.NameEn, null, "", "")).ToDictionaryAsync(x => x.Id, ct);
        var names = await db.Cooperatives.AsNoTracking().Where(x => members.Contains(x.Id)).Select(x => new { x.Id, x.Name, x.NameEn }).ToDictionaryAsync(x => x.Id, ct);
        return rows.ConvertAll(x => new UnionView(x.Id, x.Slug, x.Name, x.NameEn, places[x.TownId],
            x.Chairs.Where(y => y.From <= today && (y.Until is null || y.Until >= today)).MaxBy(y => y.From)?.Name ?? "", DistrictClock.Date(x.RegisteredAt),
            [.. x.Members.OrderBy(y => y.LeftOn is not null).ThenBy(y => y.JoinedOn).ThenBy(y => names[y.CooperativeId].Name, StringComparer.Ordinal)
                .Select(y => new UnionMemberView(y.CooperativeId, names[y.CooperativeId].Name, names[y.CooperativeId].NameEn, y.JoinedOn, y.LeftOn))])
        { Chairs = [.. x.Chairs.OrderByDescending(y => y.From).Select(y => new UnionChairView(y.Name, y.From, y.Until))] });
    }
}
