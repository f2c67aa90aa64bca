using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Checking;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Tests.Sourcing.Matching.Support;
using static Market.Orders.Tests.Sourcing.Matching.Support.SmallMarket;

namespace Market.Orders.Tests.Sourcing.Matching;

/// <summary>The checker finds what is broken on purpose: without that, its silence would mean nothing.</summary>
public sealed class CheckerTests
{
    private static readonly MatchProblem Sound = Problem();
    private static readonly MatchPlan Plan = Matcher.Match(Sound, new() { Explain = false });

    /// <summary>Rules of the problem that are changed after the plan was made: the plan now breaks them.</summary>
    public static TheoryData<string, Func<MatchProblem, MatchProblem>> Tightened() => new()
    {
        { "product", x => Lines(x, l => l with { Product = "leek" }) },
        { "withdrawn", x => Offers(x, o => o with { Withdrawn = true }) },
        { "late", x => x with { Rules = x.Rules with { BidsUntil = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) } } },
        { "expired", x => Offers(x with { Rules = x.Rules with { DecidedOn = new(2026, 12, 1) } }, o => o with { ValidUntil = new(2026, 11, 1) }) },
        { "suspended", x => x with { Cooperatives = [.. x.Cooperatives.Select(c => c with { Suspended = true })] } },
        { "net_weight", x => Offers(x, o => o with { UnitWithoutNetWeight = "箱" }) },
        { "distance", x => x with { Cooperatives = [.. x.Cooperatives.Select(c => c with { Distances = new Dictionary<string, long>() })], Unions = [.. x.Unions.Select(c => c with { Distances = new Dictionary<string, long>() })] } },
        { "radius", x => Lines(x, l => l with { RadiusMetres = 10 }) },
        { "ceiling", x => Lines(x, l => l with { CeilingFenPerKg = 100 }) },
        { "certificate", x => Lines(x, l => l with { Certificates = ["organic"] }) },
        { "logo", x => Lines(x, l => l with { SharedLogo = true }) },
        { "shelf", x => Lines(x, l => l with { MinShelfWindows = 3 }) },
        { "min_lot", x => Lines(x, l => l with { MinLotGrams = 1_000_000 }) },
        { "max_suppliers", x => Lines(x, l => l with { MaxSuppliers = 1 }) },
        { "max_share", x => Lines(x, l => l with { MaxSharePerMille = 100 }) },
        { "demand", x => Lines(x, l => l with { Demand = [.. l.Demand.Select(d => d with { Grams = 10_000 })] }) },
        { "supply", x => Offers(x, o => o with { Harvests = [.. o.Harvests.Select(h => h with { Grams = 1000 })], Shares = [.. o.Shares.Select(s => s with { Harvests = [.. s.Harvests.Select(h => h with { Grams = 1000 })] })] }) },
        { "budget", x => x with { Rules = x.Rules with { BudgetFen = new Dictionary<string, long> { ["t"] = 1 } } } },
        { "accepted", x => x with { Earlier = [new(x.Offers[0].Id, x.Lines[0].Id, "w4", 1000, true)] } },
        { "cost", x => x with { Rules = x.Rules with { TruckGrams = 100_000, TruckFen = 1 } } },
        { "small_share", x => x with { Cooperatives = [.. x.Cooperatives.Select(c => c with { Small = true })] } },
    };

    [Fact]
    public void The_sound_plan_is_sound() => Assert.Empty(PlanChecker.Check(Sound, Plan));

    [Theory]
    [MemberData(nameof(Tightened))]
    public void A_rule_that_no_longer_holds_is_found(string rule, Func<MatchProblem, MatchProblem> tighten) => Assert.Contains(PlanChecker.Check(tighten(Sound), Plan), x => x.Rule == rule);

    /// <summary>Plans that were tampered with.</summary>
    public static TheoryData<string, Func<MatchPlan, MatchPlan>> Tampered() => new()
    {
        { "reference", x => Award(x, a => a with { Offer = "nobody" }) },
        { "award_twice", x => x with { Awards = [.. x.Awards, x.Awards[0]] } },
        { "grams", x => Award(x, a => a with { Grams = 0 }) },
        { "unit", x => Award(x, a => a with { UnitMicroFen = a.UnitMicroFen - 1 }) },
        { "parts", x => Award(x, a => a with { Grams = a.Grams - 1 }) },
        { "unfilled", x => x with { Unfilled = [.. x.Unfilled.Skip(1)] } },
        { "member", x => Award(x, a => a with { Parts = [a.Parts[0] with { Cooperative = "m3" }] }) },
        { "harvest", x => Award(x, a => a with { Parts = [a.Parts[0] with { HarvestTo = "w4" }] }) },
        { "capacity", x => Award(x, a => a with { Grams = a.Grams + 5_000_000, Parts = [a.Parts[0] with { Grams = a.Grams + 5_000_000 }] }) },
        { "cost", x => x with { Cost = x.Cost with { Objective = x.Cost.Objective - 1 } } },
        { "fairness", x => x with { Fairness = x.Fairness with { CostMicroFen = 2, AllowanceMicroFen = 1 } } },
        { "tender_fill", x => x with { Fairness = x.Fairness with { Tenders = [.. x.Fairness.Tenders.Select(t => t with { Filled = t.Filled + 1 })] } } },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public void A_plan_that_was_tampered_with_is_found(string rule, Func<MatchPlan, MatchPlan> tamper) => Assert.Contains(PlanChecker.Check(Sound, tamper(Plan)), x => x.Rule == rule);

    /// <summary>The checker's differences are its own totals' differences.</summary>
    [Fact]
    public void A_difference_is_the_difference_of_two_whole_sums()
    {
        var problem = MadeUpMarket.Make(MarketSize.S, 5);
        var plan = Matcher.Match(problem, new() { Explain = false, RoundsPerLine = 20 });
        var sheet = new DifferenceSheet(problem, plan.Awards);
        foreach (var line in plan.Awards.GroupBy(x => x.Line))
        {
            IReadOnlyList<Award> less = [.. line.Skip(1)];
            var whole = PlanChecker.Cost(problem, [.. plan.Awards.Where(x => x.Line != line.Key), .. less]).Objective - plan.Cost.Objective;

            Assert.Equal(whole, sheet.Of(line.Key, less));
        }
    }

    private static MatchProblem Problem()
    {
        var line = Line("l", 1) with { Demand = [new("w1", 900_000), new("w2", 900_000)] };
        var joint = Joint("u", 320, ("m1", 300), ("m2", 300), ("m3", 300));
        var problem = Of([line, line with { Id = "k" }], [Offer("a", 300, 500), joint, Offer("b", 330, 1) with { Harvests = [new("w1", "w2", 400_000)] }], new() { DistanceFen = 1 }, [Union("u", "m1", "m2", "m3")]);
        var near = new Dictionary<string, long> { ["shop"] = 5000 };
        return problem with { Cooperatives = [.. problem.Cooperatives.Select(x => x with { Distances = near })], Unions = [.. problem.Unions.Select(x => x with { Distances = near })] };
    }

    private static MatchProblem Lines(MatchProblem problem, Func<DemandLine, DemandLine> change) => problem with { Lines = [.. problem.Lines.Select(change)] };

    private static MatchProblem Offers(MatchProblem problem, Func<SupplyOffer, SupplyOffer> change) => problem with { Offers = [.. problem.Offers.Select(change)] };

    /// <summary>One award of a cooperative that delivers what it just harvested.</summary>
    private static MatchPlan Award(MatchPlan plan, Func<Award, Award> change)
    {
        var first = plan.Awards.First(x => x.Offer == "bid-a");
        return plan with { Awards = [change(first), .. plan.Awards.Where(x => x != first)] };
    }
}
