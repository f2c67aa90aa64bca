using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Matching.Search;
using Market.Orders.Tests.Sourcing.Matching.Support;
using Market.Testing;

namespace Market.Orders.Tests.Sourcing.Matching;

/// <summary>The engine on made-up markets: sound, the same every time, near the proven optimum, and honest about it.</summary>
public sealed class EngineTests
{
    /// <summary>How near SCIP goes in the ordinary run; the benchmark proves to the last fen.</summary>
    private const double Near = 3e-4;

    private static readonly MatchProblem S = MadeUpMarket.Make(MarketSize.S, 1);
    private static readonly Lazy<MatchPlan> Plan = new(() => Matcher.Match(S));

    [Fact]
    public void Every_losing_bid_of_s_has_a_reason_the_checker_confirms_and_none_was_missed()
    {
        var (plan, figures) = (Plan.Value, Plan.Value.Figures);

        Assert.Empty(plan.Violations);
        Assert.Equal((figures.Losing, 0), (figures.Verified, figures.MissedImprovements));
        Assert.True(figures.Losing > 500);
        var bids = S.Lines.Sum(line => S.Offers.Count(x => x.Product == line.Product && x.Grade == line.Grade));
        Assert.Equal(bids, plan.Explanations.Count);
    }

    [Fact]
    public void S_is_within_five_percent_of_its_bound_and_far_above_first_come()
    {
        var (plan, arrays) = (Plan.Value, ArrayBuilder.Build(S.Sorted()));
        var first = new PlanState(arrays);
        FirstPlan.FirstCome(first);

        Assert.InRange((double)plan.Cost.Objective / (double)plan.Figures.Bound!.Value, 1, 1.05);
        Assert.True(plan.Fill - (1 - first.Unfilled.Sum() / (decimal)arrays.LineDemand.Sum()) >= 0.13m);
        Assert.True((double)plan.Cost.Objective <= (double)plan.Figures.Start * 0.95);
    }

    [Fact]
    public void M_comes_near_its_bound_in_few_rounds_because_the_start_knows_what_harvests_are_worth_to_others()
    {
        var m = MadeUpMarket.Make(MarketSize.M, 1);

        var plan = Matcher.Match(m, new() { RoundsPerLine = 30, Explain = false });

        // 6.93 % from the scarcest line first alone.
        Assert.InRange((double)(plan.Cost.Objective - plan.Fairness.CostMicroFen) / (double)plan.Figures.Bound!.Value, 1, 1.067);
        Assert.Empty(plan.Violations);
    }

    [Fact]
    public void A_start_by_shadow_prices_that_is_dearer_gives_way_to_the_scarcest_line_first()
    {
        var arrays = ArrayBuilder.Build(S.Sorted());
        var state = new PlanState(arrays);
        var order = FirstPlan.ScarcestFirst(state, CancellationToken.None);
        var (plain, left) = (state.Objective, state.Unfilled.ToArray());

        FirstPlan.Guided(state, order, [.. arrays.PoolGrams.Select(_ => 1_000_000_000L)], CancellationToken.None);

        Assert.Equal((plain, left.Sum()), (state.Objective, state.Unfilled.Sum()));
    }

    [Fact]
    public void The_order_of_the_lists_changes_nothing()
    {
        var problem = MadeUpMarket.Make(MarketSize.Xs, 2);
        var shuffled = problem with
        {
            Lines = [.. problem.Lines.Reverse()],
            Offers = [.. problem.Offers.OrderBy(x => x.BidAt)],
            Cooperatives = [.. problem.Cooperatives.Reverse()],
            Towns = [.. problem.Towns.Reverse()],
            Rules = problem.Rules with { Hubs = [.. problem.Rules.Hubs.Reverse()] },
        };

        Assert.Equal(PlanJson.Write(Matcher.Match(problem)), PlanJson.Write(Matcher.Match(shuffled)));
    }

