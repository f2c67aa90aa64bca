using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Market.Traceability.DigitalLink;

/// <summary>Writes elements as an address.</summary>
internal sealed class DigitalLinkWriter(DigitalLinkOptions options)
{
    public bool TryWrite(IReadOnlyList<AiElement> given, [NotNullWhen(true)] out string? uri, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        uri = null;
        AiElement[] elements = options.ZeroSuppressedGtin ? [.. given.Select(ZeroSuppression.Fill)] : [.. given];
        if (!IsStem(out var stem)) error = new("stem.wrong", "The stem is no address without query and fragment.");
        else error = CheckAll(elements) ?? (Choose(elements) is not { } path ? WhyNot(elements) : Write(stem, elements, path, out uri));
        return error is null;
    }

    private bool IsStem(out string stem)
    {
        stem = options.Stem.TrimEnd('/');
        return UriText.Check(stem, out _) is null && !stem.Contains('?', StringComparison.Ordinal) && !stem.Contains('#', StringComparison.Ordinal);
    }

    private DigitalLinkError? CheckAll(AiElement[] elements)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if (ApplicationIdentifiers.Check(element, options.PermitUnknownAis) is { } error) return error;
            if (!codes.Add(element.Ai)) return new("query.repeated", $"AI ({element.Ai}) is there twice.");
        }
        return null;
    }

    /// <summary>The first key, in the order given, with the longest of its sequences, for which all the rest may stand in a query.</summary>
    private List<AiElement>? Choose(AiElement[] elements)
    {
        List<AiElement>? best = null;
        foreach (var key in elements)
        {
            if (best is not null || !ApplicationIdentifiers.TryFind(key.Ai, out var ai) || ai.Qualifiers is null) continue;
            foreach (var sequence in ai.Qualifiers)
            {
                List<AiElement> path = [key, .. sequence.SelectMany(x => elements.Where(element => element.Ai == x))];
                if (path.Count > (best?.Count ?? 0) && elements.All(x => path.Contains(x) || IsAttribute(x.Ai))) best = path;
            }
        }
        return best;
    }

    private bool IsAttribute(string code) => ApplicationIdentifiers.TryFind(code, out var ai) ? ai.IsDataAttribute : options.UnknownAiAsAttribute;

    private DigitalLinkError WhyNot(AiElement[] elements)
    {
        if (!elements.Any(x => ApplicationIdentifiers.TryFind(x.Ai, out var ai) && ai.Qualifiers is not null)) return new("path.no_key", "There is no GS1 key among the elements.");
        var left = elements.Where(x => !IsAttribute(x.Ai)).Select(x => $"({x.Ai})");
        return new("path.sequence", $"No key takes all of {string.Join(' ', left)} as its qualifiers, and they must not stand in a query.");
    }

    private DigitalLinkError? Write(string stem, AiElement[] elements, List<AiElement> path, out string? uri)
    {
        var text = new StringBuilder(stem);
        foreach (var (ai, value) in path) PercentEncoding.Append(text.Append('/').Append(Name(ai)).Append('/'), value, inQuery: false);
        var before = '?';
        foreach (var (ai, value) in elements.Where(x => !path.Contains(x)))
        {
            PercentEncoding.Append(text.Append(before).Append(Name(ai)).Append('='), value, inQuery: true);
            before = '&';
        }
        uri = text.Length > DigitalLinkUri.MaxLength ? null : text.ToString();
        return uri is null ? new("uri.too_long", $"The address would have {text.Length} characters, more than {DigitalLinkUri.MaxLength}.") : null;
    }

    private string Name(string code) => options.ConvenienceAlphas && ApplicationIdentifiers.TryFind(code, out var ai) && ai.Alpha is { } alpha ? alpha : code;
}
