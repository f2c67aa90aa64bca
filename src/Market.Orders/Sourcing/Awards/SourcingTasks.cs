using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Awards;

/// <summary>An award that waits for its supplier's answer.</summary>
/// <param name="Number">Of the demand.</param>
/// <param name="Grams">Over all stores and windows.</param>
public sealed record AwardTask(Guid AwardId, string Number, string Product, string Grade, long Grams, DateTime AnswerUntil);

/// <summary>A part of a union's bid that waits for its member's agreement.</summary>
/// <param name="Number">Of the demand.</param>
/// <param name="Until">When bids, and with them agreements, end.</param>
public sealed record ConsentTask(Guid DemandId, string Number, string Union, string UnionEn, string Product, string Grade, DateTime Until);

/// <summary>What suppliers have to answer, the most urgent first.</summary>
public sealed class SourcingTasks(OrdersDb db, TimeProvider clock)
{
    /// <summary>Open awards of these cooperatives and unions.</summary>
    public async Task<IReadOnlyList<AwardTask>> AwardsAsync(IReadOnlyCollection<Guid> suppliers, CancellationToken ct)
    {
        if (suppliers.Count == 0) return [];
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Awards.Where(x => suppliers.Contains(x.SupplierId) && x.State == AwardState.Offered && x.AnswerUntil >= now)
            .Join(db.Demands, x => x.DemandId, x => x.Id, (award, demand) => new { Award = award, demand.Number })
            .OrderBy(x => x.Award.AnswerUntil).ThenBy(x => x.Award.Id)
            .Select(x => new AwardTask(x.Award.Id, x.Number, x.Award.Product, x.Award.Grade, x.Award.Lines.Sum(y => y.Grams), x.Award.AnswerUntil)).ToListAsync(ct);
    }

    /// <summary>Parts of these members that they have not agreed to, of unions' bids that stand, while bids are taken.</summary>
    public async Task<IReadOnlyList<ConsentTask>> ConsentsAsync(IReadOnlyCollection<Guid> members, CancellationToken ct)
    {
        if (members.Count == 0) return [];
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Bids.Where(x => x.WithdrawnAt == null && x.Shares.Any(y => members.Contains(y.CooperativeId) && y.ConsentedAt == null)
                && !db.Bids.Any(y => y.DemandId == x.DemandId && y.CooperativeId == x.CooperativeId && y.Product == x.Product && y.Grade == x.Grade && y.Nth > x.Nth))
            .Join(db.Demands.Where(x => x.State == DemandState.Open && (x.BidsClosedAt ?? x.BidsUntil) >= now), x => x.DemandId, x => x.Id, (bid, demand) => new { Bid = bid, demand.Number, Until = demand.BidsClosedAt ?? demand.BidsUntil })
            .OrderBy(x => x.Until).ThenBy(x => x.Bid.Id)
            .Select(x => new ConsentTask(x.Bid.DemandId, x.Number, x.Bid.Cooperative, x.Bid.CooperativeEn, x.Bid.Product, x.Bid.Grade, x.Until)).ToListAsync(ct);
    }
}
