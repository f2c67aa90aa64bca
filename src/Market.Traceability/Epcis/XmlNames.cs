using System.Xml;

namespace Market.Traceability.Epcis;

/// <summary>Names of extension fields as XML takes them.</summary>
internal static class XmlNames
{
    /// <summary>Local name of an element whose namespace is the whole name.</summary>
    public const string Whole = "_x_";

    /// <summary>Prefix (null: any), local name and namespace of an extension field; of a name without a colon the namespace is empty.</summary>
    /// <remarks>Characters that XML names cannot have are written as _x0020_ and so on, which reading undoes.</remarks>
    public static (string? Prefix, string Local, string Namespace) Of(string name, Namespaces names)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || name.Length == 1) return (null, XmlConvert.EncodeLocalName(name), "");
        if (names.Of(name[..colon]) is { Length: > 0 } known && colon < name.Length - 1) return (IsPrefix(name[..colon], known) ? name[..colon] : null, XmlConvert.EncodeLocalName(name[(colon + 1)..]), Safe(known));
        var cut = name.LastIndexOfAny(['/', '#', ':']) + 1;
        // No name remains behind the cut, or one that no prefix can precede: the whole is the namespace.
        if (cut == name.Length || name.AsSpan(cut).ContainsAny('[', ']')) return (null, Whole, Safe(name));
        return (null, XmlConvert.EncodeLocalName(name[cut..]), Safe(name[..cut]));
    }

    /// <summary>Whether XML can declare the prefix.</summary>
    public static bool IsPrefix(string prefix, string meaning)
    {
        if (prefix.StartsWith("xml", StringComparison.OrdinalIgnoreCase) || prefix is "xsi" or "epcis" or "epcisq" || meaning.Length == 0 || Safe(meaning) != meaning) return false;
        return prefix == XmlConvert.EncodeLocalName(prefix);
    }

    /// <summary>The two namespaces that XML keeps for itself are nobody's.</summary>
    private static string Safe(string meaning) => meaning is "http://www.w3.org/2000/xmlns/" or "http://www.w3.org/XML/1998/namespace" or XmlPrefixes.Epcis or XmlPrefixes.Instance ? meaning + "#" : meaning;
}
