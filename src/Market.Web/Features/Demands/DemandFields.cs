using System.Globalization;
using System.Text.RegularExpressions;
using Market.Kernel;
using Market.Orders.Sourcing.Demands;

namespace Market.Web.Features.Demands;

/// <summary>A demand of one product for one store, as the form has it; weights in kilograms, prices in yuan a kilogram.</summary>
/// <param name="Weeks">Kilograms of each week from <paramref name="From"/> on, with spaces, commas or lines between them.</param>
/// <param name="BidsUntil">Last day for bids.</param>
public sealed partial record DemandFields(string? Title = null, DateOnly? BidsUntil = null, Guid Place = default, string? Product = null, string? Grade = null, List<string>? Certificates = null, bool SharedLogo = false, decimal? Ceiling = null,
    decimal? MinLot = null, int? MaxSuppliers = 4, int? MaxShare = null, int? RadiusKm = null, DateOnly? From = null, string? Weeks = null, int SmallShare = 0)
{
    private const int LastYear = 9000;

    private static readonly char[] Between = [' ', ',', ',', '、', ';', ';', '\n', '\r', '\t'];

    /// <exception cref="RuleException"><c>demand.weeks</c>, <c>demand.field_missing</c></exception>
    internal DemandFacts Facts()
    {
        if (From is not { } from) throw new RuleException("demand.field_missing", "Fill this in.", "from");
        if (BidsUntil is not { } until) throw new RuleException("demand.field_missing", "Fill this in.", "bidsUntil");
        if (Ceiling is not { } ceiling) throw new RuleException("demand.field_missing", "Fill this in.", "ceiling");
        if (string.IsNullOrWhiteSpace(Product)) throw new RuleException("demand.field_missing", "Fill this in.", "product");
        if (from.Year > LastYear || until.Year > LastYear) throw new RuleException("demand.days", "Deliveries lie within two years.", "from", 2);
        // 1,200 is one number to some and two to others.
        if (Thousands().Match(Weeks ?? "") is { Success: true } thousands) throw new RuleException("demand.weeks", "Enter the kilograms of 1 to 64 weeks.", "weeks", thousands.Value);
        var weeks = (Weeks ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (weeks.Length is < 1 or > 64) throw new RuleException("demand.weeks", "Enter the kilograms of 1 to 64 weeks.", "weeks", Weeks ?? "");
        var windows = weeks.Select((x, i) => new WindowFacts(from.AddDays(7 * i), from.AddDays(7 * i + 6), Read(x))).Where(x => x.Grams != 0).ToList();
        return new(Title ?? "", DistrictClock.StartOf(until.AddDays(1)).AddSeconds(-1), [new(Product!, Grade ?? "", Certificates ?? [], SharedLogo, Place, Form.Fen(ceiling), Form.Grams(MinLot), MaxSuppliers ?? 0, MaxShare * 10, RadiusKm * 1000L, windows)],
            new() { SmallSharePerMille = SmallShare * 10 }, []);
    }

    [GeneratedRegex(@"\d[,,]\d{3}(?!\d)")]
    private static partial Regex Thousands();

    private long Read(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kilograms) && kilograms * 1000m == decimal.Truncate(kilograms * 1000m)
        ? Form.Grams(kilograms) : throw new RuleException("demand.weeks", "Enter the kilograms of 1 to 64 weeks.", "weeks", text);

    /// <summary>Numbers of forms.</summary>
    internal static class Form
    {
        public static long Fen(decimal yuan) => (long)Math.Clamp(decimal.Round(yuan * 100m, MidpointRounding.AwayFromZero), -1_000_000_000m, 1_000_000_000m);

        public static long Grams(decimal? kilograms) => (long)Math.Clamp((kilograms ?? 0m) * 1000m, -10_000_000_000_000m, 10_000_000_000_000m);
    }
}

/// <summary>A bid as the form has it.</summary>
/// <param name="Item">Number of the demand's product in its list of different products.</param>
/// <param name="Price">Yuan a kilogram; <paramref name="From2"/> and <paramref name="Price2"/> a lower one from so many kilograms on.</param>
/// <param name="Supply">Kilograms of each window, in their order.</param>
public sealed record BidFields(Guid Cooperative = default, Guid Own = default, int Item = 0, decimal? Price = null, decimal? From2 = null, decimal? Price2 = null, decimal? MinLot = null, List<decimal?>? Supply = null, DateOnly? ValidUntil = null)
{
    internal BidFacts Facts(DemandView demand)
    {
        var items = DemandPage.Items(demand);
        var (product, grade) = Item >= 0 && Item < items.Count ? items[Item] : ("", "");
        if (Price is not { } price) throw new RuleException("demand.field_missing", "Fill this in.", "price");
        var tiers = new List<BidPrice> { new(0, DemandFields.Form.Fen(price)) };
        if (From2 is { } from || Price2 is not null) tiers.Add(new(DemandFields.Form.Grams(From2), DemandFields.Form.Fen(Price2 ?? 0)));
        var windows = DemandPage.Windows(demand);
        var supply = (Supply ?? []).Take(windows.Count).Select((x, i) => (windows[i].From, Grams: DemandFields.Form.Grams(x))).Where(x => x.Grams != 0);
        return new(Cooperative, Own, product, grade, DemandFields.Form.Grams(MinLot), tiers, [.. supply.Select(x => new BidSupply(x.From, x.From, x.Grams))], ValidUntil);
    }

    /// <summary>A bid that stands, as the form to bid again has it.</summary>
    internal static BidFields Of(BidView bid, DemandView demand)
    {
        var items = DemandPage.Items(demand);
        var second = bid.Tiers.ElementAtOrDefault(1);
        return new(bid.CooperativeId, bid.ProductId, Math.Max(0, items.ToList().IndexOf((bid.Product, bid.Grade))), bid.Tiers[0].FenPerKg / 100m, second?.FromGrams / 1000m, second?.FenPerKg / 100m,
            bid.MinLotGrams > 0 ? bid.MinLotGrams / 1000m : null, [.. DemandPage.Windows(demand).Select(x => bid.Harvests.Where(y => y.From == x.From).Sum(y => y.Grams) is > 0 and var grams ? grams / 1000m : (decimal?)null)], bid.ValidUntil);
    }
}
