namespace Market.Traceability.DigitalLink;

/// <summary>Whether the elements of one item belong together: required companions are there, excluded ones are not.</summary>
/// <remarks>
/// Source: GS1 General Specifications, section 4.14. The rules hold for all marks on an item together; a link or bar code
/// alone may break them, so that reading does not ask here.
/// </remarks>
public static class AiAssociations
{
    /// <returns>null when all is well; else ai.missing, ai.excluded, or ai.contradicts for one AI with two values.</returns>
    public static DigitalLinkError? Check(IReadOnlyList<AiElement> elements)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, value) in elements)
            if (!values.TryAdd(code, value) && values[code] != value) return new("ai.contradicts", $"AI ({code}) has two values.");
        foreach (var code in values.Keys)
        {
            if (!ApplicationIdentifiers.TryFind(code, out var ai)) continue;
            if (ai.Requires.FirstOrDefault(x => !IsMet(x, values.Keys)) is { } missing) return new("ai.missing", $"AI ({code}) needs one of {missing} beside it.");
            if (values.Keys.FirstOrDefault(other => other != code && ai.Excludes.Any(x => Fits(x, other))) is { } excluded) return new("ai.excluded", $"AI ({code}) must not stand beside ({excluded}).");
        }
        return null;
    }

    private static bool IsMet(string alternatives, IEnumerable<string> codes) => alternatives.Split(',').Any(all => all.Split('+').All(pattern => codes.Any(x => Fits(pattern, x))));

    private static bool Fits(string pattern, string code) => pattern.Length == code.Length && pattern.Zip(code).All(x => x.First == x.Second || x.First == 'n');
}
