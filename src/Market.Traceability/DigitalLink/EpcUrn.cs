using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Market.Traceability.DigitalLink;

/// <summary>EPC URNs, the older names of GS1 keys in events, to and from Digital Links.</summary>
/// <remarks>Source: GS1 EPC Tag Data Standard 2.x, sections 6 to 8. Vector: urn:epc:id:sgtin:4012345.011111.98 is (01)04012345111118(21)98.</remarks>
public static class EpcUrn
{
    /// <summary>The address under https://id.gs1.org of a pure identity, a lot (urn:epc:class:lgtin) or a class of items (urn:epc:idpat with a star for the serial).</summary>
    /// <param name="error">urn.not_epc, urn.scheme, urn.prefix, urn.reference, urn.serial or urn.value.</param>
    public static bool TryToDigitalLink([NotNullWhen(true)] string? urn, [NotNullWhen(true)] out string? uri, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        var key = new EpcKey(stackalloc char[EpcKey.Room]);
        error = urn is null ? Refused("urn.not_epc") : EpcUrnReader.Read(urn, ref key) is { } code ? Refused(code) : null;
        uri = error is null ? key.ToString() : null;
        return error is null;
    }

    /// <summary>The key, and if there is one its qualifier, as elements.</summary>
    /// <param name="error">As for <see cref="TryToDigitalLink"/>.</param>
    public static bool TryToElements([NotNullWhen(true)] string? urn, [NotNullWhen(true)] out IReadOnlyList<AiElement>? elements, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        var key = new EpcKey(stackalloc char[EpcKey.Room]);
        error = urn is null ? Refused("urn.not_epc") : EpcUrnReader.Read(urn, ref key) is { } code ? Refused(code) : null;
        elements = error is not null ? null : key.Qualifier is null ? [new(key.Ai!.Code, key.Value.ToString())] : [new(key.Ai!.Code, key.Value.ToString()), new(key.Qualifier.Code, key.QualifierValue.ToString())];
        return error is null;
    }

    /// <summary>The URN of a link's key at its finest level; attributes are left out, a lot beside a serial too.</summary>
    /// <param name="companyPrefixLength">Digits of the GS1 company prefix, 6 to 12: only its owner and GS1 know them.</param>
    /// <param name="error">urn.prefix, urn.no_scheme (the key has no URN at this level), or why the link is not read.</param>
    public static bool TryFromDigitalLink([NotNullWhen(true)] string? uri, int companyPrefixLength, [NotNullWhen(true)] out string? urn, [NotNullWhen(false)] out DigitalLinkError? error)
    {
        urn = null;
        error = companyPrefixLength is < EpcScheme.ShortestPrefix or > EpcScheme.LongestPrefix ? Refused("urn.prefix") : UriText.Check(uri, out _);
        if (error is not null) return false;
        var key = new EpcKey(stackalloc char[EpcKey.Room]);
        error = CanonicalDigitalLink.Read(uri!, ref key) is { } code ? Refused(code) : key.Ai!.Check(key.Value);
        if (error is null && (urn = Write(key, companyPrefixLength)) is null) error = Refused("urn.no_scheme");
        return error is null;
    }

    private static string? Write(EpcKey key, int length)
    {
        if (EpcScheme.Find(key.Ai!.Code, key.Qualifier?.Code) is not { } scheme) return null;
        var value = key.Value;
        var fixedLength = scheme.Digits == 0 ? value.Length : scheme.Before + scheme.Digits - (scheme.Moves ? 1 : 0) + 1;
        var serial = scheme.Tail == EpcScheme.Appended ? value[fixedLength..] : key.QualifierValue;
        var pattern = scheme.Tail.Length > 0 && serial.IsEmpty && scheme.Tail != "254";
        if (value.Length - scheme.Before < length || !CharacterSets.Contains('N', value.Slice(scheme.Before, length))) return null;
        var reference = scheme.Digits == 0 ? value[length..] : value[(scheme.Before + length)..(fixedLength - 1)];
        // Extension 0 in a URN means none: another place.
        if (scheme.Tail == "254" && serial is "0") return null;
        // An asset or consignment needs a reference of its own behind the prefix.
        if (scheme.Digits == 0 && reference.IsEmpty) return null;
        var text = new StringBuilder(EpcUrnReader.Prefix).Append(pattern ? "idpat:" : scheme.IsClass ? "class:" : "id:").Append(scheme.Name).Append(':').Append(value.Slice(scheme.Before, length)).Append('.');
        if (scheme.Moves) text.Append(value[0]);
        Escape(text, reference);
        if (scheme.HasPieces) text.Append('.').Append(value[^4..^2]).Append('.').Append(value[^2..]);
        if (scheme.Tail.Length == 0) return text.ToString();
        Escape(text.Append('.'), pattern ? "*" : serial.IsEmpty ? "0" : serial);
        return text.ToString();
    }

    private static void Escape(StringBuilder text, ReadOnlySpan<char> value)
    {
        foreach (var character in value)
        {
            if (EpcUrnReader.Escaped.Contains(character)) text.Append('%').Append(((int)character).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            else text.Append(character);
        }
    }

    private static DigitalLinkError Refused(string code) => new(code, code switch
    {
        "urn.not_epc" => "It does not begin with urn:epc:id:, urn:epc:class: or urn:epc:idpat:.",
        "urn.scheme" => "There is no such EPC scheme.",
        "urn.prefix" => "A company prefix has 6 to 12 digits.",
        "urn.reference" => "The reference is missing or has a wrong length.",
        "urn.serial" => "The serial is missing or not properly escaped.",
        "urn.no_scheme" => "There is no EPC URN for this key with this company prefix.",
        _ => "It is not the address of a GS1 key as events use them.",
    });
}
