using System.Globalization;
using System.Text.Json.Nodes;

namespace Market.Traceability.Tests.Support;

/// <summary>EPCIS documents for tests.</summary>
internal static class Documents
{
    public const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    public static string Of(params JsonObject[] events) => new JsonObject
    {
        ["@context"] = new JsonArray(Context, new JsonObject { ["own"] = "https://ns.example.com/epcis/" }),
        ["type"] = "EPCISDocument",
        ["schemaVersion"] = "2.0",
        ["creationDate"] = "2026-11-23T02:00:00Z",
        ["epcisBody"] = new JsonObject { ["eventList"] = new JsonArray([.. events]) },
    }.ToJsonString();

    /// <summary>An observation of one thing.</summary>
    public static JsonObject Seen(string epc, string? id = null, int minute = 0)
    {
        var seen = new JsonObject
        {
            ["type"] = "ObjectEvent",
            ["eventTime"] = string.Create(CultureInfo.InvariantCulture, $"2026-11-22T10:{minute:00}:00+08:00"),
            ["eventTimeZoneOffset"] = "+08:00",
            ["action"] = "OBSERVE",
            ["bizStep"] = "shipping",
            ["epcList"] = new JsonArray(epc),
        };
        if (id is not null) seen["eventID"] = id;
        return seen;
    }
}
