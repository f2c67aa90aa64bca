using System.Text;
using System.Xml;

namespace Market.Traceability.Epcis;

/// <summary>Writes events as an EPCIS document or query document in XML.</summary>
/// <remarks>Source: the XML schemas of EPCIS 2.0, sections 9.5 and 9.6.</remarks>
internal static class XmlDocumentWriter
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize };

    /// <param name="events">In the order they are to stand.</param>
    /// <returns>UTF-8.</returns>
    public static ReadOnlyMemory<byte> Write(DocumentHead head, IReadOnlyList<StoredEvent> events, EpcForm form)
    {
        var table = new PrefixTable();
        var nearer = events.Select(x => table.Adopt(x.Own)).ToList();
        var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            Begin(xml, head, table);
            var writer = new XmlEventWriter(xml, form);
            for (var i = 0; i < events.Count; i++)
            {
                var found = events[i].Open(out var source);
                using (source) writer.Write(found, nearer[i]);
            }
            xml.WriteEndDocument();
        }
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static void Begin(XmlWriter xml, DocumentHead head, PrefixTable table)
    {
        var (prefix, meaning, name) = head.QueryName is null ? ("epcis", XmlPrefixes.Epcis, "EPCISDocument") : ("epcisq", XmlPrefixes.Query, "EPCISQueryDocument");
        xml.WriteStartElement(prefix, name, meaning);
        xml.WriteAttributeString("xmlns", "gs1", null, Namespaces.Gs1Voc);
        foreach (var each in table.All.Where(x => x.Key != "gs1" && XmlNames.IsPrefix(x.Key, x.Value))) xml.WriteAttributeString("xmlns", each.Key, null, each.Value);
        xml.WriteAttributeString("schemaVersion", head.SchemaVersion);
        xml.WriteAttributeString("creationDate", head.CreationDate);
        xml.WriteStartElement("EPCISBody");
        if (head.QueryName is not null)
        {
            xml.WriteStartElement(prefix, "QueryResults", meaning);
            xml.WriteElementString("queryName", head.QueryName);
            if (head.SubscriptionId is not null) xml.WriteElementString("subscriptionID", head.SubscriptionId);
            xml.WriteStartElement("resultsBody");
        }
        xml.WriteStartElement("EventList");
    }
}
