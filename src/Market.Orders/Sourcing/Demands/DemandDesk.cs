using System.Globalization;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Market.Kernel.Outbox;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Sourcing.Matching.Model;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Demands;

/// <summary>Somebody who buys for chains.</summary>
/// <param name="Key">null when the act may be repeated by its own rules.</param>
public sealed record ChainAct(Actor Actor, IReadOnlyCollection<Guid> Chains, OnceKey? Key);

/// <summary>Publishes demands, and closes their bids before the last day.</summary>
public sealed class DemandDesk(OrdersDb db, ISupplyQuestions catalog, Ledger numbers, OrdersSettings settings, TimeProvider clock)
{
    /// <returns>The demand's id; null when the caller does not buy for this chain.</returns>
    /// <exception cref="RuleException">Codes of <see cref="Demand.Publish"/> and of the matching's own check (docs/matching.md); <c>demand.certificate</c></exception>
    public async Task<Guid?> PublishAsync(ChainAct act, Guid chainId, DemandFacts facts, CancellationToken ct)
    {
        if (!act.Chains.Contains(chainId) || await catalog.ChainAsync(chainId, ct) is not { } chain) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var stores = (await catalog.StoresAsync(chainId, [.. facts.Lines.Select(x => x.StoreId).Distinct()], ct)).ToDictionary(x => x.Id);
        var kinds = await catalog.CertificateKindsAsync(ct);
        for (var i = 0; i < facts.Lines.Count; i++)
            if (facts.Lines[i].Certificates.FirstOrDefault(x => !kinds.Contains(x)) is { } unknown) throw new RuleException("demand.certificate", "There is no such kind of certificate.", $"lines[{i}].certificates", unknown);
        return await db.OnceAsync(act.Key, now, async () =>
        {
            var nth = await numbers.TakeAsync("demands", 1, ct);
            var number = string.Create(CultureInfo.InvariantCulture, $"XQ-{DistrictClock.Date(now).Year}-{nth:000000}");
            var demand = Demand.Publish(facts, number, chain, stores, (act.Actor.Id, now));
            ProblemCheck.Check(DemandMarket.Of(demand, [], new(new Dictionary<Guid, SupplierView>(), Enumerable.Empty<ProofSpan>().ToLookup(x => x.ProductId), [], settings.Sourcing, now)));
            db.Demands.Add(demand);
            db.Outbox.Add(OutboxMessage.Of(new DemandPublished(demand.Id, number, demand.Title, chain.Name, [.. demand.Invited.Select(x => x.CooperativeId)], demand.BidsUntil), now));
            db.Deeds.Add(act.Actor.Does("demand.publish", demand.Id, now));
            return demand.Id;
        }, ct);
    }

    /// <summary>Takes no more bids from now on, though their last day has not come: on record, and the bidders are told.</summary>
    /// <returns>false when these chains have no such demand.</returns>
    /// <exception cref="RuleException"><c>demand.not_open</c>, <c>bid.late</c>: they are closed already</exception>
    public Task<bool> CloseBidsAsync(ChainAct act, Guid demandId, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Demands.Where(x => x.Id == demandId && act.Chains.Contains(x.ChainId)).Select(x => x.Number).SingleOrDefaultAsync(ct) is not { } number) return false;
        await DemandReads.HoldForBidsAsync(db, demandId, now, ct);
        // A closed demand refuses above only later than the very moment it was closed at.
        if (await db.Demands.Where(x => x.Id == demandId && x.BidsClosedAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.BidsClosedAt, now), ct) == 0) throw new RuleException("bid.late", "The time for bids is over.");
        var bidders = await db.Bids.Where(x => x.DemandId == demandId).Select(x => x.CooperativeId).Distinct().ToArrayAsync(ct);
        db.Outbox.Add(OutboxMessage.Of(new BidsClosed(demandId, number, bidders), now));
        db.Deeds.Add(act.Actor.Does("demand.close_bids", demandId, now));
        return true;
    }, ct);
}