    [Fact]
    public void A_market_and_a_plan_survive_being_written_down()
    {
        using var file = new MemoryStream();
        CanonicalJson.Write(file, S);
        var read = ProblemJson.Read(file.ToArray());
        using var again = new MemoryStream();
        CanonicalJson.Write(again, read);
        var plan = PlanJson.Read(PlanJson.Write(Plan.Value));

        Assert.Equal(file.ToArray(), again.ToArray());
        Assert.Equal(Plan.Value.Hash, PlanHash.Of(read, plan.Awards));
        Assert.Equal(Plan.Value.Hash, plan.Hash);
        Assert.Equal(Plan.Value.Explanations, plan.Explanations);
        Assert.NotEqual(plan.Hash, PlanHash.Of(read, [plan.Awards[0] with { Grams = plan.Awards[0].Grams + 1 }, .. plan.Awards.Skip(1)]));
    }

    [Fact]
    public void Small_markets_are_within_one_percent_of_the_proven_optimum()
    {
        var gaps = new List<double>();
        for (var seed = 1; seed <= 20; seed++)
        {
            var problem = MadeUpMarket.Make(MarketSize.Xs, seed);
            problem = problem with { Rules = problem.Rules with { SmallSharePerMille = 0 } };
            var plan = Matcher.Match(problem, new() { Explain = false });
            var (optimum, proven) = ReferenceModel.Solve(ArrayBuilder.Build(problem.Sorted()), 2_000, gap: Near);

            Assert.Empty(plan.Violations);
            Assert.True((double)plan.Figures.Bound!.Value <= optimum * (1 + Near), $"seed {seed}: the bound is above the optimum");
            if (proven) gaps.Add((double)plan.Cost.Objective / optimum - 1);
        }

        Assert.True(gaps.Count >= 15);
        Assert.All(gaps, x => Assert.InRange(x, -Near, 0.01));
        Assert.InRange(gaps.Average(), -Near, 0.005);
    }

    [Fact]
    public void Two_thousand_random_markets_are_sound()
    {
        for (var seed = 1; seed <= 2000; seed++)
        {
            var problem = RandomMarket.Make(seed);
            var plan = Matcher.Match(problem, new() { RoundsPerLine = 10 });

            Assert.True(plan.Violations.Count == 0, $"seed {seed}: {string.Join(", ", plan.Violations)}");
            Assert.True(plan.Figures.Losing == plan.Figures.Verified && plan.Figures.MissedImprovements == 0, $"seed {seed}: {plan.Figures}");
            Assert.True(plan.Figures.Bound <= plan.Cost.Objective, $"seed {seed}: bound {plan.Figures.Bound} above {plan.Cost.Objective}");
        }
    }

    /// <summary>The rules SCIP knows nothing of (budgets, earlier awards) are left out here.</summary>
    [Fact]
    public void Random_markets_never_beat_the_proven_optimum_and_their_bounds_stay_below()
    {
        var gaps = new List<double>();
        for (var seed = 1; seed <= 60; seed++)
        {
            var problem = RandomMarket.Make(seed);
            problem = problem with { Earlier = [], Rules = problem.Rules with { BudgetFen = new Dictionary<string, long>(), SmallSharePerMille = 0 } };
            var plan = Matcher.Match(problem, new() { Explain = false, RoundsPerLine = 500 });
            var (optimum, proven) = ReferenceModel.Solve(ArrayBuilder.Build(problem.Sorted()), 20_000);
            if (!proven) continue;

            Assert.True((double)plan.Cost.Objective >= optimum * (1 - 1e-6) - 1, $"seed {seed}: better than the optimum");
            Assert.True((double)plan.Figures.Bound!.Value <= optimum * (1 + 1e-6) + 1, $"seed {seed}: the bound is above the optimum");
            gaps.Add(optimum == 0 ? 0 : (double)plan.Cost.Objective / optimum - 1);
        }

        Assert.InRange(gaps.Average(), -1e-6, 0.01);
    }

