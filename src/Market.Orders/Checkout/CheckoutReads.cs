using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Checkout;

/// <summary>What checkout has to know of this moment; buyers who check out together share the reads, so that none can call one off.</summary>
public sealed class CheckoutReads
{
    private readonly SharedRead<Guid, OfferTerms> _offers;
    private readonly SharedRead<Guid, StationView> _stations;
    private readonly SharedRead<Guid, FreightRule> _rules;

    private readonly IServiceScopeFactory _scopes;

    public CheckoutReads(IServiceScopeFactory scopes)
    {
        _scopes = scopes;
        _offers = new(ReadOffersAsync);
        _stations = new(async ids =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var (catalog, stations) = (scope.ServiceProvider.GetRequiredService<ICatalogQuestions>(), new Dictionary<Guid, StationView>());
            foreach (var id in ids)
                if (await catalog.StationAsync(id, CancellationToken.None) is { } station) stations[id] = station;
            return stations;
        });
        _rules = new(async ids =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<OrdersDb>().FreightRules.AsNoTracking().Where(x => ids.Contains(x.CooperativeId)).ToDictionaryAsync(x => x.CooperativeId);
        });
    }

    /// <summary>Offers on sale now, at least these.</summary>
    public Task<IReadOnlyDictionary<Guid, OfferTerms>> OffersAsync(IEnumerable<Guid> ids) => _offers.AskAsync(ids);

    /// <returns>null when no such station takes parcels.</returns>
    public async Task<StationView?> StationAsync(Guid id) => (await _stations.AskAsync([id])).GetValueOrDefault(id);

    /// <summary>Freight rules by cooperative; none means free.</summary>
    internal Task<IReadOnlyDictionary<Guid, FreightRule>> RulesAsync(IEnumerable<Guid> cooperatives) => _rules.AskAsync(cooperatives);

    /// <summary>Goods as they can be bought now, each offer once.</summary>
    /// <param name="strict">Refuses offers that are not on sale instead of leaving them out.</param>
    /// <exception cref="RuleException"><c>offer.not_on_sale</c>, <c>offer.uncertified</c>, <c>quantity.unit</c></exception>
    internal async Task<List<(OfferTerms Offer, long Milli)>> GoodsAsync(IReadOnlyList<WantedLine> lines, bool strict) =>
        Match(lines, await OffersAsync(lines.Select(x => x.OfferId)), strict);

    /// <summary>Looks at the offers of a group of holds, and names them.</summary>
    /// <returns>Why which of them cannot be set aside as asked, by their ids.</returns>
    internal async Task<Dictionary<Guid, RuleException>> RefuseAsync(IReadOnlyList<HoldPlacement> holds, CancellationToken ct)
    {
        var refused = new Dictionary<Guid, RuleException>();
        if (holds.Count == 0) return refused;
        var offers = await ReadOffersAsync([.. holds.Select(x => x.Hold.OfferId).Distinct()]);
        foreach (var placement in holds)
        {
            try
            {
                var goods = Match([new(placement.Hold.OfferId, new(placement.Hold.Milli, placement.Hold.Unit))], offers, strict: true);
                placement.Name = goods[0].Offer.Snapshot.Name;
                await RefuseWhatIsNotThereAsync(goods, ct);
            }
            catch (RuleException rule)
            {
                refused[placement.Id] = rule;
            }
        }
        return refused;
    }

    private async Task<IReadOnlyDictionary<Guid, OfferTerms>> ReadOffersAsync(IReadOnlyCollection<Guid> ids)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var offers = await scope.ServiceProvider.GetRequiredService<ICatalogQuestions>().OffersAsync(ids, CancellationToken.None);
        // What a recall has stopped is off sale from the commit of its approval on.
        var lots = scope.ServiceProvider.GetRequiredService<ILotStatus>();
        var stopped = await lots.StoppedAsync([.. offers.Select(x => x.ProductId).Distinct()], CancellationToken.None);
        // A harvest that is still to come has no lot yet: its certificate is asked for when it leaves.
        var uncertified = await lots.UncertifiedAsync(offers.Where(x => x.Presale is null).DistinctBy(x => x.ProductId).ToDictionary(x => x.ProductId, x => x.Category), CancellationToken.None);
        return offers.Where(x => !stopped.Contains(x.ProductId)).ToDictionary(x => x.OfferId, x => x.Presale is null && uncertified.Contains(x.ProductId) ? x with { Uncertified = true } : x);
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
            if (offer.Uncertified && strict)
                throw new RuleException("offer.uncertified", "Goods of this kind are sold online only with a commitment certificate, and no lot of this product has one.", "offerId", offer.Snapshot.Name);
            if (wanted.Any(x => x.Quantity.Unit != offer.Unit))
                throw new RuleException("quantity.unit", "This product is sold in another unit.", "quantity", offer.Unit.Code());
            goods.Add((offer, Math.Min(wanted.Sum(x => x.Quantity.Milli / 2) * 2 + wanted.Sum(x => x.Quantity.Milli % 2), Quantity.MaxMilli)));
        }
        return goods;
    }

    /// <summary>What nobody has comes before what nobody may order; the usual quantities are left to the statement that reserves.</summary>
    /// <exception cref="RuleException"><c>stock.insufficient</c>, <c>quantity.step</c></exception>
    internal async Task RefuseWhatIsNotThereAsync(List<(OfferTerms Offer, long Milli)> goods, CancellationToken ct)
    {
        var ids = goods.ConvertAll(x => x.Offer.OfferId);
        if (goods.Count == 0) return;
        var most = Reckoning.MaxTotalFen / goods.Count;
        if (goods.TrueForAll(x => x.Milli % x.Offer.StepMilli == 0 && x.Milli < 1_000_000_000 && (Int128)x.Offer.PricePerUnit.Amount * x.Milli / 1000 * (100 + x.Offer.TolerancePercent) / 100 < most)) return;

        await using var scope = _scopes.CreateAsyncScope();
        var available = await scope.ServiceProvider.GetRequiredService<OrdersDb>().Stock.AsNoTracking().Where(x => ids.Contains(x.OfferId)).ToDictionaryAsync(x => x.OfferId, x => x.AvailableMilli, ct);
        foreach (var (offer, milli) in goods)
        {
            if (milli > available.GetValueOrDefault(offer.OfferId)) throw Stock.StockBook.Insufficient(offer.Snapshot.Name);
            if (milli % offer.StepMilli != 0)
                throw new RuleException("quantity.step", "The quantity is not a multiple of the step.", "quantity", new Quantity(offer.StepMilli, offer.Unit));
        }
    }
}
