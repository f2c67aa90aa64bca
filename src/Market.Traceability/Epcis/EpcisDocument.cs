using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>The events of one document, in its order.</summary>
/// <param name="Events">Each still to be checked; valid as long as the document is not disposed of.</param>
internal sealed record EpcisDocument(IReadOnlyList<EpcisEvent> Events, JsonDocument Source) : IDisposable
{
    /// <summary>Deepest nesting read.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth };

    public void Dispose() => Source.Dispose();

    /// <summary>Reads an EPCIS document or query document in JSON, or one event that carries its own context.</summary>
    /// <param name="fault">What is wrong with the document as a whole; its events are not looked at.</param>
    public static EpcisDocument? Read(ReadOnlyMemory<byte> json, out EpcisFault? fault)
    {
        JsonDocument? source = null;
        if (JsonText.Unreadable(json.Span, MaxDepth) is { } at)
        {
            fault = EpcisFault.Of("epcis.json", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/@0:{at}"));
            return null;
        }
        try { source = JsonDocument.Parse(json, Strict); }
        catch (JsonException broken)
        {
            fault = EpcisFault.Of("epcis.json", $"/@{broken.LineNumber ?? 0}:{broken.BytePositionInLine ?? 0}");
            return null;
        }
        var events = new List<EpcisEvent>();
        fault = Gather(source.RootElement, events);
        if (fault is null) return new(events, source);
        source.Dispose();
        return null;
    }

    private static EpcisFault? Gather(JsonElement root, List<EpcisEvent> events)
    {
        if (root.ValueKind != JsonValueKind.Object) return EpcisFault.Of("epcis.not_an_object", "");
        if (!root.TryGetProperty("@context", out var context)) return EpcisFault.Of("epcis.missing", "/@context");
        if (Namespaces.None.With(context) is not { } names) return EpcisFault.Of("epcis.context", "/@context");
        var type = root.TryGetProperty("type", out var kind) ? JsonText.Of(kind) : null;
        if (type is not ("EPCISDocument" or "EPCISQueryDocument"))
        {
            events.Add(new(root, names));
            return null;
        }
        if (CheckFrame(root, type) is { } fault) return fault;
        // Of two lists one would be left out silently.
        if (type == "EPCISDocument" && root.GetProperty("epcisBody") is { ValueKind: JsonValueKind.Object } body && body.EnumerateObject().GroupBy(x => x.Name, StringComparer.Ordinal).FirstOrDefault(x => x.Skip(1).Any()) is { } twice)
            return EpcisFault.Of("epcis.twice", "/epcisBody/" + twice.Key);
        var list = type == "EPCISDocument" ? Down(root, "epcisBody", "eventList") : Down(root, "epcisBody", "queryResults", "resultsBody", "eventList");
        if (list is not { ValueKind: JsonValueKind.Array } found) return EpcisFault.Of(list is null ? "epcis.missing" : "epcis.not_a_list", "/epcisBody/eventList");
        foreach (var each in found.EnumerateArray())
        {
            var own = names;
            if (each.ValueKind == JsonValueKind.Object && each.TryGetProperty("@context", out var nearer) && names.With(nearer) is { } both) own = both;
            events.Add(new(each, own));
        }
        return null;
    }

    private static EpcisFault? CheckFrame(JsonElement root, string type)
    {
        if (root.TryGetProperty("schemaVersion", out var version) && !IsVersion(JsonText.Of(version) ?? "")) return EpcisFault.Of("epcis.version", "/schemaVersion", version.GetRawText());
        return EventChecker.CheckObject(root, type == "EPCISDocument" ? DocumentShapes.Document : DocumentShapes.QueryDocument, "", type);
    }

    /// <summary>2.0, and what may follow it without breaking what 2.0 says.</summary>
    private static bool IsVersion(string text) => text.Split('.') is ["2", _, ..] and var parts && parts.All(x => x.Length > 0 && x.All(char.IsAsciiDigit));

    private static JsonElement? Down(JsonElement from, params string[] names)
    {
        var at = from;
        foreach (var name in names)
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        return at;
    }
}
