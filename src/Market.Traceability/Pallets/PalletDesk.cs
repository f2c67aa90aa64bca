using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.DigitalLink;
using Market.Traceability.Events;
using Market.Traceability.Lots;
using Market.Traceability.Serials;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Pallets;

/// <summary>A cooperative loads pallets and sends them; what is on one is an aggregation in the events.</summary>
public sealed class PalletDesk(TraceDb db, TraceSettings settings, TimeProvider clock)
{
    private readonly PalletChanges changes = new(db, clock);
    private readonly PalletBook book = new(db);

    /// <param name="sscc">18 digits of a licensed GS1 prefix, or empty: then its key is its own URI, never an invented SSCC.</param>
    /// <returns>The new pallet's code; null when the cooperative is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.sscc</c>, <c>pallet.sscc_taken</c></exception>
    public async Task<string?> MakeAsync(TraceParty party, Guid cooperativeId, string sscc, CancellationToken ct)
    {
        if (sscc.Length > 0 && (sscc.Length != 18 || !CharacterSets.HasCheckDigit(sscc))) throw new RuleException("pallet.sscc", "This is no SSCC of 18 digits.", "sscc");
        var made = await db.OnceAsync(party.Key, changes.Events.Now, async () =>
        {
            if (!party.Has(cooperativeId)) return null;
            var code = PublicCode.New('K');
            var pallet = Pallet.Of(cooperativeId, code, sscc.Length > 0 ? $"https://id.gs1.org/00/{sscc}" : settings.Place("pallet", code), changes.Events.Now);
            if (await db.Pallets.AnyAsync(x => x.Key == pallet.Key, ct)) throw new RuleException("pallet.sscc_taken", "Another pallet has this SSCC.", "sscc");
            db.Pallets.Add(pallet);
            return pallet.Id;
        }, ct);
        return made is { } id ? await db.Pallets.Where(x => x.Id == id).Select(x => x.Code).SingleAsync(ct) : null;
    }

