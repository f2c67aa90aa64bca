using System.Globalization;
using System.Text.RegularExpressions;
using Market.Kernel;
using Market.Orders.Sourcing.Demands;

namespace Market.Web.Features.Demands;

/// <summary>A demand as the form has it; weights in kilograms, prices in yuan a kilogram.</summary>
/// <param name="BidsUntil">Last day for bids.</param>
/// <param name="Invited">Cooperatives and unions it is for; none: all.</param>
public sealed record DemandFields(string? Title = null, DateOnly? BidsUntil = null, int SmallShare = 0, bool NeedsApproval = false, List<DemandLineFields>? Lines = null, List<Guid>? Invited = null)
{
    /// <summary>Lines a form can hold; a table can have more.</summary>
    public const int MostLines = 40;

    /// <summary>At least one line to fill in.</summary>
    public IReadOnlyList<DemandLineFields> Shown => Lines is { Count: > 0 } lines ? lines : [new()];

    /// <exception cref="RuleException"><c>demand.weeks</c>, <c>demand.field_missing</c>, <c>demand.days</c></exception>
    internal DemandFacts Facts() => new(Title ?? "", Until(BidsUntil), [.. Shown.Select((x, i) => x.Facts($"lines[{i}]"))], new() { SmallSharePerMille = SmallShare * 10 }, Invited ?? []) { NeedsApproval = NeedsApproval };

    /// <summary>The last second of the last day for bids.</summary>
    /// <exception cref="RuleException"><c>demand.field_missing</c>, <c>demand.days</c></exception>
    internal static DateTime Until(DateOnly? day) => day is not { } until ? throw new RuleException("demand.field_missing", "Fill this in.", "bidsUntil")
        : until.Year > DemandLineFields.LastYear ? throw new RuleException("demand.days", "Deliveries lie within two years.", "bidsUntil", 2)
        : DistrictClock.StartOf(until.AddDays(1)).AddSeconds(-1);

    /// <summary>A demand that was published before, some weeks later.</summary>
    internal static DemandFields Of(DemandFacts old, DateOnly bidsUntil) => new(old.Title, bidsUntil, old.Rules.SmallSharePerMille / 10, old.NeedsApproval, [.. old.Lines.SelectMany(DemandLineFields.Of).Take(MostLines)], [.. old.Invited]);
}

/// <summary>One product for one store.</summary>
/// <param name="Weeks">Kilograms of each week from <paramref name="From"/> on, with spaces, commas or lines between them.</param>
public sealed partial record DemandLineFields(Guid Place = default, string? Product = null, string? Grade = null, List<string>? Certificates = null, bool SharedLogo = false, decimal? Ceiling = null,
    decimal? MinLot = null, int? MaxSuppliers = 4, int? MaxShare = null, int? RadiusKm = null, DateOnly? From = null, string? Weeks = null)
{
    internal const int LastYear = 9000;
    private const int MostWeeks = 64;

    private static readonly char[] Between = [' ', ',', ',', '、', ';', ';', '\n', '\r', '\t'];

    /// <param name="path">Of the line, such as lines[0].</param>
    internal DemandLineFacts Facts(string path)
    {
        if (string.IsNullOrWhiteSpace(Product)) throw Missing(path, "product");
        if (From is not { } from) throw Missing(path, "from");
        if (Ceiling is not { } ceiling) throw Missing(path, "ceiling");
        if (from.Year > LastYear) throw new RuleException("demand.days", "Deliveries lie within two years.", path + ".from", 2);
        // 1,200 is one number to some and two to others.
        if (Thousands().Match(Weeks ?? "") is { Success: true } thousands) throw Unread(path, thousands.Value);
        var weeks = (Weeks ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (weeks.Length is < 1 or > MostWeeks) throw Unread(path, Weeks ?? "");
        var windows = weeks.Select((x, i) => new WindowFacts(from.AddDays(7 * i), from.AddDays(7 * i + 6), Read(x, path))).Where(x => x.Grams != 0).ToList();
        return new(Product!, Grade ?? "", Certificates ?? [], SharedLogo, Place, KiloForm.Fen(ceiling), KiloForm.Grams(MinLot), MaxSuppliers ?? 0, MaxShare * 10, RadiusKm * 1000L, windows);
    }

    /// <summary>A line of an old demand, as often as its weeks do not follow on one another.</summary>
    internal static IEnumerable<DemandLineFields> Of(DemandLineFacts x)
    {
        for (var i = 0; i < x.Windows.Count;)
        {
            var first = i;
            var weeks = new List<string>();
            do weeks.Add((x.Windows[i].Grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture));
            while (++i < x.Windows.Count && x.Windows[i].From == x.Windows[i - 1].From.AddDays(7));
            yield return new(x.StoreId, x.Product, x.Grade, [.. x.Certificates], x.SharedLogo, x.CeilingFenPerKg / 100m, x.MinLotGrams > 0 ? x.MinLotGrams / 1000m : null, x.MaxSuppliers, x.MaxSharePerMille / 10, (int?)(x.RadiusMetres / 1000), x.Windows[first].From, string.Join(' ', weeks));
        }
    }

    [GeneratedRegex(@"\d[,,]\d{3}(?!\d)")]
    private static partial Regex Thousands();

    private static RuleException Missing(string path, string field) => new("demand.field_missing", "Fill this in.", $"{path}.{field}");

    private static RuleException Unread(string path, string text) => new("demand.weeks", "Enter the kilograms of 1 to 64 weeks.", path + ".weeks", text);

    private static long Read(string text, string path) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kilograms) && kilograms * 1000m == decimal.Truncate(kilograms * 1000m)
        ? KiloForm.Grams(kilograms) : throw Unread(path, text);
}

/// <summary>Numbers of forms: yuan and kilograms.</summary>
internal static class KiloForm
{
    public static long Fen(decimal yuan) => (long)Math.Clamp(decimal.Round(yuan * 100m, MidpointRounding.AwayFromZero), -1_000_000_000m, 1_000_000_000m);

    public static long Grams(decimal? kilograms) => (long)Math.Clamp((kilograms ?? 0m) * 1000m, -10_000_000_000_000m, 10_000_000_000_000m);
}
