using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Market.Web.Tests.Epcis;

/// <summary>Something to capture that must not be captured.</summary>
/// <param name="Encoding">Content-Encoding; empty without one.</param>
internal sealed record BadDocument(string What, byte[] Body, string Type = "application/ld+json", string Encoding = "");

/// <summary>Documents with one fault each. Wherever there are events, a good one stands before the bad one: it must not stay behind.</summary>
internal static class BadDocuments
{
    /// <summary>What every good event of these documents is about begins with this.</summary>
    public const string Mark = "urn:x:corpus:";

    private const string Laughs = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;'><!ENTITY z '&y;&y;&y;&y;&y;&y;&y;&y;&y;&y;'>]>";

    public static List<BadDocument> All() => [.. Wholes(), .. Frames(), .. Members(), .. Xml(), .. Envelopes()];

    /// <summary>A good document of two events with many fields, to be spoilt.</summary>
    public static string Rich(string mark) => EpcisSite.Document(Event(mark), Event(mark + ":2"));

    private static JsonObject Event(string thing)
    {
        var seen = EpcisSite.Seen(thing, thing + ":id");
        seen["disposition"] = "in_transit";
        seen["readPoint"] = new JsonObject { ["id"] = "urn:x:gate:1" };
        seen["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "po", ["bizTransaction"] = "urn:x:order:1" });
        seen["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = "urn:epc:class:lgtin:4012345.012345.998877", ["quantity"] = 200, ["uom"] = "KGM" });
        seen["sensorElementList"] = new JsonArray(new JsonObject { ["sensorMetadata"] = new JsonObject { ["time"] = "2026-11-22T09:00:00Z" }, ["sensorReport"] = new JsonArray(new JsonObject { ["type"] = "Temperature", ["value"] = 4.5, ["uom"] = "CEL" }) });
        seen["own:note"] = new JsonObject { ["own:text"] = "青菜", ["own:list"] = new JsonArray(1, "two", true) };
        return seen;
    }

    private static BadDocument Text(string what, string body, string type = "application/ld+json") => new(what, Encoding.UTF8.GetBytes(body), type);

    private static IEnumerable<BadDocument> Wholes()
    {
        var good = EpcisSite.Document(EpcisSite.Seen(Mark + "whole"));
        foreach (var body in new[] { "", " ", "null", "true", "17", "\"text\"", "[]", "{}", "{", "}", "{}{}", "{\"a\":1,}", "{'a':1}", "{a:1}", "// no\n{}", "NaN", "\u0000", "-", "[", "{\"\\ud800\":1}" })
            yield return Text($"whole {body}", body);
        foreach (var cut in new[] { 1, 20, 90, good.Length / 2, good.Length - 30, good.Length - 1 }) yield return Text($"cut at {cut}", good[..cut]);
        yield return Text("more behind", good + "x");
        yield return Text("twice", good + good);
        yield return new("utf-16", Encoding.Unicode.GetBytes(good));
        yield return new("latin letters", [.. Encoding.UTF8.GetBytes(good.Replace("corpus", "c", StringComparison.Ordinal)).Select(x => x == (byte)'w' ? (byte)0xE9 : x)]);
        yield return new("half a letter", [.. Encoding.UTF8.GetBytes(good).SkipLast(60), 0xE4, 0xBD, (byte)'"', (byte)'}']);
        yield return Text("lists 10,000 deep", new string('[', 10_000) + new string(']', 10_000));
        yield return Text("objects 10,000 deep", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000));
        yield return Text("lists without end", new string('[', 100_000));
        yield return Text("an own field 10,000 deep", good.Replace("\"action\"", $"\"own:deep\":{new string('[', 10_000)}{new string(']', 10_000)},\"action\"", StringComparison.Ordinal));
        yield return Text("an own field 40 deep", good.Replace("\"action\"", $"\"own:deep\":{new string('[', 40)}{new string(']', 40)},\"action\"", StringComparison.Ordinal));
    }

    private static IEnumerable<BadDocument> Frames()
    {
        var changes = new (string Name, string[] Values)[]
        {
            ("@context", ["null", "17", "[[]]", "[null]", "[17]", "true"]),
            ("type", ["null", "\"EpcisDocument\"", "\"epcisdocument\"", "17", "[\"EPCISDocument\"]", "\"\""]),
            ("schemaVersion", ["\"1.2\"", "\"3.0\"", "2", "\"2\"", "\"two\"", "null", "\"\""]),
            ("creationDate", ["\"yesterday\"", "17", "null", "\"2026-11-23\""]),
            ("epcisBody", ["null", "[]", "{}", "\"text\"", "{\"eventList\":null}", "{\"eventList\":{}}", "{\"eventList\":17}", "{\"events\":[]}", "{\"eventList\":[],\"eventList\":[]}"]),
        };
        foreach (var (name, values) in changes)
        {
            foreach (var value in values) yield return Text($"{name} {value}", Framed(name, value));
            var without = JsonNode.Parse(EpcisSite.Document(EpcisSite.Seen(Mark + "frame")))!.AsObject();
            without.Remove(name);
            if (name is not "type") yield return Text($"no {name}", without.ToJsonString());
        }
        foreach (var item in new[] { "null", "17", "\"text\"", "[]", "true", "{}" })
            yield return Text($"event {item}", EpcisSite.Document(EpcisSite.Seen(Mark + "item")).Replace("\"eventList\":[", $"\"eventList\":[{item},", StringComparison.Ordinal));
    }

    private static string Framed(string name, string value)
    {
        var document = JsonNode.Parse(EpcisSite.Document(EpcisSite.Seen(Mark + "frame")))!.AsObject();
        document[name] = "@hole@";
        return document.ToJsonString().Replace("\"@hole@\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<BadDocument> Members()
    {
        var changes = new (string Name, string[] Values)[]
        {
            ("eventTime", ["null", "17", "\"\"", "\"now\"", "\"2026-02-30T10:00:00Z\"", "\"2026-11-22T10:00:00\"", "\"2026-11-22 10:00:00Z\"", "\"2026-11-22T25:00:00Z\"", "\"99999-01-01T00:00:00Z\"", "\"2026-11-22T10:00:00+99:00\"", "[\"2026-11-22T10:00:00Z\"]"]),
            ("eventTimeZoneOffset", ["null", "8", "\"Z\"", "\"+8:00\"", "\"+15:00\"", "\"08:00\"", "\"\""]),
            ("action", ["null", "\"add\"", "\"REMOVE\"", "[]", "1"]),
            ("bizStep", ["null", "\"\"", "\"shiping\"", "17", "\"https://ns.gs1.org/cbv/BizStep-x\"", "\"two words\"", "{}"]),
            ("epcList", ["null", "{}", "\"urn:x:a:1\"", "[17]", "[null]", "[\"no uri\"]", "[\"\"]", "[[\"urn:x:a:1\"]]", "[\"urn:x:a:1\",\"urn:x:a:1\"]", "[\"urn:\\ud800:1\"]", "[\"urn:x:a\\u0000\"]"]),
            ("eventID", ["null", "17", "\"\"", "\"no uri\"", "[]", "\"urn:x:" + new string('9', 600) + "\""]),
            ("readPoint", ["null", "\"urn:x:gate:1\"", "{}", "{\"id\":17}", "{\"id\":\"no uri\"}", "[]"]),
            ("quantityList", ["{}", "[17]", "[{}]", "[{\"epcClass\":17}]", "[{\"epcClass\":\"urn:x:k:1\",\"quantity\":\"5\"}]", "[{\"epcClass\":\"urn:x:k:1\",\"quantity\":1e400}]", "[{\"epcClass\":\"urn:x:k:1\",\"quantity\":" + new string('9', 400) + "}]", "[{\"epcClass\":\"urn:x:k:1\",\"quantity\":null}]", "[{\"epcClass\":\"urn:x:k:1\",\"quantity\":1,\"uom\":\"kilo\"}]", "[{\"epcClass\":\"urn:x:k:1\",\"quantity\":1,\"quantity\":2}]", "[{\"epcClass\":\"urn:x:k:1\",\"amount\":1}]"]),
            ("bizTransactionList", ["{}", "[{}]", "[{\"type\":\"po\"}]", "[{\"bizTransaction\":17}]", "[{\"type\":\"nothing\",\"bizTransaction\":\"urn:x:o:1\"}]"]),
            ("sourceList", ["[{}]", "[{\"type\":\"location\"}]", "[{\"source\":\"urn:x:p:1\"}]", "\"urn:x:p:1\""]),
            ("persistentDisposition", ["[]", "{\"set\":[]}", "{\"set\":\"active\"}", "{\"set\":[\"nothing\"]}", "{\"put\":[\"active\"]}"]),
            ("errorDeclaration", ["{}", "17", "{\"declarationTime\":\"soon\"}", "{\"declarationTime\":\"2026-11-22T10:00:00Z\",\"reason\":\"none\"}", "{\"declarationTime\":\"2026-11-22T10:00:00Z\",\"correctiveEventIDs\":[17]}"]),
            ("sensorElementList", ["{}", "[17]", "[{}]", "[{\"sensorReport\":{}}]", "[{\"sensorReport\":[{\"value\":\"hot\"}]}]", "[{\"sensorReport\":[{\"type\":\"Heat\"}]}]", "[{\"sensorReport\":[{\"value\":1e999}]}]", "[{\"sensorMetadata\":17,\"sensorReport\":[{\"value\":1}]}]"]),
            ("ilmd", ["17", "[]", "{\"own:lot\":\"1\"}"]),
            ("type", ["null", "17", "\"Objectevent\"", "\"\"", "[\"ObjectEvent\"]"]),
            ("weight", ["17"]),
            ("", ["17"]),
            ("parentID", ["\"urn:x:parent:1\""]),
        };
        foreach (var (name, values) in changes)
            foreach (var value in values) yield return Text($"{name} {(value.Length > 60 ? value[..60] : value)}", Spoilt(name, value));
        foreach (var name in new[] { "type", "eventTime", "eventTimeZoneOffset", "action", "epcList" })
        {
            var bad = EpcisSite.Seen(Mark + "bad");
            bad.Remove(name);
            yield return Text($"event without {name}", EpcisSite.Document(EpcisSite.Seen(Mark + "good"), bad));
        }
        yield return Text("a name twice", EpcisSite.Document(EpcisSite.Seen(Mark + "good"), EpcisSite.Seen(Mark + "bad")).Replace("\"action\":\"OBSERVE\"", "\"action\":\"OBSERVE\",\"action\":\"ADD\"", StringComparison.Ordinal));
        yield return Text("one eventID for two contents", EpcisSite.Document(EpcisSite.Seen(Mark + "one", Mark + "same"), EpcisSite.Seen(Mark + "two", Mark + "same")));
    }

    private static string Spoilt(string name, string value)
    {
        var bad = EpcisSite.Seen(Mark + "bad");
        bad[name] = "@hole@";
        return EpcisSite.Document(EpcisSite.Seen(Mark + "good"), bad).Replace("\"@hole@\"", value, StringComparison.Ordinal);
    }

    private static IEnumerable<BadDocument> Xml()
    {
        var good = Xml(Seen("good") + Seen("other"));
        foreach (var (what, body) in new (string, string)[]
        {
            ("only a root", "<a/>"), ("an open tag", "<a>"), ("html", "<!doctype html><html><body/></html>"), ("laughs", Laughs + good), ("an external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + good),
            ("a parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;]>" + good), ("an unknown entity", good.Replace("OBSERVE", "&x;", StringComparison.Ordinal)), ("another version", good.Replace("schemaVersion=\"2.0\"", "schemaVersion=\"3.0\"", StringComparison.Ordinal)),
            ("another namespace", good.Replace("urn:epcglobal:epcis:xsd:2", "urn:x:other", StringComparison.Ordinal)), ("two bodies", good.Replace("</EPCISBody>", "</EPCISBody><EPCISBody/>", StringComparison.Ordinal)), ("no body", good[..good.IndexOf("<EPCISBody>", StringComparison.Ordinal)] + "</epcis:EPCISDocument>"),
            ("a wrong action", good.Replace("OBSERVE", "WATCH", StringComparison.Ordinal)), ("a wrong time", good.Replace("2026-11-22T10:00:00+08:00", "noon", StringComparison.Ordinal)), ("no time", good.Replace("<eventTime>2026-11-22T10:00:00+08:00</eventTime>", "", StringComparison.Ordinal)),
            ("a wrong offset", good.Replace("<eventTimeZoneOffset>+08:00", "<eventTimeZoneOffset>+88:00", StringComparison.Ordinal)), ("two actions", good.Replace("<action>", "<action>ADD</action><action>", StringComparison.Ordinal)), ("an unknown element", good.Replace("<action>", "<colour>red</colour><action>", StringComparison.Ordinal)),
            ("an undeclared prefix", good.Replace("<action>", "<z:colour>red</z:colour><action>", StringComparison.Ordinal)), ("an unknown word", good.Replace("<action>", "<bizStep>urn:epcglobal:cbv:bizstep:nothing</bizStep><action>", StringComparison.Ordinal)), ("no uri", good.Replace("urn:x:corpus:", "no uri ", StringComparison.Ordinal)),
            ("a control character", good.Replace("OBSERVE", "OBS&#1;RVE", StringComparison.Ordinal)), ("an attribute twice", good.Replace("<action>", "<action a=\"1\" a=\"2\">", StringComparison.Ordinal)), ("elements 10,000 deep", Xml(Seen("deep", string.Concat(Enumerable.Repeat("<own:a>", 10_000)) + string.Concat(Enumerable.Repeat("</own:a>", 10_000))))),
            ("two roots", good + good), ("text behind", good + "x"), ("an event of no kind", good.Replace("ObjectEvent", "OwnEvent", StringComparison.Ordinal)), ("a wrong number", Xml(Seen("good") + Seen("number", "", "<quantityList><quantityElement><epcClass>urn:x:k:1</epcClass><quantity>many</quantity></quantityElement></quantityList>"))),
            ("a query", "<epcisq:Poll xmlns:epcisq=\"urn:epcglobal:epcis-query:xsd:2\"/>"), ("an encoding nobody has", "<?xml version=\"1.0\" encoding=\"utf-99\"?>" + good), ("another encoding than said", "<?xml version=\"1.0\" encoding=\"utf-16\"?>" + good), ("version 1.1", "<?xml version=\"9.9\"?>" + good),
            ("many attributes", good.Replace("<action>", "<own:a " + string.Join(' ', Enumerable.Range(0, 500).Select(i => $"a{i}=\"1\"")) + "/><action>", StringComparison.Ordinal)),
        })
            yield return Text("xml: " + what, body, "application/xml");
        foreach (var cut in new[] { 1, 40, good.Length / 3, good.Length / 2, good.Length - 10, good.Length - 1 }) yield return Text($"xml cut at {cut}", good[..cut], "application/xml");
    }

    /// <summary>A good document in XML, to be spoilt.</summary>
    public static string GoodXml(string name) => Xml(Seen(name) + Seen(name + ":2")).Replace(Mark, "urn:x:whole:", StringComparison.Ordinal);

    private static string Xml(string events) =>
        $"<epcis:EPCISDocument xmlns:epcis=\"urn:epcglobal:epcis:xsd:2\" xmlns:own=\"https://ns.example.com/own/\" schemaVersion=\"2.0\" creationDate=\"2026-11-23T02:00:00Z\"><EPCISBody><EventList>{events}</EventList></EPCISBody></epcis:EPCISDocument>";

    private static string Seen(string name, string more = "", string quantities = "") =>
        $"<ObjectEvent><eventTime>2026-11-22T10:00:00+08:00</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset><epcList><epc>{Mark}{name}</epc></epcList><action>OBSERVE</action>{quantities}{more}</ObjectEvent>";

    private static IEnumerable<BadDocument> Envelopes()
    {
        var good = Encoding.UTF8.GetBytes(EpcisSite.Document(EpcisSite.Seen(Mark + "envelope")));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write(good);
        yield return new("gzip", packed.ToArray(), Encoding: "gzip");
        yield return new("gzip that nobody says", packed.ToArray());
        foreach (var encoding in new[] { "deflate", "br", "gzip, gzip", "nonsense", "identity, gzip" }) yield return new($"encoding {encoding}", good, Encoding: encoding);
        foreach (var type in new[] { "", "text/plain", "text/html", "application/octet-stream", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/zip", "json", "application/jsonx", "*/*", ";" }) yield return new($"type {type}", good, type);
    }
}
