using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using static Market.Orders.Tests.Sourcing.Matching.Support.SmallMarket;

namespace Market.Orders.Tests.Sourcing.Matching;

/// <summary>What the engine decides, on markets small enough to see why.</summary>
public sealed class MatchingTests
{
    [Fact]
    public void The_cheapest_supply_a_line_until_it_is_full()
    {
        var plan = Match([Line("a", 1000)], [Offer("dear", 500, 1000), Offer("cheap", 300, 600), Offer("middle", 400, 600)]);

        Assert.Equal([("bid-cheap", 600_000L), ("bid-middle", 400_000L)], Grams(plan));
        Assert.Equal(600 * 300 + 400 * 400, plan.Cost.LandedFen);
    }

    [Fact]
    public void A_rest_is_never_below_the_lot()
    {
        var plan = Match([Line("a", 1000, lot: 200)], [Offer("large", 300, 900), Offer("small", 400, 400)]);

        Assert.Equal([("bid-large", 800_000L), ("bid-small", 200_000L)], Grams(plan));
    }

    [Fact]
    public void One_to_one_is_a_line_with_one_supplier()
    {
        var plan = Match([Line("a", 1000, suppliers: 1)], [Offer("large", 400, 1000), Offer("small", 300, 400)]);

        Assert.Equal([("bid-large", 1_000_000L)], Grams(plan));
        Assert.Equal(Reason.KLimit, Why(plan, "bid-small").Reason);
    }

    [Fact]
    public void A_truck_is_not_sent_with_a_few_kilograms()
    {
        var plan = Match([Line("a", 1050)], [Offer("near", 300, 1000), Offer("far", 300, 1000)], new() { TruckGrams = 1_500_000, TruckFen = 100_000, ShortagePerMille = 2000 });

        Assert.Equal([("bid-far", 1_000_000L)], Grams(plan));
        Assert.Equal(50_000, plan.Unfilled.Single().Grams);
    }

    [Fact]
    public void Neighbours_share_a_truck_at_their_collection_point()
    {
        var offers = new[] { Offer("a", 300, 400), Offer("b", 300, 400), Offer("lonely", 290, 400) };
        var problem = Of([Line("l", 800)], offers, new() { TruckGrams = 1_500_000, TruckFen = 44_000, Hubs = ["town"] }) with { Towns = [new("town", new Dictionary<string, long>())] };
        problem = problem with { Cooperatives = [.. problem.Cooperatives.Select(x => x.Id == "lonely" ? x : x with { Town = "town" })] };

        var plan = Clean(problem, Matcher.Match(problem));

        Assert.Equal(["bid-a", "bid-b"], plan.Awards.Select(x => x.Offer));
        Assert.Equal(Reason.Paradox, Why(plan, "bid-lonely").Reason);
    }

    [Fact]
    public void Alone_and_in_its_union_a_cooperative_has_its_harvest_once()
    {
        var plan = Match([Line("a", 2000)], [Offer("m1", 300, 500), Joint("u", 310, ("m1", 500), ("m2", 300), ("m3", 300))], unions: [Union("u", "m1", "m2", "m3")]);

        Assert.Equal(1_100_000, plan.Awards.Sum(x => x.Grams));
        Assert.Equal(500_000, plan.Awards.SelectMany(x => x.Parts).Where(x => x.Cooperative == "m1").Sum(x => x.Grams));
    }

    [Fact]
    public void A_union_reaches_a_lot_none_of_its_members_reaches_and_counts_once()
    {
        var plan = Match([Line("a", 600, suppliers: 1, lot: 500)], [Offer("m1", 300, 200), Joint("u", 320, ("m1", 200), ("m2", 200), ("m3", 200))], unions: [Union("u", "m1", "m2", "m3")]);

        Assert.Equal([("bid-u", 600_000L)], Grams(plan));
        Assert.Equal(3, plan.Awards[0].Parts.Count);
        var small = Why(plan, "bid-m1");
        Assert.Equal((Reason.Filtered, FilterRule.MinLot, 300_000L, "u"), (small.Reason, small.Rule, small.ShortByGrams, small.JoinUnion));
    }

    [Fact]
    public void A_larger_delivery_reaches_the_lower_price_for_all_of_it()
    {
        var plan = Match([Line("a", 1000)], [Offer("tiers", 400, 1000) with { Tiers = [new(0, 400), new(1_000_000, 300)] }, Offer("plain", 350, 1000)]);

        Assert.Equal([("bid-tiers", 1_000_000L)], Grams(plan));
        Assert.Equal(300_000, plan.Awards[0].UnitMicroFen);
    }

