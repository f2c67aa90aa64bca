using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>What stands around the events of a document.</summary>
/// <param name="CreationDate">RFC 3339; null when a document that was read has none.</param>
/// <param name="QueryName">The query that the events answer: then it is an EPCISQueryDocument, else an EPCISDocument.</param>
/// <param name="SubscriptionId">The subscription that delivers them, if one does.</param>
internal sealed record DocumentHead(string? CreationDate, string? QueryName = null, string? SubscriptionId = null)
{
    /// <summary>As our documents are written: what events say reads better than escapes, and nothing of it goes into a page.</summary>
    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>2.0 for what we write.</summary>
    public string? SchemaVersion { get; init; } = "2.0";

    /// <summary>Objects around the list of events.</summary>
    public int Depth => QueryName is null ? 2 : 4;

    /// <param name="now">UTC.</param>
    public static DocumentHead Of(DateTime now, string? queryName = null, string? subscriptionId = null) => new(EventTimes.Milliseconds(now), queryName, subscriptionId);

    /// <summary>The document in JSON.</summary>
    /// <param name="events">The list of events as JSON; null when there is none, which no reader accepts.</param>
    public ReadOnlyMemory<byte> WriteJson(PrefixTable table, ArrayBufferWriter<byte>? events)
    {
        var buffer = new ArrayBufferWriter<byte>((events?.WrittenCount ?? 0) + 1024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            table.WriteContext(json);
            json.WriteString("type", QueryName is null ? "EPCISDocument" : "EPCISQueryDocument");
            if (SchemaVersion is not null) json.WriteString("schemaVersion", SchemaVersion);
            if (CreationDate is not null) json.WriteString("creationDate", CreationDate);
            json.WriteStartObject("epcisBody");
            if (QueryName is not null)
            {
                json.WriteStartObject("queryResults");
                if (SubscriptionId is not null) json.WriteString("subscriptionID", SubscriptionId);
                json.WriteString("queryName", QueryName);
                json.WriteStartObject("resultsBody");
            }
            if (events is not null)
            {
                json.WritePropertyName("eventList");
                json.WriteRawValue(events.WrittenSpan, skipInputValidation: true);
            }
            for (var open = QueryName is null ? 2 : 4; open > 0; open--) json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
