using System.Text.Json;
using System.Text.Json.Nodes;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;

namespace Market.Traceability.Tests.Epcis;

/// <summary>The parameters of SimpleEventQuery, each against the same few events.</summary>
public sealed class EventQueryTests : IAsyncLifetime
{
    private Trace trace = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        var rich = Documents.Seen("urn:epc:id:sgtin:0614141.107346.2017", "urn:x:e:rich");
        rich["persistentDisposition"] = new JsonObject { ["set"] = new JsonArray("completeness_verified"), ["unset"] = new JsonArray("completeness_inferred") };
        rich["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "po", ["bizTransaction"] = "urn:x:order:7" }, new JsonObject { ["bizTransaction"] = "urn:x:plain:1" });
        rich["sourceList"] = new JsonArray(new JsonObject { ["type"] = "location", ["source"] = "urn:epc:id:sgln:4012345.00225.0" });
        rich["destinationList"] = new JsonArray(new JsonObject { ["type"] = "urn:x:kind:own", ["destination"] = "urn:x:place:2" });
        rich["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = "urn:epc:class:lgtin:4012345.012345.998877", ["quantity"] = 200.5, ["uom"] = "KGM" });
        rich["readPoint"] = new JsonObject { ["id"] = "urn:x:gate:1" };
        var wrong = Documents.Seen("urn:epc:id:sscc:4012345.0111111111", "urn:x:e:wrong", 1);
        wrong["errorDeclaration"] = new JsonObject { ["declarationTime"] = "2026-11-22T12:00:00.250Z", ["reason"] = "incorrect_data", ["correctiveEventIDs"] = new JsonArray("urn:x:e:right") };
        var made = new JsonObject
        {
            ["type"] = "TransformationEvent",
            ["eventID"] = "urn:x:e:made",
            ["eventTime"] = "2026-11-22T10:02:00+08:00",
            ["eventTimeZoneOffset"] = "+08:00",
            ["transformationID"] = "urn:epc:id:gdti:0614141.12345.400",
            ["inputQuantityList"] = new JsonArray(new JsonObject { ["epcClass"] = "urn:epc:idpat:sgtin:0614141.107346.*", ["quantity"] = 12 }),
            ["outputEPCList"] = new JsonArray("urn:epc:id:sgtin:0614141.107340.1", "https://shop.example/id/pack/AB12"),
        };
        Assert.True((await trace.CaptureAsync(Documents.Of(rich, wrong, made))).Success);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    public static TheoryData<string, string, string> Asked() => new()
    {
        { "EQ_transformationID", "urn:epc:id:gdti:0614141.12345.400", "made" },
        { "EQ_transformationID", "https://id.gs1.org/253/0614141123452400", "made" },
        { "EQ_transformationID", "urn:x:other", "" },
        { "EQ_persistentDisposition_set", "completeness_verified", "rich" },
        { "EQ_persistentDisposition_set", "urn:epcglobal:cbv:disp:completeness_verified|active", "rich" },
        { "EQ_persistentDisposition_set", "completeness_inferred", "" },
        { "EQ_persistentDisposition_unset", "completeness_inferred", "rich" },
        { "EQ_bizTransaction_po", "urn:x:order:7", "rich" },
        { "EQ_bizTransaction_urn:epcglobal:cbv:btt:po", "urn:x:order:7", "rich" },
        { "EQ_bizTransaction_inv", "urn:x:order:7", "" },
        { "EQ_bizTransaction_", "urn:x:plain:1", "rich" },
        { "EQ_source_location", "urn:epc:id:sgln:4012345.00225.0", "rich" },
        { "EQ_source_location", "https://id.gs1.org/414/4012345002256", "rich" },
        { "EQ_source_owning_party", "urn:epc:id:sgln:4012345.00225.0", "" },
        { "EQ_destination_urn:x:kind:own", "urn:x:place:2", "rich" },
        { "EQ_quantity", "12", "made" },
        { "EQ_quantity", "12.0|200.500", "rich made" },
        { "GT_quantity", "12", "rich" },
        { "GE_quantity", "12", "rich made" },
        { "LT_quantity", "200.5", "made" },
        { "LE_quantity", "200.5", "rich made" },
        { "GE_errorDeclarationTime", "2026-11-22T20:00:00.250+08:00", "wrong" },
        { "GE_errorDeclarationTime", "2026-11-22T12:00:00.251Z", "" },
        { "LT_errorDeclaration_Time", "2026-11-22T12:00:00.251Z", "wrong" },
        { "EQ_errorReason", "incorrect_data", "wrong" },
        { "EQ_correctiveEventID", "urn:x:e:right|urn:x:e:other", "wrong" },
        { "EXISTS_errorDeclaration", "", "wrong" },
        { "WD_readPoint", "urn:x:gate:1", "rich" },
        { "WD_bizLocation", "urn:x:gate:1", "" },
        { "MATCH_epc", "urn:epc:idpat:sgtin:0614141.107346.*", "rich" },
        { "MATCH_epc", "urn:epc:idpat:sgtin:0614141.*.*", "rich" },
        { "MATCH_anyEPC", "urn:epc:idpat:sgtin:0614141.*.*", "rich made" },
        { "MATCH_anyEPC", "urn:epc:idpat:sscc:4012345.*", "wrong" },
        { "MATCH_epc", "https://id.gs1.org/01/10614141073464/21/20*", "rich" },
        { "MATCH_epc", "https://other.example/01/10614141073464/21/*", "rich" },
        { "MATCH_epc", "https://id.gs1.org/01/10614141073464/21/3*", "" },
        { "MATCH_outputEPC", "https://shop.example/id/pack/*", "made" },
        { "MATCH_inputEPCClass", "urn:epc:idpat:sgtin:0614141.107346.*", "made" },
        { "MATCH_epcClass", "urn:epc:class:lgtin:4012345.012345.*", "rich" },
        { "MATCH_epcClass", "urn:epc:class:lgtin:4012345.012345.998877", "rich" },
        { "MATCH_epcClass", "urn:epc:idpat:sgtin:0614141.107346.*", "" },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_parameter_finds_the_events_it_names(string name, string value, string found) =>
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), (await AskAsync((name, value))).Order());

    [Fact]
    public async Task All_parameters_hold_at_once()
    {
        Assert.Equal(["rich"], await AskAsync(("EQ_quantity", "200.5"), ("MATCH_epc", "urn:epc:idpat:sgtin:0614141.107346.*"), ("EQ_bizTransaction_po", "urn:x:order:7"), ("EQ_action", "OBSERVE")));
        Assert.Empty(await AskAsync(("EQ_quantity", "200.5"), ("EQ_errorReason", "incorrect_data")));
    }

    [Theory]
    [InlineData("EQ_colour", "red")]
    [InlineData("EQ_bizStep", "")]
    [InlineData("EQ_quantity", "twelve")]
    [InlineData("GT_quantity", "1|2")]
    [InlineData("GE_quantity", "NaN")]
    [InlineData("GE_errorDeclarationTime", "noon")]
    [InlineData("MATCH_epc", "*")]
    [InlineData("MATCH_epc", "urn:*:x")]
    [InlineData("MATCH_epc", "urn:epc:idpat:sgtin:*.*.*")]
    [InlineData("MATCH_epc", "urn:epc:idpat:sgtin:0614141.*.7")]
    [InlineData("MATCH_epc", "urn:epc:idpat:nothing:0614141.*")]
    [InlineData("GE_temperature", "7")]
    [InlineData("EXISTS_sensorElementList", "")]
    [InlineData("EQ_own:field", "x")]
    [InlineData("HASATTR_bizLocation", "x")]
    [InlineData("eventcountlimit", "5")]
    [InlineData("eventCountLimit", "-1")]
    [InlineData("orderBy", "own:field")]
    [InlineData("orderDirection", "UP")]
    public async Task What_is_not_supported_is_said_and_never_left_out(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<QueryParameterException>(() => AskAsync((name, value)));
        Assert.Equal(name, refused.Name);
    }

    private async Task<List<string>> AskAsync(params (string Name, string Value)[] parameters)
    {
        var page = await trace.AskAsync<EventReads, EventPage>(x => x.QueryAsync(null, parameters.Select(y => KeyValuePair.Create(y.Name, y.Value)), (100, null), new(EpcForm.AsStored, false), default));
        using var document = JsonDocument.Parse(page.Document);
        return [.. document.RootElement.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("resultsBody").GetProperty("eventList").EnumerateArray().Select(x => x.GetProperty("eventID").GetString()!.Split(':')[^1])];
    }
}
