using Market.Catalog.People;
using Market.Kernel;
using Market.Traceability.Pallets;

namespace Market.Web.Hosting;

/// <summary>The stations and supermarkets that goods can go to.</summary>
public sealed class ReceivingPlaces(DistrictDirectory directory)
{
    /// <summary>All, by kind and id with a colon between them.</summary>
    public async Task<IReadOnlyDictionary<string, PlaceView>> AllAsync(CancellationToken ct) =>
        (await directory.ChainsAsync(ct)).Select(x => (ReceivingPlace.Store, x)).Concat((await directory.StationsAsync(ct)).Select(x => (ReceivingPlace.Station, x))).ToDictionary(x => $"{x.Item1}:{x.x.Id}", x => x.x);

    /// <exception cref="RuleException"><c>pallet.place</c>: there is no such receiver.</exception>
    public async Task<ReceivingPlace> FindAsync(string named, CancellationToken ct) => (await AllAsync(ct)).TryGetValue(named, out var place)
        ? new(named.Split(':')[0], place.Id)
        : throw new RuleException("pallet.place", "Choose a station or supermarket that receives goods.", "to");
}
