using System.Globalization;
using System.Text.RegularExpressions;
using Market.Kernel.Values;

namespace Market.Catalog.Imports;

/// <summary>Reads the cells of the rarer columns; the text comes in half width.</summary>
internal static partial class DetailCell
{
    /// <returns>ambient, chilled or frozen; null when unknown.</returns>
    public static string? Storage(string text) => text.ToLowerInvariant() switch
    {
        "ambient" or "常温" or "阴凉" or "干燥" or "室温" => "ambient",
        "chilled" or "冷藏" or "保鲜" => "chilled",
        "frozen" or "冷冻" or "速冻" => "frozen",
        _ => null,
    };

    /// <returns>Months as a product keeps them (6-10, or 5), empty for all year; null when unreadable. 6月-10月 and 6~10月 are 6-10.</returns>
    public static string? Season(string text)
    {
        if (text.ToLowerInvariant() is "全年" or "四季" or "all year") return "";
        var match = Months().Match(text);
        if (!match.Success) return null;
        var (from, to) = (Month(match.Groups[1]), match.Groups[2].Success ? Month(match.Groups[2]) : 0);
        if (from is < 1 or > 12 || to > 12 || (match.Groups[2].Success && to < 1)) return null;
        return to == 0 ? $"{from}" : $"{from}-{to}";
    }

    /// <returns>Thousandths of the unit, 1 to 1,000,000; null when out of range or no number.</returns>
    public static long? StepMilli(string text) =>
        PriceCell.TryDecimal(text, out var step) && decimal.Round(step, 3) == step && step is > 0 and <= 1000 ? (long)(step * 1000) : null;

    /// <param name="header">Header of the column; a unit in its brackets, 净重(kg), goes for plain numbers.</param>
    /// <returns>Grams, 1 to 1,000,000; null when out of range, unreadable, or a plain number whose unit nobody says.</returns>
    public static long? NetGrams(string text, string header)
    {
        var match = Mass().Match(text);
        if (!match.Success || !decimal.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var unitText = match.Groups[2].Value is { Length: > 0 } own ? own : HeaderWords.Bracket(header);
        if (!Units.TryParse(unitText, out var unit) || !unit.IsMass() || number > 1_000_000) return null;
        var grams = number * unit.Grams();
        return grams == decimal.Truncate(grams) && grams is >= 1 and <= 1_000_000 ? (long)grams : null;
    }

    private static int Month(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{1,2})月?(?:[-~至到]([0-9]{1,2})月?)?$")]
    private static partial Regex Months();

    [GeneratedRegex(@"^([0-9]{1,10}(?:\.[0-9]{1,6})?) ?(\p{L}*)$")]
    private static partial Regex Mass();
}
