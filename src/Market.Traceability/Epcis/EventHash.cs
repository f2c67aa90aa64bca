using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Epcis;

/// <summary>Version of the rules of the event hash.</summary>
public enum HashRules
{
    /// <summary>CBV 2.0: instants keep every digit of the second, at least three.</summary>
    Cbv20,

    /// <summary>CBV 2.1: instants are rounded half up to milliseconds; sources come before destinations.</summary>
    Cbv21,
}

/// <summary>The hash of what an event says, the same for every way of writing it.</summary>
/// <remarks>
/// Everything is put in one order, keys in their canonical Digital Link form, instants in UTC, standard words as web URIs, lists
/// sorted; recordTime, eventID and errorDeclaration are left out. Source: Core Business Vocabulary 2.0 and 2.1, section 8.9.
/// </remarks>
internal sealed class EventHash(HashRules rules, IReadOnlySet<string>? ignored = null)
{
    /// <summary>The hash as a named information URI of RFC 6920, e.g. ni:///sha-256;6ae9...?ver=CBV2.0.</summary>
    public string Uri(EpcisEvent found) => $"ni:///sha-256;{Convert.ToHexStringLower(Hash(found))}?ver=CBV{(rules == HashRules.Cbv20 ? "2.0" : "2.1")}";

    /// <summary>SHA-256 of the pre-hash string's UTF-8 bytes: 32 bytes.</summary>
    public byte[] Hash(EpcisEvent found) => SHA256.HashData(Encoding.UTF8.GetBytes(PreHash(found)));

    /// <summary>The text that is hashed.</summary>
    public string PreHash(EpcisEvent found)
    {
        var text = new StringBuilder("eventType=").Append(EventShapes.Types.Contains(found.Type) ? found.Type : found.Namespaces.Braced(found.Type));
        WriteFields(text, found.Json, EventShapes.Of(found.Type)!, found.Namespaces);
        return text.ToString();
    }

    private void WriteFields(StringBuilder text, JsonElement value, Shape shape, Namespaces names)
    {
        foreach (var field in rules == HashRules.Cbv20 ? shape.Fields : SourcesFirst(shape.Fields))
            if (!field.Unhashed && ignored?.Contains(field.Name) != true && value.TryGetProperty(field.Name, out var found)) WriteField(text, found, field, names);
        if (shape.Extensible) WriteSorted(text, Extensions(value, shape, names));
    }

    private static IEnumerable<Field> SourcesFirst(IReadOnlyList<Field> fields) =>
        fields.OrderBy(x => x.Name == "destinationList" ? 1 : x.Name is "sensorElementList" or "ilmd" ? 2 : 0);

    private void WriteField(StringBuilder text, JsonElement value, Field field, Namespaces names)
    {
        if (!field.List)
        {
            text.Append(field.Name);
            if (field.Kind == FieldKind.Object) WriteFields(text, value, field.Shape!, names);
            else if (field.Kind == FieldKind.Extensions) WriteSorted(text, Extensions(value, null, names));
            else text.Append('=').Append(Scalar(value, field, names));
            return;
        }
        if (field.Item is not null) text.Append(field.Name);
        WriteSorted(text, (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value]).Select(x => Item(x, field, names)));
    }

    private string Item(JsonElement value, Field field, Namespaces names)
    {
        if (field.Kind != FieldKind.Object) return $"{field.Item ?? field.Name}={Scalar(value, field, names)}";
        // A typed reference (source, destination, business transaction) is told by its own two fields; other items begin with their name.
        var text = new StringBuilder(field.Shape!.Find(field.Item ?? "") is null ? field.Item ?? field.Name : "");
        WriteFields(text, value, field.Shape, names);
        return text.ToString();
    }

    private string Scalar(JsonElement value, Field field, Namespaces names)
    {
        if (value.ValueKind == JsonValueKind.Number) return Decimals.Plain(value.GetRawText());
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetRawText();
        var text = value.GetString()!.Trim();
        return field.Kind switch
        {
            FieldKind.Time => Instant(text),
            FieldKind.Word => field.Words!.Uri(text, names.Of("gs1")!),
            FieldKind.Key => CanonicalDigitalLink.TryOf(text) ?? text,
            _ => text,
        };
    }

    private string Instant(string text)
    {
        if (!EventTimes.TryParse(text, out var utc)) return text;
        if (rules == HashRules.Cbv21) return EventTimes.Milliseconds(utc.AddTicks(TimeSpan.TicksPerMillisecond / 2));
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? "" : new string([.. text[(point + 1)..].TakeWhile(char.IsAsciiDigit)]).TrimEnd('0');
        return EventTimes.Milliseconds(utc)[..20] + digits.PadRight(3, '0') + "Z";
    }

    private List<string> Extensions(JsonElement value, Shape? shape, Namespaces names)
    {
        var all = new List<string>();
        foreach (var member in value.EnumerateObject())
            if (shape?.Find(member.Name) is null && !(shape?.IsEvent == true && member.Name is "type" or "@context") && ignored?.Contains(member.Name) != true)
                AddExtension(all, member.Name.Contains(':', StringComparison.Ordinal) ? names.Braced(member.Name) : member.Name, member.Value, names);
        return all;
    }

    private void AddExtension(List<string> all, string name, JsonElement value, Namespaces names)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) AddExtension(all, name, item, names);
                break;
            case JsonValueKind.Object:
                var inner = new StringBuilder(name);
                WriteSorted(inner, Extensions(value, null, names));
                all.Add(inner.ToString());
                break;
            case JsonValueKind.Null: all.Add(name); break;
            default: all.Add($"{name}={Free(value)}"); break;
        }
    }

    private static string Free(JsonElement value) => value.ValueKind == JsonValueKind.String ? Decimals.Plain(value.GetString()!.Trim()) : Decimals.Plain(value.GetRawText());

    private static void WriteSorted(StringBuilder text, IEnumerable<string> parts) => text.AppendJoin("", parts.OrderBy(x => x, Utf8Order.Instance));

    /// <summary>Order of the UTF-8 bytes, which is the order of code points and not the one of UTF-16.</summary>
    private sealed class Utf8Order : IComparer<string>
    {
        public static readonly Utf8Order Instance = new();

        public int Compare(string? left, string? right)
        {
            var (a, b) = (left!, right!);
            var same = a.AsSpan().CommonPrefixLength(b);
            if (same == a.Length || same == b.Length) return a.Length.CompareTo(b.Length);
            var (x, y) = (a[same], b[same]);
            return char.IsSurrogate(x) != char.IsSurrogate(y) ? (char.IsSurrogate(x) ? 1 : -1) : x.CompareTo(y);
        }
    }
}
