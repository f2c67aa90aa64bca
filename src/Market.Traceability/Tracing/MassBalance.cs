using System.Linq.Expressions;
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
public sealed record LotBalance(string Code, string ProductName, Guid CooperativeId, long In, long Out, long Stock, bool Counted, long BasisPoints, bool InBand)
{
    internal static LotBalance Of(Lot lot, BalanceBand band)
    {
        var (into, outOf) = (lot.ProducedGrams + lot.ReturnedGrams, lot.ShippedGrams + lot.UsedGrams + lot.LostGrams + lot.StockGrams);
        var points = (long)((Int128)outOf * 10_000 / into);
        return new(lot.Code, lot.ProductName, lot.CooperativeId, into, outOf, lot.StockGrams, lot.CountedGrams is not null, points, points >= band.Lowest && points <= band.Highest);
    }
}

/// <summary>Do the kilograms that came in account for those that went out?</summary>
public sealed class MassBalance(TraceDb db, TraceSettings settings)
{
    /// <returns>null when there is no such lot of the caller's.</returns>
    public async Task<LotBalance?> OfAsync(TraceParty party, string code, CancellationToken ct) =>
        await db.Lots.AsNoTracking().SingleOrDefaultAsync(x => x.Code == code, ct) is { } lot && party.Has(lot.CooperativeId) ? LotBalance.Of(lot, settings.Band) : null;

    /// <summary>The caller's lots that are out of band, newest harvest first.</summary>
    /// <param name="page">From 1; 50 lots a page.</param>
    public async Task<List<LotBalance>> OutOfBandAsync(TraceParty party, int page, CancellationToken ct)
    {
        var lots = party.Cooperatives is { } own ? db.Lots.Where(x => own.Contains(x.CooperativeId)) : db.Lots;
        var found = await lots.AsNoTracking().Where(IsOut(settings.Band)).OrderByDescending(x => x.HarvestedOn).ThenBy(x => x.Id).Skip((Math.Max(page, 1) - 1) * 50).Take(50).ToListAsync(ct);
        return found.ConvertAll(x => LotBalance.Of(x, settings.Band));
    }

    /// <summary>By the books a lot always adds up: only a count can say otherwise. Out by in is 1 + (counted - booked) / in.</summary>
    private static Expression<Func<Lot, bool>> IsOut(BalanceBand band) => x => x.CountedGrams != null
        && ((x.ProducedGrams + x.ReturnedGrams + x.CountedGrams - x.BookedGrams) * 10_000 < band.Lowest * (x.ProducedGrams + x.ReturnedGrams)
            || (x.ProducedGrams + x.ReturnedGrams + x.CountedGrams - x.BookedGrams) * 10_000 >= (band.Highest + 1L) * (x.ProducedGrams + x.ReturnedGrams));
}
