using System.Globalization;
using Market.Kernel;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Awards;

/// <summary>Turns a plan into awards: only what goes beyond those that are accepted or still open.</summary>
internal static class AwardDraft
{
    /// <param name="kept">Awards that are accepted or open, with lines and parts.</param>
    /// <param name="bids">The plan's bids, with prices and parts.</param>
    /// <exception cref="RuleException"><c>award.plan_outdated</c>: the plan takes something away from them</exception>
    public static List<Award> Of(MatchPlan plan, Demand demand, IReadOnlyList<Award> kept, IReadOnlyDictionary<Guid, Bid> bids, AwardSet set)
    {
        var have = kept.SelectMany(x => x.Lines, (award, line) => (Key: (award.BidId, line.Position, line.From), Line: line)).ToLookup(x => x.Key, x => x.Line);
        var planned = plan.Awards.ToDictionary(x => (Bid(x.Offer), Position(x.Line), Day(x.Window)));
        foreach (var known in have)
            if (!planned.TryGetValue(known.Key, out var still) || still.Grams < known.Sum(x => x.Grams)) throw Outdated();
        var more = planned.Where(x => x.Value.Grams > have[x.Key].Sum(y => y.Grams)).ToLookup(x => x.Key.Item1);
        return [.. more.OrderBy(x => x.Key).Select(x => Made(x.Key, [.. x], have, demand, bids, set))];
    }

    public static RuleException Outdated() => new("award.plan_outdated", "This plan does not fit what suppliers have been offered, have accepted or given back since. Fill the gaps first, then use the newest plan.");

    public static Guid Bid(string name) => Guid.ParseExact(name, "N");

    public static int Position(string name) => int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);

    public static DateOnly Day(string name) => DateOnly.ParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Award Made(Guid bidId, List<KeyValuePair<(Guid Bid, int Position, DateOnly From), Matching.Plans.Award>> planned, ILookup<(Guid, int, DateOnly), AwardLine> have, Demand demand, IReadOnlyDictionary<Guid, Bid> bids, AwardSet set)
    {
        var bid = bids[bidId];
        var award = new Award
        {
            SetId = set.Id,
            DemandId = demand.Id,
            ChainId = demand.ChainId,
            SupplierId = bid.CooperativeId,
            Supplier = bid.Cooperative,
            SupplierEn = bid.CooperativeEn,
            BidId = bid.Id,
            Product = bid.Product,
            Grade = bid.Grade,
            State = set.State == AwardSetState.WaitingApproval ? AwardState.Proposed : AwardState.Offered,
            At = set.At,
            AnswerUntil = set.AnswerUntil,
        };
        award.Lines.AddRange(planned.OrderBy(x => x.Key.Position).ThenBy(x => x.Key.From).Select(x => Line(award.Id, x.Value, [.. have[x.Key]], demand, bid)));
        return award;
    }

    private static AwardLine Line(Guid award, Matching.Plans.Award planned, List<AwardLine> have, Demand demand, Bid bid)
    {
        var (position, from) = (Position(planned.Line), Day(planned.Window));
        var line = new AwardLine
        {
            AwardId = award,
            Position = position,
            From = from,
            To = demand.Lines.Single(x => x.Position == position).Windows.Single(x => x.From == from).To,
            Grams = planned.Grams - have.Sum(x => x.Grams),
            FenPerKg = bid.Tiers.Where(x => x.FromGrams <= planned.Grams).MaxBy(x => x.FromGrams)!.FenPerKg,
            LandedMicroFen = planned.UnitMicroFen,
        };
        var left = line.Grams;
        foreach (var (cooperative, grams) in planned.Parts.GroupBy(x => Bid(x.Cooperative), x => x.Grams).Select(x => (x.Key, x.Sum())).OrderBy(x => x.Key))
        {
            var more = Math.Min(left, grams - have.SelectMany(x => x.Parts).Where(x => x.CooperativeId == cooperative).Sum(x => x.Grams));
            if (more <= 0) continue;
            line.Parts.Add(new() { AwardId = award, Position = position, From = from, CooperativeId = cooperative, ProductId = bid.ProductId ?? bid.Shares.Single(x => x.CooperativeId == cooperative).ProductId, Grams = more });
            left -= more;
        }
        return line;
    }
}
