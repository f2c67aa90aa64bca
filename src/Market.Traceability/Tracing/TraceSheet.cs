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
        for (long? last = 0; last is { } before;)
        {
            (last, var events) = await PageAsync(keys, question, before, ct);
            if (events.Count == 0) continue;
            var page = await SheetPage.ReadAsync(db, events, ct);
            foreach (var each in events)
                foreach (var row in page.Rows(each, party, keys)) yield return row;
        }
    }

    /// <returns>The page's last number, null behind the last page; and those of its events that belong on the sheet.</returns>
    private async Task<(long? Last, List<EventRow> Events)> PageAsync(string[]? keys, SheetQuestion question, long after, CancellationToken ct)
    {
        var (from, until) = (DistrictClock.StartOf(question.From), DistrictClock.StartOf(question.Until.AddDays(1)));
        var wanted = db.Events.AsNoTracking().Where(x => x.EventTime >= from && x.EventTime < until && Steps.Contains(x.BizStep) && x.Declared == ""
            && !db.Events.Any(y => y.EventId == x.EventId && y.Declared != ""));
        if (keys is null)
        {
            var page = await wanted.Where(x => x.Seq > after).OrderBy(x => x.Seq).Take(PerPage).ToListAsync(ct);
            return (page.Count < PerPage ? null : page[^1].Seq, page);
        }
        var seqs = await db.EventKeys.Where(x => keys.Contains(x.Key) && x.Seq > after).Select(x => x.Seq).Distinct().OrderBy(x => x).Take(PerPage).ToArrayAsync(ct);
        return (seqs.Length < PerPage ? null : seqs[^1], await wanted.Where(x => seqs.Contains(x.Seq)).OrderBy(x => x.Seq).ToListAsync(ct));
    }
}
