using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Stock;

/// <summary>What a cooperative has of one offer, in thousandths of the unit.</summary>
public sealed record StockView(Guid OfferId, long Received, long Available, long Reserved, long Sold, long Wasted);

/// <summary>A cooperative takes goods in and writes them off.</summary>
public sealed class StockDesk(OrdersDb db, StockBook book, ICatalogQuestions catalog)
{
    /// <summary>Takes goods in (above zero) or writes them off (below zero).</summary>
    /// <returns>The offer's id, or null when the cooperatives have no such offer.</returns>
    /// <exception cref="RuleException"><c>stock.presale</c>: a presale's forecast is fixed; <c>stock.insufficient</c>, <c>stock.quantity_range</c>.</exception>
    public async Task<Guid?> ChangeAsync(Guid offerId, long milli, IReadOnlyCollection<Guid> cooperatives, Acting acting, CancellationToken ct)
    {
        if (await catalog.OfferOwnerAsync(offerId, ct) is not { } owner || !cooperatives.Contains(owner.CooperativeId)) return null;
        if (owner.Presale) throw new RuleException("stock.presale", "A presale sells its forecast: it takes no stock in.");
        if (milli == 0) throw new RuleException("stock.quantity_range", "Enter a quantity above zero.", "quantity");
        return await db.OnceAsync(acting.Key, acting.Now, async () =>
        {
            if (milli > 0) await book.ReceiveAsync(offerId, owner.CooperativeId, milli, acting.Actor.Id, ct);
            else await book.WasteAsync(offerId, owner.CooperativeId, -milli, acting.Actor.Id, ct);
            db.Deeds.Add(acting.Actor.Does(milli > 0 ? "stock.receive" : "stock.waste", offerId, acting.Now, owner.CooperativeId));
            return offerId;
        }, ct);
    }

    /// <summary>Stock of several offers of these cooperatives; offers without stock are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, StockView>> OfAsync(IReadOnlyCollection<Guid> offerIds, IReadOnlyCollection<Guid> cooperatives, CancellationToken ct) =>
        await db.Stock.AsNoTracking().Where(x => offerIds.Contains(x.OfferId) && cooperatives.Contains(x.CooperativeId))
            .Select(x => new StockView(x.OfferId, x.ReceivedMilli, x.AvailableMilli, x.ReservedMilli, x.SoldMilli, x.WastedMilli)).ToDictionaryAsync(x => x.OfferId, ct);
}
