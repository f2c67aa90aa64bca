using System.Collections.Frozen;

namespace Market.Traceability.Epcis;

/// <summary>What a field of an event may hold.</summary>
internal enum FieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>Absolute URI.</summary>
    Uri,

    /// <summary>Key of GS1: a URI that the event hash writes in its canonical form.</summary>
    Key,

    /// <summary>Instant of RFC 3339.</summary>
    Time,

    /// <summary>Offset of the local time, -14:00 to +14:00.</summary>
    Offset,

    /// <summary>A word of a vocabulary, or a URI of somebody's own.</summary>
    Word,

    /// <summary>OBSERVE, ADD or DELETE.</summary>
    Action,

    /// <summary>JSON number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Hexadecimal digits.</summary>
    Hex,

    /// <summary>Unit code of UN/ECE recommendation 20: two or three letters or digits.</summary>
    UnitCode,

    /// <summary>Object of further fields.</summary>
    Object,

    /// <summary>Object of extension fields only.</summary>
    Extensions,

    /// <summary>Whatever it is, it is checked elsewhere or not read at all.</summary>
    Unread,
}

/// <summary>One field of an event.</summary>
/// <param name="Name">Name in JSON.</param>
/// <param name="List">Holds a list of such values.</param>
/// <param name="Item">Element name of one value of a list in XML.</param>
internal sealed record Field(string Name, FieldKind Kind, bool List = false, string? Item = null)
{
    public Vocabulary? Words { get; init; }
    public Shape? Shape { get; init; }

    /// <summary>A single value may stand without its list.</summary>
    public bool Lonely { get; init; }

    /// <summary>No value of the list may stand twice.</summary>
    public bool Unique { get; init; }

    /// <summary>The list may not be empty.</summary>
    public bool Filled { get; init; }

    /// <summary>Not part of what the event says: left out of the event hash (CBV 2.0, section 8.9).</summary>
    public bool Unhashed { get; init; }
}

/// <summary>An object with its fields in the canonical order of the event hash.</summary>
/// <param name="extensible">Takes fields of other namespaces.</param>
internal sealed class Shape(bool extensible, string[] required, params Field[] fields)
{
    private readonly FrozenDictionary<string, Field> byName = fields.ToFrozenDictionary(x => x.Name, StringComparer.Ordinal);

    public bool Extensible => extensible;
    public IReadOnlyList<string> Required => required;
    public IReadOnlyList<Field> Fields => fields;

    /// <summary>The fields in the order of XML.</summary>
    public IReadOnlyList<Field> InXml { get; private init; } = fields;

    /// <summary>Names of the fields in the order of XML, with blanks between them, where it is not the order of the hash.</summary>
    public string Sequence { init => InXml = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Find).OfType<Field>()]; }

    /// <summary>It is an event, with a type and perhaps a context.</summary>
    public bool IsEvent { get; init; }

    /// <summary>Takes fields of any name, also without a namespace.</summary>
    public bool Open { get; init; }

    /// <summary>XML writes the fields as attributes.</summary>
    public bool InAttributes { get; init; }

    public Field? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>The five event types of EPCIS 2.0 as data: reading, checking, hashing and XML all follow this one table.</summary>
/// <remarks>Source: EPCIS 2.0, section 7.4; order: CBV 2.0, section 8.9.2; order of XML: the XML schema of EPCIS 2.0, section 9.5.</remarks>
internal static class EventShapes
{
    private static readonly Shape Quantity = new(false, ["epcClass"],
        new("epcClass", FieldKind.Key), new("quantity", FieldKind.Number), new("uom", FieldKind.UnitCode));

    private static readonly Shape Place = new(true, ["id"], new Field("id", FieldKind.Key)) { Open = true };

    private static readonly Shape Persistent = new(false, [],
        new("set", FieldKind.Word, true) { Words = Vocabulary.Disposition, Unique = true, Filled = true },
        new("unset", FieldKind.Word, true) { Words = Vocabulary.Disposition, Unique = true, Filled = true })
    { Sequence = "unset set" };

    private static readonly Shape Metadata = new(true, [],
        new("time", FieldKind.Time), new("startTime", FieldKind.Time), new("endTime", FieldKind.Time), new("deviceID", FieldKind.Key),
        new("deviceMetadata", FieldKind.Key), new("rawData", FieldKind.Key), new("dataProcessingMethod", FieldKind.Key), new("bizRules", FieldKind.Key))
    { InAttributes = true };

    private static readonly Shape Report = new(true, ["type"],
        new("type", FieldKind.Word) { Words = Vocabulary.Measurement }, new("exception", FieldKind.Word) { Words = Vocabulary.SensorAlert },
        new("deviceID", FieldKind.Key), new("deviceMetadata", FieldKind.Key), new("rawData", FieldKind.Key),
        new("dataProcessingMethod", FieldKind.Key), new("bizRules", FieldKind.Key), new("time", FieldKind.Time),
        new("microorganism", FieldKind.Uri), new("chemicalSubstance", FieldKind.Uri), new("value", FieldKind.Number),
        new("component", FieldKind.Word) { Words = Vocabulary.Component }, new("stringValue", FieldKind.Text), new("booleanValue", FieldKind.Flag),
        new("hexBinaryValue", FieldKind.Hex), new("uriValue", FieldKind.Key), new("minValue", FieldKind.Number), new("maxValue", FieldKind.Number),
        new("meanValue", FieldKind.Number), new("sDev", FieldKind.Number), new("percRank", FieldKind.Number), new("percValue", FieldKind.Number),
        new("uom", FieldKind.Text), new("coordinateReferenceSystem", FieldKind.Uri))
    { InAttributes = true };

