using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Search;

namespace Market.Orders.Sourcing.Matching;

/// <summary>One-to-one and one-to-N matching (一对一、一对N产销对接): decides which cooperatives supply which line in which window, and says why. Depends on nothing but its input.</summary>
public static class Matcher
{
    /// <summary>Rounds for each line after a drop-out: an answer while the buyer waits.</summary>
    private const int QuickRounds = 12;

    /// <exception cref="Kernel.RuleException">The problem is refused: code and field (docs/matching.md).</exception>
    /// <exception cref="OperationCanceledException">Nothing is left behind.</exception>
    public static MatchPlan Match(MatchProblem problem, MatchOptions? options = null, IProgress<MatchProgress>? progress = null, CancellationToken ct = default)
    {
        ProblemCheck.Check(problem);
        return new MatchRun(problem, options ?? new(), progress, ct).Go(null);
    }

    /// <summary>What one of the buyer's rules costs: both markets are searched on from the plan, equally long.</summary>
    public static PlanDifference WithoutRule(MatchProblem problem, MatchPlan plan, BuyerRule rule, MatchOptions? options = null, CancellationToken ct = default) => WithoutRules(problem, plan, [rule], options, ct).Single().Cost;

    /// <summary>What each of these rules costs, one after the other; the plan itself is searched on once for all of them.</summary>
    public static IEnumerable<(BuyerRule Rule, PlanDifference Cost)> WithoutRules(MatchProblem problem, MatchPlan plan, IReadOnlyList<BuyerRule> rules, MatchOptions? options = null, CancellationToken ct = default)
    {
        if (rules.Count == 0) yield break;
        var with = Quiet(problem, plan, options, ct);
        foreach (var rule in rules)
        {
            var difference = Difference(with, Quiet(WhatIf.Without(problem, rule), with, options, ct));
            yield return (rule, difference with { SavedMicroFen = Int128.Max(0, difference.SavedMicroFen) });
        }
    }

    /// <summary>What the plan is without a supplier, alone and in its unions; it saves less than nothing when the supplier is worth something.</summary>
    /// <exception cref="Kernel.RuleException">match.reference_unknown.</exception>
    public static PlanDifference WithoutSupplier(MatchProblem problem, MatchPlan plan, string supplier, MatchOptions? options = null, CancellationToken ct = default)
    {
        var with = Quiet(problem, plan, options, ct);
        return Difference(with, Quiet(WhatIf.Without(problem, supplier), with, options, ct));
    }

    /// <summary>A supplier drops out: everybody else keeps at least what the plan awards, the gap is filled from what is left.</summary>
    /// <exception cref="Kernel.RuleException">match.already_dropped when it supplies nothing; match.reference_unknown.</exception>
    public static DropOutAnswer DropOut(MatchPlan plan, MatchProblem problem, string supplier, MatchOptions? options = null, CancellationToken ct = default)
    {
        var without = DropOuts.Of(problem, plan, supplier);
        return new(without, Match(without, options ?? new() { RoundsPerLine = QuickRounds, Explain = false, Bound = false }, null, ct));
    }

    private static MatchPlan Quiet(MatchProblem problem, MatchPlan start, MatchOptions? options, CancellationToken ct)
    {
        ProblemCheck.Check(problem);
        return new MatchRun(problem, (options ?? new()) with { Explain = false, Bound = false }, null, ct).Go(start.Awards);
    }

    private static PlanDifference Difference(MatchPlan with, MatchPlan without) =>
        new(with.Cost.Objective - without.Cost.Objective, without.Figures.Filled - with.Figures.Filled, without.Cost.Landed - with.Cost.Landed);
}
