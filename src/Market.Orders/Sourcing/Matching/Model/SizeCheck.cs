using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>Refuses numbers whose totals would not fit: afterwards the search may add without looking.</summary>
internal static class SizeCheck
{
    /// <summary>Largest objective, millionths of a fen: a sixteenth of what 64 bits hold, so that sums and differences of a few fit too.</summary>
    public static readonly Int128 Most = Int128.One << 59;
    /// <summary>Largest landed price a single gram may have.</summary>
    public static readonly Int128 MostUnit = Int128.One << 40;
    private const int MostLines = 1_000_000, MostOffers = 4_000_000;

    public static void Check(MatchProblem problem)
    {
        if (problem.Lines.Count > MostLines) throw Refusal("match.too_large", "lines", problem.Lines.Count);
        if (problem.Offers.Count > MostOffers) throw Refusal("match.too_large", "offers", problem.Offers.Count);
        var rules = problem.Rules;
        var dearest = Dearest(problem);
        Int128 grams = 0, total = 0;
        for (var i = 0; i < problem.Lines.Count; i++)
        {
            var line = problem.Lines[i];
            Int128 demand = 0;
            foreach (var window in line.Demand) demand += window.Grams;
            grams += demand;
            var unit = (Int128)line.CeilingFenPerKg * rules.ShortagePerMille;
            if (unit > MostUnit) throw Refusal("match.overflow", $"lines[{i}].ceilingFenPerKg", line.CeilingFenPerKg);
            total += demand * Int128.Max(unit, dearest);
            if (total > Most) throw Refusal("match.overflow", $"lines[{i}].demand", demand);
        }
        if (rules.TruckGrams > 0)
        {
            if (rules.TruckFen > long.MaxValue / 1_000_000) throw Refusal("match.overflow", "rules.truckFen", rules.TruckFen);
            total += (grams / rules.TruckGrams + (Int128)problem.Lines.Count * problem.Windows.Count * 64) * rules.TruckFen * 1_000_000;
            if (total > Most) throw Refusal("match.overflow", "rules.truckFen", rules.TruckFen);
        }
        Supply(problem, total);
    }

    /// <summary>Dearest gram any offer can come to, distance, loss and change included.</summary>
    private static Int128 Dearest(MatchProblem problem)
    {
        var (rules, windows, far, dearest) = (problem.Rules, problem.Windows.Count, (Int128)0, (Int128)0);
        foreach (var town in problem.Towns) foreach (var metres in town.Distances.Values) far = Int128.Max(far, metres);
        foreach (var supplier in problem.Cooperatives.Concat(problem.Unions)) foreach (var metres in supplier.Distances.Values) far = Int128.Max(far, metres);
        var distance = far * rules.DistanceFen / rules.DistanceDivisor;
        if (distance > MostUnit) throw Refusal("match.overflow", "rules.distanceFen", rules.DistanceFen);
        if ((Int128)rules.ChangeFenPerKg * 1000 > MostUnit) throw Refusal("match.overflow", "rules.changeFenPerKg", rules.ChangeFenPerKg);
        for (var i = 0; i < problem.Offers.Count; i++)
        {
            var unit = (Int128)problem.Offers[i].Tiers[0].FenPerKg * (1000 + (Int128)rules.CarryLossPerMille * windows);
            if (unit > MostUnit) throw Refusal("match.overflow", $"offers[{i}].tiers[0].fenPerKg", problem.Offers[i].Tiers[0].FenPerKg);
            dearest = Int128.Max(dearest, unit);
        }
        return dearest + distance + (Int128)rules.ChangeFenPerKg * 1000;
    }

    private static void Supply(MatchProblem problem, Int128 total)
    {
        Int128 supply = 0;
        for (var i = 0; i < problem.Offers.Count; i++)
        {
            var offer = problem.Offers[i];
            foreach (var harvest in offer.Harvests.Concat(offer.Shares.SelectMany(x => x.Harvests))) supply += harvest.Grams;
            if (supply > Most) throw Refusal("match.overflow", $"offers[{i}].harvests", supply);
            total += (Int128)offer.FixedChargeFen * 1_000_000;
            if (total > Most) throw Refusal("match.overflow", $"offers[{i}].fixedChargeFen", offer.FixedChargeFen);
        }
    }
}
