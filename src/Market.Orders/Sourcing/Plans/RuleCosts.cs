using System.Text.Json;
using System.Text.Json.Serialization;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Plans;

/// <summary>What one of the buyer's rules costs: the market matched again without it.</summary>
/// <param name="SavedFen">Of price, freight and the penalty for what is missing, fen; 0 and up.</param>
/// <param name="ExtraGrams">More that would be met.</param>
public sealed record RuleCost(BuyerRule Rule, long SavedFen, long ExtraGrams);

/// <summary>Asks each rule of a market what it costs.</summary>
internal static class RuleCosts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <param name="report">Called with how many rules are done, and of how many.</param>
    public static IReadOnlyList<RuleCost> Of(MatchProblem problem, MatchPlan plan, Action<int, int> report, CancellationToken ct)
    {
        var (rules, costs) = (Enum.GetValues<BuyerRule>().Where(x => InForce(problem, x)).ToList(), new List<RuleCost>());
        report(0, rules.Count);
        foreach (var (rule, difference) in Matcher.WithoutRules(problem, plan, rules, null, ct))
        {
            costs.Add(new(rule, (long)decimal.Round((decimal)difference.SavedMicroFen / 1_000_000m, MidpointRounding.AwayFromZero), difference.ExtraGrams));
            report(costs.Count, rules.Count);
        }
        return costs;
    }

    public static string Write(IReadOnlyList<RuleCost> costs) => JsonSerializer.Serialize(costs, Options);

    public static IReadOnlyList<RuleCost> Read(string json) => JsonSerializer.Deserialize<List<RuleCost>>(json, Options)!;

    private static bool InForce(MatchProblem problem, BuyerRule rule) => rule switch
    {
        BuyerRule.Certificates => problem.Lines.Any(x => x.Certificates.Count > 0),
        BuyerRule.SharedLogo => problem.Lines.Any(x => x.SharedLogo),
        BuyerRule.MaxShare => problem.Lines.Any(x => x.MaxSharePerMille is not null),
        BuyerRule.SmallShare => problem.Rules.SmallSharePerMille > 0,
        BuyerRule.Radius => problem.Lines.Any(x => x.RadiusMetres is not null),
        BuyerRule.Budget => problem.Rules.BudgetFen.Count > 0,
        BuyerRule.MinLot => problem.Lines.Any(x => x.MinLotGrams > 0),
        // There is always a largest number of suppliers; it matters only where more have bid.
        _ => problem.Lines.Any(x => x.MaxSuppliers < problem.Cooperatives.Count + problem.Unions.Count),
    };
}
