using System.Collections.Frozen;
using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>Prefixes of the extension fields of a document, from its JSON-LD context or its XML declarations.</summary>
/// <remarks>Remote contexts are never fetched: the terms of the standard context are built in, prefixes have to be declared in the document.</remarks>
internal sealed class Namespaces
{
    /// <summary>GS1 Web Vocabulary as the EPCIS 2.0.0 context names it.</summary>
    public const string Gs1Voc = "https://gs1.org/voc/";

    /// <summary>Master data attributes of the Core Business Vocabulary.</summary>
    public const string MasterData = "urn:epcglobal:cbv:mda";

    private static readonly FrozenDictionary<string, string> Standard = new Dictionary<string, string>
    {
        ["epcis"] = "https://ref.gs1.org/epcis/",
        ["cbv"] = "https://ref.gs1.org/cbv/",
        ["cbvmda"] = MasterData,
        ["gs1"] = Gs1Voc,
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["dcterms"] = "http://purl.org/dc/terms/",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly Namespaces None = new(FrozenDictionary<string, string>.Empty);

    private Namespaces(IReadOnlyDictionary<string, string> own) => Own = own;

    /// <summary>Prefixes declared in the document itself.</summary>
    public IReadOnlyDictionary<string, string> Own { get; }

    /// <summary>Namespace of a prefix, without the colon that the context may end it with.</summary>
    /// <returns>null when nobody declared the prefix.</returns>
    public string? Of(string prefix)
    {
        var found = Own.TryGetValue(prefix, out var own) ? own : Standard.GetValueOrDefault(prefix);
        return found == MasterData + ":" ? MasterData : found;
    }

    /// <summary>The name of an extension field as the event hash writes it: {namespace}local.</summary>
    public string Braced(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && Of(name[..colon]) is { } known) return $"{{{known}}}{name[(colon + 1)..]}";
        var cut = name.LastIndexOfAny(['/', '#', ':']);
        return $"{{{name[..(cut + 1)]}}}{name[(cut + 1)..]}";
    }

    /// <summary>These prefixes, and above them the ones of a nearer context.</summary>
    /// <returns>null when the context is no context: neither a URI, an object nor a list of these, or a prefix's meaning is no URI.</returns>
    public Namespaces? With(JsonElement context)
    {
        var all = new Dictionary<string, string>(Own, StringComparer.Ordinal);
        return Add(all, context, true) ? all.Count == 0 ? None : new(all) : null;
    }

    /// <summary>From declarations of XML.</summary>
    public static Namespaces Of(IReadOnlyDictionary<string, string> declared) => new(declared);

    private static bool Add(Dictionary<string, string> all, JsonElement context, bool list)
    {
        switch (context.ValueKind)
        {
            case JsonValueKind.String: return JsonText.Of(context) is { } uri && UriSyntax.IsUri(uri);
            case JsonValueKind.Array when list:
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var each in context.EnumerateArray())
                    if (!seen.Add(each.GetRawText()) || !Add(all, each, false)) return false;
                return true;
            case JsonValueKind.Object:
                foreach (var term in context.EnumerateObject())
                    if (term.Value.ValueKind == JsonValueKind.String && term.Name is not ['@', ..])
                    {
                        if (JsonText.Of(term.Value) is not { } meaning) return false;
                        if (meaning.Contains(':', StringComparison.Ordinal)) all[term.Name] = meaning;
                    }
                return true;
            default: return false;
        }
    }
}