    [Fact]
    public void What_keeps_is_delivered_later_and_pays_for_the_keeping()
    {
        var line = Line("a", 1) with { Demand = [new("w1", 100_000), new("w2", 100_000), new("w3", 100_000)] };
        var offer = Offer("a", 300, 1) with { Harvests = [new("w1", "w2", 250_000)] };

        var plan = Match([line], [offer], new() { CarryLossPerMille = 10 });

        Assert.Equal([100_000L, 100_000L], plan.Awards.Select(x => x.Grams));
        Assert.Equal(200 * 300 + 100 * 3, plan.Cost.LandedFen);
    }

    [Fact]
    public void Goods_that_must_last_are_delivered_while_they_do()
    {
        var line = Line("a", 1) with { MinShelfWindows = 1, Demand = [new("w1", 100_000), new("w2", 100_000)] };

        var plan = Match([line], [Offer("a", 300, 1) with { Harvests = [new("w1", "w2", 250_000)] }]);

        Assert.Equal(["w1"], plan.Awards.Select(x => x.Window));
    }

    [Fact]
    public void Small_cooperatives_get_their_share_as_far_as_it_may_cost()
    {
        var offers = new[] { Offer("large", 300, 1000), Offer("small", 303, 400) };
        MatchPlan With(int share, int allowance)
        {
            var problem = Of([Line("a", 1000)], offers, new() { SmallSharePerMille = share, FairnessPerMille = allowance });
            problem = problem with { Cooperatives = [.. problem.Cooperatives.Select(x => x with { Small = x.Id == "small" })] };
            return Clean(problem, Matcher.Match(problem));
        }

        Assert.Equal(0, With(0, 10).Fairness.Tenders[0].Small);
        Assert.Equal(0, With(300, 0).Fairness.Tenders[0].Small);
        var fair = With(300, 10);
        Assert.True(fair.Fairness.Tenders[0].Small >= 300_000);
        Assert.InRange(fair.Fairness.CostMicroFen, 1, fair.Fairness.AllowanceMicroFen);
        Assert.Equal(400_000, With(900, 10).Fairness.Tenders[0].Target);
    }

    [Fact]
    public void Of_equal_bids_the_earlier_wins()
    {
        var early = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

        var plan = Match([Line("a", 100)], [Offer("first-by-name", 300, 100), Offer("z", 300, 100) with { BidAt = early }]);

        Assert.Equal([("bid-z", 100_000L)], Grams(plan));
        Assert.Equal((Reason.Tie, (Int128)0), (Why(plan, "bid-first-by-name").Reason, Why(plan, "bid-first-by-name").ExtraMicroFen!.Value));
    }

    [Fact]
    public void An_earlier_proposal_is_kept_unless_changing_it_pays()
    {
        var offers = new[] { Offer("a", 300, 100), Offer("b", 305, 100) };
        string Winner(long change)
        {
            var problem = Of([Line("l", 100)], offers, new() { ChangeFenPerKg = change }) with { Earlier = [new("bid-b", "l", "w1", 100_000, Accepted: false)] };
            return Clean(problem, Matcher.Match(problem)).Awards.Single().Offer;
        }

        Assert.Equal(("bid-b", "bid-a"), (Winner(10), Winner(2)));
    }

    [Fact]
    public void Credits_decide_but_are_small()
    {
        var offers = new[] { Offer("new", 300, 100), Offer("known", 305, 100) with { Incumbent = true } };

        Assert.Equal("bid-known", Match([Line("l", 100)], offers, new() { IncumbencyCreditPerMille = 20 }).Awards.Single().Offer);
        Assert.Equal("bid-new", Match([Line("l", 100)], offers, new() { IncumbencyCreditPerMille = 10 }).Awards.Single().Offer);
    }

    private static MatchPlan Match(IReadOnlyList<DemandLine> lines, IReadOnlyList<SupplyOffer> offers, MatchRules? rules = null, IReadOnlyList<MatchSupplier>? unions = null)
    {
        var problem = Of(lines, offers, rules, unions);
        return Clean(problem, Matcher.Match(problem));
    }

    private static MatchPlan Clean(MatchProblem problem, MatchPlan plan)
    {
        Assert.Empty(plan.Violations);
        Assert.Equal(plan.Figures.Losing, plan.Figures.Verified);
        Assert.True(plan.Figures.Bound <= plan.Cost.Objective, "the bound is above a plan");
        Assert.Equal(problem.Lines.Sum(x => x.Demand.Sum(y => y.Grams)), plan.Awards.Sum(x => x.Grams) + plan.Unfilled.Sum(x => x.Grams));
        return plan;
    }

    private static Explanation Why(MatchPlan plan, string offer) => plan.Explanations.Single(x => x.Offer == offer);

    private static IEnumerable<(string, long)> Grams(MatchPlan plan) => plan.Awards.Select(x => (x.Offer, x.Grams));
}
