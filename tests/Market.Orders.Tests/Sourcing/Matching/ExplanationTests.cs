using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Tests.Sourcing.Matching.Support;
using static Market.Orders.Tests.Sourcing.Matching.Support.SmallMarket;

namespace Market.Orders.Tests.Sourcing.Matching;

/// <summary>What a losing bid is told.</summary>
public sealed class ExplanationTests
{
    private static readonly DateSpan Year = new(new(2026, 1, 1), new(2026, 12, 31));

    [Fact]
    public void A_dearer_bid_learns_by_how_much_and_what_ties()
    {
        var why = Why([Line("l", 100)], [Offer("a", 300, 100), Offer("b", 307, 100)], "bid-b");

        Assert.Equal((Reason.Dominated, 700_000_000L, 100_000L), (why.Reason, (long)why.ExtraMicroFen!.Value, why.ForcedGrams));
        Assert.Equal((7L, 307_000L, 300_000L), (why.CutFenPerKg, why.LandedMicroFen, why.MarginalMicroFen));
    }

    [Fact]
    public void A_cut_of_that_size_does_tie()
    {
        var plan = Matcher.Match(Of([Line("l", 100)], [Offer("a", 300, 100), Offer("b", 307 - 7, 100)]));

        Assert.Equal(Reason.Tie, plan.Explanations.Single(x => x.Reason != Reason.Won).Reason);
    }

    [Fact]
    public void A_winner_with_goods_left_in_weeks_that_are_full_is_not_told_that_all_was_taken()
    {
        var line = Line("l", 1) with { Demand = [new("w1", 100_000), new("w2", 100_000)] };
        var offer = Offer("a", 300, 1) with { Harvests = [new("w1", "w1", 150_000), new("w2", "w2", 40_000)] };

        Assert.Equal((140_000L, WonLimit.Demand), Won(Matcher.Match(Of([line], [offer]))));
        Assert.Equal((140_000L, WonLimit.Capacity), Won(Matcher.Match(Of([line], [offer with { Harvests = [new("w1", "w1", 100_000), new("w2", "w2", 40_000)] }]))));
    }

    [Fact]
    public void Where_others_have_accepted_the_rest_no_lot_is_blamed()
    {
        var problem = Of([Line("l", 100)], [Offer("a", 300, 60), Offer("b", 290, 100)]) with { Earlier = [new("bid-a", "l", "w1", 60_000, Accepted: true), new("bid-b", "l", "w1", 40_000, Accepted: true)] };

        var plan = Matcher.Match(problem);

        Assert.Equal(WonLimit.Demand, plan.Explanations.Single(x => x.Offer == "bid-b").LimitedBy);
    }

    private static (long, WonLimit?) Won(MatchPlan plan) => plan.Explanations.Single() is var one ? (one.WonGrams, one.LimitedBy) : default;

    [Fact]
    public void A_certificate_that_ends_on_the_way_covers_the_weeks_before()
    {
        var line = Line("l", 1) with { Certificates = ["green"], Demand = [.. Weeks.Select(x => new WindowGrams(x.Id, 100_000))] };
        var offer = Offer("a", 300, 1) with { Harvests = [.. Weeks.Select(x => new Harvest(x.Id, x.Id, 100_000))], Certificates = [new("green", new(Year.From, Weeks[3].From))] };

        var plan = Matcher.Match(Of([line], [offer]));
        var why = plan.Explanations.Single();

        Assert.Equal(["w1", "w2", "w3"], plan.Awards.Select(x => x.Window));
        Assert.Equal((3, 4, FilterRule.Certificate, "2026-12-21"), (why.EligibleWindows, why.LineWindows, why.Rule, why.Offered));
        Assert.Equal(["bid-a"], plan.Unfilled.Single().Certifiable);
    }

