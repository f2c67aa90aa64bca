using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>Refuses what no plan can be made of, each with its own code (docs/matching.md). What only fails one bid is filtered instead, and explained.</summary>
internal sealed class ProblemCheck
{
    private readonly MatchProblem problem;
    private readonly Dictionary<string, int> windows = new(StringComparer.Ordinal);
    private readonly HashSet<string> towns = new(StringComparer.Ordinal), cooperatives = new(StringComparer.Ordinal), suppliers = new(StringComparer.Ordinal), lines = new(StringComparer.Ordinal), offers = new(StringComparer.Ordinal);

    private ProblemCheck(MatchProblem problem) => this.problem = problem;

    /// <exception cref="Kernel.RuleException">Names the field.</exception>
    public static void Check(MatchProblem problem)
    {
        var check = new ProblemCheck(problem);
        check.Windows();
        check.Rules();
        if (problem.Lines.Count == 0) throw Refusal("match.list_empty", "lines");
        check.Suppliers();
        for (var i = 0; i < problem.Lines.Count; i++) check.Line(problem.Lines[i], $"lines[{i}]");
        new OfferCheck(problem, check.windows, check.cooperatives, check.suppliers).Check(check.offers);
        check.Earlier();
        SizeCheck.Check(problem);
    }

    private void Windows()
    {
        if (problem.Windows.Count == 0) throw Refusal("match.list_empty", "windows");
        if (problem.Windows.Count > MatchProblem.MostWindows) throw Refusal("match.too_many_windows", "windows", problem.Windows.Count);
        for (var i = 0; i < problem.Windows.Count; i++)
        {
            var (window, path) = (problem.Windows[i], $"windows[{i}]");
            if (!windows.TryAdd(Id(window.Id, path), i)) throw Refusal("match.id_duplicate", path + ".id", window.Id);
            if (window.To < window.From) throw Refusal("match.window_order", path + ".to", window.To.ToString("O"));
            if (i == 0) continue;
            if (window.From < problem.Windows[i - 1].From) throw Refusal("match.window_order", path + ".from", window.From.ToString("O"));
            if (window.From <= problem.Windows[i - 1].To) throw Refusal("match.window_overlap", path + ".from", window.From.ToString("O"));
        }
    }

    private void Rules()
    {
        var rules = problem.Rules;
        PerMille(rules.CarryLossPerMille, "rules.carryLossPerMille");
        PerMille(rules.SmallSharePerMille, "rules.smallSharePerMille");
        PerMille(rules.FairnessPerMille, "rules.fairnessPerMille");
        PerMille(rules.IncumbencyCreditPerMille, "rules.incumbencyCreditPerMille");
        if (rules.ReliabilityCreditPerMille is < 0 or > MatchRules.MostReliabilityCredit) throw Refusal("match.share_range", "rules.reliabilityCreditPerMille", rules.ReliabilityCreditPerMille);
        if (rules.ShortagePerMille is < 1000 or > 1_000_000) throw Refusal("match.shortage_range", "rules.shortagePerMille", rules.ShortagePerMille);
        NotNegative(rules.DistanceFen, "rules.distanceFen");
        Positive(rules.DistanceDivisor, "rules.distanceDivisor");
        NotNegative(rules.TruckGrams, "rules.truckGrams");
        NotNegative(rules.TruckFen, "rules.truckFen");
        NotNegative(rules.ChangeFenPerKg, "rules.changeFenPerKg");
        foreach (var (tender, fen) in rules.BudgetFen) NotNegative(fen, $"rules.budgetFen.{tender}");
    }

    private void Suppliers()
    {
        for (var i = 0; i < problem.Towns.Count; i++)
        {
            if (!towns.Add(Id(problem.Towns[i].Id, $"towns[{i}]"))) throw Refusal("match.id_duplicate", $"towns[{i}].id", problem.Towns[i].Id);
            foreach (var (place, metres) in problem.Towns[i].Distances) NotNegative(metres, $"towns[{i}].distances.{place}");
        }
        foreach (var hub in problem.Rules.Hubs) if (!towns.Contains(hub)) throw Refusal("match.reference_unknown", "rules.hubs", hub);
        for (var i = 0; i < problem.Cooperatives.Count; i++)
        {
            Supplier(problem.Cooperatives[i], $"cooperatives[{i}]");
            if (problem.Cooperatives[i].Members.Count > 0) throw Refusal("match.member_of_cooperative", $"cooperatives[{i}].members");
            cooperatives.Add(problem.Cooperatives[i].Id);
        }
        for (var i = 0; i < problem.Unions.Count; i++)
        {
            var (union, path) = (problem.Unions[i], $"unions[{i}]");
            Supplier(union, path);
            foreach (var member in union.Members) if (!cooperatives.Contains(member)) throw Refusal("match.reference_unknown", path + ".members", member);
            if (union.Members.Distinct(StringComparer.Ordinal).Count() < MatchSupplier.FewestMembers) throw Refusal("match.union_small", path + ".members", union.Members.Count);
        }
    }

