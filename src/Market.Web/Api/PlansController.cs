using System.Globalization;
using Market.Catalog.People;
using Market.Kernel.Values;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Plans;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Stage">What it does now; empty before it began.</param>
/// <param name="Refusal">Code, when it failed.</param>
public sealed record MatchRunAnswer(Guid Id, Guid DemandId, PlanJobState Status, string Stage, long Done, long Of, DateTime At, DateTime? FinishedAt, string Refusal, Guid? PlanId);

/// <param name="Bid">The bid's id.</param>
/// <param name="Window">First day.</param>
/// <param name="LandedPrice">Price and freight of a kilogram, without trucks, fen.</param>
public sealed record AwardAnswer(Guid Bid, int Line, DateOnly Window, Quantity Quantity, decimal LandedPrice);

public sealed record ShortfallAnswer(int Line, DateOnly Window, Quantity Quantity);

/// <summary>Why a bid did not win a line, or not more of it.</summary>
/// <param name="Rule">The rule that filtered it; absent for other reasons.</param>
/// <param name="LimitedBy">What kept a winner from more.</param>
/// <param name="ExtraCost">What the whole would cost more with the bid forced in, fen.</param>
/// <param name="PriceCut">Fen a kilogram by which it would tie.</param>
/// <param name="Landed">Its own price and freight, fen a kilogram.</param>
/// <param name="Marginal">Price and freight of the dearest winner, fen a kilogram.</param>
public sealed record ExplanationAnswer(Guid Bid, int Line, Reason Reason, FilterRule? Rule, WonLimit? LimitedBy, string? Required, string? Offered, Quantity Won, int EligibleWindows, int LineWindows, decimal? ExtraCost, long? PriceCut, decimal? Landed, decimal? Marginal, Quantity? ShortBy);

/// <summary>What one of the buyer's rules costs.</summary>
/// <param name="Saved">Without it, with what is missing reckoned at its penalty.</param>
/// <param name="Extra">More that would be met.</param>
public sealed record RuleCostAnswer(BuyerRule Rule, Money Saved, Quantity Extra);

/// <param name="Reason">The approver's, for the buyer.</param>
public sealed record AwardsRefusalAnswer(DateTime At, string Reason);

/// <param name="Hash">The same for the same bids, whoever computes it.</param>
/// <param name="Fill">Part of the demand that is met, 0 to 1.</param>
/// <param name="Cost">Price and freight of what is met, fen; for the chain only, as are the next two.</param>
/// <param name="Bound">No plan's cost with the penalties of what is missing is lower, fen; absent when no bound was found.</param>
/// <param name="Objective">This plan's, to compare with the bound.</param>
/// <param name="RuleCosts">For the chain only.</param>
/// <param name="Violations">Rules the independent check found broken: none.</param>
/// <param name="Refusal">The newest request for its awards that an approver refused; for the chain only, absent when none was.</param>
public sealed record PlanAnswer(Guid Id, Guid DemandId, int Version, DateTime At, string Hash, decimal Fill, decimal? Cost, decimal? Objective, decimal? Bound, int Violations,
    IReadOnlyList<AwardAnswer> Awards, IReadOnlyList<ShortfallAnswer> Unfilled, IReadOnlyList<ExplanationAnswer> Explanations, IReadOnlyList<RuleCostAnswer> RuleCosts, AwardsRefusalAnswer? Refusal = null);

/// <summary>Runs of the matching and their plans.</summary>
[ApiController, Route("api/v1"), Authorize(Policies.Sourcing)]
public sealed class PlansController(PlanDesk desk, PlanReads reads) : ControllerBase
{
    private const decimal MicroFen = 1_000_000m, GramsOfKg = 1_000m;

    /// <summary>How far a run is.</summary>
    [HttpGet("match-runs/{id:guid}"), Authorize(Policies.Buyer)]
    public async Task<ActionResult<MatchRunAnswer>> Run(Guid id, CancellationToken ct) => await reads.JobAsync(User.Caller().In(Role.Buyer), id, ct) is { } x
        ? new MatchRunAnswer(x.Id, x.DemandId, x.State, x.Stage, x.Done, x.Of, x.At, x.FinishedAt, x.Refusal, x.PlanId) : NotFound();

    /// <summary>Calls a run off; the demand stays as it was.</summary>
    [HttpPost("match-runs/{id:guid}/cancellation"), Authorize(Policies.Buyer)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken ct) => await desk.CancelAsync(new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), null), id, ct) ? NoContent() : NotFound();

    /// <summary>A plan: whole for the chain, their own part for cooperatives.</summary>
    [HttpGet("plans/{id:guid}")]
    public async Task<ActionResult<PlanAnswer>> Find(Guid id, [FromServices] Listers listers, [FromServices] AwardReads awards, CancellationToken ct)
    {
        var party = await listers.SourcingAsync(User.Caller(), ct);
        if (await reads.FindAsync(party, id, ct) is not { } plan) return NotFound();
        return await awards.RefusedAsync(party.Chains, id, ct) is { } refused ? Shape(plan) with { Refusal = new(refused.At, refused.Reason) } : Shape(plan);
    }

    private static PlanAnswer Shape(PlanView view) => new(view.Id, view.Demand.Id, view.Nth, view.At, view.Plan.Hash, view.Plan.Fill, view.Whole ? view.Plan.Cost.LandedFen : null, view.Whole ? view.Plan.Cost.ObjectiveFen : null, view.Whole ? (decimal?)view.Plan.Figures.Bound / MicroFen : null, view.Plan.Violations.Count,
        [.. view.Plan.Awards.Select(x => new AwardAnswer(Bid(x.Offer), Line(x.Line), Day(x.Window), Kilograms(x.Grams), x.UnitMicroFen / MicroFen * GramsOfKg))],
        [.. view.Plan.Unfilled.Select(x => new ShortfallAnswer(Line(x.Line), Day(x.Window), Kilograms(x.Grams)))],
        [.. view.Plan.Explanations.Select(Shape)], [.. view.RuleCosts.Select(x => new RuleCostAnswer(x.Rule, Money.Fen(x.SavedFen), Kilograms(x.ExtraGrams)))]);

    private static ExplanationAnswer Shape(Explanation x) => new(Bid(x.Offer), Line(x.Line), x.Reason, x.Rule, x.LimitedBy, x.Required, x.Offered, Kilograms(x.WonGrams), x.EligibleWindows, x.LineWindows,
        (decimal?)x.ExtraMicroFen / MicroFen, x.CutFenPerKg, x.LandedMicroFen / MicroFen * GramsOfKg, x.MarginalMicroFen / MicroFen * GramsOfKg, x.ShortByGrams is { } grams ? Kilograms(grams) : null);

    private static Guid Bid(string name) => Guid.ParseExact(name, "N");

    private static int Line(string name) => int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateOnly Day(string name) => DateOnly.ParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Quantity Kilograms(long grams) => new(grams, Unit.Kg);
}
