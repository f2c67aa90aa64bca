using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Payments;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Checkout;

/// <summary>One product and how much of it.</summary>
public sealed record WantedLine(Guid OfferId, Quantity Quantity);

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
    public async Task<Quote> QuoteAsync(IReadOnlyList<WantedLine> lines, bool pickup, CancellationToken ct)
    {
        var goods = Match(lines, await reads.OffersAsync(lines.Select(x => x.OfferId), ct), strict: false);
        return Reckoning.Of(goods, await RulesAsync(goods, ct), pickup).Quote;
    }

    /// <summary>Reserves the goods and writes the order, durably, once per key.</summary>
    /// <returns>The order; a repeat of the key finds the first one.</returns>
    /// <exception cref="RuleException">E.g. <c>stock.insufficient</c>: then nothing is reserved.</exception>
    public async Task<OrderView> PlaceAsync(OrderRequest request, OnceKey key, DateTime now, CancellationToken ct)
    {
        Order order;
        try
        {
            order = await ReckonAsync(request, now, ct);
        }
        catch (RuleException)
        {
            // What could be ordered once may be sold out by now: a repeat still finds its order.
            if (await Once.FindAsync(db, key, ct) is { } known) return await StartedAsync(known, ct);
            throw;
        }
        var id = await committer.CommitAsync(order, key, ct);
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

    private async Task<Order> ReckonAsync(OrderRequest request, DateTime now, CancellationToken ct)
    {
        var provider = payments.Provider(request.PaymentMethod);
        if (provider.Name == BankTransferProvider.Method && !request.Organisation)
            throw new RuleException("payment.organisations_only", "Bank transfer is for supermarkets and units.", "paymentMethod");
        var goods = Match(request.Lines, await reads.OffersAsync(request.Lines.Select(x => x.OfferId), ct), strict: true);
        if (goods.Count == 0) throw new RuleException("order.empty", "The basket is empty: put something in first.");
        await RefuseWhatIsNotThereAsync(goods, ct);
        var rules = await RulesAsync(goods, ct);
        var (quote, parts) = Reckoning.Of(goods, rules, request.StationId is not null);
        if (quote.Mixed) throw new RuleException("order.mixed_presale", "Presale goods are ordered on their own: please make two orders.");
        var head = await HeadAsync(request, quote, rules, ct);
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

    private static List<(OfferTerms Offer, long Milli)> Match(IReadOnlyList<WantedLine> lines, IReadOnlyDictionary<Guid, OfferTerms> offers, bool strict)
    {
        var goods = new List<(OfferTerms, long)>();
        foreach (var wanted in lines.GroupBy(x => x.OfferId))
        {
            if (!offers.TryGetValue(wanted.Key, out var offer))
            {
                if (!strict) continue;
                throw new RuleException("offer.not_on_sale", "This product is no longer on sale.", "offerId");
            }
            if (wanted.Any(x => x.Quantity.Unit != offer.Unit))
                throw new RuleException("quantity.unit", "This product is sold in another unit.", "quantity", offer.Unit.Code());
            goods.Add((offer, Math.Min(wanted.Sum(x => x.Quantity.Milli / 2) * 2 + wanted.Sum(x => x.Quantity.Milli % 2), Quantity.MaxMilli)));
        }
        return goods;
    }

    private async Task RefuseWhatIsNotThereAsync(List<(OfferTerms Offer, long Milli)> goods, CancellationToken ct)
    {
        var ids = goods.ConvertAll(x => x.Offer.OfferId);
        // What nobody has comes before what nobody may order. The usual basket is left to the statement that reserves.
        var most = Reckoning.MaxTotalFen / goods.Count;
        if (goods.TrueForAll(x => x.Milli % x.Offer.StepMilli == 0 && x.Milli < 1_000_000_000 && (Int128)x.Offer.PricePerUnit.Amount * x.Milli / 1000 * (100 + x.Offer.TolerancePercent) / 100 < most)) return;

        var available = await db.Stock.AsNoTracking().Where(x => ids.Contains(x.OfferId)).ToDictionaryAsync(x => x.OfferId, x => x.AvailableMilli, ct);
        foreach (var (offer, milli) in goods)
        {
            if (milli > available.GetValueOrDefault(offer.OfferId)) throw Stock.StockBook.Insufficient(offer.Snapshot.Name);
            if (milli % offer.StepMilli != 0)
                throw new RuleException("quantity.step", "The quantity is not a multiple of the step.", "quantity", new Quantity(offer.StepMilli, offer.Unit));
        }
    }

    private Task<IReadOnlyDictionary<Guid, FreightRule>> RulesAsync(List<(OfferTerms Offer, long Milli)> goods, CancellationToken ct) =>
        reads.RulesAsync(goods.Select(x => x.Offer.CooperativeId), ct);

    private async Task<OrderHead> HeadAsync(OrderRequest request, Quote quote, IReadOnlyDictionary<Guid, FreightRule> rules, CancellationToken ct)
    {
        if (request.StationId is { } stationId)
        {
            var station = await reads.StationAsync(stationId, ct)
                ?? throw new RuleException("station.unknown", "This pickup point takes no parcels.", "stationId");
            return new(request.BuyerId, request.PaymentMethod, quote.Presale, station.Id, station.Name, station.Phone, station.Address);
        }
        var to = request.Recipient ?? throw new RuleException("order.destination_missing", "Choose a pickup point or enter an address.", "delivery");
        if (quote.Parts.Any(x => rules.TryGetValue(x.CooperativeId, out var rule) && !rule.Delivers(to.Address)))
            throw new RuleException("order.no_delivery_area", "One of the cooperatives does not deliver to this address.", "address");
        return new(request.BuyerId, request.PaymentMethod, quote.Presale, null, to.Name, to.Phone, to.Address);
    }
}
