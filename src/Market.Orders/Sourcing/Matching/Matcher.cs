using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Search;

namespace Market.Orders.Sourcing.Matching;

/// <summary>One-to-one and one-to-N matching (一对一、一对N产销对接): decides which cooperatives supply which line in which window, and says why. Depends on nothing but its input.</summary>
public static class Matcher
{
    /// <exception cref="Kernel.RuleException">The problem is refused: code and field (docs/matching.md).</exception>
    /// <exception cref="OperationCanceledException">Nothing is left behind.</exception>
    public static MatchPlan Match(MatchProblem problem, MatchOptions? options = null, IProgress<MatchProgress>? progress = null, CancellationToken ct = default)
    {
        ProblemCheck.Check(problem);
        return new MatchRun(problem, options ?? new(), progress, ct).Go(null);
    }
}
