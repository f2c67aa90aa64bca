namespace Market.Traceability.Epcis;

/// <summary>What may stand around the events of a document.</summary>
/// <remarks>Source: EPCIS 2.0 JSON schema. Master data in the header is not read, so nothing but its place is looked at.</remarks>
internal static class DocumentShapes
{
    private static readonly Shape Header = new(true, [], new Field("epcisMasterData", FieldKind.Object) { Shape = new(true, []) { Open = true } });

    private static readonly Shape Results = new(true, ["eventList"], new("eventList", FieldKind.Unread), new("vocabularyList", FieldKind.Unread, true));

    private static readonly Shape Answer = new(true, ["queryName", "resultsBody"],
        new("queryName", FieldKind.Text), new("subscriptionID", FieldKind.Text), new("resultsBody", FieldKind.Object) { Shape = Results });

    /// <summary>An EPCISDocument.</summary>
    public static readonly Shape Document = new(true, ["schemaVersion", "creationDate", "epcisBody"],
        new("id", FieldKind.Uri), new("schemaVersion", FieldKind.Text), new("creationDate", FieldKind.Time), new("instanceIdentifier", FieldKind.Text),
        new("sender", FieldKind.Text), new("receiver", FieldKind.Text), new("epcisHeader", FieldKind.Object) { Shape = Header },
        new("epcisBody", FieldKind.Unread));

    /// <summary>An EPCISQueryDocument.</summary>
    public static readonly Shape QueryDocument = new(true, ["epcisBody"],
        new("id", FieldKind.Uri), new("schemaVersion", FieldKind.Text), new("creationDate", FieldKind.Time),
        new("epcisBody", FieldKind.Object) { Shape = new(true, ["queryResults"], new Field("queryResults", FieldKind.Object) { Shape = Answer }) });
}
