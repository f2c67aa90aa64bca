using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Market.Traceability.DigitalLink;

/// <summary>Element strings: as people read them, with the AIs in brackets, and as bar codes carry them, with separators.</summary>
/// <remarks>Source: GS1 General Specifications, sections 4.14 and 7.8. Vector: (10)12345(11)991225 is 1012345, separator, 11991225.</remarks>
public static class ElementStrings
{
    /// <summary>The separator as scanners send it.</summary>
    public const char GroupSeparator = '\u001d';

    /// <summary>Most characters of an element string: as many as of an address.</summary>
    public const int MaxLength = DigitalLinkUri.MaxLength;

    /// <summary>Reads AIs in brackets; a bracket inside a value has a backslash before it. Never throws.</summary>
    /// <param name="error">element.empty, element.too_long, element.bracket, ai.unknown, or what <see cref="ApplicationIdentifier.Check"/> says.</param>
    public static bool TryParseBracketed([NotNullWhen(true)] string? text, DigitalLinkOptions options, [NotNullWhen(true)] out IReadOnlyList<AiElement>? elements, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        (elements, error) = (null, Size(text));
        var read = new List<AiElement>();
        for (var at = 0; error is null && at < text!.Length;)
        {
            var close = text[at] == '(' ? text.IndexOf(')', at) : -1;
            if (close < 0) error = new("element.bracket", $"Character {at + 1} begins no AI in brackets.");
            else error = Add(read, new(text[(at + 1)..close], Value(text, close + 1, out at)), options);
        }
        if (error is null) elements = read;
        return error is null;
    }

    /// <summary>Reads what a bar code carries, with or without a separator in front. Never throws.</summary>
    /// <param name="fnc1">What stands for the separator; no character of a value.</param>
    /// <param name="error">element.empty, element.too_long, ai.unknown, or what <see cref="ApplicationIdentifier.Check"/> says.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, char fnc1, [NotNullWhen(true)] out IReadOnlyList<AiElement>? elements, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        (elements, error) = (null, Size(text));
        var read = new List<AiElement>();
        for (var rest = text.AsSpan(); error is null;)
        {
            if (!rest.IsEmpty && rest[0] == fnc1) rest = rest[1..];
            if (rest.IsEmpty) break;
            if (!ApplicationIdentifiers.TryFindAtStart(rest, out var ai))
            {
                error = new("ai.unknown", $"At character {text!.Length - rest.Length + 1} there is no application identifier.");
                break;
            }
            rest = rest[ai.Code.Length..];
            // A value of predefined length ends by itself, a separator behind it is superfluous but allowed.
            var most = ai.NeedsFnc1 ? rest : rest[..Math.Min(rest.Length, ai.MaxLength)];
            var end = most.IndexOf(fnc1) is var separator and >= 0 ? separator : most.Length;
            error = Add(read, new(ai.Code, rest[..end].ToString()), DigitalLinkOptions.Strict);
            rest = rest[end..];
        }
        if (error is null && read.Count == 0) error = new("element.empty", "There is no element.");
        if (error is null) elements = read;
        return error is null;
    }

    /// <summary>Writes AIs in brackets; an opening bracket inside a value gets a backslash.</summary>
    public static string FormatBracketed(IEnumerable<AiElement> elements)
    {
        var text = new StringBuilder();
        foreach (var (ai, value) in elements) text.Append('(').Append(ai).Append(')').Append(value.Replace("(", "\\(", StringComparison.Ordinal));
        return text.ToString();
    }

    /// <summary>Writes what a bar code carries, in the order given, with the separator that says GS1 in front.</summary>
    public static string Format(IEnumerable<AiElement> elements, char fnc1 = GroupSeparator)
    {
        var text = new StringBuilder();
        var separate = true;
        foreach (var (ai, value) in elements)
        {
            if (separate) text.Append(fnc1);
            text.Append(ai).Append(value);
            separate = ApplicationIdentifiers.NeedsFnc1(ai);
        }
        return text.ToString();
    }

    /// <summary>Elements of predefined length first, otherwise in the order given: the fewest separators.</summary>
    public static IReadOnlyList<AiElement> FixedFirst(IEnumerable<AiElement> elements) => [.. elements.OrderBy(x => ApplicationIdentifiers.NeedsFnc1(x.Ai))];

    private static DigitalLinkError? Size(string? text) => string.IsNullOrEmpty(text) ? new("element.empty", "There is nothing.")
        : text.Length > MaxLength ? new("element.too_long", $"The text has {text.Length} characters, more than {MaxLength}.") : null;

    private static string Value(string text, int from, out int end)
    {
        var value = new StringBuilder();
        for (end = from; end < text.Length && text[end] != '('; end++)
        {
            if (text[end] == '\\' && end + 1 < text.Length && text[end + 1] is '(' or ')') end++;
            value.Append(text[end]);
        }
        return value.ToString();
    }

    private static DigitalLinkError? Add(List<AiElement> read, AiElement element, DigitalLinkOptions options)
    {
        if (options.ZeroSuppressedGtin) element = ZeroSuppression.Fill(element);
        read.Add(element);
        return ApplicationIdentifiers.Check(element, options.PermitUnknownAis);
    }
}
