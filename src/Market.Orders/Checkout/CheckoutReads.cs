using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Purchase;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Checkout;

/// <summary>What checkout has to know of this moment; buyers who check out together share the reads.</summary>
public sealed class CheckoutReads
{
    private readonly SharedRead<Guid, OfferTerms> _offers;
    private readonly SharedRead<Guid, StationView> _stations;
    private readonly SharedRead<Guid, FreightRule> _rules;

    public CheckoutReads(IServiceScopeFactory scopes)
    {
        _offers = new(async ids =>
        {
            await using var scope = scopes.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<ICatalogQuestions>().OffersAsync(ids, CancellationToken.None)).ToDictionary(x => x.OfferId);
        });
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
    public Task<IReadOnlyDictionary<Guid, OfferTerms>> OffersAsync(IEnumerable<Guid> ids, CancellationToken ct) => _offers.AskAsync(ids).WaitAsync(ct);

    /// <returns>null when no such station takes parcels.</returns>
    public async Task<StationView?> StationAsync(Guid id, CancellationToken ct) => (await _stations.AskAsync([id]).WaitAsync(ct)).GetValueOrDefault(id);

    /// <summary>Freight rules by cooperative; none means free.</summary>
    internal Task<IReadOnlyDictionary<Guid, FreightRule>> RulesAsync(IEnumerable<Guid> cooperatives, CancellationToken ct) => _rules.AskAsync(cooperatives).WaitAsync(ct);
}
