using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Cooperatives;

/// <summary>A cooperative in lists.</summary>
public sealed record CooperativeCard(Guid Id, string Slug, string Name, string NameEn, PlaceView Town, string Village, string VillageEn, int Products, bool CharterFiled);

/// <summary>A cooperative's own page.</summary>
public sealed record CooperativePage(CooperativeCard Card, string Phone, string? Chair, DateOnly? ChairSince, DateOnly? CharterFiledOn, DateOnly JoinedOn,
    IReadOnlyList<AttestedView> Attested, IReadOnlyList<EligibilityLine> Eligibility);

/// <summary>A figure with who vouched for it and when.</summary>
public sealed record AttestedView(string Kind, long Value, string Source, DateOnly AsOf);

/// <summary>One line of the eligibility panel: it warns, it never blocks (the policy says "in principle").</summary>
/// <param name="Rule">Key of the sentence, e.g. collective_share.</param>
/// <param name="Holds">null when no figure is known.</param>
public sealed record EligibilityLine(string Rule, long? Value, bool? Holds, string Source, DateOnly? AsOf);

/// <summary>The public registry of cooperatives.</summary>
public sealed class CooperativeRegistry(CatalogDb db, TimeProvider clock)
{
    /// <summary>Cooperatives by town and name.</summary>
    public async Task<(IReadOnlyList<CooperativeCard> Items, int Total)> ListAsync(Guid? townId, int page, int pageSize, CancellationToken ct)
    {
        var all = db.Cooperatives.AsNoTracking().Where(x => townId == null || x.TownId == townId);
        var items = await Cards(all.OrderBy(x => x.TownId).ThenBy(x => x.Slug).Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(ct);
        return (items, await all.CountAsync(ct));
    }

    /// <summary>Cooperatives whose name, village or short name has this text, by short name.</summary>
    /// <param name="most">How many at most.</param>
    public Task<List<CooperativeCard>> SearchAsync(string text, int most, CancellationToken ct)
    {
        var wanted = text.Trim();
        return Cards(db.Cooperatives.AsNoTracking().Where(x => wanted == "" || x.Name.Contains(wanted) || x.NameEn.Contains(wanted) || x.Village.Contains(wanted) || x.VillageEn.Contains(wanted) || x.Slug.Contains(wanted)).OrderBy(x => x.Slug).Take(most)).ToListAsync(ct);
    }

    /// <returns>null when there is none of that slug.</returns>
    public async Task<CooperativePage?> FindAsync(string slug, CancellationToken ct)
    {
        var own = db.Cooperatives.AsNoTracking().Where(x => x.Slug == slug);
        if (await Cards(own).SingleOrDefaultAsync(ct) is not { } card) return null;
        var more = await own.Include(x => x.Chairs).Include(x => x.Attested).AsSplitQuery().SingleAsync(ct);
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var chair = more.Chairs.Where(x => x.From <= today && (x.Until is null || x.Until >= today)).MaxBy(x => x.From);
        var attested = more.Attested.GroupBy(x => x.Kind).Select(x => x.MaxBy(y => y.AsOf)!).OrderBy(x => x.Kind)
            .Select(x => new AttestedView(x.Kind, x.Value, x.Source, x.AsOf)).ToList();
        return new(card, more.Phone, chair?.Name, chair?.From, more.CharterFiledOn, DistrictClock.Date(more.JoinedAt), attested, Eligibility.Of(attested));
    }

    /// <summary>Cooperatives of these towns.</summary>
    public Task<List<Guid>> InTownsAsync(IReadOnlyCollection<Guid> towns, CancellationToken ct) => db.Cooperatives.Where(x => towns.Contains(x.TownId)).Select(x => x.Id).ToListAsync(ct);

    /// <summary>Names of several cooperatives, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, CooperativeCard>> ByIdAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await Cards(db.Cooperatives.AsNoTracking().Where(x => ids.Contains(x.Id))).ToDictionaryAsync(x => x.Id, ct);

    private IQueryable<CooperativeCard> Cards(IQueryable<Cooperative> cooperatives) =>
        from cooperative in cooperatives
        join town in db.Towns on cooperative.TownId equals town.Id
        select new CooperativeCard(cooperative.Id, cooperative.Slug, cooperative.Name, cooperative.NameEn,
            new PlaceView(town.Id, town.Slug, town.Name, town.NameEn, null, "", ""), cooperative.Village, cooperative.VillageEn,
            db.Products.Count(x => x.CooperativeId == cooperative.Id && x.State == Products.ListingState.OnSale), cooperative.CharterFiledOn != null);
}
