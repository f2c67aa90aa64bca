using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Demands;

/// <summary>Members agree to their parts of a union's bid, or take that back.</summary>
public sealed class ConsentDesk(OrdersDb db, TimeProvider clock)
{
    /// <summary>A member agrees to its part: its manager, or a station with its mandate. A newer bid of the union asks anew.</summary>
    /// <returns>false when the caller does not act for this cooperative, or the bid has no part of it.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c>, <c>bid.withdrawn</c>, <c>bid.superseded</c>, <c>bid.consented</c>, <c>bid.harvest_conflict</c></exception>
    public Task<bool> ConsentAsync(BidderAct act, Guid demandId, Guid bidId, Guid cooperativeId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!act.Cooperatives.Contains(cooperativeId)) return false;
        if (await db.Bids.AsNoTracking().Include(x => x.Shares).ThenInclude(x => x.Harvests).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == bidId && x.DemandId == demandId, ct) is not { } bid
            || bid.Shares.Find(x => x.CooperativeId == cooperativeId) is not { } share) return false;
        await DemandReads.HoldForBidsAsync(db, demandId, now, ct);
        if (bid.WithdrawnAt is not null) throw new RuleException("bid.withdrawn", "This bid was withdrawn already.");
        if (!await DemandReads.Standing(db, demandId).AnyAsync(x => x.Id == bidId, ct)) throw new RuleException("bid.superseded", "There is a newer bid, and that one counts.");
        var own = await DemandReads.Standing(db, demandId).AsNoTracking().Include(x => x.Harvests).Where(x => x.CooperativeId == cooperativeId && x.Product == bid.Product && x.Grade == bid.Grade && x.WithdrawnAt == null).SingleOrDefaultAsync(ct);
        if (own is not null && JointBids.Clash(JointBids.Spans(share.Harvests), JointBids.Spans(own.Harvests))) throw Conflict();
        if (await db.BidShares.Where(x => x.BidId == bidId && x.CooperativeId == cooperativeId && x.ConsentedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.ConsentedAt, now).SetProperty(x => x.ConsentedBy, act.Actor.Id), ct) == 0) throw new RuleException("bid.consented", "This part is agreed to already.");
        db.Deeds.Add(act.Actor.Does("bid.consent", bidId, now, cooperativeId));
        return true;
    }, ct);

    /// <summary>A member takes its agreement back while bids are taken; it may agree again.</summary>
    /// <returns>false when the caller does not act for this cooperative, or the bid has no part of it.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c>, <c>bid.not_consented</c></exception>
    public Task<bool> TakeBackAsync(BidderAct act, Guid demandId, Guid bidId, Guid cooperativeId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!act.Cooperatives.Contains(cooperativeId) || !await db.Bids.AnyAsync(x => x.Id == bidId && x.DemandId == demandId && x.Shares.Any(y => y.CooperativeId == cooperativeId), ct)) return false;
        await DemandReads.HoldForBidsAsync(db, demandId, now, ct);
        if (await db.BidShares.Where(x => x.BidId == bidId && x.CooperativeId == cooperativeId && x.ConsentedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.ConsentedAt, (DateTime?)null).SetProperty(x => x.ConsentedBy, (Guid?)null), ct) == 0) throw new RuleException("bid.not_consented", "This part is not agreed to.");
        db.Deeds.Add(act.Actor.Does("bid.consent_back", bidId, now, cooperativeId));
        return true;
    }, ct);

    internal static RuleException Conflict() => new("bid.harvest_conflict", "The same days stand in another bid as a different harvest. State the weeks alike in both.", "supply");
}
