using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace Market.Web.Shared;

/// <summary>Says in words which field of a demand or a bid the matching's check means: its paths are those of a file (docs/matching.md).</summary>
internal static partial class MarketFields
{
    /// <summary>Codes of refusals whose first value is such a path.</summary>
    public const string Codes = "match.";

    /// <returns>e.g. "第 2 行、最多几家供" for <c>lines[1].maxSuppliers</c>; the path itself where a part of it has no word.</returns>
    public static string Said(string path, IStringLocalizer<Words> words)
    {
        var said = new List<string>();
        foreach (var part in path.Split('.'))
        {
            var step = Step().Match(part);
            // Of one demand or bid there is one of each.
            if (step.Groups[1].Value is "offers" or "rules") continue;
            var word = step.Groups[2].Success ? words["market_field.nth." + step.Groups[1].Value, int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture) + 1] : words["market_field." + step.Groups[1].Value];
            if (word.ResourceNotFound) return path;
            said.Add(word.Value);
        }
        return said.Count == 0 ? path : string.Join(words["market_field.and"].Value, said);
    }

    [GeneratedRegex(@"^(\w+)(?:\[(\d{1,6})\])?$")]
    private static partial Regex Step();
}
