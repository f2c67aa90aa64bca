using System.Globalization;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Plans;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Plans;

/// <summary>Results of the matching: whole for the chain, their own part for cooperatives.</summary>
[Authorize(Policies.Sourcing)]
public sealed class PlansController(PlanReads reads, Listers listers) : Controller
{
    private static readonly string[] Header = ["line", "product", "grade", "store", "cooperative", "window_from", "kilograms", "yuan_per_kg"];

    [HttpGet("/office/plans/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(HttpContext, id, ct) is { } page ? View(page) : NotFound();

    [HttpGet("/office/plans/{id:guid}.csv")]
    public async Task<IActionResult> Table(Guid id, CancellationToken ct)
    {
        if (await reads.FindAsync(await listers.SourcingAsync(User.Caller(), ct), id, ct) is not { } view) return NotFound();
        var (bids, lines) = (view.Demand.Bids.ToDictionary(x => x.Id.ToString("N")), view.Demand.Lines.ToDictionary(x => x.Position));
        var rows = view.Plan.Awards.Select(x => (Award: x, Line: lines[int.Parse(x.Line, CultureInfo.InvariantCulture)])).Select(x => new[]
        {
            x.Line.Position.ToString(CultureInfo.InvariantCulture), x.Line.Product, x.Line.Grade, x.Line.Store, bids[x.Award.Offer].Cooperative, x.Award.Window,
            (x.Award.Grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture), (x.Award.UnitMicroFen / 100_000m).ToString("0.00###", CultureInfo.InvariantCulture),
        });
        await Response.WriteCsvAsync($"plan-{view.Demand.Number}-{view.Nth}.csv", Header, rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    /// <param name="typed">A reason that was refused.</param>
    /// <summary>The plan's page as this visitor sees it, with the state of its awards for the chain.</summary>
    internal static async Task<PlanPage?> PageAsync(HttpContext context, Guid id, CancellationToken ct, string typed = "")
    {
        var (services, caller) = (context.RequestServices, context.User.Caller());
        if (await services.GetRequiredService<PlanReads>().FindAsync(await services.GetRequiredService<Listers>().SourcingAsync(caller, ct), id, ct) is not { } view) return null;
        if (!view.Whole) return new(view);
        var awards = services.GetRequiredService<AwardReads>();
        Guid[] chain = [view.Demand.ChainId];
        var closed = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime > view.Demand.BidsUntil;
        return new(view) { Awarding = new(await awards.ActiveAsync(chain, view.Demand.Id, ct), caller, view, await awards.RefusedAsync(chain, id, ct), closed) { Typed = typed } };
    }
}
