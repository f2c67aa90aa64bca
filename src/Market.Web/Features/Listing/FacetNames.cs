using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Search;
using Market.Web.Shared;

namespace Market.Web.Features.Listing;

/// <summary>Says what the ids beside the filters mean.</summary>
public sealed class FacetNames(DistrictDirectory directory, CooperativeRegistry registry, Wording wording)
{
    public async Task<ListingNames> OfAsync(ProductFacets facets, CancellationToken ct)
    {
        var towns = (await directory.TownsAsync(ct)).ToDictionary(x => x.Id.ToString(), x => wording.Pick(x.Name, x.NameEn), StringComparer.OrdinalIgnoreCase);
        var ids = facets.Cooperatives.Select(x => Guid.TryParse(x.Value, out var id) ? id : Guid.Empty).ToList();
        var cooperatives = (await registry.ByIdAsync(ids, ct)).ToDictionary(x => x.Key.ToString(), x => wording.Pick(x.Value.Name, x.Value.NameEn), StringComparer.OrdinalIgnoreCase);
        return new(towns, cooperatives);
    }
}
