using System.Globalization;
using System.Text;
using Market.Orders.Sourcing.Matching.Model;
using Market.Orders.Sourcing.Matching.Plans;
using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>A file of the OR-Library's capacitated warehouse location problems (J. E. Beasley, EJOR 33, 1988): a facility is a supplier with a fixed charge, a customer is a line that any number of suppliers may share.</summary>
/// <remarks>Layout: <c>m n</c>; m times capacity and fixed cost; for each customer its demand and m costs of serving all of it.</remarks>
public sealed class OrLibrary
{
    /// <summary>The dearest gram, millionths of a fen: fine enough for seven digits, small enough for the totals.</summary>
    private const decimal DearestGram = 1e7m;
    /// <summary>A missing gram costs 200 times as much.</summary>
    private const int Missing = 200;
    private const int GramsOfUnit = 1000, Largest = 5_000_000;

    private readonly decimal[] fixedCost;
    private readonly decimal[,] serving;
    private readonly decimal[] demand;

    private OrLibrary(decimal[] capacity, decimal[] fixedCost, decimal[] demand, decimal[,] serving)
    {
        (this.fixedCost, this.demand, this.serving) = (fixedCost, demand, serving);
        Problem = Make(capacity);
    }

    /// <summary>The file as a market: lines <c>customer001</c>, offers <c>facility001</c>.</summary>
    public MatchProblem Problem { get; }

    /// <exception cref="Kernel.RuleException">match.orlib_malformed with the token's place, match.json_malformed never.</exception>
    public static OrLibrary Read(ReadOnlySpan<byte> file)
    {
        var tokens = Encoding.Latin1.GetString(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        decimal Next(bool positive)
        {
            if (at == tokens.Length) throw Refusal("match.orlib_malformed", FormattableString.Invariant($"token {at + 1}"));
            var text = tokens[at++];
            if (text.Length > 24 || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e12m || (positive && number == 0)) throw Refusal("match.orlib_malformed", FormattableString.Invariant($"token {at}"), text.Length > 24 ? text[..24] : text);
            return number;
        }
        int Count()
        {
            var number = Next(positive: true);
            return number <= 100_000 && number == decimal.Truncate(number) ? (int)number : throw Refusal("match.orlib_malformed", FormattableString.Invariant($"token {at}"), number);
        }
        var (m, n) = (Count(), Count());
        if ((long)m * n > Largest) throw Refusal("match.too_large", "", (long)m * n);
        var (capacity, charge, demand, serving) = (new decimal[m], new decimal[m], new decimal[n], new decimal[n, m]);
        for (var i = 0; i < m; i++) (capacity[i], charge[i]) = (Next(positive: true), Next(positive: false));
        for (var j = 0; j < n; j++)
        {
            demand[j] = Next(positive: true);
            for (var i = 0; i < m; i++) serving[j, i] = Next(positive: false);
        }
        return at == tokens.Length ? new(capacity, charge, demand, serving) : throw Refusal("match.orlib_malformed", FormattableString.Invariant($"token {at + 1}"), tokens[at]);
    }

    /// <summary>Fixed costs of the facilities that serve anybody plus share times serving cost, in the file's units, from the plan's shares and the file's own numbers.</summary>
    public decimal Cost(MatchPlan plan) =>
        plan.Awards.Select(x => x.Offer).Distinct().Sum(x => fixedCost[Number(x)]) + plan.Awards.Sum(x => Share(x) * serving[Number(x.Line), Number(x.Offer)]);

    /// <summary>Part of the customer's demand.</summary>
    public decimal Share(Award award) => award.Grams / Math.Round(demand[Number(award.Line)] * GramsOfUnit);

    private static int Number(string id) => int.Parse(id.AsSpan()[^6..], NumberStyles.None, CultureInfo.InvariantCulture) - 1;

    private MatchProblem Make(decimal[] capacity)
    {
        var window = new DeliveryWindow("w", DateOnly.MinValue, DateOnly.MinValue);
        var unit = Unit();
        // A metre is a millionth of a fen per gram, so a serving cost is a distance.
        return new()
        {
            Rules = new() { DistanceFen = 1, ShortagePerMille = Missing * 1000 },
            Windows = [window],
            Lines = [.. demand.Select((x, j) => new DemandLine
            {
                Id = Name("customer", j), Tender = "all", Product = "goods", Place = Name("customer", j), MaxSuppliers = capacity.Length, CeilingFenPerKg = (long)(DearestGram / 1000) + 2, Demand = [new(window.Id, (long)Math.Round(x * GramsOfUnit))],
            })],
            Cooperatives = [.. capacity.Select((_, i) => new MatchSupplier
            {
                Id = Name("facility", i), Distances = Enumerable.Range(0, demand.Length).ToDictionary(j => Name("customer", j), j => (long)Math.Round(serving[j, i] / (demand[j] * GramsOfUnit) * unit), StringComparer.Ordinal),
            })],
            Offers = [.. capacity.Select((x, i) => new SupplyOffer
            {
                Id = Name("facility", i), Supplier = Name("facility", i), Product = "goods", Tiers = [new(0, 1)], FixedChargeFen = (long)Math.Round(fixedCost[i] * unit / 1_000_000), Harvests = [new(window.Id, window.Id, (long)(x * GramsOfUnit))], BidAt = DateTime.MinValue,
            })],
        };
    }

    /// <summary>Millionths of a fen of one unit of the file's money.</summary>
    private decimal Unit()
    {
        var dearest = 0m;
        for (var j = 0; j < demand.Length; j++) for (var i = 0; i < fixedCost.Length; i++) dearest = Math.Max(dearest, serving[j, i] / (demand[j] * GramsOfUnit));
        return dearest == 0 ? 1_000_000 : DearestGram / dearest;
    }

    private static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}{index + 1:000000}");
}
