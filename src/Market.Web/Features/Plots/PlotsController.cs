using Market.Catalog.People;
using Market.Kernel;
using Market.Traceability.Lots;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Plots;

/// <param name="Mu">Area in mu, at most two decimals.</param>
public sealed record PlotFields(string? Name = null, string? Village = null, decimal? Mu = null);

public sealed record InputFields(Guid Plot = default, InputKind Kind = InputKind.Pesticide, string? Name = null, string? Dose = null, DateOnly? AppliedOn = null, int? IntervalDays = null);

public sealed record PlotsPage(IReadOnlyList<PlotView> Plots, PlotFields Plot, InputFields Input, DateOnly Today);

/// <summary>Plots, and what was put on them.</summary>
[Authorize(Policies.Grower), FieldPages]
public sealed class PlotsController(PlotDesk desk, Wording wording, IStringLocalizer<Words> words, TimeProvider clock) : Controller
{
    [HttpGet("/office/plots")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await PageAsync(new(), new(), ct));

    [HttpPost("/office/plots")]
    public async Task<IActionResult> Add(PlotFields plot, CancellationToken ct)
    {
        var own = User.Caller().In(Role.Manager, Role.Clerk);
        return await DoneAsync(plot, new(), words["plots.added"], async () =>
            await desk.AddAsync(Filled, own.First(), new(plot.Name ?? "", plot.Village ?? "", (long)Math.Clamp((plot.Mu ?? 0) * 100m, 0m, 1_000_000_000m)), ct) is not null, ct);
    }

    [HttpPost("/office/plots/inputs")]
    public async Task<IActionResult> Apply(InputFields input, CancellationToken ct) => await DoneAsync(new(), input, words["plots.applied"], () =>
        desk.ApplyAsync(Filled, input.Plot, new(input.Kind, input.Name ?? "", input.Dose ?? "", input.AppliedOn ?? Today, input.IntervalDays ?? 0), ct), ct);

    private async Task<IActionResult> DoneAsync(PlotFields plot, InputFields input, LocalizedString done, Func<Task<bool>> work, CancellationToken ct)
    {
        if (!ModelState.IsValid) return View("Index", await PageAsync(plot, input, ct));
        try
        {
            if (!await work()) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("Index", await PageAsync(plot, input, ct));
        }
        TempData["done"] = done.Value;
        return Redirect("/office/plots");
    }

    private TraceParty Filled => User.Caller().Grower().Filled(Request);

    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    private async Task<PlotsPage> PageAsync(PlotFields plot, InputFields input, CancellationToken ct) => new(await desk.ListAsync(User.Caller().Grower(), ct), plot, input, Today);
}
