using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Serials;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>A plot as its cooperative sees it.</summary>
/// <param name="FreeFrom">First day on which it may be harvested again; null when nothing stands against it.</param>
public sealed record PlotView(Guid Id, string Code, string Name, string Village, long AreaHundredths, DateOnly? FreeFrom);

/// <summary>An input as recorded.</summary>
public sealed record InputView(string Plot, InputKind Kind, string Name, string Dose, DateOnly AppliedOn, int IntervalDays, DateOnly FreeFrom);

/// <summary>Plots and what is put on them.</summary>
public sealed class PlotDesk(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    private readonly OwnEventBook events = new(db, clock);

    /// <returns>The new plot's id; null when the cooperative is not the caller's.</returns>
    /// <exception cref="RuleException">As <see cref="Plot.Of"/>.</exception>
    public Task<Guid?> AddAsync(TraceParty party, Guid cooperativeId, PlotFacts facts, CancellationToken ct) => db.OnceAsync(party.Key, events.Now, () =>
    {
        if (!party.Has(cooperativeId)) return Task.FromResult<Guid?>(null);
        var plot = Plot.Of(cooperativeId, PublicCode.New('P'), facts, events.Now);
        db.Plots.Add(plot);
        return Task.FromResult<Guid?>(plot.Id);
    }, ct);

    /// <summary>Records a spray, a fertiliser or a sowing.</summary>
    /// <returns>false when there is no such plot of the caller's.</returns>
    /// <exception cref="RuleException">As <see cref="PlotInput.Of"/>.</exception>
    public async Task<bool> ApplyAsync(TraceParty party, Guid plotId, InputFacts facts, CancellationToken ct) => await db.OnceAsync(party.Key, events.Now, async () =>
    {
        var plot = await Own(party).SingleOrDefaultAsync(x => x.Id == plotId, ct);
        if (plot is null) return null;
        var input = PlotInput.Of(plotId, facts, party.PersonId, DistrictClock.Date(events.Now));
        db.PlotInputs.Add(input);
        var told = OwnEvents.Begin("ObjectEvent", "input", DistrictClock.StartOf(input.AppliedOn));
        told["action"] = "OBSERVE";
        told["epcList"] = new System.Text.Json.Nodes.JsonArray(settings.Plot(plot.Code));
        told["bizStep"] = OwnEvents.Namespace + "applying_input";
        told["cm:input"] = input.Name;
        told["cm:inputKind"] = input.Kind.ToString().ToLowerInvariant();
        told["cm:dose"] = input.Dose;
        told["cm:intervalEnds"] = input.FreeFrom.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await events.AppendAsync(told, plot.CooperativeId, ct);
        return input.Id;
    }, ct) is not null;

    /// <summary>The caller's plots by name.</summary>
    public async Task<List<PlotView>> ListAsync(TraceParty party, CancellationToken ct)
    {
        var today = DistrictClock.Date(events.Now);
        return await Own(party).AsNoTracking().OrderBy(x => x.Name).ThenBy(x => x.Id)
            .Select(x => new PlotView(x.Id, x.Code, x.Name, x.Village, x.AreaHundredths, db.PlotInputs.Where(y => y.PlotId == x.Id && y.FreeFrom > today).Max(y => (DateOnly?)y.FreeFrom)))
            .Take(1000).ToListAsync(ct);
    }

    /// <summary>What was put on the plots in the days before a harvest, oldest first.</summary>
    internal static Task<List<InputView>> InputsAsync(TraceDb db, IReadOnlyCollection<Guid> plots, DateOnly harvest, CancellationToken ct)
    {
        var since = harvest.AddDays(-365);
        return db.PlotInputs.AsNoTracking().Where(x => plots.Contains(x.PlotId) && x.AppliedOn <= harvest && x.AppliedOn >= since)
            .Join(db.Plots, x => x.PlotId, y => y.Id, (x, y) => new { Input = x, y.Name }).OrderBy(x => x.Input.AppliedOn).ThenBy(x => x.Input.Id)
            .Select(x => new InputView(x.Name, x.Input.Kind, x.Input.Name, x.Input.Dose, x.Input.AppliedOn, x.Input.IntervalDays, x.Input.FreeFrom)).Take(500).ToListAsync(ct);
    }

    internal IQueryable<Plot> Own(TraceParty party) => party.Cooperatives is { } own ? db.Plots.Where(x => own.Contains(x.CooperativeId)) : db.Plots;
}
