using System.Globalization;
using System.Text.Json.Nodes;

namespace Market.Web.Tests.Support;

/// <summary>Tells by EPCIS that goods went somewhere.</summary>
internal static class Shipping
{
    /// <param name="key">Of the lot.</param>
    /// <param name="to">Key of the receiver.</param>
    public static async Task TellAsync(Client teller, string key, string to, int kilograms = 20)
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var told = new JsonObject
        {
            ["@context"] = new JsonArray("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"),
            ["type"] = "EPCISDocument",
            ["schemaVersion"] = "2.0",
            ["creationDate"] = now,
            ["epcisBody"] = new JsonObject
            {
                ["eventList"] = new JsonArray(new JsonObject
                {
                    ["type"] = "ObjectEvent",
                    ["eventTime"] = now,
                    ["eventTimeZoneOffset"] = "+08:00",
                    ["action"] = "OBSERVE",
                    ["bizStep"] = "shipping",
                    ["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = key, ["quantity"] = kilograms, ["uom"] = "KGM" }),
                    ["destinationList"] = new JsonArray(new JsonObject { ["type"] = "owning_party", ["destination"] = to }),
                }),
            },
        };
        var reply = await teller.PostRawAsync("/epcis/capture", told.ToJsonString());
        Assert.True(reply.Status == 202, reply.Text);
    }
}
