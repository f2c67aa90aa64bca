using System.Text;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Matching.Search;
using Market.Orders.Tests.Sourcing.Matching.Support;
using static Market.Orders.Tests.Sourcing.Matching.Support.SmallMarket;

namespace Market.Orders.Tests.Sourcing.Matching;

/// <summary>Many tenders over one supply: first the one that gets the smallest part of what it asks for.</summary>
public sealed class PoorestTenderTests
{
    private static readonly MarketSize Few = new("four tenders", 4, 3, 2, 14, 3, 1_300_000);

    private static MatchProblem With(MatchProblem problem, bool first) => problem with { Rules = problem.Rules with { PoorestTenderFirst = first } };

    private static DemandLine Line(string tender, long kilograms, long ceiling) => SmallMarket.Line(tender, kilograms) with { Tender = tender, CeilingFenPerKg = ceiling };

    private static decimal Least(MatchPlan plan) => plan.Fairness.Tenders.Min(x => (decimal)x.Filled / x.Demand);

    private static long Filled(MatchPlan plan, string tender) => plan.Fairness.Tenders.Single(x => x.Tender == tender).Filled;

    [Fact]
    public void Two_tenders_share_what_is_too_little_for_both_though_one_pays_more_for_what_is_missing()
    {
        var problem = Of([Line("rich", 1000, 900), Line("poor", 1000, 400)], [Offer("a", 300, 1000)]);

        var (cheapest, shared) = (Matcher.Match(With(problem, false)), Matcher.Match(problem));

        Assert.Equal((1_000_000, 0), (Filled(cheapest, "rich"), Filled(cheapest, "poor")));
        Assert.Equal((500_000, 500_000), (Filled(shared, "rich"), Filled(shared, "poor")));
        Assert.Empty(shared.Violations);
        Assert.NotEqual(cheapest.Hash, shared.Hash);
    }

    [Fact]
    public void What_nobody_can_have_holds_nobody_back()
    {
        var hopeless = Line("hopeless", 1000, 400) with { Product = "pears" };

        var plan = Matcher.Match(With(Of([Line("rich", 1000, 900), Line("poor", 1000, 400), hopeless], [Offer("a", 300, 1000), Offer("b", 320, 200) with { Product = "pears" }]), true));

        // The hopeless one has its 200; both others have more than that part, and the rest goes where it is worth most.
        Assert.Equal((800_000, 200_000, 200_000), (Filled(plan, "rich"), Filled(plan, "poor"), Filled(plan, "hopeless")));
        Assert.Empty(plan.Violations);
    }

    [Fact]
    public void Where_nothing_can_be_had_for_the_poorest_the_plan_becomes_no_dearer()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var problem = MadeUpMarket.Make(Few, seed);
            problem = problem with { Lines = [.. problem.Lines, Line("hopeless", 1000, 400) with { Place = problem.Lines[0].Place, Product = "nobody grows it", Demand = [new(problem.Windows[0].Id, 1_000_000)] }], Rules = problem.Rules with { SmallSharePerMille = 0 } };
            var quiet = new MatchOptions { Explain = false, Bound = false };
            var plan = Matcher.Match(problem, quiet);

            Assert.Equal(0, Filled(plan, "hopeless"));
            Assert.Equal(0, Least(plan));
            Assert.True(plan.Cost.Objective <= Matcher.Match(With(problem, false), quiet with { Seed = Same(problem) }).Cost.Objective, $"seed {seed}");
        }
    }

    [Fact]
    public void One_tender_alone_is_matched_as_ever()
    {
        var problem = MadeUpMarket.Make(MarketSize.Xs, 3);

        Assert.Equal(Matcher.Match(problem).Awards.Select(x => (x.Line, x.Offer, x.Window, x.Grams)), Matcher.Match(With(problem, false), new() { Seed = Same(problem) }).Awards.Select(x => (x.Line, x.Offer, x.Window, x.Grams)));
    }

    [Fact]
    public void The_poorest_tender_comes_near_what_can_be_proven_and_every_bid_keeps_a_reason()
    {
        var (behind, before, proven) = (new List<double>(), new List<double>(), 0);
        for (var seed = 1; seed <= 12; seed++)
        {
            var problem = With(MadeUpMarket.Make(Few, seed), true);
            var plan = Matcher.Match(problem);
            var (most, known) = ReferenceModel.PoorestTender(ArrayBuilder.Build(problem.Sorted()), 5_000);

            Assert.Empty(plan.Violations);
            Assert.Equal((plan.Figures.Losing, 0), (plan.Figures.Verified, plan.Figures.MissedImprovements));
            Assert.All(plan.Explanations.Where(x => x.CutFenPerKg is not null), x => Assert.InRange(x.CutFenPerKg!.Value, 0, 100_000));
            if (!known) continue;
            proven++;
            behind.Add(most - (double)Least(plan));
            before.Add(most - (double)Least(Matcher.Match(With(problem, false), new() { Explain = false })));
        }

        Assert.True(proven >= 9, $"{proven} proven");
        Assert.All(behind, x => Assert.InRange(x, -0.0005, 0.03));
        Assert.InRange(behind.Average(), -0.0005, 0.01);
        Assert.True(before.Average() > 2 * behind.Average(), $"{before.Average()} without the rule, {behind.Average()} with it");
    }

    [Fact]
    public void The_rule_holds_unless_a_file_says_otherwise_and_is_written_down_only_then()
    {
        var problem = Of([Line("a", 1, 500)], [Offer("a", 300, 1)]);

        Assert.DoesNotContain("poorestTenderFirst", Written(problem), StringComparison.Ordinal);
        Assert.True(ProblemJson.Read(Encoding.UTF8.GetBytes(Written(problem))).Rules.PoorestTenderFirst);
        Assert.False(ProblemJson.Read(Encoding.UTF8.GetBytes(Written(With(problem, false)))).Rules.PoorestTenderFirst);
    }

    private static string Written(MatchProblem problem)
    {
        using var file = new MemoryStream();
        CanonicalJson.Write(file, problem);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>The seed that makes up for the rule's being part of the problem's own hash.</summary>
    private static long Same(MatchProblem problem)
    {
        using var with = PlanHash.Begin(problem);
        using var without = PlanHash.Begin(With(problem, false));
        return (long)(PlanHash.Seed(with) - PlanHash.Seed(without));
    }
}
