namespace Market.Traceability.DigitalLink;

/// <summary>What GS1 says of one application identifier (AI).</summary>
public sealed class ApplicationIdentifier
{
    /// <summary>The number: 2 to 4 digits.</summary>
    public required string Code { get; init; }

    /// <summary>The name that stands for it in links of syntax 1.1 and before, such as gtin; null for most.</summary>
    public string? Alpha { get; init; }

    /// <summary>The parts of its value, in order; one or more.</summary>
    public required IReadOnlyList<AiComponent> Components { get; init; }

    /// <summary>Whether a separator ends its value in a bar code: all but those of the standard's list of predefined lengths.</summary>
    public bool NeedsFnc1 { get; init; }

    /// <summary>Whether it may stand in a link's query.</summary>
    public bool IsDataAttribute { get; init; }

    /// <summary>For a primary key of links, which qualifiers may follow it, in order, each once or left out; one list or several to choose from. null for other AIs.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Qualifiers { get; init; }

    /// <summary>What must be on the item besides: of each of these one of its alternatives, such as <c>01+21,00</c> (n stands for any digit).</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>What must not be on the item besides (n stands for any digit; none excludes itself).</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>Fewest characters of a value.</summary>
    public int MinLength => Components.Where(x => !x.IsOptional).Sum(x => x.Min);

    /// <summary>Most characters of a value.</summary>
    public int MaxLength => Components.Sum(x => x.Max);

    /// <summary>Looks at a value.</summary>
    /// <returns>null when it is good, else one of value.too_short, value.too_long, value.character, or value. with the failed <see cref="AiCheck"/>.</returns>
    public DigitalLinkError? Check(ReadOnlySpan<char> value)
    {
        var rest = value;
        foreach (var component in Components)
        {
            if (rest.IsEmpty && component.IsOptional) break;
            var part = rest[..Math.Min(rest.Length, component.Max)];
            rest = rest[part.Length..];
            if (part.Length < component.Min) return Wrong("too_short", $"has {value.Length} characters, too few");
            if (!CharacterSets.Contains(component.Set, part)) return Wrong("character", "has a character that is not allowed");
            foreach (var check in component.Checks)
                if (!AiChecks.Holds(check, part)) return Wrong(CodeOf(check), $"fails the check {check}");
        }
        return rest.IsEmpty ? null : Wrong("too_long", $"has {value.Length} characters, too many");
    }

    /// <summary>Whether lengths and characters are right; checks of the content are not made, and nothing is allocated.</summary>
    internal bool HasShape(ReadOnlySpan<char> value)
    {
        for (var i = 0; i < Components.Count; i++)
        {
            var component = Components[i];
            if (value.IsEmpty && component.IsOptional) return true;
            var part = value[..Math.Min(value.Length, component.Max)];
            if (part.Length < component.Min || !CharacterSets.Contains(component.Set, part)) return false;
            value = value[part.Length..];
        }
        return value.IsEmpty;
    }

    private DigitalLinkError Wrong(string code, string what) => new("value." + code, $"The value of AI ({Code}) {what}.");

    private static string CodeOf(AiCheck check) => string.Concat(check.ToString().Select((x, i) => i > 0 && char.IsAsciiLetterUpper(x) ? $"_{char.ToLowerInvariant(x)}" : $"{char.ToLowerInvariant(x)}"));
}
