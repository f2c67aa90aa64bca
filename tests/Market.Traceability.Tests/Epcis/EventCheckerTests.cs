using System.Text;
using System.Text.Json.Nodes;
using Market.Testing;
using Market.Traceability.Epcis;

namespace Market.Traceability.Tests.Epcis;

public sealed class EventCheckerTests
{
    private const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    [RealDataFact]
    public void Every_official_example_is_valid()
    {
        var files = Directory.GetFiles(Path.Combine(RealDataFactAttribute.Folder!, "epcis/examples/json"));
        Assert.Equal(24, files.Length);
        foreach (var file in files)
        {
            using var document = EpcisDocument.Read(File.ReadAllBytes(file), out var fault);
            Assert.Null(fault);
            Assert.All(document!.Events, each => Assert.Null(EventChecker.Check(each)));
        }
    }

    [Theory]
    [InlineData("eventTime", "\"2026-02-30T10:00:00Z\"", "epcis.time", "/eventTime")]
    [InlineData("eventTime", "\"2026-02-03 10:00:00Z\"", "epcis.time", "/eventTime")]
    [InlineData("eventTime", "\"2026-02-03T10:00:00\"", "epcis.time", "/eventTime")]
    [InlineData("eventTime", "null", "epcis.not_a_text", "/eventTime")]
    [InlineData("eventTimeZoneOffset", "\"+15:00\"", "epcis.offset", "/eventTimeZoneOffset")]
    [InlineData("eventTimeZoneOffset", "\"Z\"", "epcis.offset", "/eventTimeZoneOffset")]
    [InlineData("action", "\"CHANGE\"", "epcis.action", "/action")]
    [InlineData("bizStep", "\"shiping\"", "epcis.word", "/bizStep")]
    [InlineData("bizStep", "\"urn:epcglobal:cbv:bizstep:shipping\"", "epcis.word", "/bizStep")]
    [InlineData("epcList", "\"urn:a:b\"", "epcis.not_a_list", "/epcList")]
    [InlineData("epcList", "[\"no uri\"]", "epcis.uri", "/epcList/0")]
    [InlineData("epcList", "[\"urn:a:b\",\"urn:a:b\"]", "epcis.twice", "/epcList/1")]
    [InlineData("quantityList", "[{\"epcClass\":\"urn:a:b\",\"quantity\":\"1\"}]", "epcis.not_a_number", "/quantityList/0/quantity")]
    [InlineData("quantityList", "[{\"epcClass\":\"urn:a:b\",\"quantity\":1e309}]", "epcis.number_range", "/quantityList/0/quantity")]
    [InlineData("quantityList", "[{\"epcClass\":\"urn:a:b\",\"uom\":\"kilo\"}]", "epcis.uom", "/quantityList/0/uom")]
    [InlineData("quantityList", "[{\"epcClass\":\"urn:a:b\",\"more\":1}]", "epcis.unknown_field", "/quantityList/0/more")]
    [InlineData("sensorElementList", "[{\"sensorReport\":[]}]", "epcis.empty", "/sensorElementList/0/sensorReport")]
    [InlineData("readPoint", "{}", "epcis.missing", "/readPoint/id")]
    [InlineData("ilmd", "{\"a:b\":1}", "epcis.ilmd_without_add", "/ilmd")]
    [InlineData("note", "1", "epcis.unknown_field", "/note")]
    [InlineData("a:note", "\"\\ud800\"", "epcis.not_a_text", "/a:note")]
    [InlineData("a:note", "\"\\u0000\"", "epcis.not_a_text", "/a:note")]
    [InlineData("type", "\"ThingEvent\"", "epcis.type", "/type")]
    public void What_the_standard_does_not_allow_is_named_with_its_place(string field, string value, string code, string path)
    {
        var fault = Check(json => json[field] = value == "\"\\ud800\"" ? null : JsonNode.Parse(value), value == "\"\\ud800\"" ? field : null);

        Assert.Equal((code, path), (fault?.Code, fault?.Path));
    }

    [Theory]
    [InlineData("readPoint", "{\"id\":\"urn:a:b\",\"gate\":{\"two words\":[1]}}", null)]
    [InlineData("a:note", "{\"plain\":{\"\":1}}", "/a:note/plain/")]
    [InlineData("ilmd", "{\"plain\":1}", "/ilmd/plain")]
    [InlineData("a:note", "{\"#text\":1}", "/a:note/#text")]
    public void Names_without_a_namespace_stand_only_where_the_schema_lets_them(string field, string value, string? path) =>
        Assert.Equal(path, Check(json => (json["action"], json[field]) = ("ADD", JsonNode.Parse(value)), null)?.Path);