    /// <summary>Puts goods of a lot onto the pallet.</summary>
    /// <returns>false when pallet or lot is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.weight</c>, <c>pallet.gone</c>, <c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public Task<bool> LoadAsync(TraceParty party, string code, PackedGoods goods, CancellationToken ct) => changes.LoadAsync(party, code, async pallet =>
    {
        PalletBook.Check(goods.Grams);
        pallet.MustBeHere();
        if (await book.LotAsync(pallet, goods.Lot, ct) is not { } lot) return null;
        await book.LoadAsync(pallet, lot, goods.Grams, ct);
        return [Of(PalletChanges.Loading(changes.Events.Happened(party.FilledAt), pallet), lot, goods.Grams)];
    }, ct);

    /// <summary>Puts another pallet or crate, with all that is on it, onto the pallet.</summary>
    /// <returns>false when one of the two is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.cycle</c>, <c>pallet.on_another</c>, <c>pallet.gone</c>, <c>pallet.too_high</c></exception>
    public Task<bool> PutOnAsync(TraceParty party, string code, string unit, CancellationToken ct) => changes.LoadAsync(party, code, async pallet =>
    {
        pallet.MustBeHere();
        if (await book.FindAsync(unit, ct) is not { } child || child.CooperativeId != pallet.CooperativeId) return null;
        if ((await book.BelowAsync(pallet, ct)).Exists(x => x.Id == child.Id)) throw new RuleException("pallet.cycle", "The pallet would stand on itself.", "unit", child.Code);
        child.PutOn(pallet);
        return [Of(PalletChanges.Loading(changes.Events.Happened(party.FilledAt), pallet), child)];
    }, ct);

    /// <summary>Takes goods off: the cooperative before it leaves, the receiver after goods-in.</summary>
    /// <returns>false when the pallet is not the caller's, or there is no such lot.</returns>
    /// <exception cref="RuleException"><c>pallet.not_on_it</c>, <c>pallet.weight</c>, <c>pallet.under_way</c></exception>
    public Task<bool> UnpackAsync(TraceParty party, string code, PackedGoods goods, CancellationToken ct) => changes.UnpackAsync(party, code, async pallet =>
    {
        PalletBook.Check(goods.Grams);
        if (await book.LotAsync(pallet, goods.Lot, ct) is not { } lot) return null;
        var load = await db.PalletLoads.SingleOrDefaultAsync(x => x.PalletId == pallet.Id && x.LotId == lot.Id, ct);
        // What was put on pack by pack comes off pack by pack.
        var loose = (load?.Grams ?? 0) - await db.PalletPacks.Where(x => x.PalletId == pallet.Id && x.LotId == lot.Id).SumAsync(x => x.Grams, ct);
        if (load is null || loose < goods.Grams) throw new RuleException("pallet.not_on_it", "That is not on this pallet.", "lot", goods.Lot, loose / 1000m);
        load.Grams -= goods.Grams;
        return [Of(PalletChanges.Unpacking(changes.Events.Happened(party.FilledAt), pallet), lot, goods.Grams)];
    }, ct);

    /// <summary>Takes a pallet or crate off the pallet.</summary>
    /// <returns>false when the pallet is not the caller's, or there is no such unit.</returns>
    /// <exception cref="RuleException"><c>pallet.not_on_it</c>, <c>pallet.under_way</c></exception>
    public Task<bool> TakeOffAsync(TraceParty party, string code, string unit, CancellationToken ct) => changes.UnpackAsync(party, code, async pallet =>
    {
        if (await book.FindAsync(unit, ct) is not { } child || child.CooperativeId != pallet.CooperativeId) return null;
        if (child.OnId != pallet.Id) throw new RuleException("pallet.not_on_it", "That is not on this pallet.", "unit", unit, 0m);
        child.TakeOff();
        return [Of(PalletChanges.Unpacking(changes.Events.Happened(party.FilledAt), pallet), child)];
    }, ct);

    /// <summary>The pallet leaves for a receiver with all that is on it; the books of the lots follow.</summary>
    /// <param name="to">A station or supermarket that exists.</param>
    /// <returns>false when the pallet is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.empty</c>, <c>pallet.gone</c>, <c>pallet.on_another</c>, <c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c>, <c>lot.uncertified</c></exception>
    public Task<bool> ShipAsync(TraceParty party, string code, ReceivingPlace to, CancellationToken ct) => changes.LoadAsync(party, code, async pallet =>
    {
        pallet.Ship(to);
        var all = await book.TreeAsync(pallet, ct);
        foreach (var each in all.Skip(1)) each.Leave(to);
        var grams = await book.GramsAsync(all, ct);
        if (grams.Count == 0) throw new RuleException("pallet.empty", "There is nothing on this pallet.");
        foreach (var lot in await db.Lots.Where(x => grams.Keys.Contains(x.Id)).ToListAsync(ct))
        {
            lot.MustBeCertified(settings.CommitmentCategories);
            lot.Take(0, grams[lot.Id], 0);
        }
        var told = OwnEvents.Begin("ObjectEvent", "shipping", changes.Events.Happened(party.FilledAt));
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "shipping", "in_transit");
        told["epcList"] = new JsonArray(pallet.Key);
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = $"{pallet.Key}#desadv" });
        return [settings.Between(told, pallet)];
    }, ct);

    private static JsonObject Of(JsonObject told, Lot lot, long grams)
    {
        told["childQuantityList"] = new JsonArray(OwnEvents.Quantity(lot.Key, grams));
        return told;
    }

    private static JsonObject Of(JsonObject told, Pallet unit)
    {
        told["childEPCs"] = new JsonArray(unit.Key);
        return told;
    }
}

/// <summary>Goods of a lot.</summary>
/// <param name="Lot">Its code.</param>
public sealed record PackedGoods(string Lot, long Grams);
