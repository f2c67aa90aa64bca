using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;

namespace Market.Traceability.Tests.Epcis;

public sealed class DocumentWritingTests
{
    private static readonly EpcForm Links = new() { Format = EpcFormat.AlwaysGs1DigitalLink }, Urns = new() { Format = EpcFormat.AlwaysEpcUrn };

    [Fact]
    public void Two_meanings_of_one_prefix_stay_two()
    {
        List<StoredEvent> events = [Event("own", "https://one.example/"), Event("own", "https://two.example/"), Event("gs1", "https://three.example/"), Event("own", "https://one.example/")];

        var written = Parse(JsonDocumentWriter.Write(Stored.Head, events, EpcForm.AsStored));

        Assert.Equal("""["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"own":"https://one.example/"}]""", written["@context"]!.ToJsonString());
        Assert.Equal([null, """{"own":"https://two.example/"}""", """{"gs1":"https://three.example/"}""", null], written["epcisBody"]!["eventList"]!.AsArray().Select(x => x!["@context"]?.ToJsonString()));
        foreach (var document in new[] { JsonDocumentWriter.Write(Stored.Head, events, EpcForm.AsStored), XmlDocumentWriter.Write(Stored.Head, events, EpcForm.AsStored) })
            Assert.Equal(["{https://one.example/}note=1", "{https://two.example/}note=1", "{https://three.example/}note=1", "{https://one.example/}note=1"], Stored.PreHashes(document).Select(x => x[x.IndexOf('{', StringComparison.Ordinal)..]));
    }

