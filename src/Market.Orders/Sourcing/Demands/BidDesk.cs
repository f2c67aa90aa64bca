using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Matching.Model;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Demands;

/// <summary>Somebody who sells for cooperatives.</summary>
public sealed record BidderAct(Actor Actor, IReadOnlyCollection<Guid> Cooperatives, OnceKey? Key);

/// <summary>Takes bids and takes them back.</summary>
public sealed class BidDesk(OrdersDb db, ISupplyQuestions catalog, ICatalogQuestions products, OrdersSettings settings, TimeProvider clock)
{
    /// <summary>Bids, or bids again: the newest counts.</summary>
    /// <returns>The bid's id; null when the caller does not sell for this cooperative, or it may not see the demand.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c>, <c>bid.product</c>, <c>bid.line</c>, <c>bid.supply</c>, <c>bid.price</c>, <c>bid.valid_until</c>, and the matching's own check</exception>
    public async Task<Guid?> BidAsync(BidderAct act, Guid demandId, BidFacts facts, CancellationToken ct)
    {
        if (!act.Cooperatives.Contains(facts.CooperativeId)) return null;
        var suppliers = await catalog.SuppliersAsync([facts.CooperativeId], ct);
        if (!suppliers.TryGetValue(facts.CooperativeId, out var supplier)) return null;
        if (await products.ProductAsync(facts.ProductId, ct) is not { } product || product.CooperativeId != facts.CooperativeId) throw new RuleException("bid.product", "This is no product of the cooperative.", "productId");
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(act.Key, now, async () =>
        {
            if (await DemandReads.Visible(db, [facts.CooperativeId]).AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Windows).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == demandId, ct) is not { } demand) return null;
            demand.MustTakeBids(now);
            var (wanted, grade) = (facts.Product.Trim(), facts.Grade.Trim());
            var lines = demand.Lines.FindAll(x => x.Product == wanted && x.Grade == grade);
            if (lines.Count == 0) throw new RuleException("bid.line", "The demand asks for no such product and grade.", "item");
            Sensible(facts, lines.Max(x => x.CeilingFenPerKg), DistrictClock.Date(now));
            var nth = await db.Bids.Where(x => x.DemandId == demandId && x.CooperativeId == facts.CooperativeId && x.Product == wanted && x.Grade == grade).MaxAsync(x => (int?)x.Nth, ct) ?? 0;
            var bid = Bid.Make(demandId, facts, supplier, product, (nth + 1, now));
            ProblemCheck.Check(DemandMarket.Of(demand, [bid], new(suppliers, Enumerable.Empty<ProofSpan>().ToLookup(x => x.ProductId), [], settings.Sourcing, now)));
            db.Bids.Add(bid);
            db.Deeds.Add(act.Actor.Does("bid.make", bid.Id, now, facts.CooperativeId));
            return bid.Id;
        }, ct);
    }

    /// <returns>false when these cooperatives have no such bid.</returns>
    /// <exception cref="RuleException"><c>bid.withdrawn</c>, <c>bid.superseded</c>, <c>bid.late</c>, <c>demand.not_open</c></exception>
    public Task<bool> WithdrawAsync(BidderAct act, Guid demandId, Guid bidId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Bids.SingleOrDefaultAsync(x => x.Id == bidId && x.DemandId == demandId && act.Cooperatives.Contains(x.CooperativeId), ct) is not { } bid) return false;
        (await db.Demands.AsNoTracking().SingleAsync(x => x.Id == demandId, ct)).MustTakeBids(now);
        if (await db.Bids.AnyAsync(x => x.DemandId == demandId && x.CooperativeId == bid.CooperativeId && x.Product == bid.Product && x.Grade == bid.Grade && x.Nth > bid.Nth, ct))
            throw new RuleException("bid.superseded", "There is a newer bid, and that one counts.");
        bid.Withdraw(now);
        db.Deeds.Add(act.Actor.Does("bid.withdraw", bid.Id, now, bid.CooperativeId));
        return true;
    }, ct);

    /// <summary>Refuses what cannot be meant and would spoil the matching for everybody.</summary>
    private static void Sensible(BidFacts facts, long ceiling, DateOnly today)
    {
        if (facts.Harvests.Count == 0) throw new RuleException("bid.supply", "Say in which weeks how much can be supplied.", "supply");
        if (facts.Tiers.Any(x => x.FenPerKg / 10 > ceiling)) throw new RuleException("bid.price", "The price is more than ten times the price ceiling.", "price");
        if (facts.ValidUntil < today) throw new RuleException("bid.valid_until", "The bid would have ended already.", "validUntil");
    }
}
