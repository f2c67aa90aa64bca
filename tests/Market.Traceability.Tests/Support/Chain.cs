using System.Text.Json.Nodes;
using Market.Traceability.Lots;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Support;

/// <summary>Events of a chain for tests: made, packed, shipped.</summary>
public sealed class Chain(Trace trace)
{
    private int minute;

    public static TraceParty Inspector { get; } = new(Guid.CreateVersion7(), null);

    public static JsonObject Quantity(string key, int kilograms) => new() { ["epcClass"] = key, ["quantity"] = kilograms, ["uom"] = "KGM" };

    /// <summary>A transformation of kilograms into kilograms.</summary>
    public JsonObject Made((string Key, int Kg)[] inputs, (string Key, int Kg)[] outputs)
    {
        var told = Begin("TransformationEvent");
        if (inputs.Length > 0) told["inputQuantityList"] = new JsonArray([.. inputs.Select(x => (JsonNode)Quantity(x.Key, x.Kg))]);
        if (outputs.Length > 0) told["outputQuantityList"] = new JsonArray([.. outputs.Select(x => (JsonNode)Quantity(x.Key, x.Kg))]);
        return told;
    }

    public JsonObject Packed(string action, string parent, params string[] children)
    {
        var told = Begin("AggregationEvent");
        (told["action"], told["parentID"]) = (action, parent);
        told["childEPCs"] = new JsonArray([.. children.Select(x => (JsonNode)x)]);
        return told;
    }

    public JsonObject Shipped(string epc, string? from, string? to)
    {
        var told = Begin("ObjectEvent");
        (told["action"], told["bizStep"], told["epcList"]) = ("OBSERVE", "shipping", new JsonArray(epc));
        return Between(told, from, to);
    }

    public JsonObject ShippedLot(string key, int kilograms, string to)
    {
        var told = Begin("ObjectEvent");
        (told["action"], told["bizStep"], told["quantityList"]) = ("OBSERVE", "shipping", new JsonArray(Quantity(key, kilograms)));
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = "urn:x:desadv:1" });
        return Between(told, null, to);
    }

    /// <summary>Captures events; each is an hour after the one before, so that nothing is at the same time.</summary>
    public async Task TellAsync(params JsonObject[] events) => Assert.True((await trace.CaptureAsync(Documents.Of(events))).Success);

    public async Task<TraceGraph> GraphAsync(string key, TraceDirection direction, int depth = 32, int nodes = 5000) =>
        (await trace.AskAsync<TraceReads, TraceGraph?>(x => x.FindAsync(Inspector, key, new(direction, depth, nodes), default)))!;

    public async Task<string> PackAsync(Farm farm, string code, long into, long outOf)
    {
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Where(x => x.Code == code).Select(x => x.Id).SingleAsync());
        return (await trace.AskAsync<LotDesk, string?>(x => x.PackAsync(farm.Party, new(farm.Cooperative, [new(id, into)], farm.Facts(outOf), 295, null), default)))!;
    }

    private static JsonObject Between(JsonObject told, string? from, string? to)
    {
        if (from is not null) told["sourceList"] = new JsonArray(new JsonObject { ["type"] = "owning_party", ["source"] = from });
        if (to is not null) told["destinationList"] = new JsonArray(new JsonObject { ["type"] = "owning_party", ["destination"] = to });
        return told;
    }

    private JsonObject Begin(string type) => new()
    {
        ["type"] = type,
        ["eventTimeZoneOffset"] = "+08:00",
        ["eventTime"] = Trace.Start.AddHours(-500 + minute++).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };
}
