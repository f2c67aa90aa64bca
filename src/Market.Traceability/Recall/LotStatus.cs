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
    private const int MostWaiting = 1_000;

    public async Task<IReadOnlyDictionary<string, LotStanding>> StandingAsync(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var standings = new Dictionary<string, LotStanding>(StringComparer.Ordinal);
        foreach (var some in codes.Distinct(StringComparer.Ordinal).Chunk(400))
            foreach (var lot in await db.Lots.AsNoTracking().Where(x => some.Contains(x.Code)).Select(x => new
            {
                x.Code,
                x.State,
                x.BestBefore,
                Number = db.RecallLots.Where(y => y.LotCode == x.Code)
                    .Join(db.Recalls.Where(y => !y.Mock && (y.State == RecallState.Approved || y.State == RecallState.Closed)), y => y.RecallId, y => y.Id, (_, y) => y.Number).Max(),
            }).ToListAsync(ct))
                standings[lot.Code] = new(lot.State switch { LotState.Open => LotMark.Open, LotState.Failed => LotMark.Failed, _ => LotMark.Recalled }, lot.State == LotState.Recalled ? lot.Number ?? "" : "") { BestBefore = lot.BestBefore };
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
        var of = await db.Lots.AsNoTracking().Where(x => grams.Keys.Contains(x.Id)).Select(x => new { x.Id, x.ProductId, x.BestBefore }).ToDictionaryAsync(x => x.Id, ct);
        return new(pallet.CooperativeId, grams.GroupBy(x => of[x.Key].ProductId).ToDictionary(x => x.Key, x => x.Sum(y => y.Value)))
        {
            KeepsUntil = of.Values.GroupBy(x => x.ProductId).Where(x => x.All(y => y.BestBefore is not null)).ToDictionary(x => x.Key, x => x.Min(y => y.BestBefore!.Value)),
        };
    }

    public Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyDictionary<Guid, string> categories, CancellationToken ct) => taking.UncertifiedAsync(categories, ct);

    public Task<long> FreeAsync(Guid productId, CancellationToken ct) => taking.FreeAsync(productId, ct);

    public async Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid partId, IReadOnlyList<WantedGoods> wanted, CancellationToken ct)
    {
        var taken = await taking.TakeAsync(partId, wanted, ct);
        var proved = await harvests.ProvedAsync([.. taken.Select(x => x.LotCode).Distinct(StringComparer.Ordinal)], ct);
        return [.. taken.Select(x => x with { OwnPlots = proved.Contains(x.LotCode) })];
    }

    public Task GiveBackAsync(Guid partId, CancellationToken ct, DateTime? takenBefore = null) => taking.GiveBackAsync(partId, takenBefore, ct);

    public async Task<IReadOnlyList<Guid>> WaitingAsync(DateTime takenBefore, CancellationToken ct) =>
        await db.LotTakes.AsNoTracking().Where(x => x.At < takenBefore).GroupBy(x => x.PartId).OrderBy(x => x.Min(y => y.At)).ThenBy(x => x.Key).Select(x => x.Key).Take(MostWaiting).ToListAsync(ct);
}
