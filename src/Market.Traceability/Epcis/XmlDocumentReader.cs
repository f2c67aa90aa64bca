using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Market.Traceability.Epcis;

/// <summary>Reads EPCIS documents and query documents in XML, of version 2.0 and, where their events mean the same, 1.2.</summary>
/// <remarks>
/// They become the same JSON that their senders could have written, so that there is one way from there on. The order of elements is free.
/// Source: EPCIS 2.0, sections 9.5 and 9.6; XML in JSON-LD's terms: section 10.
/// </remarks>
internal static class XmlDocumentReader
{
    /// <summary>Whether it can only be XML: no JSON begins so.</summary>
    public static bool IsXml(ReadOnlySpan<byte> document)
    {
        if (document is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, (byte)'<', ..]) return true;
        return (document is [0xEF, 0xBB, 0xBF, ..] ? document[3..] : document).TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
    }

    /// <summary>Reads a document.</summary>
    /// <param name="fault">epcis.xml with line and column when it is no XML that we read, epcis.document when it is none of EPCIS, else as for JSON.</param>
    public static EpcisDocument? Read(ReadOnlyMemory<byte> xml, out EpcisFault? fault)
    {
        ReadOnlyMemory<byte>? json;
        try { json = ToJson(xml.Span); }
        catch (XmlException broken)
        {
            fault = EpcisFault.Of("epcis.xml", string.Create(CultureInfo.InvariantCulture, $"/@{broken.LineNumber}:{broken.LinePosition}"));
            return null;
        }
        fault = json is null ? EpcisFault.Of("epcis.document", "") : null;
        return json is { } written ? EpcisDocument.Read(written, out fault) : null;
    }

    private static ReadOnlyMemory<byte>? ToJson(ReadOnlySpan<byte> xml)
    {
        using var reader = XmlSource.Open(xml);
        var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        if (!XmlPrefixes.IsStandard(root.Name) || root.Name.LocalName is not ("EPCISDocument" or "EPCISQueryDocument")) return null;
        var body = Child(root, "EPCISBody");
        var results = root.Name.LocalName == "EPCISDocument" ? null : Child(body, "QueryResults");
        var list = Child(results is null ? body : Child(results, "resultsBody"), "EventList");
        var head = new DocumentHead((string?)root.Attribute("creationDate"), root.Name.LocalName == "EPCISDocument" ? null : Child(results, "queryName")?.Value ?? "", Child(results, "subscriptionID")?.Value)
        {
            // Version 1.2 has the same events in wrappers; 2 and 2.0 are one number in XML.
            SchemaVersion = (string?)root.Attribute("schemaVersion") is "1.2" or "2" ? "2.0" : (string?)root.Attribute("schemaVersion"),
        };
        var table = new PrefixTable();
        return head.WriteJson(table, list is null ? null : WriteEvents(list, table, head.Depth));
    }

    private static ArrayBufferWriter<byte> WriteEvents(XElement list, PrefixTable table, int depth)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, DocumentHead.Plain);
        var events = new XmlEventReader(json, table, depth);
        json.WriteStartArray();
        var count = 0;
        foreach (var each in Events(list))
            if (++count <= CaptureDesk.MaxEvents) events.Write(each);
            else throw new XmlException("The document has too many events.", null, ((IXmlLineInfo)each).LineNumber, ((IXmlLineInfo)each).LinePosition);
        json.WriteEndArray();
        json.Flush();
        return buffer;
    }

    /// <summary>Events stand in the list itself, those newer than the reader's version in extension elements within.</summary>
    private static IEnumerable<XElement> Events(XElement list) =>
        list.Elements().SelectMany(x => x.Name.LocalName == "extension" && XmlPrefixes.IsStandard(x.Name) ? Events(x) : [x]);

    /// <exception cref="XmlException">It stands twice: one of them would be left out silently.</exception>
    private static XElement? Child(XElement? of, string name)
    {
        var found = of?.Elements().Where(x => x.Name.LocalName == name && XmlPrefixes.IsStandard(x.Name)).Take(2).ToList();
        if (found is [_, IXmlLineInfo second]) throw new XmlException($"{name} stands twice.", null, second.LineNumber, second.LinePosition);
        return found?.FirstOrDefault();
    }
}
