using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Market.Traceability.Lots;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Pallets;

/// <summary>Changes what is on a pallet, and keeps the events that tell of it in the same transaction.</summary>
internal sealed class PalletChanges(TraceDb db, TimeProvider clock)
{
    private readonly PalletBook book = new(db);

    public OwnEventBook Events { get; } = new(db, clock);

    /// <summary>A change by the cooperative that loads the pallet.</summary>
    /// <param name="change">Its events in their order; null when what it needs is not the caller's.</param>
    /// <returns>false when the pallet or what is asked for is not the caller's.</returns>
    public Task<bool> LoadAsync(TraceParty party, string code, Func<Pallet, Task<JsonObject[]?>> change, CancellationToken ct) => ChangeAsync(party, code, change, false, ct);

    /// <summary>Goods come off: by the cooperative before the pallet leaves, by the receiver after goods-in.</summary>
    /// <param name="change">As in <see cref="LoadAsync"/>.</param>
    /// <returns>As in <see cref="LoadAsync"/>.</returns>
    /// <exception cref="RuleException"><c>pallet.under_way</c></exception>
    public Task<bool> UnpackAsync(TraceParty party, string code, Func<Pallet, Task<JsonObject[]?>> change, CancellationToken ct) => ChangeAsync(party, code, pallet =>
    {
        if (pallet.State == PalletState.UnderWay) throw new RuleException("pallet.under_way", "This pallet is on its way: the receiver books it in first.", "", pallet.Code);
        return change(pallet);
    }, true, ct);

    private async Task<bool> ChangeAsync(TraceParty party, string code, Func<Pallet, Task<JsonObject[]?>> change, bool atReceiver, CancellationToken ct) => await db.OnceAsync(party.Key, Events.Now, async () =>
    {
        var pallet = await book.FindAsync(code, ct);
        if (pallet is null || !(atReceiver && pallet.State == PalletState.Received ? party.Receives(pallet) : party.Has(pallet.CooperativeId)) || await change(pallet) is not { } told) return null;
        db.Entry(pallet).State = EntityState.Modified;
        await db.SaveChangesAsync(ct);
        foreach (var one in told) await Events.AppendAsync(one, pallet.CooperativeId, ct);
        return pallet.Id;
    }, ct) is not null;

    /// <summary>Goods or units come onto a pallet.</summary>
    public static JsonObject Loading(DateTime at, Pallet pallet) => Aggregation("ADD", "loading", "packing", at, pallet);

    /// <summary>Goods or units come off a pallet.</summary>
    public static JsonObject Unpacking(DateTime at, Pallet pallet) => Aggregation("DELETE", "unpacking", "unpacking", at, pallet);

    private static JsonObject Aggregation(string action, string step, string bizStep, DateTime at, Pallet pallet)
    {
        var told = OwnEvents.Begin("AggregationEvent", step, at);
        (told["action"], told["bizStep"], told["parentID"]) = (action, bizStep, pallet.Key);
        return told;
    }
}
