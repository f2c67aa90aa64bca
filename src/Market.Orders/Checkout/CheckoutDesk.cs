using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Checkout;

/// <summary>One product and how much of it.</summary>
/// <param name="HoldId">A hold of the buyer's whose goods are meant, or null for goods on the shelf.</param>
public sealed record WantedLine(Guid OfferId, Quantity Quantity, Guid? HoldId = null);

/// <summary>An order as the buyer submits it: totals are never taken from outside.</summary>
/// <param name="StationId">Pickup point, or null for delivery to <paramref name="Recipient"/>.</param>
/// <param name="Organisation">The buyer acts for a supermarket or a unit: only those may pay by bank transfer.</param>
public sealed record OrderRequest(Guid BuyerId, IReadOnlyList<WantedLine> Lines, Guid? StationId, Recipient? Recipient, string PaymentMethod,
    bool Organisation = false);

/// <param name="Name">1 to 80 characters.</param>
/// <param name="Phone">5 to 32 characters.</param>
/// <param name="Address">1 to 200 characters.</param>
public sealed record Recipient(string Name, string Phone, string Address);

/// <summary>Places orders: reckons them here, commits them in groups.</summary>
public sealed class CheckoutDesk(CheckoutReads reads, OrdersDb db, CheckoutCommitter committer, PaymentDesk payments, OrdersSettings settings)
{
    /// <summary>What these goods cost now; unknown offers are left out, nothing is reserved.</summary>
    public async Task<Quote> QuoteAsync(IReadOnlyList<WantedLine> lines, bool pickup)
    {
        var goods = await reads.GoodsAsync(lines, strict: false);
        return Reckoning.Of(goods, await RulesAsync(goods), pickup).Quote;
    }

    /// <summary>Reserves the goods and writes the order, durably, once per key.</summary>
    /// <returns>The order; a repeat of the key finds the first one.</returns>
    /// <exception cref="RuleException">E.g. <c>stock.insufficient</c>: then nothing is reserved.</exception>
    public async Task<OrderView> PlaceAsync(OrderRequest request, OnceKey key, DateTime now, CancellationToken ct)
    {
        OrderPlacement placement;
        try
        {
            var held = await HeldAsync(request, now, ct);
            placement = new(await ReckonAsync(request, held, now, ct), held, key);
        }
        catch (RuleException)
        {
            // What could be ordered once may be sold out by now: a repeat still finds its order.
            if (await Once.FindAsync(db, key, ct) is { } known) return await StartedAsync(known, ct);
            throw;
        }
        var (id, order) = (await committer.CommitAsync(placement, ct), placement.Order);
        if (id == order.Id && order.Payments[0].IntentId is not null) return order.View();
        // New, or a repeat: whose answer was lost may not have a page to pay at yet.
        return await StartedAsync(id, ct);
    }

    private async Task<OrderView> StartedAsync(Guid id, CancellationToken ct)
    {
        var order = await FindAsync(id, ct);
        if (order.Open is not { Url: null }) return order;
        await payments.StartAsync(id, ct);
        return await FindAsync(id, ct);
    }

    private async Task<OrderView> FindAsync(Guid id, CancellationToken ct) => (await db.Whole().SingleAsync(x => x.Id == id, ct)).View();

    /// <summary>The buyer's holds that the order names.</summary>
    private async Task<IReadOnlyList<Hold>> HeldAsync(OrderRequest request, DateTime now, CancellationToken ct)
    {
        var ids = request.Lines.Select(x => x.HoldId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return [];
        var held = await db.Holds.AsNoTracking().Where(x => ids.Contains(x.Id) && x.HolderId == request.BuyerId && x.ExpiresAt > now).ToListAsync(ct);
        return held.Count == ids.Count ? held : throw HoldDesk.Expired();
    }

    private async Task<Order> ReckonAsync(OrderRequest request, IReadOnlyList<Hold> held, DateTime now, CancellationToken ct)
    {
        var provider = payments.Provider(request.PaymentMethod);
        if (provider.Name == BankTransferProvider.Method && !request.Organisation)
            throw new RuleException("payment.organisations_only", "Bank transfer is for supermarkets and units.", "paymentMethod");
        var goods = await reads.GoodsAsync(request.Lines, strict: true);
        if (goods.Count == 0) throw new RuleException("order.empty", "The basket is empty: put something in first.");
        var reserved = held.ToLookup(x => x.OfferId);
        if (reserved.Any(x => goods.Find(good => good.Offer.OfferId == x.Key).Milli != x.Sum(hold => hold.Milli)))
            throw new RuleException("reservation.other_goods", "The reservation is for another product or another quantity.", "reservationId");
        await reads.RefuseWhatIsNotThereAsync(goods.FindAll(x => !reserved.Contains(x.Offer.OfferId)), ct);
        var rules = await RulesAsync(goods);
        var (quote, parts) = Reckoning.Of(goods, rules, request.StationId is not null);
        if (quote.Mixed) throw new RuleException("order.mixed_presale", "Presale goods are ordered on their own: please make two orders.");
        var head = await HeadAsync(request, quote, rules);
        foreach (var part in quote.Parts.Where(x => x.MissingFen > 0))
            throw new RuleException("order.below_minimum", "The order is below this cooperative's minimum.", "", part.Cooperative, Money.Fen(part.MissingFen));

        var order = Order.Place(head, parts, now, now + (provider.Name == BankTransferProvider.Method ? settings.TransferReservation : settings.Reservation));
        var payment = new Payment
        {
            OrderId = order.Id,
            Stage = quote.Presale ? PaymentStage.Deposit : PaymentStage.Full,
            Provider = provider.Name,
            AmountFen = quote.DueNowFen,
            CreatedAt = now,
        };
        order.Payments.Add(payment);
        payments.StartAtOnce(order, payment);
        return order;
    }

    private Task<IReadOnlyDictionary<Guid, FreightRule>> RulesAsync(List<(OfferTerms Offer, long Milli)> goods) =>
        reads.RulesAsync(goods.Select(x => x.Offer.CooperativeId));

    private async Task<OrderHead> HeadAsync(OrderRequest request, Quote quote, IReadOnlyDictionary<Guid, FreightRule> rules)
    {
        if (request.StationId is { } stationId)
        {
            var station = await reads.StationAsync(stationId)
                ?? throw new RuleException("station.unknown", "This pickup point takes no parcels.", "stationId");
            return new(request.BuyerId, request.PaymentMethod, quote.Presale, station.Id, station.Name, station.Phone, station.Address);
        }
        var to = request.Recipient ?? throw new RuleException("order.destination_missing", "Choose a pickup point or enter an address.", "delivery");
        if (quote.Parts.Any(x => rules.TryGetValue(x.CooperativeId, out var rule) && !rule.Delivers(to.Address)))
            throw new RuleException("order.no_delivery_area", "One of the cooperatives does not deliver to this address.", "address");
        return new(request.BuyerId, request.PaymentMethod, quote.Presale, null, to.Name, to.Phone, to.Address);
    }
}
