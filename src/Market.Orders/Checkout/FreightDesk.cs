using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Checkout;

/// <summary>Freight rules of the cooperatives; the shop shows them before checkout.</summary>
public sealed class FreightDesk(OrdersDb db)
{
    /// <returns>null when the cooperative has no rule: then delivery is free.</returns>
    public Task<FreightTerms?> FindAsync(Guid cooperativeId, CancellationToken ct) => db.FreightRules.AsNoTracking().Where(x => x.CooperativeId == cooperativeId)
        .Select(x => new FreightTerms(x.FirstGrams, x.FirstFen, x.NextGrams, x.NextFen, x.FreeOverFen, x.MinimumFen, x.NoDelivery, x.CutOff)).SingleOrDefaultAsync(ct);

    /// <exception cref="RuleException"><c>freight.range</c>: a weight or an amount is out of range.</exception>
    public Task SetAsync(Guid cooperativeId, FreightTerms terms, Actor actor, DateTime now, CancellationToken ct)
    {
        if (terms.FirstGrams is < 1 or > 1_000_000 || terms.NextGrams is < 1 or > 1_000_000)
            throw new RuleException("freight.range", "Weights lie between 1 g and 1 t, amounts between ¥0 and ¥100,000.", "firstGrams");
        foreach (var fen in new[] { terms.FirstFen, terms.NextFen, terms.MinimumFen, terms.FreeOverFen ?? 0 })
            if (fen is < 0 or > 10_000_000) throw new RuleException("freight.range", "Weights lie between 1 g and 1 t, amounts between ¥0 and ¥100,000.", "firstFen");
        return db.InTransactionAsync(async () =>
        {
            var rule = await db.FreightRules.SingleOrDefaultAsync(x => x.CooperativeId == cooperativeId, ct);
            if (rule is null) db.FreightRules.Add(rule = new FreightRule { CooperativeId = cooperativeId });
            rule.Set(terms);
            db.Deeds.Add(actor.Does("freight.set", cooperativeId, now, cooperativeId));
            return 0;
        }, ct);
    }
}
