namespace Market.Traceability.DigitalLink;

/// <summary>Reads the elements of one address.</summary>
internal sealed class DigitalLinkReader(DigitalLinkOptions options)
{
    private readonly List<AiElement> _elements = [];
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private ApplicationIdentifier? _key;

    public IReadOnlyList<AiElement> Elements => _elements;
    public int PathCount { get; private set; }
    public string StemPath { get; private set; } = "";

    /// <summary>Key and qualifiers, searched from the end: what stands before the last key belongs to the stem.</summary>
    public DigitalLinkError? ReadPath(string path)
    {
        var pairs = new Stack<(ApplicationIdentifier Ai, Range Value)>();
        for (var end = path.Length; _key is null;)
        {
            var slash = end > 0 ? path.LastIndexOf('/', end - 1) : -1;
            var before = slash > 0 ? path.LastIndexOf('/', slash - 1) : -1;
            if (before < 0 || !TryName(path.AsSpan(before + 1, slash - before - 1), out var ai)) return new("path.no_key", "The path ends in no GS1 key with its qualifiers.");
            pairs.Push((ai!, (slash + 1)..end));
            end = before;
            if (ai!.Qualifiers is not null) (_key, StemPath) = (ai, path[..before]);
        }
        PathCount = pairs.Count;
        if (!IsSequence(_key, [.. pairs.Skip(1).Select(x => x.Ai.Code)])) return new("path.sequence", $"AI ({_key.Code}) must not be followed by these qualifiers in this order.");
        foreach (var (ai, value) in pairs)
            if (Add(ai.Code, path.AsSpan(value), inQuery: false) is { } error) return error;
        return null;
    }

    /// <summary>Attributes; what has no number for a name is not ours and left alone.</summary>
    public DigitalLinkError? ReadQuery(string query)
    {
        foreach (var range in query.AsSpan().SplitAny('&', ';'))
        {
            var parameter = query.AsSpan(range);
            if (parameter.IndexOf('=') is not (> 0 and var equals)) continue;
            var name = parameter[..equals];
            var known = TryName(name, out var ai);
            if (!known && !CharacterSets.Contains('N', name)) continue;
            if ((known ? WhyMisplaced(ai!) : WhyUnknown(name)) is { } refused) return refused;
            if (Add(ai?.Code ?? name.ToString(), parameter[(equals + 1)..], inQuery: true) is { } error) return error;
        }
        return null;
    }

    /// <summary>Whether these qualifiers may follow this key: each once, in the order of one of its sequences.</summary>
    public static bool IsSequence(ApplicationIdentifier key, IReadOnlyList<string> qualifiers) => key.Qualifiers!.Any(sequence =>
    {
        var met = 0;
        foreach (var qualifier in sequence)
            if (met < qualifiers.Count && qualifiers[met] == qualifier) met++;
        return met == qualifiers.Count;
    });

    private bool TryName(ReadOnlySpan<char> name, out ApplicationIdentifier? ai) =>
        ApplicationIdentifiers.TryFind(name, out ai) || options.ConvenienceAlphas && ApplicationIdentifiers.TryFindAlpha(name, out ai);

    /// <summary>A qualifier that could have stood in the path must stand there, or one thing would have two addresses.</summary>
    private DigitalLinkError? WhyMisplaced(ApplicationIdentifier ai)
    {
        if (!ai.IsDataAttribute) return new("query.not_attribute", $"AI ({ai.Code}) must not stand in a query.");
        var path = _elements.Take(PathCount).Skip(1).Select(x => x.Ai).ToList();
        return !path.Contains(ai.Code) && _key!.Qualifiers!.Any(x => x.Contains(ai.Code) && path.TrueForAll(x.Contains)) ? new("query.belongs_in_path", $"AI ({ai.Code}) belongs into the path.") : null;
    }

    private DigitalLinkError? WhyUnknown(ReadOnlySpan<char> name) =>
        !options.PermitUnknownAis ? new("ai.unknown", $"({name[..Math.Min(name.Length, 8)]}) is no application identifier.")
        : !options.UnknownAiAsAttribute ? new("query.not_attribute", $"The unknown AI ({name[..Math.Min(name.Length, 8)]}) must not stand in a query.") : null;

    private DigitalLinkError? Add(string code, ReadOnlySpan<char> escaped, bool inQuery)
    {
        if (PercentEncoding.Decode(escaped, inQuery) is not { } value) return new("uri.escape", $"The value of AI ({code}) has a percent sign without two hexadecimal digits.");
        var element = options.ZeroSuppressedGtin ? ZeroSuppression.Fill(new(code, value)) : new(code, value);
        if (!_codes.Add(code)) return new("query.repeated", $"AI ({code}) is there twice.");
        _elements.Add(element);
        return ApplicationIdentifiers.Check(element, options.PermitUnknownAis);
    }
}
