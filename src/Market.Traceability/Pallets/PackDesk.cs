using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Market.Traceability.Lots;
using Market.Traceability.Scans;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Pallets;

/// <summary>Single packs come onto pallets and off them by the codes on them, each told by its own key in the events.</summary>
public sealed class PackDesk(TraceDb db, TraceSettings settings, ScanDesk scans, TimeProvider clock)
{
    /// <summary>Most packs of one call: a pallet full of small bags.</summary>
    public const int Most = 500;

    /// <summary>Of what is no code, so much is shown to whoever typed it.</summary>
    private const int LongestTyped = 20;

    private readonly PalletChanges changes = new(db, clock);
    private readonly PalletBook book = new(db);

    private sealed record Found(string Serial, long Number, Guid BatchId, Guid LotId, string Key);

    /// <summary>Puts packs onto the pallet. What has never stood on one is told first: so many packs were made of the lot.</summary>
    /// <param name="codes">As typed or scanned, addresses too; 1 to 500.</param>
    /// <param name="grams">Net weight of each pack.</param>
    /// <returns>false when the pallet is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pack.count</c>, <c>pack.unknown</c>, <c>pack.void</c>, <c>pack.on_pallet</c>, <c>pack.other_weight</c>, <c>pallet.weight</c>, <c>pallet.gone</c>, <c>lot.too_little</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public Task<bool> PutOnAsync(TraceParty party, string code, IReadOnlyList<string> codes, long grams, CancellationToken ct) => changes.LoadAsync(party, code, async pallet =>
    {
        PalletBook.Check(grams);
        pallet.MustBeHere();
        var packs = await FindAsync(pallet, codes, ct);
        await RefuseVoidAsync(packs, ct);
        var fresh = await PlaceAsync(pallet, packs, grams, ct);
        var (at, told) = (changes.Events.Happened(party.FilledAt), new List<JsonObject>());
        foreach (var some in packs.GroupBy(x => x.LotId))
        {
            var lot = await db.Lots.SingleAsync(x => x.Id == some.Key, ct);
            await book.LoadAsync(pallet, lot, grams * some.Count(), ct);
            if (some.Where(x => fresh.Contains(x.Number)).ToList() is { Count: > 0 } made) told.Add(Made(lot, made, grams, at));
        }
        return [.. told, Of(PalletChanges.Loading(at, pallet), packs)];
    }, ct);

    /// <summary>Takes packs off: the cooperative before the pallet leaves, the receiver after goods-in.</summary>
    /// <param name="codes">As typed or scanned, addresses too; 1 to 500.</param>
    /// <returns>false when the pallet is not the caller's.</returns>
    /// <exception cref="RuleException"><c>pack.count</c>, <c>pack.unknown</c>, <c>pack.not_on_it</c>, <c>pallet.under_way</c></exception>
    public Task<bool> TakeOffAsync(TraceParty party, string code, IReadOnlyList<string> codes, CancellationToken ct) => changes.UnpackAsync(party, code, async pallet =>
    {
        var packs = await FindAsync(pallet, codes, ct);
        var numbers = packs.ConvertAll(x => x.Number);
        var placed = await db.PalletPacks.Where(x => numbers.Contains(x.Number) && x.PalletId == pallet.Id).ToDictionaryAsync(x => x.Number, ct);
        if (packs.Find(x => !placed.ContainsKey(x.Number)) is { } missing) throw new RuleException("pack.not_on_it", "This pack is not on the pallet.", "codes", missing.Serial);
        var loads = await db.PalletLoads.Where(x => x.PalletId == pallet.Id).ToDictionaryAsync(x => x.LotId, ct);
        foreach (var pack in placed.Values)
        {
            pack.PalletId = null;
            loads[pack.LotId].Grams -= pack.Grams;
        }
        return [Of(PalletChanges.Unpacking(changes.Events.Happened(party.FilledAt), pallet), packs)];
    }, ct);

    private async Task<List<Found>> FindAsync(Pallet pallet, IReadOnlyList<string> codes, CancellationToken ct)
    {
        if (codes.Count is < 1 or > Most) throw new RuleException("pack.count", "Name 1 to 500 packs.", "codes", Most);
        var found = new Dictionary<long, Found>();
        foreach (var each in codes)
        {
            // A scanner types the whole address.
            var typed = each.Trim().Split('/')[^1];
            if (await scans.ResolveAsync(typed, ct) is not { } one) throw Unknown(typed);
            found.TryAdd(one.Number, new(one.Serial, one.Number, one.Batch.Id, one.Batch.LotId, settings.Pack(one.Batch.Gtin, one.Serial)));
        }
        var lots = found.Values.Select(x => x.LotId).Distinct().ToArray();
        var own = await db.Lots.Where(x => lots.Contains(x.Id) && x.CooperativeId == pallet.CooperativeId).Select(x => x.Id).ToListAsync(ct);
        return found.Values.FirstOrDefault(x => !own.Contains(x.LotId)) is { } foreign ? throw Unknown(foreign.Serial) : [.. found.Values];
    }

    private static RuleException Unknown(string serial) => new("pack.unknown", "There is no such pack of this cooperative.", "codes", serial.Length > LongestTyped ? serial[..LongestTyped] : serial);

    private async Task RefuseVoidAsync(List<Found> packs, CancellationToken ct)
    {
        var (numbers, batches) = (packs.ConvertAll(x => x.Number), packs.Select(x => x.BatchId).Distinct().ToList());
        var single = await db.Codes.Where(x => numbers.Contains(x.Number) && x.VoidedAt != null).Select(x => x.Number).ToListAsync(ct);
        var whole = await db.CodeBatches.Where(x => batches.Contains(x.Id) && x.VoidedAt != null).Select(x => x.Id).ToListAsync(ct);
        if (packs.Find(x => single.Contains(x.Number) || whole.Contains(x.BatchId)) is { } pack) throw new RuleException("pack.void", "This code is void.", "codes", pack.Serial);
    }

    /// <returns>Numbers of the packs that never stood on a pallet before.</returns>
    private async Task<HashSet<long>> PlaceAsync(Pallet pallet, List<Found> packs, long grams, CancellationToken ct)
    {
        var numbers = packs.ConvertAll(x => x.Number);
        var known = await db.PalletPacks.Where(x => numbers.Contains(x.Number)).ToDictionaryAsync(x => x.Number, ct);
        if (known.Values.FirstOrDefault(x => x.PalletId is not null) is { } placed)
            throw new RuleException("pack.on_pallet", "This pack stands on a pallet already.", "codes", placed.Serial, await db.Pallets.Where(x => x.Id == placed.PalletId).Select(x => x.Code).SingleAsync(ct));
        if (known.Values.FirstOrDefault(x => x.Grams != grams) is { } other) throw new RuleException("pack.other_weight", "This pack was weighed before.", "weight", other.Serial, other.Grams / 1000m);
        foreach (var pack in known.Values) pack.PalletId = pallet.Id;
        var fresh = packs.FindAll(x => !known.ContainsKey(x.Number));
        db.PalletPacks.AddRange(fresh.Select(x => new PalletPack { Number = x.Number, Serial = x.Serial, LotId = x.LotId, Grams = grams, PalletId = pallet.Id }));
        return [.. fresh.Select(x => x.Number)];
    }

    private static JsonObject Made(Lot lot, List<Found> packs, long grams, DateTime at)
    {
        var told = OwnEvents.Begin("TransformationEvent", "packs", at);
        told["inputQuantityList"] = new JsonArray(OwnEvents.Quantity(lot.Key, grams * packs.Count));
        told["outputEPCList"] = Keys(packs);
        told["bizStep"] = "packing";
        told["cm:packKilograms"] = grams / 1000m;
        return told;
    }

    private static JsonObject Of(JsonObject told, List<Found> packs)
    {
        told["childEPCs"] = Keys(packs);
        return told;
    }

    private static JsonArray Keys(List<Found> packs) => new([.. packs.Select(x => (JsonNode)x.Key)]);
}
