using System.Globalization;

namespace Market.Traceability.DigitalLink;

/// <summary>Where an application identifier may be.</summary>
[Flags]
internal enum AiUse
{
    /// <summary>Ended by a separator; not in a link's query.</summary>
    Plain = 0,
    /// <summary>Of predefined length: no separator in a bar code.</summary>
    Fixed = 1,
    /// <summary>May stand in a link's query.</summary>
    Query = 2,
    FixedQuery = Fixed | Query,
}

/// <summary>A row of <see cref="AiTable"/>.</summary>
/// <param name="Codes">A number, or the first and the last of several with a hyphen.</param>
/// <param name="Format">Parts as <see cref="AiComponent.Read"/> reads them.</param>
/// <param name="Needs">What must be there too: groups with spaces between, in each the alternatives with commas.</param>
/// <param name="Never">What must not be there, with commas.</param>
internal sealed record AiRow(string Codes, string Format, AiUse Use = AiUse.Query, string Needs = "", string Never = "")
{
    /// <summary>For a key of links its qualifiers with commas, choices with bars; empty for none, null for what is no key.</summary>
    public string? Key { get; init; }

    public string? Alpha { get; init; }

    /// <summary>Each number for itself.</summary>
    public IEnumerable<ApplicationIdentifier> Spread()
    {
        var ends = Codes.Split('-');
        var components = AiComponent.Read(Format);
        for (var (code, last) = (Number(ends[0]), Number(ends[^1])); code <= last; code++)
        {
            yield return new()
            {
                Code = code.ToString($"D{ends[0].Length}", CultureInfo.InvariantCulture),
                Alpha = Alpha,
                Components = components,
                NeedsFnc1 = !Use.HasFlag(AiUse.Fixed),
                IsDataAttribute = Use.HasFlag(AiUse.Query),
                Qualifiers = Key is null ? null : [.. Key.Split('|').Select(x => Words(x, ','))],
                Requires = Words(Needs, ' '),
                Excludes = Words(Never, ','),
            };
        }
    }

    private static string[] Words(string text, char between) => text.Split(between, StringSplitOptions.RemoveEmptyEntries);

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
