using Market.Orders.Sourcing.Matching.Model;

namespace Market.Orders.Sourcing.Matching.Checking;

/// <summary>The problem as the checker sees it: looked up by id, with none of the search's arrays.</summary>
internal sealed class CheckedMarket
{
    private readonly Dictionary<string, Town> towns;

    public CheckedMarket(MatchProblem problem)
    {
        Problem = problem;
        Lines = problem.Lines.ToDictionary(x => x.Id, StringComparer.Ordinal);
        Offers = problem.Offers.ToDictionary(x => x.Id, StringComparer.Ordinal);
        Suppliers = problem.Cooperatives.Concat(problem.Unions).ToDictionary(x => x.Id, StringComparer.Ordinal);
        Windows = problem.Windows.ToDictionary(x => x.Id, StringComparer.Ordinal);
        towns = problem.Towns.ToDictionary(x => x.Id, StringComparer.Ordinal);
        for (var i = 0; i < problem.Windows.Count; i++) Order[problem.Windows[i].Id] = i;
    }

    public MatchProblem Problem { get; }
    public IReadOnlyDictionary<string, DemandLine> Lines { get; }
    public IReadOnlyDictionary<string, SupplyOffer> Offers { get; }
    public IReadOnlyDictionary<string, MatchSupplier> Suppliers { get; }
    public IReadOnlyDictionary<string, DeliveryWindow> Windows { get; }
    public Dictionary<string, int> Order { get; } = new(StringComparer.Ordinal);

    /// <returns>Metres, or null when nobody knows.</returns>
    public long? Metres(MatchSupplier supplier, string place) =>
        supplier.Distances.TryGetValue(place, out var own) ? own
        : supplier.Town is { } town && towns[town].Distances.TryGetValue(place, out var metres) ? metres
        : null;

    /// <summary>Fen per kilogram and kilometre is a millionth of a fen per gram and metre; half up.</summary>
    public Int128 Distance(MatchSupplier supplier, string place)
    {
        var (rules, metres) = (Problem.Rules, (Int128)(Metres(supplier, place) ?? 0));
        var (whole, rest) = Int128.DivRem(metres * rules.DistanceFen, rules.DistanceDivisor);
        return rest * 2 >= rules.DistanceDivisor ? whole + 1 : whole;
    }

    /// <summary>Price of the tier a delivery reaches less credits, with distance; millionths of a fen per gram.</summary>
    public Int128 Unit(SupplyOffer offer, DemandLine line, long grams)
    {
        var (rules, supplier) = (Problem.Rules, Suppliers[offer.Supplier]);
        var price = (Int128)offer.Tiers.Last(x => x.FromGrams <= grams).FenPerKg;
        var credit = price * rules.ReliabilityCreditPerMille * supplier.ReliabilityPerMille / 1000 + (offer.Incumbent ? price * rules.IncumbencyCreditPerMille : 0);
        return price * 1000 - credit + Distance(supplier, line.Place);
    }

    /// <summary>Where a supplier's trucks start: its town's collection point, or itself.</summary>
    public string Origin(MatchSupplier supplier) => supplier.Town is { } town && Problem.Rules.Hubs.Contains(town) ? "hub\u001f" + town : supplier.Id;

    public int WindowsKept(string from, string to) => Order[to] - Order[from];
}
