using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Plans;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>The chain makes awards from a plan, and approves them where the demand asks for it.</summary>
public sealed class AwardDesk(OrdersDb db, OrdersSettings settings, TimeProvider clock)
{
    /// <summary>Offers each supplier of the plan its part, or asks the approver first. What is accepted or open already stays as it is; only what is new or more is awarded.</summary>
    /// <param name="answerUntil">Last day to answer; null for the local rule's number of days.</param>
    /// <returns>The set's id; null when these chains have no such plan.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>award.bids_open</c>, <c>award.answer_until</c>, <c>award.plan_outdated</c>, <c>award.bid_gone</c>, <c>award.nothing_new</c></exception>
    public async Task<Guid?> AskAsync(ChainAct act, Guid planId, DateOnly? answerUntil, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(x => x.Id == planId && act.Chains.Contains(x.ChainId), ct) is not { } row) return null;
        var (plan, today) = (PlanJson.Read(PackedText.Unpack(row.Json)), DistrictClock.Date(now));
        var until = answerUntil ?? today.AddDays(settings.Sourcing.AnswerDays);
        if (until < today || until > today.AddYears(1)) throw new RuleException("award.answer_until", "The last day to answer lies between today and a year from now.", "answerUntil");
        return await db.OnceAsync(act.Key, now, async () =>
        {
            await DemandReads.HoldAsync(db, row.DemandId, ct);
            var demand = await db.Demands.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Windows).AsSplitQuery().SingleAsync(x => x.Id == row.DemandId, ct);
            // Whoever bids on the last day is weighed like everybody else.
            if (now <= demand.BidsEnd) throw new RuleException("award.bids_open", "Bids are still taken: awards are made when their time is over, or when you have closed them.");
            var set = new AwardSet
            {
                DemandId = demand.Id,
                ChainId = demand.ChainId,
                PlanId = planId,
                Nth = (await db.AwardSets.Where(x => x.DemandId == demand.Id).MaxAsync(x => (int?)x.Nth, ct) ?? 0) + 1,
                AskedBy = act.Actor.Id,
                At = now,
                AnswerUntil = DistrictClock.StartOf(until.AddDays(1)).AddSeconds(-1),
                State = demand.NeedsApproval ? AwardSetState.WaitingApproval : AwardSetState.Offered,
                ActiveDemandId = demand.Id,
            };
            var offers = plan.Awards.Select(x => AwardDraft.Bid(x.Offer)).Distinct().ToList();
            var bids = await db.Bids.AsNoTracking().Include(x => x.Tiers).Include(x => x.Shares).AsSplitQuery().Where(x => offers.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
            var awards = AwardDraft.Of(plan, demand, await KeptAsync(db, demand.Id, ct), bids, set);
            if (awards.Count == 0) throw new RuleException("award.nothing_new", "This plan awards nothing that was not awarded before.");
            await MustStandAsync(demand.Id, awards, today, ct);
            await MustCountAsync(row, awards, bids, ct);
            await MustBeFreshAsync(row, awards, ct);
            await CloseAsync(db, demand.Id, AwardSetState.Replaced, ct);
            db.AwardSets.Add(set);
            db.Awards.AddRange(awards);
            db.Deeds.Add(act.Actor.Does("award.ask", set.Id, now));
            if (demand.NeedsApproval) db.Outbox.Add(OutboxMessage.Of(new AwardApprovalAsked(planId, demand.Number, demand.ChainId, act.Actor.Id), now));
            else await TellAsync(demand, awards, now, ct);
            return set.Id;
        }, ct);
    }

    /// <summary>An approver of the chain, not the one who asked, agrees: the suppliers are told.</summary>
    /// <returns>The set's id; null when these chains have no such plan.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>award.not_waiting</c>, <c>award.own_request</c>, <c>award.answer_until</c>, <c>award.bid_gone</c></exception>
    public async Task<Guid?> ApproveAsync(ChainAct act, Guid planId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(act.Key, now, async () =>
        {
            if (await db.Plans.AsNoTracking().Where(x => x.Id == planId && act.Chains.Contains(x.ChainId)).Select(x => (Guid?)x.DemandId).SingleOrDefaultAsync(ct) is not { } demandId) return null;
            await DemandReads.HoldAsync(db, demandId, ct);
            var set = await db.AwardSets.AsNoTracking().SingleOrDefaultAsync(x => x.ActiveDemandId == demandId && x.PlanId == planId, ct);
            if (set is not { State: AwardSetState.WaitingApproval }) throw NotWaiting();
            if (set.AskedBy == act.Actor.Id) throw new RuleException("award.own_request", "Somebody else has to approve what you asked for.");
            if (set.AnswerUntil < now) throw new RuleException("award.answer_until", "The last day to answer has passed: let the buyer ask again.", "answerUntil");
            await MustStandAsync(demandId, await db.Awards.AsNoTracking().Where(x => x.SetId == set.Id && x.State == AwardState.Proposed).ToListAsync(ct), DistrictClock.Date(now), ct);
            if (await db.AwardSets.Where(x => x.Id == set.Id && x.State == AwardSetState.WaitingApproval).ExecuteUpdateAsync(x => x.SetProperty(y => y.State, AwardSetState.Offered)
                .SetProperty(y => y.ApprovedBy, act.Actor.Id).SetProperty(y => y.ApprovedAt, now), ct) == 0) throw NotWaiting();
            await db.Awards.Where(x => x.SetId == set.Id && x.State == AwardState.Proposed).ExecuteUpdateAsync(x => x.SetProperty(y => y.State, AwardState.Offered).SetProperty(y => y.At, now), ct);
            db.Deeds.Add(act.Actor.Does("award.approve", set.Id, now));
            await TellAsync(await db.Demands.AsNoTracking().SingleAsync(x => x.Id == demandId, ct), await db.Awards.AsNoTracking().Include(x => x.Lines).Where(x => x.SetId == set.Id).ToListAsync(ct), now, ct);
            return set.Id;
        }, ct);
    }

    /// <summary>An approver of the chain, not the one who asked, refuses: nobody was offered anything, the plan stays, and the buyer may ask again. What was offered before stays as it was.</summary>
    /// <param name="reason">1 to 300 characters, for the buyer.</param>
    /// <returns>The set's id; null when these chains have no such plan.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>award.reason</c>, <c>award.not_waiting</c>, <c>award.own_request</c></exception>
    public async Task<Guid?> RefuseAsync(ChainAct act, Guid planId, string reason, CancellationToken ct)
    {
        var (now, said) = (clock.GetUtcNow().UtcDateTime, AwardAnswers.Said(reason));
        return await db.OnceAsync(act.Key, now, async () =>
        {
            if (await db.Plans.AsNoTracking().Where(x => x.Id == planId && act.Chains.Contains(x.ChainId)).Select(x => (Guid?)x.DemandId).SingleOrDefaultAsync(ct) is not { } demandId) return null;
            await DemandReads.HoldAsync(db, demandId, ct);
            var set = await db.AwardSets.AsNoTracking().SingleOrDefaultAsync(x => x.ActiveDemandId == demandId && x.PlanId == planId, ct);
            if (set is not { State: AwardSetState.WaitingApproval }) throw NotWaiting();
            if (set.AskedBy == act.Actor.Id) throw new RuleException("award.own_request", "Somebody else has to approve what you asked for.");
            if (await db.AwardSets.Where(x => x.Id == set.Id && x.State == AwardSetState.WaitingApproval).ExecuteUpdateAsync(x => x.SetProperty(y => y.State, AwardSetState.Refused).SetProperty(y => y.ActiveDemandId, (Guid?)null)
                .SetProperty(y => y.RefusedBy, act.Actor.Id).SetProperty(y => y.RefusedAt, now).SetProperty(y => y.RefusalReason, said), ct) == 0) throw NotWaiting();
            await db.Awards.Where(x => x.SetId == set.Id && x.State == AwardState.Proposed).ExecuteUpdateAsync(x => x.SetProperty(y => y.State, AwardState.Replaced), ct);
            await ReviveAsync(demandId, ct);
            db.Deeds.Add(act.Actor.Does("award.refuse_approval", set.Id, now));
            db.Outbox.Add(OutboxMessage.Of(new AwardsRefused(planId, await db.Demands.Where(x => x.Id == demandId).Select(x => x.Number).SingleAsync(ct), set.AskedBy, said), now));
            return set.Id;
        }, ct);
    }

    /// <summary>The newest set that suppliers were offered is the demand's again: what they gave back of it can be filled.</summary>
    private async Task ReviveAsync(Guid demandId, CancellationToken ct)
    {
        var before = await db.AwardSets.Where(x => x.DemandId == demandId && x.State == AwardSetState.Replaced && db.Awards.Any(y => y.SetId == x.Id && y.State != AwardState.Replaced)).OrderByDescending(x => x.Nth).Select(x => (Guid?)x.Id).FirstOrDefaultAsync(ct);
        await db.AwardSets.Where(x => x.Id == before).ExecuteUpdateAsync(x => x.SetProperty(y => y.State, AwardSetState.Offered).SetProperty(y => y.ActiveDemandId, demandId), ct);
    }

    private static RuleException NotWaiting() => new("award.not_waiting", "No awards of this plan wait for an approval.");

    /// <summary>Awards of a demand that are accepted or still open, with lines and parts, of all its sets.</summary>
    internal static async Task<List<Award>> KeptAsync(OrdersDb db, Guid demandId, CancellationToken ct)
    {
        // Asked once: an answer between two statements would take an award's lines away.
        var ids = await db.Awards.Where(x => x.DemandId == demandId && (x.State == AwardState.Accepted || x.State == AwardState.Offered)).Select(x => x.Id).ToListAsync(ct);
        return await db.Awards.AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Parts).AsSplitQuery().Where(x => ids.Contains(x.Id)).ToListAsync(ct);
    }

    /// <summary>Ends the active set of a demand. What was offered stays offered; what nobody has seen yet is gone.</summary>
    internal static async Task CloseAsync(OrdersDb db, Guid demandId, AwardSetState state, CancellationToken ct)
    {
        await db.AwardSets.Where(x => x.ActiveDemandId == demandId).ExecuteUpdateAsync(set => set.SetProperty(x => x.ActiveDemandId, (Guid?)null).SetProperty(x => x.State, state), ct);
        await db.Awards.Where(x => x.DemandId == demandId && x.State == AwardState.Proposed).ExecuteUpdateAsync(set => set.SetProperty(x => x.State, AwardState.Replaced), ct);
    }

    /// <summary>A bid that was taken back or replaced since the plan was made cannot be awarded.</summary>
    private async Task MustStandAsync(Guid demandId, List<Award> awards, DateOnly today, CancellationToken ct)
    {
        var standing = await DemandReads.Standing(db, demandId).Where(x => x.WithdrawnAt == null && (x.ValidUntil == null || x.ValidUntil >= today)).Select(x => x.Id).ToListAsync(ct);
        if (awards.Find(x => !standing.Contains(x.BidId)) is { } gone) throw new RuleException("award.bid_gone", $"{gone.Supplier} has changed its bid since: match again.", "", gone.Supplier);
    }

    /// <summary>A plan that was asked for while bids were taken may miss newer ones, and rest on an agreement that its member took back.</summary>
    private async Task MustCountAsync(Plan plan, List<Award> awards, IReadOnlyDictionary<Guid, Bid> bids, CancellationToken ct)
    {
        var asked = await db.PlanJobs.Where(x => x.Id == plan.JobId).Select(x => x.At).SingleAsync(ct);
        if (await DemandReads.Standing(db, plan.DemandId).AnyAsync(x => x.WithdrawnAt == null && (x.At > asked || x.Shares.Any(y => y.ConsentedAt > asked)), ct)) throw AwardDraft.Outdated();
        foreach (var award in awards)
            if (bids[award.BidId].Shares.Find(x => x.ConsentedAt is null && award.Lines.Exists(y => y.Parts.Exists(z => z.CooperativeId == x.CooperativeId))) is { } gone)
                throw new RuleException("award.bid_gone", $"{gone.Cooperative} has changed its bid since: match again.", "", gone.Cooperative);
    }

    /// <summary>Who gave an award back after the plan was asked for is not offered it again by that plan.</summary>
    private async Task MustBeFreshAsync(Plan plan, List<Award> awards, CancellationToken ct)
    {
        var (asked, bids) = (await db.PlanJobs.Where(x => x.Id == plan.JobId).Select(x => x.At).SingleAsync(ct), awards.ConvertAll(x => x.BidId));
        if (await db.Awards.AnyAsync(x => x.DemandId == plan.DemandId && bids.Contains(x.BidId) && x.AnsweredAt >= asked && (x.State == AwardState.Declined || x.State == AwardState.Lapsed || x.State == AwardState.DroppedOut), ct))
            throw AwardDraft.Outdated();
    }

    private async Task TellAsync(Demand demand, List<Award> awards, DateTime now, CancellationToken ct)
    {
        foreach (var award in awards)
            db.Outbox.Add(OutboxMessage.Of(new AwardOffered(award.Id, demand.Id, demand.Number, award.SupplierId, award.AnswerUntil, award.Product, award.Grade, award.Lines.Sum(x => x.Grams)), now));
        // Nobody bids after the first offer: whoever has nothing of a later one was told by then, or was awarded something.
        var (set, winners) = (awards[0].SetId, awards.Select(x => x.SupplierId).Distinct().ToList());
        if (await db.Awards.AnyAsync(x => x.DemandId == demand.Id && x.SetId != set && x.State != AwardState.Proposed && x.State != AwardState.Replaced, ct)) return;
        var lost = await DemandReads.Standing(db, demand.Id).Where(x => x.WithdrawnAt == null && !winners.Contains(x.CooperativeId)).Select(x => x.CooperativeId).Distinct().ToArrayAsync(ct);
        if (lost.Length > 0) db.Outbox.Add(OutboxMessage.Of(new BidsLost(demand.Id, demand.Number, lost), now));
    }
}
