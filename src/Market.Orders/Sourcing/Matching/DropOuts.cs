using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching;

/// <summary>The market after a supplier dropped out, with everybody else's awards accepted, and its new plan.</summary>
public sealed record DropOutAnswer(MatchProblem Problem, MatchPlan Plan);

/// <summary>What is left of a plan when a supplier drops out.</summary>
internal static class DropOuts
{
    /// <exception cref="Kernel.RuleException">match.already_dropped when it supplies nothing; match.reference_unknown.</exception>
    public static MatchProblem Of(MatchProblem problem, MatchPlan plan, string supplier)
    {
        var without = WhatIf.Without(problem, supplier);
        var offers = problem.Offers.ToDictionary(x => x.Id, StringComparer.Ordinal);
        var left = new List<EarlierAward>();
        foreach (var award in plan.Awards)
        {
            if (offers[award.Offer].Supplier == supplier) continue;
            // A member that drops out takes its part of the joint bid with it.
            var grams = award.Grams - award.Parts.Where(x => x.Cooperative == supplier).Sum(x => x.Grams);
            if (grams > 0) left.Add(new(award.Offer, award.Line, award.Window, grams, Accepted: true));
        }
        return left.Sum(x => x.Grams) == plan.Awards.Sum(x => x.Grams) ? throw MatchRefusals.Refusal("match.already_dropped", "supplier", supplier) : without with { Earlier = left };
    }
}
