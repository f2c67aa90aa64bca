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
    private const long Most = 10_000_000_000;

    private static readonly (string, string, string) Loading = ("ADD", "loading", "packing"), Unpacking = ("DELETE", "unpacking", "unpacking");

    private readonly OwnEventBook events = new(db, clock);
    private readonly PalletBook book = new(db);

    /// <param name="sscc">18 digits of a licensed GS1 prefix, or empty: then its key is its own URI, never an invented SSCC.</param>
    /// <returns>The new pallet's code; null when the cooperative is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.sscc</c>, <c>pallet.sscc_taken</c></exception>
    public async Task<string?> MakeAsync(TraceParty party, Guid cooperativeId, string sscc, CancellationToken ct)
    {
        if (sscc.Length > 0 && (sscc.Length != 18 || !CharacterSets.HasCheckDigit(sscc))) throw new RuleException("pallet.sscc", "This is no SSCC of 18 digits.", "sscc");
        var made = await db.OnceAsync(party.Key, events.Now, async () =>
        {
            if (!party.Has(cooperativeId)) return null;
            var code = PublicCode.New('K');
            var pallet = Pallet.Of(cooperativeId, code, sscc.Length > 0 ? $"https://id.gs1.org/00/{sscc}" : settings.Place("pallet", code), events.Now);
            if (await db.Pallets.AnyAsync(x => x.Key == pallet.Key, ct)) throw new RuleException("pallet.sscc_taken", "Another pallet has this SSCC.", "sscc");
            db.Pallets.Add(pallet);
            return pallet.Id;
        }, ct);
        return made is { } id ? await db.Pallets.Where(x => x.Id == id).Select(x => x.Code).SingleAsync(ct) : null;
    }

    /// <summary>Puts goods of a lot onto the pallet.</summary>
    /// <returns>false when pallet or lot is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.weight</c>, <c>pallet.gone</c>, <c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public Task<bool> LoadAsync(TraceParty party, string code, PackedGoods goods, CancellationToken ct) => ChangeAsync(party, code, async pallet =>
    {
        Check(goods.Grams);
        pallet.MustBeHere();
        if (await OwnLotAsync(pallet, goods.Lot, ct) is not { } lot) return null;
        lot.MustBeOpen();
        var loads = await db.PalletLoads.Where(x => x.LotId == lot.Id && db.Pallets.Any(y => y.Id == x.PalletId && y.State == PalletState.Open)).ToListAsync(ct);
        if (loads.Sum(x => x.Grams) + goods.Grams > lot.FreeGrams) throw new RuleException("lot.too_little", "There is less left of this lot.", "weight", lot.Code, lot.FreeGrams);
        if (loads.Find(x => x.PalletId == pallet.Id) is { } load) load.Grams += goods.Grams;
        else db.PalletLoads.Add(new() { PalletId = pallet.Id, LotId = lot.Id, Grams = goods.Grams });
        // Two who load the last of a lot at the same moment meet here.
        db.Entry(lot).State = EntityState.Modified;
        return Aggregation(Loading, events.Happened(party.FilledAt), pallet, OwnEvents.Quantity(lot.Key, goods.Grams), null);
    }, ct);

    /// <summary>Puts another pallet or crate, with all that is on it, onto the pallet.</summary>
    /// <returns>false when one of the two is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.cycle</c>, <c>pallet.on_another</c>, <c>pallet.gone</c>, <c>pallet.too_high</c></exception>
    public Task<bool> PutOnAsync(TraceParty party, string code, string unit, CancellationToken ct) => ChangeAsync(party, code, async pallet =>
    {
        pallet.MustBeHere();
        if (await book.FindAsync(unit, ct) is not { } child || child.CooperativeId != pallet.CooperativeId) return null;
        if ((await book.BelowAsync(pallet, ct)).Exists(x => x.Id == child.Id)) throw new RuleException("pallet.cycle", "The pallet would stand on itself.", "unit", child.Code);
        child.PutOn(pallet);
        return Aggregation(Loading, events.Happened(party.FilledAt), pallet, null, child.Key);
    }, ct);

    /// <summary>Takes goods off: the cooperative before it leaves, the receiver after goods-in.</summary>
    /// <returns>false when the pallet is not the caller's, or there is no such lot.</returns>
    /// <exception cref="RuleException"><c>pallet.not_on_it</c>, <c>pallet.weight</c>, <c>pallet.under_way</c></exception>
    public Task<bool> UnpackAsync(TraceParty party, string code, PackedGoods goods, CancellationToken ct) => UnpackAsync(party, code, async pallet =>
    {
        Check(goods.Grams);
        if (await OwnLotAsync(pallet, goods.Lot, ct) is not { } lot) return null;
        var load = await db.PalletLoads.SingleOrDefaultAsync(x => x.PalletId == pallet.Id && x.LotId == lot.Id, ct);
        if (load is null || load.Grams < goods.Grams) throw new RuleException("pallet.not_on_it", "That is not on this pallet.", "lot", goods.Lot, (load?.Grams ?? 0) / 1000m);
        load.Grams -= goods.Grams;
        return Aggregation(Unpacking, events.Happened(party.FilledAt), pallet, OwnEvents.Quantity(lot.Key, goods.Grams), null);
    }, ct);

    /// <summary>Takes a pallet or crate off the pallet.</summary>
    /// <returns>false when the pallet is not the caller's, or there is no such unit.</returns>
    /// <exception cref="RuleException"><c>pallet.not_on_it</c>, <c>pallet.under_way</c></exception>
    public Task<bool> TakeOffAsync(TraceParty party, string code, string unit, CancellationToken ct) => UnpackAsync(party, code, async pallet =>
    {
        if (await book.FindAsync(unit, ct) is not { } child || child.CooperativeId != pallet.CooperativeId) return null;
        if (child.OnId != pallet.Id) throw new RuleException("pallet.not_on_it", "That is not on this pallet.", "unit", unit, 0m);
        child.TakeOff();
        return Aggregation(Unpacking, events.Happened(party.FilledAt), pallet, null, child.Key);
    }, ct);

    /// <summary>The pallet leaves for a receiver with all that is on it; the books of the lots follow.</summary>
    /// <param name="to">A station or supermarket that exists.</param>
    /// <returns>false when the pallet is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pallet.empty</c>, <c>pallet.gone</c>, <c>pallet.on_another</c>, <c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c>, <c>lot.uncertified</c></exception>
    public Task<bool> ShipAsync(TraceParty party, string code, ReceivingPlace to, CancellationToken ct) => ChangeAsync(party, code, async pallet =>
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
        var told = OwnEvents.Begin("ObjectEvent", "shipping", events.Happened(party.FilledAt));
        (told["action"], told["bizStep"], told["disposition"]) = ("OBSERVE", "shipping", "in_transit");
        told["epcList"] = new JsonArray(pallet.Key);
        told["bizTransactionList"] = new JsonArray(new JsonObject { ["type"] = "desadv", ["bizTransaction"] = $"{pallet.Key}#desadv" });
        return settings.Between(told, pallet);
    }, ct);

    private Task<bool> UnpackAsync(TraceParty party, string code, Func<Pallet, Task<JsonObject?>> change, CancellationToken ct) => ChangeAsync(party, code, pallet =>
    {
        if (pallet.State == PalletState.UnderWay) throw new RuleException("pallet.under_way", "This pallet is on its way: the receiver books it in first.", "", pallet.Code);
        return change(pallet);
    }, ct, atReceiver: true);

    /// <param name="atReceiver">Once the goods are in, they are the receiver's.</param>
    private async Task<bool> ChangeAsync(TraceParty party, string code, Func<Pallet, Task<JsonObject?>> change, CancellationToken ct, bool atReceiver = false) => await db.OnceAsync(party.Key, events.Now, async () =>
    {
        var pallet = await book.FindAsync(code, ct);
        if (pallet is null || !(atReceiver && pallet.State == PalletState.Received ? party.Receives(pallet) : party.Has(pallet.CooperativeId)) || await change(pallet) is not { } told) return null;
        db.Entry(pallet).State = EntityState.Modified;
        await db.SaveChangesAsync(ct);
        await events.AppendAsync(told, pallet.CooperativeId, ct);
        return pallet.Id;
    }, ct) is not null;

    private Task<Lot?> OwnLotAsync(Pallet pallet, string lot, CancellationToken ct) => db.Lots.SingleOrDefaultAsync(x => x.Code == lot && x.CooperativeId == pallet.CooperativeId, ct);

    private static void Check(long grams)
    {
        if (grams is < 1 or > Most) throw new RuleException("pallet.weight", "The weight lies between 1 g and 10,000 t.", "weight");
    }

    private static JsonObject Aggregation((string Action, string Step, string BizStep) what, DateTime at, Pallet pallet, JsonObject? quantity, string? unit)
    {
        var told = OwnEvents.Begin("AggregationEvent", what.Step, at);
        (told["action"], told["bizStep"], told["parentID"]) = (what.Action, what.BizStep, pallet.Key);
        if (unit is not null) told["childEPCs"] = new JsonArray(unit);
        if (quantity is not null) told["childQuantityList"] = new JsonArray(quantity);
        return told;
    }
}

/// <summary>Goods of a lot.</summary>
/// <param name="Lot">Its code.</param>
public sealed record PackedGoods(string Lot, long Grams);
