using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Data;
using Market.Traceability.Events;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Lots;

/// <summary>What becomes of goods that came back: sold again, destroyed, or used otherwise (e.g. as feed).</summary>
public enum ReturnOutcome { Restocked, Destroyed, UsedOtherwise }

/// <summary>Goods that a receiver rejected are looked at by their cooperative before anybody can buy them again.</summary>
public sealed class ReturnDesk(TraceDb db, TimeProvider clock)
{
    private readonly OwnEventBook events = new(db, clock);

    /// <param name="grams">1 and up, at most what waits.</param>
    /// <param name="said">What becomes of it, and what was found: needed when it is not sold again.</param>
    /// <returns>false when there is no such lot of the caller's.</returns>
    /// <exception cref="RuleException"><c>lot.weight</c>, <c>lot.return_reason</c>, <c>lot.unchecked</c>, <c>lot.failed</c>, <c>lot.recalled</c></exception>
    public async Task<bool> CheckAsync(TraceParty party, string code, long grams, (ReturnOutcome Outcome, string Reason) said, CancellationToken ct) => await db.OnceAsync(party.Key, events.Now, async () =>
    {
        if (grams is < 1 or > 10_000_000_000) throw new RuleException("lot.weight", "Say how much.", "checked");
        if (said.Outcome != ReturnOutcome.Restocked && string.IsNullOrWhiteSpace(said.Reason)) throw new RuleException("lot.return_reason", "Say why these goods are not sold again.", "found");
        var lot = await db.Lots.SingleOrDefaultAsync(x => x.Code == code, ct);
        if (lot is null || !party.Has(lot.CooperativeId)) return null;
        lot.CheckReturn(grams, said.Outcome == ReturnOutcome.Restocked);
        await db.SaveChangesAsync(ct);
        var told = OwnEvents.Begin("ObjectEvent", "return_check", events.Happened(party.FilledAt));
        (told["action"], told["bizStep"], told["disposition"]) = said.Outcome switch
        {
            ReturnOutcome.Restocked => ("OBSERVE", "inspecting", "conformant"),
            ReturnOutcome.Destroyed => ("DELETE", "destroying", "destroyed"),
            _ => ("DELETE", "decommissioning", "inactive"),
        };
        told["quantityList"] = new System.Text.Json.Nodes.JsonArray(OwnEvents.Quantity(lot.Key, grams));
        told["cm:reason"] = said.Reason.Trim();
        await events.AppendAsync(told, lot.CooperativeId, ct);
        return lot.Id;
    }, ct) is not null;
}
