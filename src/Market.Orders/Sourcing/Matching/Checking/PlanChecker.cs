using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Checking;

/// <summary>Recomputes every rule and the objective from the problem and the awards alone. It shares no code with the search.</summary>
public sealed class PlanChecker
{
    private readonly CheckedMarket market;
    private readonly List<Violation> found = [];

    private PlanChecker(MatchProblem problem) => market = new(problem);

    /// <returns>Everything that is wrong with the plan; empty when nothing is.</returns>
    public static IReadOnlyList<Violation> Check(MatchProblem problem, MatchPlan plan)
    {
        var checker = new PlanChecker(problem);
        if (!checker.Known(plan.Awards)) return checker.found;
        checker.Deliveries(plan.Awards);
        checker.Demand(plan);
        checker.Suppliers(plan.Awards);
        checker.Harvests(plan.Awards);
        checker.Accepted(plan.Awards);
        checker.Costs(plan);
        return checker.found;
    }

    /// <summary>The objective of some awards, millionths of a fen.</summary>
    public static MatchCost Cost(MatchProblem problem, IReadOnlyList<Award> awards) => CostSheet.Of(new(problem), awards).Cost;

    private bool Known(IReadOnlyList<Award> awards)
    {
        var seen = new HashSet<(string, string, string)>();
        foreach (var award in awards)
        {
            if (!market.Offers.ContainsKey(award.Offer) || !market.Lines.ContainsKey(award.Line) || !market.Windows.ContainsKey(award.Window)) Note("reference", Where(award), 0, 1);
            else if (!seen.Add((award.Offer, award.Line, award.Window))) Note("award_twice", Where(award), 1, 2);
            else if (award.Grams <= 0) Note("grams", Where(award), 1, award.Grams);
        }
        return found.Count == 0;
    }

    private void Deliveries(IReadOnlyList<Award> awards)
    {
        var accepted = market.Problem.Earlier.Where(x => x.Accepted).Select(x => (x.Offer, x.Line, x.Window)).ToHashSet();
        foreach (var award in awards)
        {
            var (offer, line) = (market.Offers[award.Offer], market.Lines[award.Line]);
            if (EligibilityCheck.Broken(market, offer, line) is { } rule) Note(rule, Where(award), 0, award.Grams);
            var lot = Math.Max(line.MinLotGrams, offer.MinLotGrams);
            if (award.Grams < lot && !accepted.Contains((award.Offer, award.Line, award.Window))) Note("min_lot", Where(award), lot, award.Grams);
            if (award.UnitMicroFen != market.Unit(offer, line, award.Grams)) Note("unit", Where(award), market.Unit(offer, line, award.Grams), award.UnitMicroFen);
            if (award.Parts.Sum(x => x.Grams) != award.Grams) Note("parts", Where(award), award.Grams, award.Parts.Sum(x => x.Grams));
            foreach (var part in award.Parts)
                if (EligibilityCheck.BrokenPart(market, offer, line, market.Windows[award.Window], part) is { } broken) Note(broken, $"{Where(award)}/{part.Cooperative}", 0, part.Grams);
        }
    }

    private void Demand(MatchPlan plan)
    {
        var filled = plan.Awards.GroupBy(x => (x.Line, x.Window)).ToDictionary(x => x.Key, x => x.Aggregate((Int128)0, (sum, y) => sum + y.Grams));
        var missing = plan.Unfilled.ToDictionary(x => (x.Line, x.Window), x => (Int128)x.Grams);
        foreach (var line in market.Problem.Lines)
            foreach (var (window, grams) in line.Demand)
            {
                var got = filled.GetValueOrDefault((line.Id, window));
                if (got > grams) Note("demand", $"{line.Id}/{window}", grams, got);
                if (missing.GetValueOrDefault((line.Id, window)) != grams - got) Note("unfilled", $"{line.Id}/{window}", grams - got, missing.GetValueOrDefault((line.Id, window)));
            }
        foreach (var ((line, window), grams) in filled)
            if (!market.Lines[line].Demand.Any(x => x.Window == window)) Note("demand", $"{line}/{window}", 0, grams);
    }

    private void Suppliers(IReadOnlyList<Award> awards)
    {
        foreach (var group in awards.GroupBy(x => x.Line))
        {
            var line = market.Lines[group.Key];
            var suppliers = group.GroupBy(x => market.Offers[x.Offer].Supplier).ToList();
            if (suppliers.Count > line.MaxSuppliers) Note("max_suppliers", line.Id, line.MaxSuppliers, suppliers.Count);
            if (line.MaxSharePerMille is not { } share) continue;
            var most = line.Demand.Aggregate((Int128)0, (sum, x) => sum + x.Grams) * share / 1000;
            foreach (var supplier in suppliers) if (supplier.Sum(x => x.Grams) > most) Note("max_share", $"{line.Id}/{supplier.Key}", most, supplier.Sum(x => x.Grams));
        }
    }

