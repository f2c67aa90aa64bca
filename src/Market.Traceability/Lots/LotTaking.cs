using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>Grams of a lot that were picked for a part of an order and have not been booked as shipped yet.</summary>
internal sealed class LotTake
{
    /// <summary>The cooperative's part of the order.</summary>
    public Guid PartId { get; init; }
    public Guid LotId { get; init; }
    public long Grams { get; set; }
    public DateTime At { get; init; }
}

/// <summary>Picks goods for orders, first expired first (FEFO). What is picked is taken at once by one conditional update of the lot's row: two who pick at the same moment never get the same grams.</summary>
public sealed class LotTaking(TraceDb db, TraceSettings settings, ICatalogQuestions catalog, TimeProvider clock)
{
    /// <summary>Lots of one product that are looked at for one line.</summary>
    private const int MostLots = 100;

    private sealed record Candidate(Guid Id, string Code, long Free);

    /// <inheritdoc cref="ILotStatus.TakeAsync"/>
    public Task<IReadOnlyList<TakenGoods>> TakeAsync(Guid partId, IReadOnlyList<WantedGoods> wanted, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await ReturnAsync(partId, ct);
        var taken = new List<TakenGoods>();
        foreach (var goods in wanted)
        {
            var missing = goods.Grams;
            foreach (var lot in await CandidatesAsync(goods, ct))
            {
                if (missing == 0) break;
                var some = await TakeAsync(lot, missing, ct);
                if (some > 0) taken.Add(new(goods.LineId, lot.Code, some));
                if (some > 0) await NoteAsync(partId, lot.Id, some, ct);
                missing -= some;
            }
            if (missing > 0) await MustLeaveWithoutLotAsync(goods, ct);
        }
        return (IReadOnlyList<TakenGoods>)taken;
    }, ct);

    /// <inheritdoc cref="ILotStatus.GiveBackAsync"/>
    public Task GiveBackAsync(Guid partId, DateTime? takenBefore, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await ReturnAsync(partId, ct, takenBefore);
        return 0;
    }, ct);

    /// <inheritdoc cref="ILotStatus.FreeAsync"/>
    public Task<long> FreeAsync(Guid productId, CancellationToken ct) => Saleable(productId).SumAsync(x => x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams, ct);

    /// <inheritdoc cref="ILotStatus.UncertifiedAsync"/>
    public async Task<IReadOnlyCollection<Guid>> UncertifiedAsync(IReadOnlyDictionary<Guid, string> categories, CancellationToken ct)
    {
        Guid[] asked = [.. categories.Where(x => settings.CommitmentCategories.Contains(x.Value)).Select(x => x.Key)];
        if (asked.Length == 0) return [];
        var certified = await db.Lots.AsNoTracking().Where(x => asked.Contains(x.ProductId) && x.State == LotState.Open && x.CommitmentNumber != ""
            && x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams > 0).Select(x => x.ProductId).Distinct().ToListAsync(ct);
        return [.. asked.Except(certified)];
    }

    /// <summary>The part has left: what was taken for it is shipped. The caller's transaction is open.</summary>
    /// <param name="shipped">Grams by the lots' ids.</param>
    internal async Task ShippedAsync(Guid partId, IReadOnlyDictionary<Guid, long> shipped, CancellationToken ct)
    {
        await ReturnAsync(partId, ct);
        foreach (var (id, grams) in shipped.OrderBy(x => x.Key))
            await db.Lots.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.ShippedGrams, x => x.ShippedGrams + grams).SetProperty(x => x.Version, x => x.Version + 1), ct);
    }

    /// <summary>A dispatch that is tried again picks anew.</summary>
    private async Task ReturnAsync(Guid partId, CancellationToken ct, DateTime? takenBefore = null)
    {
        foreach (var take in await db.LotTakes.AsNoTracking().Where(x => x.PartId == partId && (takenBefore == null || x.At < takenBefore)).OrderBy(x => x.LotId).ToListAsync(ct))
        {
            if (await db.LotTakes.Where(x => x.PartId == partId && x.LotId == take.LotId && x.At == take.At).ExecuteDeleteAsync(ct) == 0) continue;
            await db.Lots.Where(x => x.Id == take.LotId).ExecuteUpdateAsync(set => set.SetProperty(x => x.TakenGrams, x => x.TakenGrams - take.Grams).SetProperty(x => x.Version, x => x.Version + 1), ct);
        }
    }

    private Task<List<Candidate>> CandidatesAsync(WantedGoods goods, CancellationToken ct) => Saleable(goods.ProductId).Where(x => goods.KeepsUntil == null || x.BestBefore >= goods.KeepsUntil)
        .OrderBy(x => x.BestBefore == null).ThenBy(x => x.BestBefore).ThenBy(x => x.HarvestedOn).ThenBy(x => x.CreatedAt).ThenBy(x => x.Id).Take(MostLots)
        .Select(x => new Candidate(x.Id, x.Code, x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams)).ToListAsync(ct);

    private IQueryable<Lot> Saleable(Guid productId)
    {
        var classes = settings.CommitmentCategories;
        return db.Lots.AsNoTracking().Where(x => x.ProductId == productId && x.State == LotState.Open && (x.CommitmentNumber != "" || !classes.Contains(x.Category))
            && x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams > 0);
    }

    /// <returns>Grams taken: all that is missing, or what is left when somebody was faster.</returns>
    private async Task<long> TakeAsync(Candidate lot, long missing, CancellationToken ct)
    {
        for (var free = lot.Free; free > 0;)
        {
            var some = Math.Min(missing, free);
            if (await db.Lots.Where(x => x.Id == lot.Id && x.State == LotState.Open && x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams >= some)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.TakenGrams, x => x.TakenGrams + some).SetProperty(x => x.Version, x => x.Version + 1), ct) == 1) return some;
            free = await db.Lots.Where(x => x.Id == lot.Id && x.State == LotState.Open).Select(x => x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams).SingleOrDefaultAsync(ct);
        }
        return 0;
    }

    private async Task NoteAsync(Guid partId, Guid lotId, long grams, CancellationToken ct)
    {
        if (await db.LotTakes.Where(x => x.PartId == partId && x.LotId == lotId).ExecuteUpdateAsync(set => set.SetProperty(x => x.Grams, x => x.Grams + grams), ct) == 0)
            await db.BulkInsertAsync<LotTake>([new() { PartId = partId, LotId = lotId, Grams = grams, At = clock.GetUtcNow().UtcDateTime }], ct);
    }

    /// <summary>Goods of classes that need no certificate may leave without a lot, unless one is recalled or a day was agreed until which they keep; the others leave with the certificate of a lot or not at all.</summary>
    private async Task MustLeaveWithoutLotAsync(WantedGoods goods, CancellationToken ct)
    {
        if (goods.KeepsUntil is { } until) throw new RuleException("goods.keep_too_short", "Too little of it comes from lots that keep as long as was agreed.", "", goods.Name, until);
        if (await db.Lots.AnyAsync(x => x.ProductId == goods.ProductId && x.State == LotState.Recalled, ct))
            throw new RuleException("lot.none_open", "A lot of this product is recalled, and no other lot has enough left: it may not leave.", "", goods.Name);
        var classes = settings.CommitmentCategories;
        var waiting = await db.Lots.Where(x => x.ProductId == goods.ProductId && x.State == LotState.Open && x.CommitmentNumber == "" && classes.Contains(x.Category)
            && x.ProducedGrams + x.ReturnedGrams - x.ShippedGrams - x.UsedGrams - x.LostGrams - x.TakenGrams - x.UncheckedGrams > 0).OrderBy(x => x.Code).Select(x => x.Code).FirstOrDefaultAsync(ct);
        if (waiting is not null) throw Lot.Uncertified(waiting);
        if (classes.Count > 0 && await catalog.ProductAsync(goods.ProductId, ct) is { } product && classes.Contains(product.Category))
            throw new RuleException("goods.uncertified", "Goods of this kind leave only with the commitment certificate of a lot, and no certified lot has enough left.", "", goods.Name);
    }
}
