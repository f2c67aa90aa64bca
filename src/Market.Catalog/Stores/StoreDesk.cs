using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Stores;

/// <summary>A house that buys in bulk, to be registered.</summary>
/// <param name="Slug">3 to 60 small letters, digits and dashes; used once.</param>
public sealed record NewChain(string Slug, string Name, string NameEn, ChainKind Kind);

/// <summary>A store to be registered.</summary>
/// <param name="Slug">3 to 60 small letters, digits and dashes; used once.</param>
public sealed record NewStore(Guid ChainId, string Slug, string Name, string NameEn, Guid TownId, string Address);

/// <summary>The district's register of chains, malls and units, their stores, and the roads between the towns.</summary>
public sealed class StoreDesk(CatalogDb db, TimeProvider clock)
{
    /// <summary>Longest road, metres.</summary>
    public const long LongestRoad = 5_000_000;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <exception cref="RuleException"><c>cooperative.slug_invalid</c>, <c>place.slug_used</c>, <c>place.field_missing</c></exception>
    public Task<Guid> AddChainAsync(NewChain facts, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        Check(facts.Slug, (facts.Name, "name"), (facts.NameEn, "nameEn"));
        if (await db.Chains.AnyAsync(x => x.Slug == facts.Slug, ct)) throw Used();
        var chain = new Chain { Slug = facts.Slug, Name = facts.Name.Trim(), NameEn = facts.NameEn.Trim(), Kind = facts.Kind };
        db.Chains.Add(chain);
        Note("chain.add", chain.Id, chain.Slug, office);
        return chain.Id;
    }, ct);

    /// <returns>null when there is no such chain.</returns>
    /// <exception cref="RuleException"><c>cooperative.slug_invalid</c>, <c>place.slug_used</c>, <c>place.field_missing</c>, <c>place.town</c></exception>
    public Task<Guid?> AddStoreAsync(NewStore facts, Guid office, CancellationToken ct) => db.InTransactionAsync<Guid?>(async () =>
    {
        if (!await db.Chains.AnyAsync(x => x.Id == facts.ChainId, ct)) return null;
        Check(facts.Slug, (facts.Name, "name"), (facts.NameEn, "nameEn"), (facts.Address, "address"));
        if (!await db.Towns.AnyAsync(x => x.Id == facts.TownId, ct)) throw new RuleException("place.town", "There is no such town.", "townId");
        if (await db.Stores.AnyAsync(x => x.Slug == facts.Slug, ct)) throw Used();
        var store = new Store { ChainId = facts.ChainId, Slug = facts.Slug, Name = facts.Name.Trim(), NameEn = facts.NameEn.Trim(), TownId = facts.TownId, Address = facts.Address.Trim() };
        db.Stores.Add(store);
        Note("store.add", store.Id, store.Slug, office);
        return store.Id;
    }, ct);

    /// <summary>Closes a store for good; today is its last day.</summary>
    /// <returns>false when there is no such store.</returns>
    /// <exception cref="RuleException"><c>store.closed</c></exception>
    public Task<bool> CloseAsync(Guid storeId, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var today = DistrictClock.Date(Now);
        if (await db.Stores.Where(x => x.Id == storeId && x.ClosedOn == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.ClosedOn, today), ct) == 0)
            return await db.Stores.AnyAsync(x => x.Id == storeId, ct) ? throw new RuleException("store.closed", "This store is closed already.") : false;
        await db.ShelfEntries.Where(x => x.StoreId == storeId && x.Until > today).ExecuteUpdateAsync(set => set.SetProperty(x => x.Until, today), ct);
        Note("store.close", storeId, "", office);
        return true;
    }, ct);

    /// <summary>How far it is from one town to another, or within one; both directions.</summary>
    /// <param name="metres">1 to <see cref="LongestRoad"/>.</param>
    /// <exception cref="RuleException"><c>place.town</c>, <c>road.length</c></exception>
    public Task SetRoadAsync(Guid fromTownId, Guid toTownId, long metres, Guid office, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (metres is < 1 or > LongestRoad) throw new RuleException("road.length", "A road is 1 m to 5,000 km long.", "kilometres");
        if (await db.Towns.CountAsync(x => x.Id == fromTownId || x.Id == toTownId, ct) != (fromTownId == toTownId ? 1 : 2)) throw new RuleException("place.town", "There is no such town.", "townId");
        foreach (var (from, to) in new[] { (fromTownId, toTownId), (toTownId, fromTownId) }.Distinct())
            if (await db.Roads.Where(x => x.FromTownId == from && x.ToTownId == to).ExecuteUpdateAsync(set => set.SetProperty(x => x.Metres, metres), ct) == 0)
                db.Roads.Add(new Road { FromTownId = from, ToTownId = to, Metres = metres });
        Note("road.set", fromTownId, FormattableString.Invariant($"{toTownId} {metres} m"), office);
        return 0;
    }, ct);

    private static RuleException Used() => new("place.slug_used", "This short name is taken.", "slug");

    private static void Check(string slug, params (string Value, string Field)[] texts)
    {
        Cooperative.CheckSlug(slug);
        foreach (var (value, field) in texts)
            if (string.IsNullOrWhiteSpace(value)) throw new RuleException("place.field_missing", "Fill this in.", field);
    }

    private void Note(string action, Guid subject, string detail, Guid office) => db.Audit.Add(new AuditEntry { At = Now, ActorId = office, Action = action, SubjectId = subject, Detail = detail });
}
