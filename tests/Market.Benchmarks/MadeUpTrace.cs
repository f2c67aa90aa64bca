using System.Globalization;
using Market.Kernel.Data;
using Market.Traceability;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Benchmarks;

/// <summary>A graph of lots: 40,000 harvests, packed twelve times over, each time two into one, and everything shipped to an order of its own.</summary>
internal static class MadeUpTrace
{
    public const int Width = 40_000, Depth = 12;
    public const string Input = "苦参碱";

    /// <summary>Lots mix among 32 neighbours: after five packings each holds something of all of them.</summary>
    private const int MixedBits = 5;
    private const int PerPlot = 10, Days = 400, AtOnce = 20_000;
    private static readonly DateTime Start = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Cooperative = Guid.CreateVersion7(), Product = Guid.CreateVersion7();

    public static string Code(int layer, int i) => string.Create(CultureInfo.InvariantCulture, $"B{layer:00}X{i:00000}");

    public static string Key(int layer, int i) => $"https://shop.example/id/lot/{Code(layer, i)}";

    public static string PlotCode(int plot) => string.Create(CultureInfo.InvariantCulture, $"P{plot:00000}");

    public static DateOnly Day(int i) => DateOnly.FromDateTime(Start).AddDays(i % Days);

    /// <returns>How many events there are.</returns>
    public static async Task<int> FillAsync(TraceDb db, TraceSettings settings)
    {
        var (seq, events, keys) = (0L, new List<EventRow>(), new List<EventKey>());
        var harvested = new List<Lot>();
        for (var layer = 0; layer <= Depth; layer++)
            for (var at = 0; at < Width; at += AtOnce)
            {
                var lots = Enumerable.Range(at, AtOnce).Select(i => Lot(layer, i)).ToList();
                if (layer == 0) harvested.AddRange(lots);
                foreach (var i in Enumerable.Range(at, AtOnce))
                {
                    Made(++seq, layer, i);
                    Shipped(++seq, layer, i);
                }
                await KeepAsync(lots);
            }
        await PlotsAsync(db, harvested);
        await db.Database.ExecuteSqlRawAsync(db is MySqlTraceDb ? "ANALYZE TABLE trace_events, trace_event_keys, trace_lots" : "ANALYZE");
        return (int)seq;

        async Task KeepAsync(List<Lot> lots)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.BulkInsertAsync(lots, default);
            await db.BulkInsertAsync(events, default);
            await db.BulkInsertAsync(keys, default);
            await transaction.CommitAsync();
            events.Clear();
            keys.Clear();
        }

        void Made(long number, int layer, int i)
        {
            if (layer == 0) Add(number, "ObjectEvent", "ADD", "commissioning", layer, i, null, (Key(0, i), KeyRole.Epc, 200_000));
            else Add(number, "TransformationEvent", "", "packing", layer, i, null,
                (Key(layer - 1, i), KeyRole.Input, 50_000), (Key(layer - 1, i ^ (1 << (layer % MixedBits))), KeyRole.Input, 50_000), (Key(layer, i), KeyRole.Output, 98_000));
        }

        void Shipped(long number, int layer, int i) => Add(number, "ObjectEvent", "OBSERVE", "shipping", layer, i, i % 20_000 == 77 && layer == 3 ? 120 : null,
            (Key(layer, i), KeyRole.Epc, 20_000), (settings.Place("order", Code(layer, i)), KeyRole.Destination, null));

        void Add(long number, string type, string action, string step, int layer, int i, int? peak, params (string Key, KeyRole Role, long? Grams)[] about)
        {
            var time = Start.AddDays(i % Days).AddHours(layer);
            var body = $$"""{"type":"{{type}}","eventTime":"{{EventTimes.Milliseconds(time)}}","eventTimeZoneOffset":"+08:00","bizStep":"{{step}}","bizTransactionList":[{"type":"desadv","bizTransaction":"urn:x:desadv:{{number}}"}],"quantityList":[{"epcClass":"{{about[0].Key}}","quantity":20,"uom":"KGM"}]}""";
            events.Add(new() { Seq = number, EventId = "urn:x:event:" + number.ToString(CultureInfo.InvariantCulture), ContentHash = number.ToString("x64", CultureInfo.InvariantCulture), Type = type, Action = action, EventTime = time, RecordTime = time, BizStep = step, OwnerId = Cooperative, PeakTenths = peak, Body = body });
            keys.AddRange(about.Select((x, ordinal) => new EventKey { Seq = number, Ordinal = ordinal, Role = x.Role, Key = x.Key, IsClass = x.Role != KeyRole.Destination, Grams = x.Grams }));
        }
    }

    private static Lot Lot(int layer, int i) =>
        Traceability.Lots.Lot.Of(new(Cooperative, Code(layer, i), Key(layer, i), "", "上海青", "Pak choi"), new(Product, Day(i), null, layer == 0 ? 200_000 : 98_000, "", ""), layer > 0, Start.AddYears(3));

    private static async Task PlotsAsync(TraceDb db, List<Lot> harvested)
    {
        var plots = Enumerable.Range(0, Width / PerPlot).Select(i => Plot.Of(Cooperative, PlotCode(i), new("地" + i.ToString(CultureInfo.InvariantCulture), "后湾村", 400), Start)).ToList();
        // One plot in forty was sprayed with it: a hundred plots, a thousand harvests.
        var inputs = plots.Where((_, i) => i % 40 == 0).Select(x => PlotInput.Of(x.Id, new(InputKind.Pesticide, Input, "", DateOnly.FromDateTime(Start).AddDays(-3), 3), Guid.Empty, DateOnly.FromDateTime(Start))).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.BulkInsertAsync(plots, default);
        await db.BulkInsertAsync(inputs, default);
        await db.BulkInsertAsync(harvested.Select((x, i) => new LotPlot { LotId = x.Id, PlotId = plots[i / PerPlot].Id }).ToList(), default);
        await transaction.CommitAsync();
    }
}
