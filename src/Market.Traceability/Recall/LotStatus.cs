using Market.Kernel;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Market.Traceability.Pallets;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Recall;

/// <summary>Answers whether lots and products may be sold: always the truth of this moment.</summary>
public sealed class LotStatus(TraceDb db, LotTaking taking, OwnHarvest harvests) : ILotStatus
{
    public async Task<IReadOnlyDictionary<string, LotStanding>> StandingAsync(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var standings = new Dictionary<string, LotStanding>(StringComparer.Ordinal);
        foreach (var some in codes.Distinct(StringComparer.Ordinal).Chunk(400))
            foreach (var lot in await db.Lots.AsNoTracking().Where(x => some.Contains(x.Code)).Select(x => new
            {
                x.Code,
                x.State,
                Number = db.RecallLots.Where(y => y.LotCode == x.Code)
                    .Join(db.Recalls.Where(y => !y.Mock && (y.State == RecallState.Approved || y.State == RecallState.Closed)), y => y.RecallId, y => y.Id, (_, y) => y.Number).Max(),
            }).ToListAsync(ct))
                standings[lot.Code] = lot.State switch
                {
                    LotState.Open => new(LotMark.Open, ""),
                    LotState.Failed => new(LotMark.Failed, ""),
                    _ => new(LotMark.Recalled, lot.Number ?? ""),
                };
        return standings;
    }

    public async Task<IReadOnlyCollection<Guid>> StoppedAsync(IReadOnlyCollection<Guid> productIds, CancellationToken ct) =>
        await db.Lots.AsNoTracking().Where(x => productIds.Contains(x.ProductId)).GroupBy(x => x.ProductId)
            .Where(x => x.Max(y => y.State == LotState.Recalled ? 1 : 0) == 1
                && x.Max(y => y.State == LotState.Open && y.ProducedGrams + y.ReturnedGrams > y.ShippedGrams + y.UsedGrams + y.LostGrams + y.TakenGrams + y.UncheckedGrams ? 1 : 0) == 0)
            .Select(x => x.Key).ToListAsync(ct);

    public async Task<PalletGoods?> PalletAsync(string code, CancellationToken ct)
    {
        var book = new PalletBook(db);
        if (await book.FindAsync(code, ct) is not { } pallet || pallet.State == PalletState.Received) return null;
        var grams = await book.GramsAsync(await book.TreeAsync(pallet, ct), ct);
        var products = await db.Lots.Where(x => grams.Keys.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.ProductId, ct);
        return new(pallet.CooperativeId, grams.GroupBy(x => products[x.Key]).ToDictionary(x => x.Key, x => x.Sum(y => y.Value)));
    }

    public Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyDictionary<Guid, string> categories, CancellationToken ct) => taking.UncertifiedAsync(categories, ct);

    public Task<long> FreeAsync(Guid productId, CancellationToken ct) => taking.FreeAsync(productId, ct);

    public async Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid partId, IReadOnlyList<WantedGoods> wanted, CancellationToken ct)
    {
        var taken = await taking.TakeAsync(partId, wanted, ct);
        var proved = await harvests.ProvedAsync([.. taken.Select(x => x.LotCode).Distinct(StringComparer.Ordinal)], ct);
        return [.. taken.Select(x => x with { OwnPlots = proved.Contains(x.LotCode) })];
    }

    public Task GiveBackAsync(Guid partId, CancellationToken ct) => taking.GiveBackAsync(partId, ct);
}
