using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>A valid event as it is kept.</summary>
/// <param name="Body">The event, a JSON object.</param>
/// <param name="Prefixes">Its prefixes, a JSON object of texts.</param>
internal sealed record StoredEvent(string Body, string Prefixes)
{
    public static StoredEvent Of(EventRow row) => new(row.Body, row.Prefixes);

    public IReadOnlyDictionary<string, string> Own { get; } = JsonSerializer.Deserialize<Dictionary<string, string>>(Prefixes)!;

    /// <summary>The event to read; dispose of its source afterwards.</summary>
    public EpcisEvent Open(out JsonDocument source)
    {
        source = JsonDocument.Parse(Body);
        return new(source.RootElement, Namespaces.Of(Own));
    }
}