    [Fact]
    public void Every_hard_filter_says_what_it_wants_and_what_it_found()
    {
        var rules = new MatchRules { DistanceFen = 1, BidsUntil = new DateTime(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc), DecidedOn = new(2026, 11, 26) };
        var line = Line("l", 1000, lot: 100) with { Certificates = ["green"], SharedLogo = true, RadiusMetres = 50_000 };
        SupplyOffer Bid(string name) => Offer(name, 300, 200) with { Certificates = [new("green", Year)], Logos = [Year] };
        SupplyOffer[] offers = [Bid("fine"), Bid("withdrawn") with { Withdrawn = true }, Bid("late") with { BidAt = new(2026, 11, 25, 0, 0, 1, DateTimeKind.Utc) }, Bid("expired") with { ValidUntil = new(2026, 11, 25) },
            Bid("suspended"), Bid("crates") with { UnitWithoutNetWeight = "箱" }, Bid("uncertified") with { Certificates = [] }, Bid("lapsed") with { Certificates = [new("green", new(Year.From, Weeks[0].From))] }, Bid("unlicensed") with { Logos = [] },
            Bid("never") with { Harvests = [new("w2", "w2", 200_000)] }, Bid("nowhere"), Bid("far"), Bid("dear") with { Tiers = [new(0, 596)] }, Bid("tiny") with { Harvests = [new("w1", "w1", 99_000)] }];
        var problem = Of([line], offers, rules);
        problem = problem with { Cooperatives = [.. problem.Cooperatives.Select(x => x with { Suspended = x.Id == "suspended", Distances = x.Id == "nowhere" ? new Dictionary<string, long>() : new Dictionary<string, long> { ["shop"] = x.Id == "far" ? 50_001 : 5_000 } })] };

        var plan = Matcher.Match(problem);

        Assert.Equal(["bid-fine"], plan.Awards.Select(x => x.Offer));
        (string, FilterRule, string?, string?)[] expected = [("crates", FilterRule.NetWeight, null, "箱"), ("dear", FilterRule.Ceiling, "600", "601"), ("expired", FilterRule.Expired, "2026-11-26", "2026-11-25"), ("far", FilterRule.Radius, "50000", "50001"),
            ("lapsed", FilterRule.Certificate, "green 2026-12-06", "2026-11-30"), ("late", FilterRule.Late, "2026-11-25T00:00:00.0000000Z", "2026-11-25T00:00:01.0000000Z"), ("never", FilterRule.Harvest, null, null), ("nowhere", FilterRule.Distance, "shop", null),
            ("suspended", FilterRule.Suspended, null, null), ("tiny", FilterRule.MinLot, "100000", "99000"), ("uncertified", FilterRule.Certificate, "green 2026-12-06", null), ("unlicensed", FilterRule.SharedLogo, "2026-12-06", null), ("withdrawn", FilterRule.Withdrawn, null, null)];
        Assert.Equal(expected, plan.Explanations.Where(x => x.Reason == Reason.Filtered).Select(x => (x.Offer[4..], x.Rule!.Value, x.Required, x.Offered)).Order());
        Assert.Equal(["bid-lapsed", "bid-uncertified", "bid-unlicensed"], plan.Unfilled.Single().Certifiable);
        Assert.Empty(plan.Violations);
    }

    [Fact]
    public void Nobody_eligible_is_a_plan_without_awards()
    {
        var plan = Matcher.Match(Of([Line("l", 100)], [Offer("a", 700, 100)]));

        Assert.Empty(plan.Awards);
        Assert.All(plan.Explanations, x => Assert.Equal(Reason.Filtered, x.Reason));
        Assert.Equal((0m, 100_000L), (plan.Fill, plan.Unfilled.Single().Grams));
        Assert.Empty(Matcher.Match(Of([Line("l", 100)], [])).Explanations);
    }

    [Fact]
    public void A_budget_keeps_bids_out_and_a_budget_of_nothing_all_of_them()
    {
        MatchPlan With(long fen) => Matcher.Match(Of([Line("l", 100)], [Offer("a", 300, 60), Offer("b", 310, 60)], new() { BudgetFen = new Dictionary<string, long> { ["t"] = fen } }));

        Assert.Empty(With(0).Awards);
        Assert.All(With(0).Explanations, x => Assert.Equal(Reason.Budget, x.Reason));
        var tight = With(60 * 300);
        Assert.Equal(["bid-a"], tight.Awards.Select(x => x.Offer));
        Assert.Equal(Reason.Budget, tight.Explanations.Single(x => x.Offer == "bid-b").Reason);
        Assert.Empty(tight.Violations);
    }

    [Fact]
    public void A_harvest_sold_to_another_line_is_out_of_capacity()
    {
        var plan = Matcher.Match(Of([Line("a", 100), Line("b", 100) with { CeilingFenPerKg = 900 }], [Offer("x", 300, 100)]));

        Assert.Equal(Reason.OutOfCapacity, plan.Explanations.Single(x => x.Line == "a").Reason);
        Assert.Equal((Reason.Won, WonLimit.Demand), (plan.Explanations.Single(x => x.Line == "b").Reason, plan.Explanations.Single(x => x.Line == "b").LimitedBy));
    }

    [Fact]
    public void A_rest_too_small_for_anybody_says_how_much_is_missing()
    {
        var why = Why([Line("l", 250, lot: 200)], [Offer("a", 300, 230), Offer("b", 310, 230)], "bid-b");

        Assert.Equal((Reason.MinLot, 180_000L), (why.Reason, why.ShortByGrams));
    }

    [Fact]
    public void No_explanation_names_another_supplier()
    {
        var problem = MadeUpMarket.Make(MarketSize.Xs, 3);
        var suppliers = problem.Offers.ToDictionary(x => x.Id, x => x.Supplier);

        foreach (var why in Matcher.Match(problem).Explanations)
            Assert.DoesNotContain(problem.Cooperatives, x => x.Id != suppliers[why.Offer] && $"{why}".Replace(why.Offer, "", StringComparison.Ordinal).Contains(x.Id, StringComparison.Ordinal));
    }

    private static Explanation Why(IReadOnlyList<DemandLine> lines, IReadOnlyList<SupplyOffer> offers, string offer) => Matcher.Match(Of(lines, offers)).Explanations.Single(x => x.Offer == offer);
}
