using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Market.Traceability.DigitalLink;

/// <summary>All application identifiers of GS1, by number and by name.</summary>
/// <remarks>Source: GS1 General Specifications, section 3.2; which are keys, qualifiers and attributes of links: GS1 Digital Link Standard: URI Syntax, section 5.</remarks>
public static class ApplicationIdentifiers
{
    /// <summary>In the order of the table, every number of a range for itself.</summary>
    public static IReadOnlyList<ApplicationIdentifier> All { get; } = [.. AiTable.Rows.SelectMany(x => x.Spread())];

    private static readonly FrozenDictionary<string, ApplicationIdentifier> Codes = All.ToFrozenDictionary(x => x.Code, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, ApplicationIdentifier> Alphas = All.Where(x => x.Alpha is not null).ToFrozenDictionary(x => x.Alpha!, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, int> Lengths = All.Select(x => (x.Code[..2], x.Code.Length)).Distinct().ToFrozenDictionary(x => x.Item1, x => x.Length, StringComparer.Ordinal);

    /// <summary>The AI of a number.</summary>
    /// <returns>false when GS1 has not given it out.</returns>
    public static bool TryFind(ReadOnlySpan<char> code, [NotNullWhen(true)] out ApplicationIdentifier? ai) => Codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out ai);

    /// <summary>The AI of a name such as gtin, in small letters.</summary>
    public static bool TryFindAlpha(ReadOnlySpan<char> name, [NotNullWhen(true)] out ApplicationIdentifier? ai) => Alphas.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out ai);

    /// <summary>Looks at an element, known or not.</summary>
    /// <param name="permitUnknown">Whether a number GS1 has not given out is taken.</param>
    /// <returns>null when it is good; ai.unknown, or as <see cref="ApplicationIdentifier.Check"/>.</returns>
    public static DigitalLinkError? Check(AiElement element, bool permitUnknown)
    {
        if (TryFind(element.Ai, out var ai)) return ai.Check(element.Value);
        if (!permitUnknown || !CouldBe(element.Ai)) return new("ai.unknown", $"({element.Ai[..Math.Min(element.Ai.Length, 8)]}) is no application identifier.");
        if (element.Value.Length is 0 or > 90) return new(element.Value.Length == 0 ? "value.too_short" : "value.too_long", $"The value of AI ({element.Ai}) has {element.Value.Length} characters.");
        return CharacterSets.Contains('X', element.Value) ? null : new("value.character", $"The value of AI ({element.Ai}) has a character that is not allowed.");
    }

    /// <summary>Whether a separator ends the value in a bar code.</summary>
    internal static bool NeedsFnc1(string code) => !TryFind(code, out var ai) || ai.NeedsFnc1;

    /// <summary>The AI at the start of a text without brackets: the first two digits say how long it is.</summary>
    internal static bool TryFindAtStart(ReadOnlySpan<char> text, [NotNullWhen(true)] out ApplicationIdentifier? ai)
    {
        ai = null;
        return text.Length >= 2 && Lengths.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..2], out var length) && text.Length >= length && TryFind(text[..length], out ai);
    }

    /// <summary>2 to 4 digits, whose first two do not say another length: a reader of bar codes would cut it wrongly.</summary>
    private static bool CouldBe(string code) => code.Length is >= 2 and <= 4 && CharacterSets.Contains('N', code) && (!Lengths.TryGetValue(code[..2], out var length) || length == code.Length);
}