    private static readonly Shape Sensor = new(true, ["sensorReport"],
        new("sensorMetadata", FieldKind.Object) { Shape = Metadata }, new("sensorReport", FieldKind.Object, true) { Shape = Report, Filled = true });

    private static readonly Shape ErrorDeclaration = new(true, ["declarationTime"],
        new("declarationTime", FieldKind.Time), new("reason", FieldKind.Word) { Words = Vocabulary.ErrorReason },
        new("correctiveEventIDs", FieldKind.Uri, true, "correctiveEventID"));

    private static readonly Field[] All =
    [
        new("eventTime", FieldKind.Time), new("recordTime", FieldKind.Time) { Unhashed = true }, new("eventTimeZoneOffset", FieldKind.Offset),
        new("eventID", FieldKind.Uri) { Unhashed = true }, new("errorDeclaration", FieldKind.Object) { Shape = ErrorDeclaration, Unhashed = true },
        new("certificationInfo", FieldKind.Uri, true) { Lonely = true },
        Keys("epcList"), new("parentID", FieldKind.Key), Keys("inputEPCList"), Keys("childEPCs", false),
        Quantities("quantityList"), Quantities("childQuantityList"), Quantities("inputQuantityList"), Keys("outputEPCList"), Quantities("outputQuantityList"),
        new("action", FieldKind.Action), new("transformationID", FieldKind.Key),
        new("bizStep", FieldKind.Word) { Words = Vocabulary.BizStep }, new("disposition", FieldKind.Word) { Words = Vocabulary.Disposition },
        new("persistentDisposition", FieldKind.Object) { Shape = Persistent },
        new("readPoint", FieldKind.Object) { Shape = Place }, new("bizLocation", FieldKind.Object) { Shape = Place },
        Typed("bizTransactionList", "bizTransaction", Vocabulary.BizTransactionType),
        Typed("destinationList", "destination", Vocabulary.SourceDestType), Typed("sourceList", "source", Vocabulary.SourceDestType),
        new("sensorElementList", FieldKind.Object, true, "sensorElement") { Shape = Sensor },
        new("ilmd", FieldKind.Extensions),
    ];

    private const string Head = "eventTime recordTime eventTimeZoneOffset eventID errorDeclaration certificationInfo ";
    private const string Where = "bizStep disposition readPoint bizLocation ";
    private const string Parties = "sourceList destinationList sensorElementList ";
    private const string Fate = "persistentDisposition ilmd";

    private static readonly FrozenDictionary<string, Shape> ByType = new Dictionary<string, Shape>
    {
        ["ObjectEvent"] = Event("action", Head + "epcList action " + Where + "bizTransactionList quantityList " + Parties + Fate),
        ["AggregationEvent"] = Event("action", Head + "parentID childEPCs action " + Where + "bizTransactionList childQuantityList " + Parties),
        ["TransactionEvent"] = Event("action bizTransactionList", Head + "bizTransactionList parentID epcList action " + Where + "quantityList " + Parties, mayRepeat: true),
        ["TransformationEvent"] = Event("", Head + "inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID " + Where + "bizTransactionList " + Parties + Fate),
        ["AssociationEvent"] = Event("action parentID", Head + "parentID childEPCs childQuantityList action " + Where + "bizTransactionList " + Parties),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Types => ByType.Keys;

    /// <returns>For a type of somebody's own, a URI, all fields of the standard and any other; null for anything else.</returns>
    public static Shape? Of(string type) => ByType.TryGetValue(type, out var known) ? known : UriSyntax.IsUri(type) ? Foreign : null;

    private static readonly Shape Foreign = Event("", Head + "parentID epcList childEPCs inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID action " + Where
        + "bizTransactionList quantityList childQuantityList " + Parties + Fate, open: true, mayRepeat: true);

    /// <param name="mayRepeat">The schema lets a transaction name one thing twice, and says nothing of types it does not know.</param>
    private static Shape Event(string required, string sequence, bool open = false, bool mayRepeat = false)
    {
        var names = sequence.Split(' ').ToHashSet(StringComparer.Ordinal);
        var fields = All.Where(x => names.Contains(x.Name)).Select(x => mayRepeat ? x with { Unique = false } : x);
        return new(true, ["eventTime", "eventTimeZoneOffset", .. required.Split(' ', StringSplitOptions.RemoveEmptyEntries)], [.. fields]) { Sequence = sequence, Open = open, IsEvent = true };
    }

    private static Field Keys(string name, bool unique = true) => new(name, FieldKind.Key, true, "epc") { Unique = unique };

    private static Field Quantities(string name) => new(name, FieldKind.Object, true, "quantityElement") { Shape = Quantity };

    private static Field Typed(string name, string item, Vocabulary words) => new(name, FieldKind.Object, true, item)
    {
        Shape = new(false, words == Vocabulary.SourceDestType ? ["type", item] : [item], new Field("type", FieldKind.Word) { Words = words }, new Field(item, FieldKind.Key)) { InAttributes = true },
    };
}
