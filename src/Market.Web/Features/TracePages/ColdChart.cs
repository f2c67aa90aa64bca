using System.Globalization;
using Market.Kernel;
using Market.Traceability.Story;

namespace Market.Web.Features.TracePages;

/// <summary>One stay in the cold, as the page shows it.</summary>
/// <param name="From">UTC.</param>
/// <param name="Limit">℃ that was not to be passed; null when none was set.</param>
public sealed record ColdStay(string Place, DateTime From, DateTime Until, decimal Lowest, decimal Highest, decimal Mean, decimal? Limit)
{
    public bool IsAbove => Highest > Limit;
}

/// <summary>Temperatures on the way as one drawing: what was measured between lowest and highest, and the limit.</summary>
/// <remarks>Heights are in the drawing's own points from the top; widths in hundredths of its width, so that it fits every screen.</remarks>
public sealed class ColdChart
{
    private const double Top = 30, Bottom = 190;

    private ColdChart(IReadOnlyList<ColdStay> stays)
    {
        Stays = stays;
        (From, Until) = (stays.Min(x => x.From), stays.Max(x => x.Until));
        // Whole degrees with one to spare, and 0 ℃ always in sight: frost matters.
        Floor = Math.Floor(Math.Min(0, stays.Min(x => x.Lowest)));
        Ceiling = Math.Ceiling(Math.Max(stays.Max(x => x.Highest), stays.Max(x => x.Limit) ?? 0) + 1);
        Limit = stays.Select(x => x.Limit).Distinct().ToList() is [{ } one] ? one : null;
    }

    public IReadOnlyList<ColdStay> Stays { get; }
    public DateTime From { get; }
    public DateTime Until { get; }

    /// <summary>℃ at the bottom line.</summary>
    public decimal Floor { get; }

    /// <summary>℃ at the top line.</summary>
    public decimal Ceiling { get; }

    /// <summary>℃, when all stays have the same limit.</summary>
    public decimal? Limit { get; }

    public decimal Lowest => Stays.Min(x => x.Lowest);
    public decimal Highest => Stays.Max(x => x.Highest);

    /// <summary>Weighted with how long each stay was.</summary>
    public decimal Mean => Stays.Sum(x => x.Mean * (decimal)(x.Until - x.From).TotalHours) / (decimal)Stays.Sum(x => (x.Until - x.From).TotalHours);

    /// <returns>null when nothing was measured.</returns>
    public static ColdChart? Of(IEnumerable<StoryStep> steps)
    {
        var stays = steps.Where(x => x.Kind == "cold").Select(Stay).OfType<ColdStay>().OrderBy(x => x.From).ToList();
        return stays.Count == 0 ? null : new(stays);
    }

    /// <summary>Height of a temperature.</summary>
    public string Y(decimal celsius) => Number(Bottom - ((Bottom - Top) * (double)((celsius - Floor) / (Ceiling - Floor))));

    /// <summary>Place of an instant, 0 to 100.</summary>
    public string X(DateTime at) => Number(Share(at - From));

    public string Width(ColdStay stay) => Number(Math.Max(0.5, Share(stay.Until - stay.From)));

    public string Height(ColdStay stay) => Number(Math.Max(3, (Bottom - Top) * (double)((stay.Highest - stay.Lowest) / (Ceiling - Floor))));

    /// <summary>The means, one behind the other.</summary>
    public string Means() => string.Join(' ', Stays.SelectMany(x => new[] { $"{X(x.From)},{Y(x.Mean)}", $"{X(x.Until)},{Y(x.Mean)}" }));

    /// <summary>Day and hour in the district's time.</summary>
    public static string When(DateTime at) => DistrictClock.Local(at).ToString("M-d HH:mm", CultureInfo.InvariantCulture);

    public static string Degrees(decimal celsius) => celsius.ToString("0.#", CultureInfo.InvariantCulture) + " ℃";

    private double Share(TimeSpan span) => 100 * span.TotalSeconds / (Until - From).TotalSeconds;

    private static ColdStay? Stay(StoryStep step)
    {
        decimal? Fact(string name) => decimal.TryParse(step.Facts.GetValueOrDefault(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;
        DateTime? Time(string name) => DateTimeOffset.TryParse(step.Facts.GetValueOrDefault(name), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at.UtcDateTime : null;
        return (Fact("minValue"), Fact("maxValue"), Fact("meanValue"), Time("startTime"), Time("endTime")) is ({ } low, { } high, { } mean, { } from, { } until) && from < until
            ? new(step.Facts.GetValueOrDefault("place", ""), from, until, low, high, mean, Fact("limit"))
            : null;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
