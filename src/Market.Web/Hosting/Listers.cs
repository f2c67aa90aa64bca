using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;

namespace Market.Web.Hosting;

/// <summary>For which cooperatives a person may list: their own, and those that gave their station a mandate for today.</summary>
public sealed class Listers(DistrictDirectory directory, TimeProvider clock)
{
    public async Task<Lister> OfAsync(Caller caller, CancellationToken ct)
    {
        var own = caller.In(Role.Manager, Role.Clerk);
        var stations = caller.In(Role.Station);
        if (stations.Count == 0) return new(caller.Id, own);
        return new(caller.Id, [.. own.Union(await directory.MandatedAsync(stations, ct))]);
    }

    /// <summary>The caller as a party to demands: chains they buy for, cooperatives and unions they sell for, and those that gave their station a mandate.</summary>
    public async Task<DemandParty> SourcingAsync(Caller caller, CancellationToken ct) => new(caller.In(Role.Buyer, Role.Approver), (await OfAsync(caller, ct)).Cooperatives);

    /// <summary>Who agrees to a part of a joint bid: managers for their cooperatives, stations for those with a mandate.</summary>
    public async Task<BidderAct> ConsenterAsync(Caller caller, CancellationToken ct)
    {
        var (own, stations) = (caller.In(Role.Manager), caller.In(Role.Station));
        return new(caller.As(own.Count > 0 ? Role.Manager : Role.Station), stations.Count == 0 ? own : [.. own.Union(await directory.MandatedAsync(stations, ct))], null);
    }

    public Acting Acting(Caller caller, OnceKey? key) => new(caller.As(SellerRole(caller)), key, clock.GetUtcNow().UtcDateTime);

    /// <summary>The seller's role a deed is noted under.</summary>
    public static Role SellerRole(Caller caller) => caller.Is(Role.Manager) ? Role.Manager : caller.Is(Role.Clerk) ? Role.Clerk : Role.Station;
}