    private void Supplier(MatchSupplier supplier, string path)
    {
        if (!suppliers.Add(Id(supplier.Id, path))) throw Refusal("match.id_duplicate", path + ".id", supplier.Id);
        PerMille(supplier.ReliabilityPerMille, path + ".reliabilityPerMille");
        if (supplier.Town is { } town && !towns.Contains(town)) throw Refusal("match.reference_unknown", path + ".town", town);
        foreach (var (place, metres) in supplier.Distances) NotNegative(metres, $"{path}.distances.{place}");
    }

    private void Line(DemandLine line, string path)
    {
        if (!lines.Add(Id(line.Id, path))) throw Refusal("match.id_duplicate", path + ".id", line.Id);
        Text(line.Tender, path + ".tender");
        Text(line.Product, path + ".product");
        Text(line.Place, path + ".place");
        Positive(line.CeilingFenPerKg, path + ".ceilingFenPerKg");
        NotNegative(line.MinLotGrams, path + ".minLotGrams");
        if (line.MaxSuppliers <= 0) throw Refusal("match.max_suppliers", path + ".maxSuppliers", line.MaxSuppliers);
        if (line.MaxSharePerMille is <= 0 or > 1000) throw Refusal("match.share_range", path + ".maxSharePerMille", line.MaxSharePerMille);
        if (line.RadiusMetres is < 0) throw Refusal("match.negative", path + ".radiusMetres", line.RadiusMetres);
        if (line.MinShelfWindows < 0) throw Refusal("match.negative", path + ".minShelfWindows", line.MinShelfWindows);
        if (line.Demand.Count == 0) throw Refusal("match.list_empty", path + ".demand");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < line.Demand.Count; i++)
        {
            var (demand, at) = (line.Demand[i], $"{path}.demand[{i}]");
            if (!windows.ContainsKey(demand.Window)) throw Refusal("match.reference_unknown", at + ".window", demand.Window);
            if (!seen.Add(demand.Window)) throw Refusal("match.id_duplicate", at + ".window", demand.Window);
            Positive(demand.Grams, at + ".grams");
            if (demand.Grams < line.MinLotGrams) throw Refusal("match.lot_above_demand", path + ".minLotGrams", line.MinLotGrams);
        }
    }

    private void Earlier()
    {
        var known = new HashSet<(string, string, string)>();
        for (var i = 0; i < problem.Earlier.Count; i++)
        {
            var (award, path) = (problem.Earlier[i], $"earlier[{i}]");
            if (!offers.Contains(award.Offer)) throw Refusal("match.reference_unknown", path + ".offer", award.Offer);
            if (!lines.Contains(award.Line)) throw Refusal("match.reference_unknown", path + ".line", award.Line);
            if (!windows.ContainsKey(award.Window)) throw Refusal("match.reference_unknown", path + ".window", award.Window);
            Positive(award.Grams, path + ".grams");
            if (!known.Add((award.Offer, award.Line, award.Window))) throw Refusal("match.id_duplicate", path, award.Offer);
        }
    }

    internal static string Id(string id, string path) => id.Length > 0 ? id : throw Refusal("match.field_missing", path + ".id");

    internal static void Text(string text, string path)
    {
        if (text.Length == 0) throw Refusal("match.field_missing", path);
    }

    internal static void Positive(long value, string path)
    {
        if (value <= 0) throw Refusal("match.not_positive", path, value);
    }

    internal static void NotNegative(long value, string path)
    {
        if (value < 0) throw Refusal("match.negative", path, value);
    }

    private static void PerMille(int value, string path)
    {
        if (value is < 0 or > 1000) throw Refusal("match.share_range", path, value);
    }
}
