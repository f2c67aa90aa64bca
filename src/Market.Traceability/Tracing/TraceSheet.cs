using System.Runtime.CompilerServices;
using Market.Kernel;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>Which events a sheet lists.</summary>
/// <param name="LotCodes">At most 1,000 lots; empty for all of the caller's.</param>
/// <param name="From">First district date.</param>
/// <param name="Until">Last district date.</param>
public sealed record SheetQuestion(IReadOnlyCollection<string> LotCodes, DateOnly From, DateOnly Until);

/// <summary>The sortable sheet that an authority may ask for within 24 hours: one row for each lot of each packing, shipping and receiving.</summary>
/// <remarks>Columns after the key data elements of 21 CFR 1.1330, 1.1340 and 1.1345 (FSMA 204). The cells are plain: whoever writes the file neutralises formulas.</remarks>
public sealed class TraceSheet(TraceDb db)
{
    private const int PerPage = 2_000;
    private static readonly System.Linq.Expressions.Expression<Func<EventRow, SheetEvent>> Needed = x => new(x.Seq, x.EventId, x.EventTime, x.BizStep, x.ReadPoint, x.BizLocation, x.Body);
    private static readonly string[] Steps = ["packing", "shipping", "receiving"];

    /// <summary>Names of the columns.</summary>
    public static IReadOnlyList<string> Header { get; } =
    [
        "critical_tracking_event", "date_time", "traceability_lot_code", "product", "variety", "quantity", "unit", "shipped_or_received_from", "shipped_to_or_received_at",
        "traceability_lot_code_source", "reference_document_type", "reference_document_number", "date_of_harvest", "growing_area", "quantity_received", "lots_received", "event_id",
    ];

    /// <summary>The rows in the order in which the events were captured; memory does not grow with their number.</summary>
    /// <param name="party">Holders get rows of their own lots; inspectors also rows of goods that are no lots of the marketplace.</param>
    public async IAsyncEnumerable<string[]> RowsAsync(TraceParty party, SheetQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        var codes = question.LotCodes.Take(1_000).ToArray();
        var keys = codes.Length == 0 ? null : await db.Lots.AsNoTracking().Where(x => codes.Contains(x.Code)).Select(x => x.Key).ToArrayAsync(ct);
        var (from, until) = (DistrictClock.StartOf(question.From), DistrictClock.StartOf(question.Until.AddDays(1)));
        var inTime = db.Events.Where(x => x.EventTime >= from && x.EventTime < until);
        if (await inTime.MinAsync(x => (long?)x.Seq, ct) is not { } first || await inTime.MaxAsync(x => (long?)x.Seq, ct) is not { } end) yield break;
        // Corrections are few: known once, they need not be looked for beside each of a million events.
        var corrected = (await db.Events.Where(x => x.Declared != "").Select(x => x.EventId).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var lots = new SheetLots(db);
        for (var last = first - 1; last < end;)
        {
            (last, var events) = await PageAsync(keys, last, ct);
            events.RemoveAll(x => x.EventTime < from || x.EventTime >= until || corrected.Contains(x.EventId));
            if (events.Count == 0) continue;
            var page = await SheetPage.ReadAsync(db, lots, events, ct);
            foreach (var each in events)
                foreach (var row in page.Rows(each, party, keys)) yield return row;
        }
    }

    /// <summary>The next events by their number alone: with the time in the question SQLite would sort a year of events for each page.</summary>
    /// <returns>The page's last number, the highest of all behind the last page; and those of its events that belong on the sheet.</returns>
    private async Task<(long Last, List<SheetEvent> Events)> PageAsync(string[]? keys, long after, CancellationToken ct)
    {
        var wanted = db.Events.AsNoTracking().Where(x => Steps.Contains(x.BizStep) && x.Declared == "");
        if (keys is null) return (after + PerPage, await wanted.Where(x => x.Seq > after && x.Seq <= after + PerPage).OrderBy(x => x.Seq).Select(Needed).ToListAsync(ct));
        var seqs = await db.EventKeys.Where(x => keys.Contains(x.Key) && x.Seq > after).Select(x => x.Seq).Distinct().OrderBy(x => x).Take(PerPage).ToArrayAsync(ct);
        return (seqs.Length < PerPage ? long.MaxValue : seqs[^1], await wanted.Where(x => seqs.Contains(x.Seq)).OrderBy(x => x.Seq).Select(Needed).ToListAsync(ct));
    }
}
