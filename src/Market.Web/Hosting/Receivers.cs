using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Traceability;
using Market.Traceability.Recall;

namespace Market.Web.Hosting;

/// <summary>Organisations that receive goods: whose notices a person answers, and what their keys in events are called.</summary>
public sealed class Receivers(DistrictDirectory directory, CooperativeRegistry registry, TraceSettings settings)
{
    /// <summary>Stations, chains and cooperatives of the caller, by id and by slug; all for the office and the inspectors.</summary>
    public async Task<NoticeParty> OfAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Is(Role.Office, Role.Inspector)) return new(null);
        var (stations, chains, cooperatives) = (caller.In(Role.Station), caller.In(Role.Buyer, Role.Approver, Role.Receiver), caller.In(Role.Manager, Role.Clerk));
        var own = new List<(string, string)>();
        foreach (var place in (await directory.StationsAsync(ct)).Where(x => stations.Contains(x.Id))) own.AddRange([("station", place.Id.ToString()), ("station", place.Slug)]);
        foreach (var place in (await directory.ChainsAsync(ct)).Where(x => chains.Contains(x.Id))) own.AddRange([("store", place.Id.ToString()), ("store", place.Slug)]);
        foreach (var place in (await registry.ByIdAsync(cooperatives, ct)).Values) own.AddRange([("cooperative", place.Id.ToString()), ("cooperative", place.Slug)]);
        return NoticeParty.Of(settings, own);
    }

    /// <summary>Names of receivers by their key: of the organisation, the order's number, or what the key ends with.</summary>
    public async Task<IReadOnlyDictionary<string, (string Name, string NameEn)>> NamesAsync(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var known = new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase);
        void Add(string kind, PlaceView place) => known[$"{settings.BaseUrl}/id/{kind}/{place.Id}"] = known[$"{settings.BaseUrl}/id/{kind}/{place.Slug}"] = (place.Name, place.NameEn);
        if (keys.Any(x => x.Contains("/id/station/", StringComparison.Ordinal))) (await directory.StationsAsync(ct)).ForEach(x => Add("station", x));
        if (keys.Any(x => x.Contains("/id/store/", StringComparison.Ordinal))) (await directory.ChainsAsync(ct)).ForEach(x => Add("store", x));
        var cooperatives = keys.Where(x => x.Contains("/id/cooperative/", StringComparison.Ordinal)).Select(x => Guid.TryParse(x.Split('/')[^1], out var id) ? id : Guid.Empty).Distinct().ToList();
        foreach (var (id, card) in await registry.ByIdAsync(cooperatives, ct)) Add("cooperative", new(id, card.Slug, card.Name, card.NameEn));
        return keys.Distinct(StringComparer.Ordinal).ToDictionary(x => x, x => known.TryGetValue(x, out var name) ? name : Last(x), StringComparer.Ordinal);
    }

    private (string, string) Last(string key) => key.StartsWith(settings.BaseUrl + "/id/", StringComparison.Ordinal) ? (Uri.UnescapeDataString(key.Split('/')[^1]), "") : (key, "");
}
