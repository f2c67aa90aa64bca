using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Plans;

/// <summary>A run as its chain sees it.</summary>
/// <param name="Stage">What it does now; empty before it began.</param>
/// <param name="Refusal">Code, when it failed; with <paramref name="RefusalValues"/>, a line each.</param>
public sealed record PlanJobView(Guid Id, Guid DemandId, DateTime At, PlanJobState State, string Stage, long Done, long Of, DateTime? FinishedAt, string Refusal, string RefusalValues, Guid? PlanId);

/// <summary>A plan in a list.</summary>
/// <param name="LandedFen">Of the whole; null for those who do not see the whole.</param>
public sealed record PlanCard(Guid Id, int Nth, DateTime At, string Hash, int FillPerMillion, long? LandedFen);

/// <summary>A plan with its demand and bids.</summary>
/// <param name="Whole">The chain's own view; otherwise awards and explanations are the asking cooperatives' alone.</param>
/// <param name="RuleCosts">For the chain only.</param>
public sealed record PlanView(Guid Id, int Nth, DateTime At, bool Whole, DemandView Demand, MatchPlan Plan, IReadOnlyList<RuleCost> RuleCosts);

/// <summary>Runs and plans as their parties see them.</summary>
public sealed class PlanReads(OrdersDb db, DemandReads demands, TimeProvider clock)
{
    /// <returns>null when these chains have no such run.</returns>
    public Task<PlanJobView?> JobAsync(IReadOnlyCollection<Guid> chains, Guid jobId, CancellationToken ct) => Jobs(db.PlanJobs.Where(x => x.Id == jobId && chains.Contains(x.ChainId))).SingleOrDefaultAsync(ct);

    /// <summary>The newest run of a demand; null before the first.</summary>
    public Task<PlanJobView?> LatestJobAsync(IReadOnlyCollection<Guid> chains, Guid demandId, CancellationToken ct) =>
        Jobs(db.PlanJobs.Where(x => x.DemandId == demandId && chains.Contains(x.ChainId)).OrderByDescending(x => x.At).ThenByDescending(x => x.Id)).FirstOrDefaultAsync(ct);

    /// <summary>Plans of a demand the party may see, the newest first; bidders see none while bids are taken.</summary>
    /// <param name="demand">As the party sees it.</param>
    public async Task<IReadOnlyList<PlanCard>> OfAsync(DemandParty party, DemandView demand, CancellationToken ct) => !Open(party, demand) ? [] :
        await db.Plans.AsNoTracking().Where(x => x.DemandId == demand.Id).OrderByDescending(x => x.Nth)
            .Select(x => new PlanCard(x.Id, x.Nth, x.At, x.Hash, x.FillPerMillion, party.Chains.Contains(x.ChainId) ? x.LandedFen : null)).ToListAsync(ct);

    /// <returns>null when there is no such plan for this party.</returns>
    public async Task<PlanView?> FindAsync(DemandParty party, Guid planId, CancellationToken ct)
    {
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(x => x.Id == planId, ct) is not { } row || await demands.FindAsync(party, row.DemandId, ct) is not { } demand || !Open(party, demand)) return null;
        var (plan, whole) = (PlanJson.Read(PackedText.Unpack(row.Json)), party.Chains.Contains(row.ChainId));
        return new(row.Id, row.Nth, row.At, whole, demand, whole ? plan : Own(plan, demand, party), whole ? RuleCosts.Read(row.RuleCosts) : []);
    }

    /// <summary>While bids are taken, the dearest winner's price would tell a bidder what to undercut.</summary>
    private bool Open(DemandParty party, DemandView demand) => party.Chains.Contains(demand.ChainId) || clock.GetUtcNow().UtcDateTime > demand.BidsUntil;

    /// <summary>What a cooperative may read: its own awards and reasons, its part of a union's awards, and the totals in grams; nobody else's, and nothing they could be reckoned from.</summary>
    private static MatchPlan Own(MatchPlan plan, DemandView demand, DemandParty party)
    {
        var own = demand.Bids.Where(x => party.Cooperatives.Contains(x.CooperativeId)).Select(x => DemandMarket.Name(x.Id)).ToHashSet();
        var members = party.Cooperatives.Select(DemandMarket.Name).ToHashSet();
        return plan with
        {
            Awards = [.. plan.Awards.Select(x => own.Contains(x.Offer) ? x : Part(x, members)).Where(x => x.Grams > 0)],
            // Who won is told no other's price; who lost, the one it has to beat.
            Explanations = [.. plan.Explanations.Where(x => own.Contains(x.Offer)).Select(x => x.Reason is Reason.Dominated or Reason.KLimit or Reason.Paradox ? x : x with { MarginalMicroFen = null })],
            Unfilled = [],
            Cost = new(0, 0, 0, 0, 0, 0),
            Fairness = new(0, 0, []),
            Figures = plan.Figures with { Bound = null, Start = 0 },
        };
    }

    private static Award Part(Award award, HashSet<string> members)
    {
        IReadOnlyList<AwardPart> parts = [.. award.Parts.Where(x => members.Contains(x.Cooperative))];
        return award with { Grams = parts.Sum(x => x.Grams), Parts = parts };
    }

    private static IQueryable<PlanJobView> Jobs(IQueryable<PlanJob> jobs) =>
        jobs.AsNoTracking().Select(x => new PlanJobView(x.Id, x.DemandId, x.At, x.State, x.Stage, x.Done, x.Of, x.FinishedAt, x.Refusal, x.RefusalValues, x.PlanId));
}
