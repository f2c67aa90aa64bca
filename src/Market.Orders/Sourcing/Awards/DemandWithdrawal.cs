using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>Takes a demand back: no more bids, no more runs, no more awards.</summary>
public sealed class DemandWithdrawal(OrdersDb db, TimeProvider clock)
{
    /// <summary>Open awards lapse, and a run of the matching is called off.</summary>
    /// <returns>false when these chains have no such demand.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>demand.awarded</c>: a supplier has accepted</exception>
    public Task<bool> WithdrawAsync(ChainAct act, Guid demandId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Demands.SingleOrDefaultAsync(x => x.Id == demandId && act.Chains.Contains(x.ChainId), ct) is not { } demand) return false;
        demand.Withdraw();
        // Saved first: it locks the demand against a run or a set of awards that is just being asked for.
        await db.SaveChangesAsync(ct);
        var open = await db.Awards.Where(x => x.DemandId == demandId && x.State == AwardState.Offered).Select(x => x.SupplierId).Distinct().ToArrayAsync(ct);
        await db.Awards.Where(x => x.DemandId == demandId && x.State == AwardState.Offered).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, AwardState.Lapsed).SetProperty(x => x.AnsweredAt, now), ct);
        if (await db.Awards.AnyAsync(x => x.DemandId == demandId && x.State == AwardState.Accepted, ct)) throw new RuleException("demand.awarded", "A supplier has accepted an award: the demand can no longer be withdrawn.");
        await AwardDesk.CloseAsync(db, demandId, AwardSetState.Withdrawn, ct);
        var runs = db.PlanJobs.Where(x => x.ActiveDemandId == demandId);
        await runs.Where(x => x.State == PlanJobState.Running).ExecuteUpdateAsync(set => set.SetProperty(x => x.CancelAsked, true), ct);
        await runs.Where(x => x.State == PlanJobState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PlanJobState.Cancelled).SetProperty(x => x.ActiveDemandId, (Guid?)null).SetProperty(x => x.FinishedAt, now), ct);
        if (open.Length > 0) db.Outbox.Add(OutboxMessage.Of(new DemandWithdrawn(demandId, demand.Number, open), now));
        db.Deeds.Add(act.Actor.Does("demand.withdraw", demand.Id, now));
        return true;
    }, ct);
}
