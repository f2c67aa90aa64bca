using Market.Catalog.Data;
using Market.Kernel;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.People;

/// <summary>A station's permission to list for a cooperative; both days included.</summary>
public sealed record MandateView(string Station, string StationEn, DateOnly From, DateOnly Until);

/// <summary>The public lists of towns, stations and chains, and the stations' mandates.</summary>
public sealed class DistrictDirectory(CatalogDb db, TimeProvider clock)
{
    public Task<List<PlaceView>> TownsAsync(CancellationToken ct) =>
        db.Towns.AsNoTracking().OrderBy(x => x.Slug).Select(x => new PlaceView(x.Id, x.Slug, x.Name, x.NameEn, null, "", "")).ToListAsync(ct);

    public Task<List<PlaceView>> StationsAsync(CancellationToken ct) =>
        db.Stations.AsNoTracking().OrderBy(x => x.Slug).Select(x => new PlaceView(x.Id, x.Slug, x.Name, x.NameEn, x.TownId, x.Address, x.Phone)).ToListAsync(ct);

    public Task<List<PlaceView>> ChainsAsync(CancellationToken ct) =>
        db.Chains.AsNoTracking().OrderBy(x => x.Slug).Select(x => new PlaceView(x.Id, x.Slug, x.Name, x.NameEn, null, "", "")).ToListAsync(ct);

    /// <summary>Open stores of these chains.</summary>
    public Task<List<PlaceView>> StoresAsync(IReadOnlyCollection<Guid> chains, CancellationToken ct) =>
        db.Stores.AsNoTracking().Where(x => chains.Contains(x.ChainId) && x.ClosedOn == null).OrderBy(x => x.Slug).Select(x => new PlaceView(x.Id, x.Slug, x.Name, x.NameEn, x.TownId, x.Address, "")).ToListAsync(ct);

    /// <summary>All roads between towns that somebody entered, each direction by itself.</summary>
    public Task<List<RoadView>> RoadsAsync(CancellationToken ct) =>
        db.Roads.AsNoTracking().OrderBy(x => x.FromTownId).ThenBy(x => x.ToTownId).Select(x => new RoadView(x.FromTownId, x.ToTownId, x.Metres)).ToListAsync(ct);

    /// <summary>Cooperatives these stations may list for today.</summary>
    public Task<List<Guid>> MandatedAsync(IReadOnlyCollection<Guid> stations, CancellationToken ct)
    {
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        return db.Mandates.Where(x => stations.Contains(x.StationId) && x.From <= today && x.Until >= today).Select(x => x.CooperativeId).Distinct().ToListAsync(ct);
    }

    /// <summary>Mandates a cooperative gave, the latest first.</summary>
    public Task<List<MandateView>> MandatesAsync(Guid cooperativeId, CancellationToken ct) =>
        (from mandate in db.Mandates.AsNoTracking()
         where mandate.CooperativeId == cooperativeId
         join station in db.Stations on mandate.StationId equals station.Id
         orderby mandate.Until descending
         select new MandateView(station.Name, station.NameEn, mandate.From, mandate.Until)).ToListAsync(ct);

    /// <summary>A cooperative lets a station list for it.</summary>
    /// <param name="until">Last day, at most one year after the first.</param>
    /// <exception cref="RuleException"><c>mandate.dates</c>, <c>station.unknown</c></exception>
    public async Task GiveMandateAsync(Guid cooperativeId, Guid stationId, DateOnly until, Guid actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = DistrictClock.Date(now);
        if (until < today || until > today.AddYears(1)) throw new RuleException("mandate.dates", "A mandate ends within a year from today.", "until");
        if (!await db.Stations.AnyAsync(x => x.Id == stationId, ct)) throw new RuleException("station.unknown", "This pickup point takes no parcels.", "stationId");
        await db.InTransactionAsync(() =>
        {
            db.Mandates.Add(new Mandate { StationId = stationId, CooperativeId = cooperativeId, From = today, Until = until });
            db.Audit.Add(new AuditEntry { At = now, ActorId = actor, Action = "mandate.give", SubjectId = cooperativeId, Detail = stationId.ToString() });
            return Task.FromResult(0);
        }, ct);
    }
}
