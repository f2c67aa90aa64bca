using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Pallets;

/// <summary>What came of one lot, in grams; the three together are what was shipped.</summary>
/// <param name="Lot">Its code.</param>
public sealed record GoodsInLine(string Lot, long Accepted, long Short, long Rejected);

/// <summary>Stations and supermarkets book goods in, and say what became of them.</summary>
public sealed class GoodsInDesk(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    private readonly OwnEventBook events = new(db, clock);
    private readonly PalletBook book = new(db);

    /// <summary>Books a pallet in: one event for each lot. What is rejected goes back onto the lot.</summary>
    /// <param name="lines">One for each lot that was shipped.</param>
    /// <returns>false when no such pallet is on its way to, or at, a place of the caller's.</returns>
    /// <exception cref="RuleException"><c>goods_in.done</c>, <c>goods_in.differs</c>, <c>goods_in.negative</c>, <c>goods_in.stopped</c></exception>
    public async Task<bool> ReceiveAsync(TraceParty party, string code, IReadOnlyList<GoodsInLine> lines, string reason, CancellationToken ct) => await db.OnceAsync(party.Key, events.Now, async () =>
    {
        if (await book.FindAsync(code, ct) is not { } pallet || !party.Receives(pallet)) return null;
        if (pallet.State != PalletState.UnderWay || pallet.OnId is not null) throw new RuleException("goods_in.done", "This pallet is booked in already.", "", pallet.Code);
        var all = await book.TreeAsync(pallet, ct);
        var grams = await book.GramsAsync(all, ct);
        var lots = await db.Lots.Where(x => grams.Keys.Contains(x.Id)).ToDictionaryAsync(x => x.Code, ct);
        if (lines.Count != lots.Count || lines.Any(x => !lots.ContainsKey(x.Lot)) || lines.DistinctBy(x => x.Lot).Count() != lines.Count)
            throw new RuleException("goods_in.lots", "Say of each lot on the pallet what came.", "accepted");
        foreach (var line in lines) Check(line, grams[lots[line.Lot].Id], lots[line.Lot]);
        foreach (var each in all) each.Receive();
        var at = events.Happened(party.FilledAt);
        foreach (var line in lines)
        {
            var lot = lots[line.Lot];
            if (line.Rejected > 0) lot.Return(line.Rejected);
            db.GoodsIn.Add(new() { PalletId = pallet.Id, LotId = lot.Id, Accepted = line.Accepted, Short = line.Short, Rejected = line.Rejected, At = at });
        }
        await db.SaveChangesAsync(ct);
        foreach (var line in lines) await events.AppendAsync(Receiving(pallet, lots[line.Lot].Key, line, (at, reason)), pallet.CooperativeId, ct);
        return pallet.Id;
    }, ct) is not null;

    /// <summary>Accepted goods go to the shelf, to a customer, or to waste.</summary>
    /// <returns>false when the caller has booked in no such goods.</returns>
    /// <exception cref="RuleException"><c>goods_in.too_little</c>, <c>goods_in.stopped</c>, <c>pallet.weight</c></exception>
    public async Task<bool> MoveAsync(TraceParty party, string code, PackedGoods goods, ShelfStep step, CancellationToken ct) => await db.OnceAsync(party.Key, events.Now, async () =>
    {
        if (await book.FindAsync(code, ct) is not { } pallet || !party.Receives(pallet)) return null;
        if (await db.Lots.SingleOrDefaultAsync(x => x.Code == goods.Lot, ct) is not { } lot || await db.GoodsIn.SingleOrDefaultAsync(x => x.PalletId == pallet.Id && x.LotId == lot.Id, ct) is not { } received) return null;
        PalletBook.Check(goods.Grams);
        if (step != ShelfStep.Waste) MustBeOpen(lot);
        received.Move(step, goods.Grams);
        await db.SaveChangesAsync(ct);
        await events.AppendAsync(Moved(pallet, lot.Key, goods.Grams, (step, events.Happened(party.FilledAt))), pallet.CooperativeId, ct);
        return pallet.Id;
    }, ct) is not null;

    private static void Check(GoodsInLine line, long shipped, Lot lot)
    {
        if (line.Accepted < 0 || line.Short < 0 || line.Rejected < 0 || Math.Max(line.Accepted, Math.Max(line.Short, line.Rejected)) > shipped)
            throw new RuleException("goods_in.range", "No weight is below zero or above what was shipped.", "accepted", lot.Code, shipped / 1000m);
        if (line.Accepted + line.Short + line.Rejected != shipped)
            throw new RuleException("goods_in.differs", "Accepted, short and rejected together are not what was shipped.", "accepted", lot.Code, shipped / 1000m, (line.Accepted + line.Short + line.Rejected) / 1000m);
        if (line.Accepted > 0) MustBeOpen(lot);
    }

    private static void MustBeOpen(Lot lot)
    {
        if (lot.State != LotState.Open) throw new RuleException("goods_in.stopped", "This lot is stopped: it can be rejected or destroyed, not accepted or sold.", "accepted", lot.Code);
    }

    private JsonObject Receiving(Pallet pallet, string lot, GoodsInLine line, (DateTime At, string Reason) when)
    {
        var told = OwnEvents.Begin("ObjectEvent", "receiving", when.At);
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "receiving", "in_progress");
        told["epcList"] = new JsonArray(pallet.Key);
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot, line.Accepted));
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "recadv", ["bizTransaction"] = $"{pallet.Key}#recadv" });
        (told["cm:acceptedKilograms"], told["cm:shortKilograms"], told["cm:rejectedKilograms"]) = (line.Accepted / 1000m, line.Short / 1000m, line.Rejected / 1000m);
        if (when.Reason.Trim().Length > 0) told["cm:reason"] = when.Reason.Trim();
        return settings.Between(told, pallet);
    }

    private JsonObject Moved(Pallet pallet, string lot, long grams, (ShelfStep Step, DateTime At) what)
    {
        var (step, bizStep, disposition) = what.Step switch
        {
            ShelfStep.Shelf => ("shelf", "stocking", "sellable_accessible"),
            ShelfStep.Sale => ("sale", "retail_selling", "retail_sold"),
            _ => ("waste", "destroying", "destroyed"),
        };
        var told = OwnEvents.Begin("ObjectEvent", step, what.At);
        (told["action"], told["bizStep"], told["disposition"]) = (what.Step == ShelfStep.Shelf ? "OBSERVE" : "DELETE", bizStep, disposition);
        told["quantityList"] = new JsonArray(OwnEvents.Quantity(lot, grams));
        told["readPoint"] = OwnEvents.Place(settings.Place(pallet.PlaceKind, pallet.PlaceId!.Value.ToString()));
        return told;
    }
}