    [Fact]
    public void A_cancelled_run_stops_and_the_next_is_the_same()
    {
        var stages = new List<MatchStage>();
        using var cancel = new CancellationTokenSource();
        var progress = new Until(x =>
        {
            stages.Add(x.Stage);
            if (x is { Stage: MatchStage.Search, Done: > 0 }) cancel.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => Matcher.Match(S, null, progress, cancel.Token));
        Assert.Contains(MatchStage.Search, stages);
        Assert.DoesNotContain(MatchStage.Fairness, stages);
        Assert.Equal(Plan.Value.Hash, Matcher.Match(S, new() { Explain = true }).Hash);
    }

    [Fact]
    public void A_drop_out_takes_nothing_from_anybody_and_fills_the_gap()
    {
        var offers = S.Offers.ToDictionary(x => x.Id, x => x.Supplier);
        var largest = Plan.Value.Awards.GroupBy(x => offers[x.Offer]).OrderByDescending(x => x.Sum(y => y.Grams)).First().Key;

        var (after, plan) = Matcher.DropOut(Plan.Value, S, largest);
        var again = Matcher.Match(after with { Earlier = [] }, new() { Explain = false, RoundsPerLine = 200 });

        Assert.Empty(plan.Violations);
        Assert.DoesNotContain(plan.Awards, x => offers[x.Offer] == largest);
        var now = plan.Awards.ToDictionary(x => (x.Offer, x.Line, x.Window), x => x.Grams);
        foreach (var award in Plan.Value.Awards.Where(x => offers[x.Offer] != largest))
            Assert.True(now.GetValueOrDefault((award.Offer, award.Line, award.Window)) >= award.Parts.Where(x => x.Cooperative != largest).Sum(x => x.Grams), $"{award.Offer} lost {award.Line}");
        Assert.True(again.Fill - plan.Fill <= 0.005m, $"{plan.Fill} against {again.Fill}");
        Assert.Equal("match.already_dropped", Assert.Throws<Kernel.RuleException>(() => Matcher.DropOut(plan, after, largest)).Code);
    }

    [Fact]
    public void A_rule_costs_what_the_market_saves_without_it()
    {
        var problem = SmallMarket.Of([SmallMarket.Line("l", 100, suppliers: 1) with { Certificates = ["green"] }],
            [SmallMarket.Offer("plain", 250, 60), SmallMarket.Offer("green", 300, 80) with { Certificates = [new("green", new(new(2026, 1, 1), new(2027, 1, 1)))] }]);
        var plan = Matcher.Match(problem);

        PlanDifference Without(BuyerRule rule) => Matcher.WithoutRule(problem, plan, rule);
        Assert.Equal((0L, (Int128)0), (Without(BuyerRule.MaxSuppliers).ExtraGrams, Without(BuyerRule.Radius).SavedMicroFen));
        Assert.Equal(0, Without(BuyerRule.Certificates).ExtraGrams);
        var both = Matcher.WithoutRule(problem with { Lines = [.. problem.Lines.Select(x => x with { MaxSuppliers = 2 })] }, plan, BuyerRule.Certificates);
        // 20 kg more at a penalty of 12 yuan, and 60 kg at 2.50 instead of 3 yuan.
        Assert.Equal((20_000L, (Int128)(20 * 1200 - 60 * 250 - 40 * 300 + 80 * 300) * 1_000_000), (both.ExtraGrams, both.SavedMicroFen));
        Assert.True(Matcher.WithoutSupplier(problem, plan, "green").SavedMicroFen < 0);
    }

    [RealDataFact]
    public void Published_optima_of_the_or_library_are_reached_within_one_percent()
    {
        foreach (var name in new[] { "cap41", "cap62", "cap74", "cap82" })
        {
            var library = OrLibrary.Read(RealDataFactAttribute.Read($"matching/orlib-cap/{name}.txt"));
            var plan = Matcher.Match(library.Problem, new() { Explain = false });
            var optimum = decimal.Parse(File.ReadLines(Path.Combine(RealDataFactAttribute.Folder!, "matching/orlib-cap/optima.csv")).Single(x => x.StartsWith(name + ",", StringComparison.Ordinal)).Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);

            Assert.Equal(1m, plan.Fill);
            Assert.InRange(library.Cost(plan) / optimum, 0.999999m, 1.01m);
        }
    }

    private sealed class Until(Action<MatchProgress> action) : IProgress<MatchProgress>
    {
        public void Report(MatchProgress value) => action(value);
    }
}