    /// <summary>No harvest is given twice: neither beyond what the bid states nor beyond what the cooperative has, alone and in its unions.</summary>
    private void Harvests(IReadOnlyList<Award> awards)
    {
        var parts = awards.SelectMany(x => x.Parts.Select(y => (Offer: market.Offers[x.Offer], Part: y))).ToList();
        var deliver = parts.Select(x => x.Part.Cooperative).ToHashSet(StringComparer.Ordinal);
        var (capacity, stated) = (new Dictionary<(string, string, string, string, string), long>(), new Dictionary<(string, string, string, string), long>());
        foreach (var offer in market.Problem.Offers)
            foreach (var (cooperative, harvest) in offer.Shares.Count == 0 ? offer.Harvests.Select(x => (offer.Supplier, x)) : offer.Shares.SelectMany(x => x.Harvests.Select(y => (x.Cooperative, y))))
            {
                if (!deliver.Contains(cooperative)) continue;
                stated[(offer.Id, cooperative, harvest.From, harvest.To)] = harvest.Grams;
                var key = (cooperative, offer.Product, offer.Grade, harvest.From, harvest.To);
                capacity[key] = Math.Max(capacity.GetValueOrDefault(key), harvest.Grams);
            }
        foreach (var bid in parts.GroupBy(x => (x.Offer.Id, x.Part.Cooperative, x.Part.HarvestFrom, x.Part.HarvestTo)))
            if (bid.Sum(x => x.Part.Grams) > stated.GetValueOrDefault(bid.Key)) Note("supply", bid.Key.ToString(), stated.GetValueOrDefault(bid.Key), bid.Sum(x => x.Part.Grams));
        foreach (var pool in parts.GroupBy(x => (x.Part.Cooperative, x.Offer.Product, x.Offer.Grade, x.Part.HarvestFrom, x.Part.HarvestTo)))
            if (pool.Sum(x => x.Part.Grams) > capacity.GetValueOrDefault(pool.Key)) Note("capacity", pool.Key.ToString(), capacity.GetValueOrDefault(pool.Key), pool.Sum(x => x.Part.Grams));
    }

    private void Accepted(IReadOnlyList<Award> awards)
    {
        var grams = awards.ToDictionary(x => (x.Offer, x.Line, x.Window), x => x.Grams);
        foreach (var earlier in market.Problem.Earlier.Where(x => x.Accepted))
            if (grams.GetValueOrDefault((earlier.Offer, earlier.Line, earlier.Window)) is var now && now < earlier.Grams) Note("accepted", $"{earlier.Offer}/{earlier.Line}/{earlier.Window}", earlier.Grams, now);
    }

    private void Costs(MatchPlan plan)
    {
        var sheet = CostSheet.Of(market, plan.Awards);
        if (sheet.Cost != plan.Cost) Note("cost", "", sheet.Cost.Objective, plan.Cost.Objective);
        foreach (var (tender, spent) in sheet.Spent)
            if (market.Problem.Rules.BudgetFen.TryGetValue(tender, out var budget) && spent > (Int128)budget * 1_000_000) Note("budget", tender, (Int128)budget * 1_000_000, spent);
        if (plan.Fairness.CostMicroFen > plan.Fairness.AllowanceMicroFen) Note("fairness", "", plan.Fairness.AllowanceMicroFen, plan.Fairness.CostMicroFen);
        foreach (var share in plan.Fairness.Tenders)
        {
            var small = plan.Awards.Where(x => market.Lines[x.Line].Tender == share.Tender).SelectMany(x => x.Parts).Where(x => market.Suppliers[x.Cooperative].Small).Sum(x => x.Grams);
            if (small != share.Small) Note("small_share", share.Tender, small, share.Small);
            var filled = plan.Awards.Where(x => market.Lines[x.Line].Tender == share.Tender).Sum(x => x.Grams);
            if (filled != share.Filled) Note("tender_fill", share.Tender, filled, share.Filled);
        }
    }

    private static string Where(Award award) => $"{award.Offer}/{award.Line}/{award.Window}";

    private void Note(string rule, string where, Int128 allowed, Int128 was) => found.Add(new(rule, where, allowed, was));
}
