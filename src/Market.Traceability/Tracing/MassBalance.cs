using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tracing;

/// <summary>What a lot's balance may be.</summary>
/// <param name="Lowest">Basis points.</param>
/// <param name="Highest">Basis points.</param>
/// <remarks>Default 98 to 102 %: scales and drying in the store; the marketplace's own rule.</remarks>
public sealed record BalanceBand(int Lowest = 9_800, int Highest = 10_200);

/// <summary>A lot's mass balance; all masses in grams.</summary>
/// <param name="In">Produced and returned.</param>
/// <param name="Out">Shipped, used in other lots, lost and still in stock.</param>
/// <param name="Stock">As counted last, carried on by the books since; by the books alone when it was never counted.</param>
/// <param name="Counted">The stock was counted.</param>
/// <param name="BasisPoints">Out by in: 10,000 when all is accounted for.</param>
/// <param name="InBand">Within the band of the settings.</param>
public sealed record LotBalance(string Code, string ProductName, string ProductNameEn, Guid CooperativeId, DateOnly HarvestedOn, long In, long Out, long Stock, bool Counted, long BasisPoints, bool InBand)
{
    internal static LotBalance Of(Lot lot, BalanceBand band)
    {
        var (into, outOf) = (lot.ProducedGrams + lot.ReturnedGrams, lot.ShippedGrams + lot.UsedGrams + lot.LostGrams + lot.StockGrams);
        var points = (long)((Int128)outOf * 10_000 / into);
        return new(lot.Code, lot.ProductName, lot.ProductNameEn, lot.CooperativeId, lot.HarvestedOn, into, outOf, lot.StockGrams, lot.CountedGrams is not null, points, points >= band.Lowest && points <= band.Highest);
    }
}

/// <summary>Which balances.</summary>
/// <param name="CooperativeId">Only this cooperative's; null for all of the caller's.</param>
/// <param name="From">First harvest date; null for the beginning.</param>
/// <param name="Until">Last harvest date; null for today.</param>
/// <param name="OutOfBand">Only those outside the band.</param>
public sealed record BalanceQuestion(Guid? CooperativeId = null, DateOnly? From = null, DateOnly? Until = null, bool OutOfBand = true);

/// <summary>Do the kilograms that came in account for those that went out?</summary>
public sealed class MassBalance(TraceDb db, TraceSettings settings)
{
    /// <returns>null when there is no such lot of the caller's.</returns>
    public async Task<LotBalance?> OfAsync(TraceParty party, string code, CancellationToken ct) =>
        await db.Lots.AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, ct) is { } lot && party.Has(lot.CooperativeId) ? LotBalance.Of(lot, settings.Band) : null;

    /// <summary>The caller's lots of a period, newest harvest first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<(List<LotBalance> Items, int Total)> ListAsync(TraceParty party, BalanceQuestion question, int page, int pageSize, CancellationToken ct)
    {
        var all = Asked(party, question);
        var found = await Sorted(all).Skip((Math.Max(page, 1) - 1) * pageSize).Take(pageSize).ToListAsync(ct);
        return (found.ConvertAll(x => LotBalance.Of(x, settings.Band)), await all.CountAsync(ct));
    }

    /// <summary>Names of the columns of <see cref="RowsAsync"/>.</summary>
    public static IReadOnlyList<string> Header { get; } = ["lot", "product", "cooperative", "harvested_on", "in_kg", "out_kg", "stock_kg", "counted", "percent", "in_band"];

    /// <summary>The same lots as plain cells, row by row: memory does not grow with their number.</summary>
    public async IAsyncEnumerable<string[]> RowsAsync(TraceParty party, BalanceQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        static string Kilograms(long grams) => (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
        await foreach (var lot in Sorted(Asked(party, question)).AsAsyncEnumerable().WithCancellation(ct))
        {
            var x = LotBalance.Of(lot, settings.Band);
            yield return [x.Code, x.ProductName, x.CooperativeId.ToString(), x.HarvestedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Kilograms(x.In), Kilograms(x.Out), Kilograms(x.Stock), x.Counted ? "yes" : "no",
                (x.BasisPoints / 100m).ToString("0.00", CultureInfo.InvariantCulture), x.InBand ? "yes" : "no"];
        }
    }

    private IQueryable<Lot> Asked(TraceParty party, BalanceQuestion question)
    {
        var lots = db.Lots.AsNoTracking();
        if (party.Cooperatives is { } own) lots = lots.Where(x => own.Contains(x.CooperativeId));
        if (question.CooperativeId is { } cooperative) lots = lots.Where(x => x.CooperativeId == cooperative);
        if (question.From is { } from) lots = lots.Where(x => x.HarvestedOn >= from);
        if (question.Until is { } until) lots = lots.Where(x => x.HarvestedOn <= until);
        return question.OutOfBand ? lots.Where(IsOut(settings.Band)) : lots;
    }

    private static IQueryable<Lot> Sorted(IQueryable<Lot> lots) => lots.OrderByDescending(x => x.HarvestedOn).ThenBy(x => x.Id);

    /// <summary>By the books a lot always adds up: only a count can say otherwise. Out by in is 1 + (counted - booked) / in.</summary>
    private static Expression<Func<Lot, bool>> IsOut(BalanceBand band) => x => x.CountedGrams != null
        && ((x.ProducedGrams + x.ReturnedGrams + x.CountedGrams - x.BookedGrams) * 10_000 < band.Lowest * (x.ProducedGrams + x.ReturnedGrams)
            || (x.ProducedGrams + x.ReturnedGrams + x.CountedGrams - x.BookedGrams) * 10_000 >= (band.Highest + 1L) * (x.ProducedGrams + x.ReturnedGrams));
}
