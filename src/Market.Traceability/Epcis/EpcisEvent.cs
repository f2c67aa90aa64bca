using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>One event as it came, with the prefixes it is to be read with.</summary>
/// <param name="Json">The event; valid as long as its document.</param>
internal sealed record EpcisEvent(JsonElement Json, Namespaces Namespaces)
{
    /// <summary>Name of the event's type, e.g. ObjectEvent; empty when it has none.</summary>
    public string Type => Text("type") ?? "";

    /// <summary>A field's text; null when absent.</summary>
    public string? Text(string name) => Json.TryGetProperty(name, out var value) ? JsonText.Of(value) : null;

    /// <summary>A list's members, or nothing.</summary>
    public IEnumerable<JsonElement> List(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}

/// <summary>What is wrong with an event or a document.</summary>
/// <param name="Code">Stable code, e.g. epcis.uri; the sentence belongs to the pages' words.</param>
/// <param name="Path">Where, as a JSON Pointer below the event, e.g. /epcList/0.</param>
/// <param name="Found">The offending value or name, at most 80 characters.</param>
public sealed record EpcisFault(string Code, string Path, string Found = "")
{
    internal static EpcisFault Of(string code, string path, string found = "") => new(code, path, found.Length > 80 ? found[..80] : found);
}
