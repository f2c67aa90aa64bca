using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>What the rows of a few thousand events need, read with a handful of questions.</summary>
internal sealed class SheetPage
{
    /// <summary>Crates on pallets in containers: deeper than that nobody packs.</summary>
    private const int Nested = 4;

    private ILookup<long, EventKey> keys = null!;
    private Dictionary<string, SheetLot> lots = null!;
    private ILookup<string, Membership> contents = null!;

    public static async Task<SheetPage> ReadAsync(TraceDb db, SheetLots lots, List<SheetEvent> events, CancellationToken ct)
    {
        var (first, last) = (events[0].Seq, events[^1].Seq);
        var wanted = events.Select(x => x.Seq).ToHashSet();
        var keys = new List<EventKey>();
        // Neighbours come in one sweep; events far apart are asked for by number.
        if (last - first < 4L * events.Count) keys = await db.EventKeys.AsNoTracking().Where(x => x.Seq >= first && x.Seq <= last).ToListAsync(ct);
        else
            foreach (var some in wanted.Chunk(400)) keys.AddRange(await db.EventKeys.AsNoTracking().Where(x => some.Contains(x.Seq)).ToListAsync(ct));
        keys.RemoveAll(x => !wanted.Contains(x.Seq));
        var members = await ContentsAsync(db, keys, ct);
        return new()
        {
            keys = keys.OrderBy(x => x.Ordinal).ToLookup(x => x.Seq),
            lots = await lots.OfAsync(keys.Where(x => x.IsClass).Select(x => x.Key).Concat(members.Where(x => x.Child.IsClass).Select(x => x.Child.Key)), ct),
            contents = members.ToLookup(x => x.Parent, StringComparer.Ordinal),
        };
    }

    /// <param name="wanted">Keys of the lots that were asked for; null for all.</param>
    public IEnumerable<string[]> Rows(SheetEvent one, TraceParty party, string[]? wanted)
    {
        var packing = one.BizStep == "packing";
        var goods = packing ? keys[one.Seq].Where(x => x.Role == KeyRole.Output) : keys[one.Seq].Where(x => x.Role is KeyRole.Epc or KeyRole.Parent).SelectMany(x => Inside(contents, x, one.EventTime, 0));
        string[]? shared = null;
        foreach (var item in goods)
        {
            var lot = lots.GetValueOrDefault(item.Key);
            if (lot is null ? party.Cooperatives is not null || wanted is not null : !party.Has(lot.CooperativeId) || (!packing && wanted is not null && !wanted.Contains(item.Key))) continue;
            shared ??= Shared(one, packing);
            var (amount, unit) = Amount(item);
            yield return
            [
                packing ? "initial packing" : one.BizStep, one.EventTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), lot?.Code ?? item.Key, lot?.ProductName ?? "", lot?.Variety ?? "",
                amount, unit, shared[0], shared[1], lot?.CooperativeId.ToString() ?? "", shared[2], shared[3], lot?.HarvestedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                lot is { Packed: false } ? string.Join("; ", lot.Plots) : shared[4], shared[5], shared[6], one.EventId,
            ];
        }
    }

    /// <summary>Cells that all rows of an event have: from, to, document, and for a packing the plots, mass and lots that went in.</summary>
    private string[] Shared(SheetEvent one, bool packing)
    {
        var (type, number) = Document(one.Body);
        string Of(KeyRole role) => string.Join("; ", keys[one.Seq].Where(x => x.Role == role).Select(x => x.Key));
        if (!packing) return [Of(KeyRole.Source) is { Length: > 0 } from ? from : one.ReadPoint, Of(KeyRole.Destination) is { Length: > 0 } to ? to : one.BizLocation, type, number, "", "", ""];
        var inputs = keys[one.Seq].Where(x => x.Role == KeyRole.Input).ToList();
        var known = inputs.Select(x => lots.GetValueOrDefault(x.Key)).OfType<SheetLot>().ToList();
        var into = inputs.Exists(x => x.Grams is null) ? "" : Kilograms(inputs.Sum(x => x.Grams!.Value));
        return ["", one.ReadPoint, type, number, string.Join("; ", known.SelectMany(x => x.Plots).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), into,
            string.Join("; ", inputs.Select(x => lots.GetValueOrDefault(x.Key)?.Code ?? x.Key))];
    }

    /// <summary>A pack stands for the goods that lay in it at that time; one of unknown contents for itself.</summary>
    public static IEnumerable<EventKey> Inside(ILookup<string, Membership> contents, EventKey key, DateTime at, int depth)
    {
        var inside = key.IsClass || depth == Nested ? [] : contents[key.Key].Where(x => x.When.Has(at)).ToList();
        return inside.Count == 0 ? [key] : inside.SelectMany(x => Inside(contents, x.Child, at, depth + 1));
    }

    /// <summary>What lay in the packs that these keys name, and in the packs in them.</summary>
    public static async Task<List<Membership>> ContentsAsync(TraceDb db, List<EventKey> keys, CancellationToken ct)
    {
        if (!keys.Exists(x => !x.IsClass && x.Role is (KeyRole.Epc or KeyRole.Parent))) return [];
        var (packs, events, reader) = (keys.Where(x => !x.IsClass && x.Role is KeyRole.Epc or KeyRole.Parent).Select(x => x.Key).ToHashSet(StringComparer.Ordinal), new List<TracedEvent>(), new TraceEvents(db, int.MaxValue));
        var known = packs.ToHashSet(StringComparer.Ordinal);
        for (var depth = 0; packs.Count > 0 && depth < Nested; depth++)
        {
            var found = (await reader.AboutAsync(packs, ct)).Where(x => x.Type == "AggregationEvent").ToList();
            events.AddRange(found);
            packs = [.. found.SelectMany(x => x.Of(KeyRole.Child)).Where(x => !x.IsClass).Select(x => x.Key).Where(known.Add)];
        }
        return Memberships.Of(events.DistinctBy(x => x.Seq));
    }

    private static (string Amount, string Unit) Amount(EventKey key) => key.Grams is { } grams ? (Kilograms(grams), "kg")
        : key.CountMilli is { } count ? ((count / 1000m).ToString("0.###", CultureInfo.InvariantCulture), "pieces") : key.IsClass ? ("", "") : ("1", "pieces");

    private static string Kilograms(long grams) => (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The first document that the event names; read token by token, for a sheet has a million events.</summary>
    private static (string Type, string Number) Document(string body)
    {
        if (!body.Contains("\"bizTransactionList\"", StringComparison.Ordinal)) return ("", "");
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(body.Length));
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(body, bytes)));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals("bizTransactionList"u8);
                reader.Read();
                if (wanted) return First(ref reader);
                reader.Skip();
            }
            return ("", "");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static (string Type, string Number) First(ref Utf8JsonReader reader)
    {
        var (type, number) = ("", "");
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject) return (type, number);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isNumber) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("bizTransaction"u8));
            reader.Read();
            if (isType) type = reader.GetString()!;
            else if (isNumber) number = reader.GetString()!;
            else reader.Skip();
        }
        return (type, number);
    }
}
