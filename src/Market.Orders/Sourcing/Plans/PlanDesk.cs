using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Reliability;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Plans;

/// <summary>Asks for runs of the matching and calls them off. A run never changes its demand.</summary>
public sealed class PlanDesk(OrdersDb db, ISupplyQuestions catalog, ReliabilityBook reliability, OrdersSettings settings, TimeProvider clock)
{
    /// <summary>Takes the market as it stands now; it is matched in the background.</summary>
    /// <returns>The run's id; null when these chains have no such demand.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>plan.running</c>, and the matching's own check</exception>
    public async Task<Guid?> AskAsync(ChainAct act, Guid demandId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Demands.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Windows).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == demandId && act.Chains.Contains(x.ChainId), ct) is not { } demand) return null;
        demand.MustBeOpen();
        var problem = await MarketAsync(demand, now, ct);
        ProblemCheck.Check(problem);
        return await db.OnceAsync(act.Key, now, async () =>
        {
            await DemandReads.HoldAsync(db, demandId, ct);
            if (await db.PlanJobs.AnyAsync(x => x.ActiveDemandId == demandId, ct)) throw new RuleException("plan.running", "This demand is being matched already.");
            var job = new PlanJob { DemandId = demandId, ChainId = demand.ChainId, AskedBy = act.Actor.Id, At = now, ActiveDemandId = demandId, Problem = Canonical(problem) };
            db.PlanJobs.Add(job);
            db.Deeds.Add(act.Actor.Does("plan.ask", job.Id, now));
            return job.Id;
        }, ct);
    }

    /// <summary>Calls a run off: one that waits ends at once, one that runs within seconds.</summary>
    /// <returns>false when these chains have no such run that waits or runs.</returns>
    public async Task<bool> CancelAsync(ChainAct act, Guid jobId, CancellationToken ct)
    {
        var (now, own) = (clock.GetUtcNow().UtcDateTime, db.PlanJobs.Where(x => x.Id == jobId && act.Chains.Contains(x.ChainId)));
        return await own.Where(x => x.State == PlanJobState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PlanJobState.Cancelled)
                .SetProperty(x => x.ActiveDemandId, (Guid?)null).SetProperty(x => x.FinishedAt, now), ct) == 1
            || await own.Where(x => x.State == PlanJobState.Running).ExecuteUpdateAsync(set => set.SetProperty(x => x.CancelAsked, true), ct) == 1;
    }

    private async Task<MatchProblem> MarketAsync(Demand demand, DateTime now, CancellationToken ct)
    {
        // A bid never changes, but a newer one may come between two reads: which bids count is read once.
        var counting = await DemandReads.Standing(db, demand.Id).Where(x => x.WithdrawnAt == null).Select(x => x.Id).ToListAsync(ct);
        var bids = await db.Bids.AsNoTracking().Where(x => counting.Contains(x.Id)).Include(x => x.Tiers).Include(x => x.Harvests).Include(x => x.Shares).ThenInclude(x => x.Harvests).AsSplitQuery().ToListAsync(ct);
        var suppliers = await BidDesk.SuppliersAsync(catalog, [.. bids.Select(x => x.CooperativeId).Distinct()], ct);
        var proofs = await catalog.ProofsAsync([.. bids.Where(x => x.ProductId is not null).Select(x => x.ProductId!.Value).Concat(bids.SelectMany(x => x.Shares).Select(x => x.ProductId)).Distinct()], ct);
        var roads = await catalog.RoadsAsync([.. demand.Lines.Select(x => x.TownId).Distinct()], ct);
        return DemandMarket.Of(demand, bids, new(suppliers, proofs.ToLookup(x => x.ProductId), roads, settings.Sourcing, now)
        {
            Reliability = (await reliability.OfAsync([.. suppliers.Keys], ct)).ToDictionary(x => x.Key, x => x.Value.Counting),
        });
    }

    internal static byte[] Canonical(MatchProblem problem)
    {
        using var buffer = new MemoryStream();
        CanonicalJson.Write(buffer, problem);
        return PackedText.Pack(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
