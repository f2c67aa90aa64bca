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
    /// <summary>Picks for the lines as they are shipped; what no lot has left goes without one, unless a lot of the product is recalled.</summary>
    /// <returns>What of which lots leaves with the part.</returns>
    /// <exception cref="RuleException"><c>lot.none_open</c>, <c>line.stopped</c></exception>
    internal async Task<LotShare[]> PickAsync(Guid orderId, SubOrder part, CancellationToken ct)
    {
        await MustNotBeStoppedAsync(part, ct);
        var taken = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in part.Lines.Where(x => x.ShippedMilli > 0))
        {
            var left = await lots.FirstExpiredAsync(line.ProductId, ct);
            var missing = line.WeighedGrams ?? new Quantity(line.ShippedMilli, line.Unit).Mass(line.NetGramsPerUnit).Grams;
            foreach (var lot in left.Lots)
            {
                var some = Math.Min(missing, lot.Grams - taken.GetValueOrDefault(lot.LotCode));
                if (some <= 0) continue;
                db.LineLots.Add(new() { LineId = line.Id, OrderId = orderId, LotCode = lot.LotCode, Grams = some });
                taken[lot.LotCode] = taken.GetValueOrDefault(lot.LotCode) + some;
                missing -= some;
            }
            if (missing > 0 && left.Recalled) throw new RuleException("lot.none_open", "A lot of this product is recalled, and no other lot has enough left: it may not leave.", "", line.Name);
        }
        return [.. taken.Select(x => new LotShare(x.Key, x.Value))];
    }

    /// <summary>Goods that were set aside for a line before the recall may be of the recalled lot: somebody has to look and choose first.</summary>
    private async Task MustNotBeStoppedAsync(SubOrder part, CancellationToken ct)
    {
        var held = await db.StoppedLines.Where(x => x.SubOrderId == part.Id && x.DecidedAt == null).Select(x => x.LineId).ToListAsync(ct);
        if (part.Lines.Find(x => x.ShippedMilli > 0 && held.Contains(x.Id)) is { } line)
            throw new RuleException("line.stopped", "A recall holds this line: take another lot or give the money back.", "", line.Name);
    }
}
