using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching;

/// <summary>The buyer's rules whose price can be asked for.</summary>
public enum BuyerRule { Certificates, SharedLogo, MaxSuppliers, MaxShare, SmallShare, Radius, Budget, MinLot }

/// <summary>What a rule costs, or a supplier is worth: the plan without it less the plan with it.</summary>
/// <param name="SavedMicroFen">Of the objective, millionths of a fen; never negative for a rule, since every plan with it is also one without.</param>
/// <param name="ExtraGrams">More filled.</param>
/// <param name="LandedMicroFen">Change of the landed cost, which rises when more is bought.</param>
public sealed record PlanDifference(Int128 SavedMicroFen, long ExtraGrams, Int128 LandedMicroFen);

/// <summary>Markets with one thing left out.</summary>
internal static class WhatIf
{
    public static MatchProblem Without(MatchProblem problem, BuyerRule rule) => rule switch
    {
        BuyerRule.SmallShare => problem with { Rules = problem.Rules with { SmallSharePerMille = 0 } },
        BuyerRule.Budget => problem with { Rules = problem.Rules with { BudgetFen = new Dictionary<string, long>() } },
        // The bids' own lots stay: they are not the buyer's.
        BuyerRule.MinLot => Lines(problem, x => x with { MinLotGrams = 0 }),
        BuyerRule.Certificates => Lines(problem, x => x with { Certificates = [] }),
        BuyerRule.SharedLogo => Lines(problem, x => x with { SharedLogo = false }),
        BuyerRule.MaxSuppliers => Lines(problem, x => x with { MaxSuppliers = problem.Cooperatives.Count + problem.Unions.Count + 1 }),
        BuyerRule.MaxShare => Lines(problem, x => x with { MaxSharePerMille = null }),
        _ => Lines(problem, x => x with { RadiusMetres = null }),
    };

    /// <exception cref="Kernel.RuleException">match.reference_unknown.</exception>
    public static MatchProblem Without(MatchProblem problem, string supplier)
    {
        if (!problem.Cooperatives.Concat(problem.Unions).Any(x => x.Id == supplier)) throw MatchRefusals.Refusal("match.reference_unknown", "supplier", supplier);
        return problem with { Cooperatives = Suspend(problem.Cooperatives, supplier), Unions = Suspend(problem.Unions, supplier) };
    }

    private static IReadOnlyList<MatchSupplier> Suspend(IReadOnlyList<MatchSupplier> suppliers, string id) => [.. suppliers.Select(x => x.Id == id ? x with { Suspended = true } : x)];

    private static MatchProblem Lines(MatchProblem problem, Func<DemandLine, DemandLine> change) => problem with { Lines = [.. problem.Lines.Select(change)] };
}