    [Theory]
    [InlineData("https://[2001:db8::1]:8080/a?b#c", true)]
    [InlineData("https://a.example/[x]", false)]
    [InlineData("urn:a:[x]", false)]
    [InlineData("urn:a:b#c#d", false)]
    public void Brackets_belong_to_hosts_and_one_number_sign_begins_the_fragment(string uri, bool isUri) => Assert.Equal(isUri, UriSyntax.IsUri(uri));

    [Theory]
    [InlineData("\"id\":7,", "epcis.not_a_text", "/id")]
    [InlineData("\"id\":\"7\",", "epcis.uri", "/id")]
    [InlineData("\"sender\":{},", "epcis.not_a_text", "/sender")]
    [InlineData("\"note\":1,", "epcis.unknown_field", "/note")]
    [InlineData("\"epcisHeader\":{\"note\":1},", "epcis.unknown_field", "/epcisHeader/note")]
    [InlineData("\"creationDate\":\"2026-01-01T00:00:00Z\",", "epcis.twice", "/creationDate")]
    public void The_frame_of_a_document_is_checked_too(string more, string code, string path)
    {
        Assert.Null(EpcisDocument.Read(Encoding.UTF8.GetBytes($$"""{"epcisBody":{"eventList":[]},"@context":"{{Context}}",{{more}}"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-01-01T00:00:00Z"}"""), out var fault));
        Assert.Equal((code, path), (fault?.Code, fault?.Path));
    }

    [Fact]
    public void A_field_that_stands_twice_is_refused()
    {
        using var document = EpcisDocument.Read(Encoding.UTF8.GetBytes($$"""{"@context":"{{Context}}","type":"ObjectEvent","eventTime":"2026-03-04T10:00:30Z","eventTime":"2026-03-05T10:00:30Z","eventTimeZoneOffset":"+08:00","action":"ADD","epcList":[]}"""), out _);

        Assert.Equal(("epcis.twice", "/eventTime"), (EventChecker.Check(document!.Events[0])?.Code, EventChecker.Check(document.Events[0])?.Path));
    }

    [Theory]
    [InlineData("{", "epcis.json")]
    [InlineData("[]", "epcis.not_an_object")]
    [InlineData("{\"type\":\"EPCISDocument\"}", "epcis.missing")]
    [InlineData("{\"@context\":7,\"type\":\"EPCISDocument\"}", "epcis.context")]
    [InlineData("{\"@context\":\"urn:a:b\",\"type\":\"EPCISDocument\",\"schemaVersion\":\"1.2\",\"creationDate\":\"2026-01-01T00:00:00Z\",\"epcisBody\":{\"eventList\":[]}}", "epcis.version")]
    [InlineData("{\"@context\":\"urn:a:b\",\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\",\"creationDate\":\"yesterday\",\"epcisBody\":{\"eventList\":[]}}", "epcis.time")]
    [InlineData("{\"@context\":\"urn:a:b\",\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\",\"creationDate\":\"2026-01-01T00:00:00Z\",\"epcisBody\":[]}", "epcis.missing")]
    public void A_document_that_is_none_is_refused_as_a_whole(string json, string code)
    {
        Assert.Null(EpcisDocument.Read(Encoding.UTF8.GetBytes(json), out var fault));
        Assert.Equal(code, fault?.Code);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a:b\":", 10_000)) + "1" + new string('}', 10_000);

        Assert.Null(EpcisDocument.Read(Encoding.UTF8.GetBytes(deep), out var fault));
        Assert.Equal("epcis.json", fault?.Code);
    }

    private static EpcisFault? Check(Action<JsonObject> change, string? halfSurrogateIn)
    {
        var json = new JsonObject
        {
            ["@context"] = Context,
            ["type"] = "ObjectEvent",
            ["eventTime"] = "2026-03-04T10:00:30Z",
            ["eventTimeZoneOffset"] = "+08:00",
            ["action"] = "OBSERVE",
            ["epcList"] = new JsonArray("urn:epc:id:sgtin:0614141.107346.2017"),
        };
        change(json);
        var text = json.ToJsonString();
        if (halfSurrogateIn is not null) text = text.Replace($"\"{halfSurrogateIn}\":null", $"\"{halfSurrogateIn}\":\"\\ud800\"", StringComparison.Ordinal);
        using var document = EpcisDocument.Read(Encoding.UTF8.GetBytes(text), out var fault);
        return document is null ? fault : EventChecker.Check(document.Events[0]);
    }
}