    [Fact]
    public void An_answer_to_a_query_says_which()
    {
        var head = DocumentHead.Of(Stored.Now, "SimpleEventQuery", "sub-1");

        var written = Parse(JsonDocumentWriter.Write(head, [Event("own", "urn:a:")], EpcForm.AsStored));

        Assert.Equal(("EPCISQueryDocument", "2.0", "2026-11-23T02:00:00.000Z"), ((string?)written["type"], (string?)written["schemaVersion"], (string?)written["creationDate"]));
        var results = written["epcisBody"]!["queryResults"]!;
        Assert.Equal(("SimpleEventQuery", "sub-1", 1), ((string?)results["queryName"], (string?)results["subscriptionID"], results["resultsBody"]!["eventList"]!.AsArray().Count));
        Assert.Contains("<queryName>SimpleEventQuery</queryName><subscriptionID>sub-1</subscriptionID>", Text(XmlDocumentWriter.Write(head, [], EpcForm.AsStored)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "urn:epcglobal:cbv:bizstep:shipping")]
    [InlineData(true, "https://ref.gs1.org/cbv/BizStep-shipping")]
    public void Words_are_urns_or_web_addresses_in_xml(bool uris, string step)
    {
        var xml = Text(XmlDocumentWriter.Write(Stored.Head, Stored.Keep(Documents.Of(Documents.Seen("urn:x:a:1"))), new() { WebUris = uris }));

        Assert.Contains($"<action>OBSERVE</action><bizStep>{step}</bizStep>", xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own:note", "\"line\\r\\nbreak\\ttab \\u00a0 <&>\\\"' \\ud83e\\udd6c\"")]
    [InlineData("own:note", "\" blanks \"")]
    [InlineData("own:note", "\"\"")]
    [InlineData("own:note", "null")]
    [InlineData("own:note", "{}")]
    [InlineData("own:note", "[]")]
    [InlineData("own:note", "[1,[2,[3]],{\"own:x\":true}]")]
    [InlineData("own:note", "{\"own:x\":{\"own:y\":[-1.50,2e3]}}")]
    [InlineData("own:1_x0041_~(2)", "1")]
    [InlineData("own:a/b#c", "1")]
    [InlineData("nobody:note", "1")]
    [InlineData("https://ns.example.com/other/note", "1")]
    [InlineData("https://ns.example.com/other/", "1")]
    [InlineData("https://[::1]", "1")]
    [InlineData("xml:note", "1")]
    [InlineData("xsi:note", "1")]
    [InlineData("epcis:note", "1")]
    public void Any_extension_keeps_its_hash_through_xml(string name, string value)
    {
        foreach (var place in new[] { "event", "readPoint", "sensor", "report", "ilmd" })
        {
            var seen = Documents.Seen("urn:x:a:1");
            seen["action"] = "ADD";
            seen["readPoint"] = new JsonObject { ["id"] = "urn:x:p:1" };
            seen["ilmd"] = new JsonObject();
            seen["sensorElementList"] = new JsonArray(new JsonObject { ["sensorReport"] = new JsonArray(new JsonObject { ["type"] = "Temperature" }) });
            var sensor = seen["sensorElementList"]![0]!;
            var at = place switch { "readPoint" => seen["readPoint"]!, "ilmd" => seen["ilmd"]!, "sensor" => sensor, "report" => sensor["sensorReport"]![0]!, _ => seen };
            at[name] = JsonNode.Parse(value);
            var json = Documents.Of(seen);
            var before = Stored.PreHashes(json);

            var xml = XmlDocumentWriter.Write(Stored.Head, Stored.Keep(json), EpcForm.AsStored);

            Assert.True(before.SequenceEqual(Stored.PreHashes(xml)), $"{place}\n{before[0]}\n{Stored.PreHashes(xml)[0]}\n{Text(xml)}");
        }
    }

    [Fact]
    public void A_prefix_that_xml_keeps_for_itself_does_no_harm()
    {
        foreach (var (prefix, meaning) in new[] { ("xmlns", "urn:a:"), ("xml", "urn:a:"), ("a", "http://www.w3.org/2000/xmlns/"), ("a", "http://www.w3.org/XML/1998/namespace"), ("a+b", "urn:a:"), ("epcis", "urn:a:"), ("a", "urn:epcglobal:epcis:xsd:2"), ("xsi", "urn:a:") })
            Assert.Single(Stored.PreHashes(XmlDocumentWriter.Write(Stored.Head, [Event(prefix, meaning)], EpcForm.AsStored)));
    }

    [Fact]
    public void Two_names_of_one_attribute_are_both_written()
    {
        var seen = Documents.Seen("urn:x:a:1");
        seen["sensorElementList"] = new JsonArray(new JsonObject { ["sensorReport"] = new JsonArray(new JsonObject { ["type"] = "Temperature", ["own:x"] = 1, ["https://ns.example.com/epcis/x"] = 2 }) });

        KeepsItsHash(Documents.Of(seen));
    }

    [Fact]
    public void A_unit_without_an_amount_and_an_event_of_somebody_elses_type_survive_xml()
    {
        var seen = Documents.Seen("urn:x:a:1");
        seen["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = "urn:x:c:1", ["uom"] = "KGM" });
        var own = Documents.Seen("urn:x:a:1");
        own["type"] = "own:WeighingEvent";
        own["outputEPCList"] = new JsonArray("urn:x:a:2");
        own["plain"] = new JsonArray(1, new JsonObject { ["two words"] = true, [":"] = "colon", ["x:"] = 2, ["产地"] = "甘孜" });
        own["readPoint"] = new JsonObject { ["id"] = "urn:x:p:1", ["type"] = "gate", ["own:x"] = 1 };

        KeepsItsHash(Documents.Of(seen, own));
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:4012345.011111.98", "https://id.gs1.org/01/04012345111118/21/98")]
    [InlineData("urn:epc:class:lgtin:4012345.012345.998877", "https://id.gs1.org/01/04012345123456/10/998877")]
    [InlineData("urn:epc:idpat:sgtin:4012345.066666.*", "https://id.gs1.org/01/04012345666663")]
    [InlineData("https://shop.example/01/04012345111118/21/98", "https://shop.example/01/04012345111118/21/98")]
    [InlineData("urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8", "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8")]
    [InlineData("urn:epc:id:sgtin:broken", "urn:epc:id:sgtin:broken")]
    public void Keys_become_digital_links(string key, string written) => Assert.Equal(written, Key(key, Links));

    [Theory]
    [InlineData("https://id.gs1.org/01/09521141111116/21/98", "urn:epc:id:sgtin:9521141.011111.98")]
    [InlineData("https://shop.example/414/9521141000014", "urn:epc:id:sgln:9521141.00001.0")]
    [InlineData("https://id.gs1.org/00/395211410000000015", "urn:epc:id:sscc:9521141.3000000001")]
    [InlineData("https://id.gs1.org/01/04012345111118/21/98", "https://id.gs1.org/01/04012345111118/21/98")]
    [InlineData("https://market.example/id/lot/L1", "https://market.example/id/lot/L1")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.98", "urn:epc:id:sgtin:4012345.011111.98")]
    public void Keys_become_urns_where_the_length_of_the_prefix_is_known(string key, string written) => Assert.Equal(written, Key(key, Urns));

    [Fact]
    public void A_urn_of_the_same_event_and_a_table_tell_the_length_of_a_prefix()
    {
        const string Link = "https://id.gs1.org/01/04012345111118/21/98";

        Assert.Equal("urn:epc:id:sgtin:4012345.011111.98", Key(Link, Urns, "urn:epc:id:sgln:4012345.00005.0"));
        Assert.Equal("urn:epc:id:sgtin:40123451.01111.98", Key(Link, Urns with { CompanyPrefixes = new Dictionary<string, int> { ["4"] = 6, ["40123"] = 8 } }));
        Assert.Equal(Link, Key(Link, Urns with { Format = EpcFormat.NeverTranslates }));
    }

    [Theory]
    [InlineData("No_Preference", EpcFormat.AsStored)]
    [InlineData("Always_GS1_Digital_Link", EpcFormat.AlwaysGs1DigitalLink)]
    [InlineData("Always_EPC_URN", EpcFormat.AlwaysEpcUrn)]
    [InlineData("Never_Translates", EpcFormat.NeverTranslates)]
    public void The_header_names_the_form(string header, EpcFormat format)
    {
        Assert.True(EpcForm.TryParse(header, out var found));
        Assert.Equal(format, found);
        Assert.False(EpcForm.TryParse(header.ToUpperInvariant(), out _));
    }

    private static void KeepsItsHash(string json) => Assert.Equal(Stored.PreHashes(json), Stored.PreHashes(XmlDocumentWriter.Write(Stored.Head, Stored.Keep(json), EpcForm.AsStored)));

    private static string Key(string key, EpcForm form, string? other = null)
    {
        var seen = Documents.Seen(key);
        if (other is not null) seen["readPoint"] = new JsonObject { ["id"] = other };
        var events = Stored.Keep(Documents.Of(seen));
        var json = Parse(JsonDocumentWriter.Write(Stored.Head, events, form))["epcisBody"]!["eventList"]![0]!["epcList"]![0]!.GetValue<string>();
        Assert.Contains($"<epc>{json}</epc>", Text(XmlDocumentWriter.Write(Stored.Head, events, form)), StringComparison.Ordinal);
        return json;
    }

    private static StoredEvent Event(string prefix, string meaning)
    {
        var seen = Documents.Seen("urn:x:a:1");
        seen[prefix + ":note"] = 1;
        return new(seen.ToJsonString(), JsonSerializer.Serialize(new Dictionary<string, string> { [prefix] = meaning }));
    }

    private static JsonNode Parse(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span)!;

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
