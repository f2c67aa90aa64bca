using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>The prefixes of a document with the events of many: the first event to use a prefix gives it to the document, others keep theirs beside them.</summary>
internal sealed class PrefixTable
{
    /// <summary>The context that EPCIS 2.0 documents name.</summary>
    public const string StandardContext = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private readonly SortedDictionary<string, string> all = new(StringComparer.Ordinal);

    /// <summary>Prefixes of the document.</summary>
    public IReadOnlyDictionary<string, string> All => all;

    /// <returns>The prefixes that the event has to declare itself.</returns>
    public List<KeyValuePair<string, string>> Adopt(IReadOnlyDictionary<string, string> own)
    {
        var nearer = new List<KeyValuePair<string, string>>();
        foreach (var each in own)
            // A prefix of the standard context stays the standard's for the document: other events rely on it without saying so.
            if (Namespaces.None.Of(each.Key) is { } standard ? standard != each.Value : !all.TryAdd(each.Key, each.Value) && all[each.Key] != each.Value) nearer.Add(each);
        return nearer;
    }

    /// <summary>Adopts an event's prefixes and writes those that remain into the event, which is open.</summary>
    public void WriteNearer(Utf8JsonWriter json, IReadOnlyDictionary<string, string> own)
    {
        if (Adopt(own) is not { Count: > 0 } nearer) return;
        json.WritePropertyName("@context");
        WriteObject(json, nearer);
    }

    /// <summary>Writes the document's context, which is complete once every event has been adopted.</summary>
    public void WriteContext(Utf8JsonWriter json)
    {
        json.WriteStartArray("@context");
        json.WriteStringValue(StandardContext);
        if (all.Count > 0) WriteObject(json, all);
        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> prefixes)
    {
        json.WriteStartObject();
        foreach (var (prefix, meaning) in prefixes) json.WriteString(prefix, meaning);
        json.WriteEndObject();
    }
}
