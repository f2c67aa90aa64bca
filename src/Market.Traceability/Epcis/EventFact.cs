using System.Text.Json;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Epcis;

/// <summary>What a fact is about.</summary>
internal enum FactKind
{
    TransformationId,

    /// <summary>A persistent disposition that begins; then one that ends.</summary>
    Set,
    Unset,
    BizTransaction,
    Source,
    Destination,

    /// <summary>An amount in thousandths, whatever its unit.</summary>
    Quantity,

    /// <summary>When an error was declared: milliseconds since 1970, UTC.</summary>
    ErrorTime,
    ErrorReason,
    CorrectiveEvent,
}

/// <summary>A field of an event that few events have and few queries ask for.</summary>
internal sealed class EventFact
{
    /// <summary>Amounts from here on are kept as this: nothing that is harvested comes near.</summary>
    private const decimal Most = 9_000_000_000_000_000m;

    public long Seq { get; init; }

    /// <summary>Place among the event's facts, from 0.</summary>
    public int Ordinal { get; init; }
    public FactKind Kind { get; init; }

    /// <summary>Type of a business transaction, source or destination: bare word where the standard has one, else the URI; empty when absent.</summary>
    public string Type { get; init; } = "";

    /// <summary>Bare word, canonical Digital Link or URI; empty for numbers.</summary>
    public string Text { get; init; } = "";

    /// <summary>The number of a number, else 0.</summary>
    public long Number { get; init; }

    /// <summary>The facts of a valid event.</summary>
    public static List<EventFact> Of(EpcisEvent found, long seq)
    {
        var facts = new List<EventFact>();
        void Add(FactKind kind, string text, string type = "", long number = 0) => facts.Add(new() { Seq = seq, Ordinal = facts.Count, Kind = kind, Type = type, Text = text, Number = number });

        if (found.Text("transformationID") is { } id) Add(FactKind.TransformationId, Canonical(id));
        if (found.Json.TryGetProperty("persistentDisposition", out var lasting))
        {
            foreach (var word in All(lasting, "set")) Add(FactKind.Set, Vocabulary.Disposition.Bare(word));
            foreach (var word in All(lasting, "unset")) Add(FactKind.Unset, Vocabulary.Disposition.Bare(word));
        }
        foreach (var each in found.List("bizTransactionList")) Add(FactKind.BizTransaction, Canonical(Said(each, "bizTransaction")), Vocabulary.BizTransactionType.Bare(Said(each, "type")));
        foreach (var each in found.List("sourceList")) Add(FactKind.Source, Canonical(Said(each, "source")), Vocabulary.SourceDestType.Bare(Said(each, "type")));
        foreach (var each in found.List("destinationList")) Add(FactKind.Destination, Canonical(Said(each, "destination")), Vocabulary.SourceDestType.Bare(Said(each, "type")));
        foreach (var list in new[] { "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList" })
            foreach (var each in found.List(list))
                if (each.TryGetProperty("quantity", out var amount)) Add(FactKind.Quantity, "", number: Thousandths(amount.GetDecimal()));
        if (found.Json.TryGetProperty("errorDeclaration", out var error))
        {
            if (EventTimes.TryParse(Said(error, "declarationTime"), out var declared)) Add(FactKind.ErrorTime, "", number: Milliseconds(declared));
            if (Said(error, "reason") is { Length: > 0 } reason) Add(FactKind.ErrorReason, Vocabulary.ErrorReason.Bare(reason));
            foreach (var corrective in All(error, "correctiveEventIDs")) Add(FactKind.CorrectiveEvent, corrective);
        }
        return facts;
    }

    /// <summary>A key as facts keep it.</summary>
    public static string Canonical(string key) => CanonicalDigitalLink.TryOf(key) ?? key;

    /// <summary>An amount as facts keep it, rounded to thousandths.</summary>
    public static long Thousandths(decimal amount) => (long)decimal.Round(Math.Clamp(amount, -Most, Most) * 1_000m, MidpointRounding.AwayFromZero);

    /// <summary>An instant as facts keep it.</summary>
    public static long Milliseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static string Said(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? JsonText.Of(value) ?? "" : "";

    private static IEnumerable<string> All(JsonElement from, string name) =>
        from.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(x => JsonText.Of(x) ?? "") : [];
}
