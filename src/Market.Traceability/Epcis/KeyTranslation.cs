using System.Text.Json;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Epcis;

/// <summary>Writes the keys of one event in the form that was asked for.</summary>
/// <remarks>A key is only translated when the translation means the same key; anything else stays as it came.</remarks>
internal sealed class KeyTranslation
{
    private static readonly string[] Kinds = ["urn:epc:id:", "urn:epc:class:", "urn:epc:idpat:"];

    private readonly EpcForm form;
    private readonly Dictionary<string, int> learned = new(StringComparer.Ordinal);

    public KeyTranslation(EpcForm form, JsonElement found)
    {
        this.form = form;
        if (form.Format == EpcFormat.AlwaysEpcUrn) Learn(found);
    }

    /// <summary>Whether every key stays as it is.</summary>
    public bool IsIdle => form.Format is EpcFormat.AsStored or EpcFormat.NeverTranslates;

    /// <summary>The key in the form that was asked for.</summary>
    public string Write(string key) => form.Format switch
    {
        EpcFormat.AlwaysGs1DigitalLink when IsUrn(key) => EpcUrn.TryToDigitalLink(key, out var link, out _) ? link : key,
        EpcFormat.AlwaysEpcUrn when !IsUrn(key) => ToUrn(key),
        _ => key,
    };

    private static bool IsUrn(string key) => Kinds.Any(x => key.StartsWith(x, StringComparison.Ordinal));

    private string ToUrn(string link)
    {
        if (CanonicalDigitalLink.TryOf(link) is not { } canonical) return link;
        var length = LengthOf(canonical.Split('/') is [_, _, _, var ai, var value, ..] ? Significant(ai, value) : "");
        return length > 0 && EpcUrn.TryFromDigitalLink(canonical, length, out var urn, out _) && CanonicalDigitalLink.TryOf(urn) == canonical ? urn : link;
    }

    /// <summary>The key from its company prefix on: without the indicator of a GTIN, the extension of an SSCC and the zero of a GRAI.</summary>
    private static string Significant(string ai, string value) => ai is "01" or "00" or "8006" or "8003" && value.Length > 1 ? value[1..] : value;

    private int LengthOf(string key)
    {
        for (var length = Math.Min(key.Length, 12); length > 0; length--)
            if (learned.TryGetValue(key[..length], out var digits) || form.CompanyPrefixes.TryGetValue(key[..length], out digits)) return digits;
        return 0;
    }

    /// <summary>Whoever wrote one key of a company as a URN has said how long the company's prefix is.</summary>
    private void Learn(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Split(':') is ["urn", "epc", "id" or "class" or "idpat", _, var rest, ..] && rest.IndexOf('.', StringComparison.Ordinal) is >= 6 and <= 12 and var cut)
            learned.TryAdd(rest[..cut], cut);
        else if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) Learn(item);
        else if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject()) Learn(member.Value);
    }
}
