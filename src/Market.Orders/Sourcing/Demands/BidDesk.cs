using System.Globalization;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Sourcing.Matching.Model;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Demands;

/// <summary>Somebody who sells for cooperatives or unions.</summary>
public sealed record BidderAct(Actor Actor, IReadOnlyCollection<Guid> Cooperatives, OnceKey? Key);

/// <summary>Takes bids and takes them back.</summary>
public sealed class BidDesk(OrdersDb db, ISupplyQuestions catalog, ICatalogQuestions products, OrdersSettings settings, TimeProvider clock)
{
    /// <summary>Bids, or bids again: the newest counts. A union names its members' parts, and each member has to agree to its own.</summary>
    /// <returns>The bid's id; null when the caller does not sell for this cooperative, or it may not see the demand.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c>, <c>bid.product</c>, <c>bid.member</c>, <c>bid.members_few</c>, <c>bid.line</c>, <c>bid.supply</c>, <c>bid.price</c>, <c>bid.valid_until</c>, <c>bid.window</c>, <c>bid.keeps</c>, <c>bid.harvest_conflict</c>, and the matching's own check</exception>
    public async Task<Guid?> BidAsync(BidderAct act, Guid demandId, BidFacts facts, CancellationToken ct)
    {
        if (!act.Cooperatives.Contains(facts.CooperativeId)) return null;
        var suppliers = await SuppliersAsync(catalog, [facts.CooperativeId], ct);
        if (!suppliers.TryGetValue(facts.CooperativeId, out var supplier)) return null;
        var union = supplier.Members.Count > 0;
        var product = union ? null : await AloneAsync(facts, ct);
        var shares = union ? await SharesAsync(facts, supplier, suppliers, ct) : [];
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.OnceAsync(act.Key, now, async () =>
        {
            if (await DemandReads.Visible(db, [facts.CooperativeId]).AsNoTracking().Include(x => x.Lines).ThenInclude(x => x.Windows).AsSplitQuery().SingleOrDefaultAsync(x => x.Id == demandId, ct) is not { } demand) return null;
            await DemandReads.HoldForBidsAsync(db, demandId, now, ct);
            var (wanted, grade) = (facts.Product.Trim(), facts.Grade.Trim());
            var lines = demand.Lines.FindAll(x => x.Product == wanted && x.Grade == grade);
            if (lines.Count == 0) throw new RuleException("bid.line", "The demand asks for no such product and grade.", "item");
            Sensible(facts, lines.Max(x => x.CeilingFenPerKg), DistrictClock.Date(now));
            InWindows(facts, demand);
            var nth = await db.Bids.Where(x => x.DemandId == demandId && x.CooperativeId == facts.CooperativeId && x.Product == wanted && x.Grade == grade).MaxAsync(x => (int?)x.Nth, ct) ?? 0;
            var bid = Bid.Make(demandId, facts, supplier, product, (nth + 1, now));
            bid.Shares.AddRange(shares.Select(x => BidShare.Of(bid.Id, x.Facts, x.Member, x.Goods)));
            ProblemCheck.Check(DemandMarket.Of(demand, [bid], new(suppliers, Enumerable.Empty<ProofSpan>().ToLookup(x => x.ProductId), [], settings.Sourcing, now), new Dictionary<Guid, IReadOnlyList<BidShare>> { [bid.Id] = bid.Shares }));
            if (product is not null && await ClashesAsync(bid, ct)) throw ConsentDesk.Conflict();
            db.Bids.Add(bid);
            if (union) db.Outbox.Add(OutboxMessage.Of(new JointBidMade(demandId, demand.Number, supplier.Id, supplier.Name, [.. shares.Select(x => x.Member.Id)], demand.BidsEnd), now));
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
        await DemandReads.HoldForBidsAsync(db, demandId, now, ct);
        if (await db.Bids.AnyAsync(x => x.DemandId == demandId && x.CooperativeId == bid.CooperativeId && x.Product == bid.Product && x.Grade == bid.Grade && x.Nth > bid.Nth, ct))
            throw new RuleException("bid.superseded", "There is a newer bid, and that one counts.");
        bid.Withdraw(now);
        db.Deeds.Add(act.Actor.Does("bid.withdraw", bid.Id, now, bid.CooperativeId));
        return true;
    }, ct);

    /// <summary>Bidders and the members of the unions among them.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, SupplierView>> SuppliersAsync(ISupplyQuestions catalog, IReadOnlyCollection<Guid> bidders, CancellationToken ct)
    {
        var known = await catalog.SuppliersAsync(bidders, ct);
        var members = known.Values.SelectMany(x => x.Members).Distinct().Where(x => !known.ContainsKey(x)).ToList();
        return members.Count == 0 ? known : known.Concat(await catalog.SuppliersAsync(members, ct)).ToDictionary();
    }

    private async Task<ProductView?> AloneAsync(BidFacts facts, CancellationToken ct)
    {
        if (facts.Shares.Count > 0) throw new RuleException("bid.member", "This is no member of the union.", "shares[0].cooperativeId");
        if (facts.Harvests.Count == 0) throw new RuleException("bid.supply", "Say in which weeks how much can be supplied.", "supply");
        return facts.ProductId is { } id && await products.ProductAsync(id, ct) is { } product && product.CooperativeId == facts.CooperativeId
            ? product : throw new RuleException("bid.product", "This is no product of the cooperative.", "productId");
    }

    private async Task<IReadOnlyList<(BidShareFacts Facts, SupplierView Member, ProductView Goods)>> SharesAsync(BidFacts facts, SupplierView union, IReadOnlyDictionary<Guid, SupplierView> suppliers, CancellationToken ct)
    {
        if (facts.ProductId is not null || facts.Harvests.Count > 0) throw new RuleException("bid.product", "A union bids with its members' products.", "productId");
        if (facts.Shares.Select(x => x.CooperativeId).Distinct().Count() < JointBids.FewestMembers) throw new RuleException("bid.members_few", $"A joint bid has parts of at least {JointBids.FewestMembers} members.", "shares", JointBids.FewestMembers);
        var shares = new List<(BidShareFacts, SupplierView, ProductView)>();
        for (var i = 0; i < facts.Shares.Count; i++)
        {
            var share = facts.Shares[i];
            if (!union.Members.Contains(share.CooperativeId) || !suppliers.TryGetValue(share.CooperativeId, out var member) || shares.Exists(x => x.Item1.CooperativeId == share.CooperativeId))
                throw new RuleException("bid.member", "This is no member of the union.", $"shares[{i}].cooperativeId");
            if (share.Harvests.Count == 0) throw new RuleException("bid.supply", "Say in which weeks how much can be supplied.", $"shares[{i}].supply");
            if (await products.ProductAsync(share.ProductId, ct) is not { } goods || goods.CooperativeId != share.CooperativeId) throw new RuleException("bid.product", "This is no product of the cooperative.", $"shares[{i}].productId");
            shares.Add((share, member, goods));
        }
        return shares;
    }

    /// <summary>Whether the cooperative has agreed to a part of a union's bid that tells another story of the same days.</summary>
    private async Task<bool> ClashesAsync(Bid bid, CancellationToken ct)
    {
        var agreed = await DemandReads.Standing(db, bid.DemandId).Where(x => x.WithdrawnAt == null && x.Product == bid.Product && x.Grade == bid.Grade)
            .SelectMany(x => x.Shares).Where(x => x.CooperativeId == bid.CooperativeId && x.ConsentedAt != null).SelectMany(x => x.Harvests).AsNoTracking().ToListAsync(ct);
        return JointBids.Clash(JointBids.Spans(agreed), JointBids.Spans(bid.Harvests));
    }

    /// <summary>Refuses what cannot be meant and would spoil the matching for everybody.</summary>
    private static void Sensible(BidFacts facts, long ceiling, DateOnly today)
    {
        if (facts.Tiers.Any(x => x.FenPerKg / 10 > ceiling)) throw new RuleException("bid.price", "The price is more than ten times the price ceiling.", "price");
        if (facts.ValidUntil < today) throw new RuleException("bid.valid_until", "The bid would have ended already.", "validUntil");
    }

    private static void InWindows(BidFacts facts, Demand demand)
    {
        var begins = demand.Lines.SelectMany(x => x.Windows).Select(x => x.From).ToHashSet();
        Check(facts.Harvests, "supply");
        for (var i = 0; i < facts.Shares.Count; i++) Check(facts.Shares[i].Harvests, $"shares[{i}].supply");

        void Check(IReadOnlyList<BidSupply> supply, string path)
        {
            for (var i = 0; i < supply.Count; i++)
            {
                Known(supply[i].From, $"{path}[{i}].from");
                Known(supply[i].KeepsUntil, $"{path}[{i}].keepsUntil");
                if (supply[i].KeepsUntil < supply[i].From) throw new RuleException("bid.keeps", "What is harvested keeps at least until its own window.", $"{path}[{i}].keepsUntil", Day(supply[i].From));
            }
        }

        void Known(DateOnly day, string field)
        {
            if (!begins.Contains(day)) throw new RuleException("bid.window", "No delivery window of the demand begins on this day.", field, Day(day), string.Join(", ", begins.Order().Select(Day)));
        }

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
