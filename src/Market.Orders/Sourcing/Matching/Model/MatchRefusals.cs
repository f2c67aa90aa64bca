using System.Globalization;
using Market.Kernel;

namespace Market.Orders.Sourcing.Matching.Model;

/// <summary>Every refusal of the engine has a code, the field's path as it stands in the file, and what was found there.</summary>
internal static class MatchRefusals
{
    /// <param name="path">Such as <c>lines[2].demand[0].grams</c>.</param>
    public static RuleException Refusal(string code, string path, object? found = null)
    {
        var shown = Convert.ToString(found, CultureInfo.InvariantCulture) ?? "";
        return new(code, $"{code} at {(path.Length == 0 ? "/" : path)}{(shown.Length == 0 ? "" : $": {shown}")}", path, path, shown);
    }
}
