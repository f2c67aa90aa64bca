using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Plans;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>Fills what suppliers gave back, without touching what others accepted.</summary>
public sealed class RefillDesk(OrdersDb db, TimeProvider clock)
{
    /// <summary>Matches again in the background, over the market of the awards' plan: without the bids that were given back, and with every accepted and open award frozen.</summary>
    /// <returns>The run's id; null when these chains have no such demand.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>award.nothing_to_refill</c>, <c>plan.running</c></exception>
    public async Task<Guid?> AskAsync(ChainAct act, Guid demandId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(act.Key, now, async () =>
        {
            if (!await db.Demands.AnyAsync(x => x.Id == demandId && act.Chains.Contains(x.ChainId), ct)) return null;
            await DemandReads.HoldAsync(db, demandId, ct);
            var set = await db.AwardSets.AsNoTracking().SingleOrDefaultAsync(x => x.ActiveDemandId == demandId && x.State == AwardSetState.Offered, ct);
            var gone = await db.Awards.Where(x => x.DemandId == demandId && (x.State == AwardState.Declined || x.State == AwardState.Lapsed || x.State == AwardState.DroppedOut)).Select(x => x.BidId).ToListAsync(ct);
            var left = await db.Awards.AnyAsync(x => x.DemandId == demandId && x.State == AwardState.Accepted && x.GivenBackGrams > 0, ct);
            if (set is null || gone.Count == 0 && !left) throw new RuleException("award.nothing_to_refill", "No supplier has given anything back.");
            if (await db.PlanJobs.AnyAsync(x => x.ActiveDemandId == demandId, ct)) throw new RuleException("plan.running", "This demand is being matched already.");
            var plan = await db.Plans.AsNoTracking().SingleAsync(x => x.Id == set.PlanId, ct);
            var market = ProblemJson.Read(PackedText.Unpack(await db.PlanJobs.Where(x => x.Id == plan.JobId).Select(x => x.Problem).SingleAsync(ct)));
            var problem = Refill.Of(market, PlanJson.Read(PackedText.Unpack(plan.Json)), await AwardDesk.KeptAsync(db, demandId, ct), gone.ToHashSet());
            ProblemCheck.Check(problem);
            var job = new PlanJob { Kind = PlanJobKind.Refill, DemandId = demandId, ChainId = set.ChainId, AskedBy = act.Actor.Id, At = now, ActiveDemandId = demandId, Problem = PlanDesk.Canonical(problem) };
            db.PlanJobs.Add(job);
            db.Deeds.Add(act.Actor.Does("plan.refill", job.Id, now));
            return job.Id;
        }, ct);
    }
}
