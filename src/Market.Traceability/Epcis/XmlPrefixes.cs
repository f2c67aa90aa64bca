using System.Xml;
using System.Xml.Linq;

namespace Market.Traceability.Epcis;

/// <summary>The prefixes that one event of XML gets in JSON: those declared around it where JSON-LD can use them, else new ones.</summary>
internal sealed class XmlPrefixes
{
    /// <summary>Namespace of EPCIS documents; names of the standard stand without any or, in lenient documents, with this one.</summary>
    public const string Epcis = "urn:epcglobal:epcis:xsd:2";

    /// <summary>Namespace of answers to queries.</summary>
    public const string Query = "urn:epcglobal:epcis-query:xsd:2";

    /// <summary>Namespace of xsi:nil, which says that an element has no value, and of xsi:type, which JSON does not need.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private const string Before = "urn:epcglobal:epcis:xsd:1", QueryBefore = "urn:epcglobal:epcis-query:xsd:1", Schema = "http://www.w3.org/2001/XMLSchema";

    /// <summary>Prefixes that would change the meaning of URIs or of the standard's own words.</summary>
    private static readonly HashSet<string> Unusable = new(["http", "https", "urn", "ni", "tag", "id", "type", "xml", "xmlns"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private int made;

    public XmlPrefixes(XElement found)
    {
        foreach (var each in found.AncestorsAndSelf().SelectMany(x => x.Attributes()).Where(x => x.IsNamespaceDeclaration && x.Name.Namespace != XNamespace.None))
            TryAdd(each.Name.LocalName, each.Value);
    }

    /// <summary>Prefix and namespace of everything that was declared or named.</summary>
    public IReadOnlyDictionary<string, string> Own => own;

    /// <summary>Whether a name belongs to the standard.</summary>
    public static bool IsStandard(XName name) => name.NamespaceName is "" or Epcis or Query or Before or QueryBefore;

    /// <summary>An extension's name in JSON: prefix, colon, name; the URI itself for what XmlNames could not cut.</summary>
    public string Name(XName name, XElement at)
    {
        if (name.LocalName == XmlNames.Whole) return name.NamespaceName;
        if (!known.TryGetValue(name.NamespaceName, out var prefix) && !TryAdd(prefix = at.GetPrefixOfNamespace(name.Namespace) ?? "", name.NamespaceName))
            while (!TryAdd(prefix = FormattableString.Invariant($"ns{++made}"), name.NamespaceName)) continue;
        return $"{prefix}:{XmlConvert.DecodeName(name.LocalName)}";
    }

    private bool TryAdd(string prefix, string meaning)
    {
        if (meaning is Epcis or Query or Before or QueryBefore or Schema or Instance && prefix is not ['n', 's', ..]) return false;
        if (Unusable.Contains(prefix) || !UriSyntax.IsUri(prefix + ":x") || !own.TryAdd(prefix, meaning)) return false;
        known.TryAdd(meaning, prefix);
        return true;
    }
}
