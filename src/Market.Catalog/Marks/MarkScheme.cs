using System.Globalization;
using Market.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Marks;

/// <summary>A mark that products may carry: the district's logo or a kind of certificate. Kinds are data: the brand office adds others.</summary>
internal sealed class MarkScheme
{
    public const string SharedLogo = "shared_logo";
    public const string Demonstration = "demonstration";

    /// <summary>The badge's kind in the API.</summary>
    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>From this day on nothing new is certified and nothing shown as valid; null while the scheme is open.</summary>
    public DateOnly? ClosedFrom { get; private set; }

    /// <summary>The mark honours the cooperative as a whole: every product of the holder carries it, and its papers name none.</summary>
    public bool OfHolder { get; init; }

    /// <summary>The mark's own registration as a trademark, which bounds every licence for it; null while not recorded.</summary>
    public LogoTrademark? Trademark { get; private set; }

    /// <summary>Last running number given out, over all years.</summary>
    public int LastNumber { get; init; }

    /// <summary>The version of a scheme's rules that holds on a day.</summary>
    public static Task<MarkRules> RulesAsync(CatalogDb db, string kind, DateOnly day, CancellationToken ct) =>
        db.MarkRules.AsNoTracking().Where(x => x.Kind == kind && x.From <= day).OrderByDescending(x => x.Version).FirstAsync(ct);

    /// <param name="from">First day of history, or null to open it again.</param>
    public void Close(DateOnly? from) => ClosedFrom = from;

    /// <summary>The mark as outlines, for artwork files; empty while the drawing that comes with the program stands for it.</summary>
    public string LogoSvg { get; private set; } = "";

    public void Draw(string svg) => LogoSvg = svg;

    public void Register(LogoTrademark trademark) => Trademark = trademark;
}

/// <summary>A mark's registration as a trademark.</summary>
/// <param name="Number">Registration number, 1 to 40 characters.</param>
/// <param name="Classes">Classes of the Nice classification, 1 to 45, in order and separated by commas, e.g. 29,30,31.</param>
/// <param name="Owner">1 to 120 characters.</param>
/// <param name="Until">Last day of the registration; no licence ends later.</param>
public sealed record LogoTrademark(string Number, string Classes, string Owner, DateOnly Until)
{
    internal bool Covers(int niceClass) => Covers(Classes, niceClass);

    internal static bool Covers(string classes, int niceClass) => classes.Split(',').Contains(niceClass.ToString(CultureInfo.InvariantCulture));

    /// <summary>Classes as typed, in order; null when one of them is none.</summary>
    internal static string? Parse(string classes)
    {
        var numbers = classes.Split([',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(x => int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Distinct().Order().ToList();
        return numbers.Count > 0 && numbers.TrueForAll(x => x is >= 1 and <= 45) ? string.Join(',', numbers.Select(x => x.ToString(CultureInfo.InvariantCulture))) : null;
    }
}

/// <summary>A scheme's rules in one version: what was begun under a version is decided by it.</summary>
internal sealed class MarkRules
{
    public string Kind { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Version { get; init; }

    /// <summary>First day the version holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>Longest validity in months; null where no instrument names one.</summary>
    public int? ValidMonths { get; init; }

    /// <summary>Days before the end from which a renewal can be asked for.</summary>
    public int RenewalDays { get; init; }

    /// <summary>What a number must look like, as a regular expression; empty for any.</summary>
    public string NumberPattern { get; init; } = "";

    /// <summary>Papers to be sent along, one a line.</summary>
    public string Documents { get; init; } = "";
    public string DocumentsEn { get; init; } = "";

    /// <summary>What each evidence sheet of an application has to show, a line for each: well run, good quality, good repute; empty where the office asks nothing of its own.</summary>
    public string Sheets { get; init; } = "";
    public string SheetsEn { get; init; } = "";

    /// <summary>Smallest width of the printed mark, in millimetres; 0 when no rule names one.</summary>
    public int LeastMillimetres { get; init; }

    /// <summary>Share of a quota from which holder and office are warned, in percent (local rule).</summary>
    public int QuotaAlarmPercent { get; init; } = 90;

    /// <summary>Where the figures are from.</summary>
    public string Source { get; init; } = "";

    /// <summary>A text's lines without the empty ones.</summary>
    public static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
