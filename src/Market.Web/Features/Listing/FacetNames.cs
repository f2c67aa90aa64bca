using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Search;
using Market.Web.Shared;

namespace Market.Web.Features.Listing;

/// <summary>Says what the ids beside the filters mean.</summary>
public sealed class FacetNames(DistrictDirectory directory, CooperativeRegistry registry, Wording wording)
{
    /// <summary>As many towns and cooperatives as a list on a phone bears, those with the most products; what was chosen stands there as well, even when it finds nothing.</summary>
    public const int Most = 20;

    /// <inheritdoc cref="Most"/>
    public static ProductFacets Offered(ProductFacets facets, ListingQuery query) =>
        facets with { Towns = Offered(facets.Towns, query.Town), Cooperatives = Offered(facets.Cooperatives, query.Coop) };

    private static List<FacetCount> Offered(IReadOnlyList<FacetCount> counts, Guid[]? chosen)
    {
        var ticked = (chosen ?? []).Select(x => x.ToString()).ToList();
        return [.. counts.Where((x, i) => i < Most || ticked.Contains(x.Value)), .. ticked.Except(counts.Select(x => x.Value)).Select(x => new FacetCount(x, 0))];
    }

    public async Task<ListingNames> OfAsync(ProductFacets facets, CancellationToken ct)
    {
        var towns = (await directory.TownsAsync(ct)).ToDictionary(x => x.Id.ToString(), x => wording.Pick(x.Name, x.NameEn), StringComparer.OrdinalIgnoreCase);
        var ids = facets.Cooperatives.Select(x => Guid.TryParse(x.Value, out var id) ? id : Guid.Empty).ToList();
        var cooperatives = (await registry.ByIdAsync(ids, ct)).ToDictionary(x => x.Key.ToString(), x => wording.Pick(x.Value.Name, x.Value.NameEn), StringComparer.OrdinalIgnoreCase);
        return new(towns, cooperatives);
    }
}
