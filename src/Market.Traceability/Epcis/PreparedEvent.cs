using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>A valid event with its hash and keys, ready to be kept.</summary>
/// <remarks>Pure work on the event alone: it is done before the transaction that keeps it begins.</remarks>
internal sealed class PreparedEvent
{
    private static readonly EventHash Rules = new(HashRules.Cbv20);
    private static readonly (string Field, KeyRole Role, bool IsClass)[] Lists =
    [
        ("epcList", KeyRole.Epc, false), ("childEPCs", KeyRole.Child, false), ("inputEPCList", KeyRole.Input, false), ("outputEPCList", KeyRole.Output, false),
        ("quantityList", KeyRole.Epc, true), ("childQuantityList", KeyRole.Child, true), ("inputQuantityList", KeyRole.Input, true), ("outputQuantityList", KeyRole.Output, true),
    ];

    private static readonly (string List, string Item, KeyRole Role)[] Parties = [("sourceList", "source", KeyRole.Source), ("destinationList", "destination", KeyRole.Destination)];

    private readonly EpcisEvent found;

    /// <param name="found">Already checked: <see cref="EventChecker.Check"/> said null.</param>
    public PreparedEvent(EpcisEvent found)
    {
        this.found = found;
        ContentHash = Convert.ToHexStringLower(Rules.Hash(found));
        EventId = found.Text("eventID") ?? $"ni:///sha-256;{ContentHash}?ver=CBV2.0";
        Declared = found.Json.TryGetProperty("errorDeclaration", out var error) ? error.GetProperty("declarationTime").GetString()! : "";
        Keys = ReadKeys(found);
    }

    public string EventId { get; }
    public string ContentHash { get; }

    /// <summary>Time of the error declaration, else empty.</summary>
    public string Declared { get; }

    /// <summary>Keys in the event's order; <see cref="EventKey.Seq"/> is still 0.</summary>
    public IReadOnlyList<EventKey> Keys { get; }

    /// <summary>The row as it is kept.</summary>
    /// <param name="now">When it is recorded, UTC.</param>
    public EventRow Row(long seq, Guid? owner, DateTime now) => new()
    {
        Seq = seq,
        EventId = EventId,
        Declared = Declared,
        ContentHash = ContentHash,
        Type = found.Type,
        Action = found.Text("action") ?? "",
        EventTime = Instant("eventTime"),
        RecordTime = now,
        BizStep = Vocabulary.BizStep.Bare(found.Text("bizStep") ?? ""),
        Disposition = Vocabulary.Disposition.Bare(found.Text("disposition") ?? ""),
        ReadPoint = Place("readPoint"),
        BizLocation = Place("bizLocation"),
        OwnerId = owner,
        PeakTenths = SensorPeak.Of(found),
        Body = Body(now),
        Prefixes = JsonSerializer.Serialize(found.Namespaces.Own),
    };

    /// <summary>The keys, now belonging to an event.</summary>
    public IEnumerable<EventKey> KeysOf(long seq) => Keys.Select(x => new EventKey { Seq = seq, Ordinal = x.Ordinal, Role = x.Role, Key = x.Key, IsClass = x.IsClass, Grams = x.Grams, CountMilli = x.CountMilli });

    /// <summary>The facts, belonging to an event.</summary>
    public List<EventFact> FactsOf(long seq) => EventFact.Of(found, seq);

    private DateTime Instant(string name) => EventTimes.TryParse(found.Text(name)!, out var utc) ? utc : default;

    private string Place(string name) => found.Json.TryGetProperty(name, out var place) ? EventFact.Canonical(place.GetProperty("id").GetString()!) : "";

    private string Body(DateTime now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            json.WriteStartObject();
            foreach (var member in found.Json.EnumerateObject())
                if (member.Name is not ("recordTime" or "eventID" or "@context")) member.WriteTo(json);
            json.WriteString("eventID", EventId);
            json.WriteString("recordTime", EventTimes.Milliseconds(now));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<EventKey> ReadKeys(EpcisEvent found)
    {
        var keys = new List<EventKey>();
        if (found.Text("parentID") is { } parent) keys.Add(new() { Ordinal = 0, Role = KeyRole.Parent, Key = EventFact.Canonical(parent) });
        foreach (var (field, role, isClass) in Lists)
            foreach (var item in found.List(field)) keys.Add(isClass ? ReadQuantity(item, role, keys.Count) : new() { Ordinal = keys.Count, Role = role, Key = EventFact.Canonical(item.GetString()!) });
        foreach (var (list, item, role) in Parties)
            foreach (var party in found.List(list)) keys.Add(new() { Ordinal = keys.Count, Role = role, Key = EventFact.Canonical(party.GetProperty(item).GetString()!) });
        if (found.Text("transformationID") is { } process) keys.Add(new() { Ordinal = keys.Count, Role = KeyRole.Process, Key = EventFact.Canonical(process) });
        return keys;
    }

    private static EventKey ReadQuantity(JsonElement item, KeyRole role, int ordinal)
    {
        var amount = item.TryGetProperty("quantity", out var number) ? number.GetDecimal() : (decimal?)null;
        var unit = item.TryGetProperty("uom", out var uom) ? uom.GetString() : null;
        var gramsPerUnit = unit switch { "KGM" => 1_000m, "GRM" => 1m, "TNE" => 1_000_000m, _ => 0m };
        return new()
        {
            Ordinal = ordinal,
            Role = role,
            IsClass = true,
            Key = EventFact.Canonical(item.GetProperty("epcClass").GetString()!),
            Grams = gramsPerUnit > 0 ? Whole(amount * gramsPerUnit) : null,
            CountMilli = gramsPerUnit > 0 ? null : Whole(amount * 1_000m),
        };
    }

    /// <returns>null for no amount, and for one beyond any harvest: the event keeps what it says, sums leave it out.</returns>
    private static long? Whole(decimal? amount) => amount is { } some && Math.Abs(some) < 9_000_000_000_000_000m ? (long)decimal.Round(some) : null;
}
