using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>A lot as its cooperative sees it; weights in grams.</summary>
/// <param name="Left">By the books.</param>
/// <param name="Unchecked">Of those, what came back and waits to be checked.</param>
public sealed record LotView(Guid Id, string Code, string Key, Guid CooperativeId, Guid ProductId, string ProductName, string ProductNameEn, DateOnly HarvestedOn, DateOnly? BestBefore, LotState State, bool Packed,
    long Produced, long Shipped, long Used, long Lost, long Left, string CommitmentNumber, long Unchecked);

/// <summary>Lots for those who work with them.</summary>
public sealed class LotReads(TraceDb db)
{
    /// <summary>The party's lots, the newest harvest first.</summary>
    public async Task<(List<LotView> Items, int Total)> ListAsync(TraceParty party, int page, int pageSize, CancellationToken ct)
    {
        var all = Of(party);
        return (await Views(all.OrderByDescending(x => x.HarvestedOn).ThenByDescending(x => x.CreatedAt).ThenBy(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(ct), await all.CountAsync(ct));
    }

    /// <returns>null when there is no such lot of the party's.</returns>
    public Task<LotView?> FindAsync(TraceParty party, string code, CancellationToken ct) => Views(Of(party).Where(x => x.Code == code)).SingleOrDefaultAsync(ct);

    /// <summary>Lots of these products that may be sold, are not past their best-before day and have grams nobody has picked; what spoils first comes first, lots without such a day last by their harvest.</summary>
    public async Task<(List<LotView> Items, int Total)> PerishingAsync(IReadOnlyCollection<Guid> products, DateOnly today, int page, int pageSize, CancellationToken ct)
    {
        var lots = db.Lots.AsNoTracking().Where(x => products.Contains(x.ProductId) && x.State == LotState.Open && (x.BestBefore == null || x.BestBefore >= today)
            && x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams > 0);
        return (await Views(lots.OrderBy(x => x.BestBefore == null).ThenBy(x => x.BestBefore).ThenBy(x => x.HarvestedOn).ThenBy(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize)).ToListAsync(ct), await lots.CountAsync(ct));
    }

    private IQueryable<Lot> Of(TraceParty party)
    {
        var own = party.Cooperatives;
        return db.Lots.AsNoTracking().Where(x => own == null || own.Contains(x.CooperativeId));
    }

    private static IQueryable<LotView> Views(IQueryable<Lot> lots) => lots.Select(x => new LotView(x.Id, x.Code, x.Key, x.CooperativeId, x.ProductId, x.ProductName, x.ProductNameEn, x.HarvestedOn, x.BestBefore, x.State, x.Packed,
        x.ProducedGrams, x.ShippedGrams, x.UsedGrams, x.LostGrams, x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams, x.CommitmentNumber, x.UncheckedGrams));
}
