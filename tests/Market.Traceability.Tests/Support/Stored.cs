using System.Text;
using Market.Testing;
using Market.Traceability.Epcis;

namespace Market.Traceability.Tests.Support;

/// <summary>Documents read and kept as the event book keeps them, without a database.</summary>
internal static class Stored
{
    public static readonly DateTime Now = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
    public static readonly DocumentHead Head = DocumentHead.Of(Now);

    private static readonly EventHash Hash = new(HashRules.Cbv20);

    public static EpcisDocument Read(ReadOnlyMemory<byte> document)
    {
        var read = XmlDocumentReader.IsXml(document.Span) ? XmlDocumentReader.Read(document, out var fault) : EpcisDocument.Read(document, out fault);
        Assert.Null(fault);
        return read!;
    }

    public static EpcisDocument Read(string document) => Read(Encoding.UTF8.GetBytes(document));

    /// <summary>The events, each valid.</summary>
    public static List<StoredEvent> Keep(ReadOnlyMemory<byte> document)
    {
        using var read = Read(document);
        Assert.All(read.Events, each => Assert.Null(EventChecker.Check(each)));
        return [.. read.Events.Select((x, i) => StoredEvent.Of(new PreparedEvent(x).Row(i + 1, null, Now)))];
    }

    public static List<StoredEvent> Keep(string document) => Keep(Encoding.UTF8.GetBytes(document));

    public static List<string> PreHashes(ReadOnlyMemory<byte> document)
    {
        using var read = Read(document);
        Assert.All(read.Events, each => Assert.Null(EventChecker.Check(each)));
        return [.. read.Events.Select(Hash.PreHash)];
    }

    public static List<string> PreHashes(string document) => PreHashes(Encoding.UTF8.GetBytes(document));

    /// <summary>An EPCIS document in XML around events, with two prefixes declared.</summary>
    public static string Xml(string events, string prolog = "") => $"""
        {prolog}<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="https://ns.example.com/a/" xmlns:b="https://ns.example.com/b#" schemaVersion="2.0" creationDate="2026-11-23T02:00:00Z"><EPCISBody><EventList>{events}</EventList></EPCISBody></epcis:EPCISDocument>
        """;

    /// <summary>An observation in XML with more fields behind.</summary>
    public static string Seen(string more) => $"<ObjectEvent><eventTime>2026-11-22T10:00:00+08:00</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset><epcList><epc>urn:x:a:1</epc></epcList><action>ADD</action>{more}</ObjectEvent>";

    public static IEnumerable<(string Name, byte[] Bytes)> Examples(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(RealDataFactAttribute.Folder!, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(x => (Path.GetFileName(x), File.ReadAllBytes(x)));
}
