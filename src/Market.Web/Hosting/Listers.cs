using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;

namespace Market.Web.Hosting;

/// <summary>For which cooperatives a person may list: their own, and those that gave their station a mandate for today.</summary>
public sealed class Listers(DistrictDirectory directory, UnionRegistry unions, TimeProvider clock)
{
    public async Task<Lister> OfAsync(Caller caller, CancellationToken ct)
    {
        var sellers = await SellersAsync(caller, ct);
        // A union sells its members' products and has none of its own.
        return new(caller.Id, sellers.Count == 0 ? sellers : [.. sellers.Except(await unions.IdsAmongAsync(sellers, ct))]);
    }

    /// <summary>The caller as a party to demands: chains they buy for, cooperatives and unions they sell for, and those that gave their station a mandate.</summary>
    public async Task<DemandParty> SourcingAsync(Caller caller, CancellationToken ct) => new(caller.In(Role.Buyer, Role.Approver), await SellersAsync(caller, ct));

    /// <summary>Who agrees to a part of a joint bid: managers for their cooperatives, stations for those with a mandate.</summary>
    public async Task<BidderAct> ConsenterAsync(Caller caller, CancellationToken ct)
    {
        var (own, stations) = (caller.In(Role.Manager), caller.In(Role.Station));
        return new(caller.As(own.Count > 0 ? Role.Manager : Role.Station), stations.Count == 0 ? own : [.. own.Union(await directory.MandatedAsync(stations, ct))], null);
    }

    public Acting Acting(Caller caller, OnceKey? key) => new(caller.As(SellerRole(caller)), key, clock.GetUtcNow().UtcDateTime);

    private async Task<IReadOnlyCollection<Guid>> SellersAsync(Caller caller, CancellationToken ct)
    {
        var (own, stations) = (caller.In(Role.Manager, Role.Clerk), caller.In(Role.Station));
        return stations.Count == 0 ? own : [.. own.Union(await directory.MandatedAsync(stations, ct))];
    }

    /// <summary>The seller's role a deed is noted under.</summary>
    public static Role SellerRole(Caller caller) => caller.Is(Role.Manager) ? Role.Manager : caller.Is(Role.Clerk) ? Role.Clerk : Role.Station;
}
