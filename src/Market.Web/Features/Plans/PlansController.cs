using System.Globalization;
using Market.Orders.Sourcing.Plans;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Plans;

/// <summary>Results of the matching: whole for the chain, their own part for cooperatives.</summary>
[Authorize(Policies.Sourcing)]
public sealed class PlansController(PlanReads reads) : Controller
{
    private static readonly string[] Header = ["line", "product", "grade", "store", "cooperative", "window_from", "kilograms", "yuan_per_kg"];

    [HttpGet("/office/plans/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await reads.FindAsync(User.Caller().Sourcing, id, ct) is { } plan ? View(new PlanPage(plan)) : NotFound();

    [HttpGet("/office/plans/{id:guid}.csv")]
    public async Task<IActionResult> Table(Guid id, CancellationToken ct)
    {
        if (await reads.FindAsync(User.Caller().Sourcing, id, ct) is not { } view) return NotFound();
        var (bids, lines) = (view.Demand.Bids.ToDictionary(x => x.Id.ToString("N")), view.Demand.Lines.ToDictionary(x => x.Position));
        var rows = view.Plan.Awards.Select(x => (Award: x, Line: lines[int.Parse(x.Line, CultureInfo.InvariantCulture)])).Select(x => new[]
        {
            x.Line.Position.ToString(CultureInfo.InvariantCulture), x.Line.Product, x.Line.Grade, x.Line.Store, bids[x.Award.Offer].Cooperative, x.Award.Window,
            (x.Award.Grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture), (x.Award.UnitMicroFen / 100_000m).ToString("0.00###", CultureInfo.InvariantCulture),
        });
        await Response.WriteCsvAsync($"plan-{view.Demand.Number}-{view.Nth}.csv", Header, rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }
}
