using System.Text;

namespace Market.Traceability.Epcis;

/// <summary>The hash of one event of a document, or why it has none.</summary>
/// <param name="Uri">The hash as a named information URI; null when the event is invalid.</param>
public sealed record EventHashLine(string? Uri, EpcisFault? Fault);

/// <summary>Hashes the events of a document in JSON or XML, whichever it is.</summary>
public static class EventHashes
{
    /// <summary>Hashes every event, in the document's order.</summary>
    /// <param name="ignored">Names of fields that are left out, e.g. bizStep or example:note.</param>
    /// <param name="fault">What is wrong with the document as a whole; then there are no lines.</param>
    public static IReadOnlyList<EventHashLine> Of(ReadOnlyMemory<byte> document, HashRules rules, IReadOnlySet<string> ignored, out EpcisFault? fault)
    {
        var isXml = XmlDocumentReader.IsXml(document.Span);
        using var read = isXml ? XmlDocumentReader.Read(document, out fault) : EpcisDocument.Read(document.Span.StartsWith(Encoding.UTF8.Preamble) ? document[3..] : document, out fault);
        if (read is null) return [];
        var hash = new EventHash(rules, ignored);
        return [.. read.Events.Select(x => EventChecker.Check(x) is { } wrong ? new EventHashLine(null, wrong) : new(hash.Uri(x), null))];
    }
}
