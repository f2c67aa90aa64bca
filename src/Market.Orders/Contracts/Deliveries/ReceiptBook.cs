using Market.Kernel;
using Market.Kernel.Messages;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Contracts.Deliveries;

/// <summary>What a receipt means for lots, shelves and the supplier's record, at first and when it is put right.</summary>
internal static class ReceiptBook
{
    public static RuleException Lines() => new("receipt.lines", "Say of each line of the delivery what came.", "lines");

    /// <returns>null when these are not the lines of this delivery.</returns>
    public static List<(DeliveryLine Line, FoundGoods Found)>? Pairs(Delivery delivery, IReadOnlyList<FoundGoods> found)
    {
        if (found.Count != delivery.Lines.Count) return null;
        var pairs = delivery.Lines.ConvertAll(line => (line, found.FirstOrDefault(x => x.LineId == line.Id || x.LineId == line.LineId)));
        return pairs.TrueForAll(x => x.Item2 is not null) ? pairs.ConvertAll(x => (x.line, x.Item2!)) : null;
    }

    /// <summary>Goods of a lot that was recalled or failed meanwhile are rejected, not sold.</summary>
    /// <exception cref="RuleException"><c>receipt.stopped</c></exception>
    public static async Task MustBeOpenAsync(this ILotStatus lots, IEnumerable<DeliveryLot> accepted, CancellationToken ct)
    {
        var codes = accepted.Select(x => x.LotCode).Distinct().ToList();
        if ((await lots.StandingAsync(codes, ct)).FirstOrDefault(x => x.Value.Mark != LotMark.Open).Key is { } stopped)
            throw new RuleException("receipt.stopped", "This lot is stopped: its goods are rejected, not accepted.", "lines", stopped);
    }

    /// <summary>Accepted of the call-off until the end of its day; a receipt that is changed now counts as it stands.</summary>
    public static async Task<long> OnTimeAsync(this OrdersDb db, CallOff callOff, Receipt? receipt, CancellationToken ct)
    {
        var end = DistrictClock.StartOf(callOff.DeliverOn.AddDays(1));
        var changed = receipt?.Id;
        return await db.Receipts.Where(x => x.CallOffId == callOff.Id && x.Id != changed && x.At < end).SelectMany(x => x.Lines).SumAsync(x => x.Accepted, ct) + (receipt is not null && receipt.At < end ? receipt.Lines.Sum(x => x.Accepted) : 0);
    }

    /// <summary>Returnable crates of a contract: sent so far, those under way too, and taken back.</summary>
    /// <param name="head">Its first version.</param>
    public static async Task<CrateFigures> CratesAsync(this OrdersDb db, Guid head, CancellationToken ct) =>
        new(await db.Deliveries.Where(x => x.HeadId == head).SumAsync(x => x.Crates, ct), await db.Receipts.Where(x => x.HeadId == head).SumAsync(x => x.CratesBack, ct));

    /// <summary>What the stores took.</summary>
    public static ShelvedGoods[] Shelved(CallOff callOff, Delivery delivery, Receipt receipt)
    {
        var stores = callOff.Lines.ToDictionary(x => x.LineId, x => x.StoreId);
        return [.. delivery.Lines.Where(x => receipt.Lines.Exists(y => y.DeliveryLineId == x.Id && y.Accepted > 0)).Select(x => new ShelvedGoods(stores[x.LineId], x.ProductId)).Distinct()];
    }

    /// <summary>What came of each lot, whatever lines it was picked for.</summary>
    public static ReceivedShare[] Shares(Delivery delivery, Receipt receipt) => [.. delivery.Lines.SelectMany(x => Shares(x, receipt.Lines.Find(y => y.DeliveryLineId == x.Id)!))
        .GroupBy(x => x.LotCode, StringComparer.Ordinal).Select(x => new ReceivedShare(x.Key, x.Sum(y => y.Accepted), x.Sum(y => y.Short), x.Sum(y => y.Rejected)))];

    /// <summary>Nobody weighs lot by lot at the ramp: what came is counted against the lots in their order, then what is missing, then what was rejected.</summary>
    private static IEnumerable<ReceivedShare> Shares(DeliveryLine line, ReceiptLine found)
    {
        var (accepted, missing) = (found.Accepted, found.Delivered - found.Accepted - found.Rejected);
        foreach (var lot in line.Lots.OrderBy(x => x.LotCode, StringComparer.Ordinal))
        {
            var came = Math.Min(accepted, lot.Grams);
            var lost = Math.Min(missing, lot.Grams - came);
            (accepted, missing) = (accepted - came, missing - lost);
            yield return new(lot.LotCode, came, lost, lot.Grams - came - lost);
        }
    }
}
