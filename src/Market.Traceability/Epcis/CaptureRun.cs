using Market.Kernel.Data;
using Market.Traceability.Data;

namespace Market.Traceability.Epcis;

/// <summary>Captures the events of one document.</summary>
internal sealed class CaptureRun(TraceDb db, DateTime now)
{
    /// <summary>Reads a document in JSON or XML, told apart by how it begins.</summary>
    public static EpcisDocument? Read(ReadOnlyMemory<byte> sent, out EpcisFault? fault) => XmlDocumentReader.IsXml(sent.Span) ? XmlDocumentReader.Read(sent, out fault) : EpcisDocument.Read(sent, out fault);

    /// <summary>Keeps the events, all in one transaction.</summary>
    /// <returns>A verdict for each, in the document's order. Under rollback a single rejected event means that nothing was kept.</returns>
    public Task<List<EventReceipt>> KeepAsync(EpcisDocument document, Guid? owner, CaptureErrorBehaviour behaviour, CancellationToken ct)
    {
        var prepared = Prepare(document, out var refused);
        if (behaviour == CaptureErrorBehaviour.Rollback && refused.Count > 0) return Task.FromResult(refused);
        return db.InTransactionAsync(async () =>
        {
            var book = new EventBook(db);
            if (behaviour == CaptureErrorBehaviour.Rollback && await book.ConflictsAsync(prepared, ct) is { Count: > 0 } conflicts) return conflicts;
            return [.. (await book.AppendAsync(prepared, owner, now, ct)).Concat(refused).OrderBy(x => x.Place)];
        }, ct);
    }

    private static List<(int Place, PreparedEvent Event)> Prepare(EpcisDocument document, out List<EventReceipt> refused)
    {
        var prepared = new List<(int, PreparedEvent)>(document.Events.Count);
        refused = [];
        for (var place = 0; place < document.Events.Count; place++)
        {
            var each = document.Events[place];
            if (EventChecker.Check(each) is { } fault) refused.Add(new(place, each.Json.ValueKind == System.Text.Json.JsonValueKind.Object ? each.Text("eventID") ?? "" : "", EventVerdict.Rejected, fault));
            else prepared.Add((place, new(each)));
        }
        return prepared;
    }
}
