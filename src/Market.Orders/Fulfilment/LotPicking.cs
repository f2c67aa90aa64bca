using Market.Kernel;
using Market.Kernel.Messages;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Fulfilment;

/// <summary>Takes goods from lots, first expired first (FEFO), and refuses what is of a lot that may not leave.</summary>
public sealed class LotPicking(OrdersDb db, ILotStatus lots)
{
    /// <summary>Picks for the lines as they are shipped; what no lot has left goes without one, unless a lot of the product is recalled or waits for its certificate.</summary>
    /// <returns>What of which lots leaves with the part.</returns>
    /// <exception cref="RuleException"><c>lot.none_open</c>, <c>lot.uncertified</c>, <c>line.stopped</c></exception>
    internal async Task<LotShare[]> PickAsync(Guid orderId, SubOrder part, CancellationToken ct)
    {
        await MustNotBeStoppedAsync(part, ct);
        var wanted = part.Lines.Where(x => x.ShippedMilli > 0).Select(x => new WantedGoods(x.Id, x.ProductId, x.WeighedGrams ?? new Quantity(x.ShippedMilli, x.Unit).Mass(x.NetGramsPerUnit).Grams, x.Name)).Where(x => x.Grams > 0).ToList();
        var taken = await lots.TakeAsync(part.Id, wanted, ct);
        foreach (var goods in wanted) part.Lines.Single(x => x.Id == goods.LineId).Prove(goods.Grams, taken.Where(x => x.LineId == goods.LineId));
        db.LineLots.AddRange(taken.Select(x => new LineLot { LineId = x.LineId, OrderId = orderId, LotCode = x.LotCode, Grams = x.Grams }));
        return [.. taken.GroupBy(x => x.LotCode, StringComparer.Ordinal).Select(x => new LotShare(x.Key, x.Sum(y => y.Grams)))];
    }

    /// <summary>Codes of the lots that the lines of an order left from, by line.</summary>
    public async Task<ILookup<Guid, string>> OfOrderAsync(Guid orderId, CancellationToken ct) =>
        (await db.LineLots.AsNoTracking().Where(x => x.OrderId == orderId).OrderBy(x => x.LotCode).Select(x => new { x.LineId, x.LotCode }).ToListAsync(ct)).ToLookup(x => x.LineId, x => x.LotCode);

    /// <summary>Goods that were set aside for a line before the recall may be of the recalled lot: somebody has to look and choose first.</summary>
    private async Task MustNotBeStoppedAsync(SubOrder part, CancellationToken ct)
    {
        var held = await db.StoppedLines.Where(x => x.SubOrderId == part.Id && x.DecidedAt == null).Select(x => x.LineId).ToListAsync(ct);
        if (part.Lines.Find(x => x.ShippedMilli > 0 && held.Contains(x.Id)) is { } line)
            throw new RuleException("line.stopped", "A recall holds this line: take another lot or give the money back.", "", line.Name);
    }
}
