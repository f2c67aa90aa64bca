
namespace Market.Catalog.Cooperatives;

/// <summary>What the district's policy asks of a cooperative in principle (items P1 to P5).</summary>
internal static class Eligibility
{
    /// <param name="attested">Latest figures; shares in hundredths of a percent, households as counts.</param>
    public static IReadOnlyList<EligibilityLine> Of(IReadOnlyList<AttestedView> attested)
    {
        var known = attested.ToDictionary(x => x.Kind);
        return
        [
            Line("collective_share", known, value => value >= 1000),
            Line("largest_share", known, value => value <= 2000),
            Line("joint_share", known, value => value > 5000),
            Households(known),
        ];
    }

    private static EligibilityLine Line(string rule, Dictionary<string, AttestedView> known, Func<long, bool> holds) => known.TryGetValue(rule, out var figure)
        ? new(rule, figure.Value, holds(figure.Value), figure.Source, figure.AsOf)
        : new(rule, null, null, "", null);

    /// <summary>At least a tenth of the village's households are members.</summary>
    private static EligibilityLine Households(Dictionary<string, AttestedView> known)
    {
        const string rule = "member_households";
        if (!known.TryGetValue(rule, out var members) || !known.TryGetValue("households", out var all) || all.Value == 0) return new(rule, null, null, "", null);
        var share = members.Value * 10_000 / all.Value;
        return new(rule, share, share >= 1000, members.Source, members.AsOf);
    }
}
