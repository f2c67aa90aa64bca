using Market.Catalog.Search;
using Market.Web.Features.Listing;
using Market.Web.Tests.Inputs.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>The lists beside the results: what can be chosen, and what was.</summary>
[Collection(InputTests.Name)]
public sealed class ListingTests(AttackedSite site)
{
    [Fact]
    public void A_long_list_is_cut_after_those_with_the_most_products_but_never_loses_what_was_chosen()
    {
        var ids = Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).ToArray();
        var counts = ids.Take(50).Select((x, i) => new FacetCount(x.ToString(), 100 - i)).ToList();

        var offered = FacetNames.Offered(ProductFacets.None with { Towns = counts, Cooperatives = counts }, new(Town: [ids[0]], Coop: [ids[30], ids[55], ids[55]]));

        Assert.Equal(counts.Take(20), offered.Towns);
        Assert.Equal([.. counts.Take(20), counts[30], new(ids[55].ToString(), 0)], offered.Cooperatives);
    }

    [Fact]
    public async Task A_chosen_cooperative_that_has_nothing_of_it_stays_named_and_ticked()
    {
        var cooperative = (await site.As("").GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "heyan")!;
        var page = (await site.Browsing("consumer").GetAsync($"/search?q=zzzz&coop={cooperative["id"]}&coop={Guid.CreateVersion7()}")).Document;

        var ticked = Assert.Single(page.QuerySelectorAll("#filters input[name=coop]"));
        Assert.True(ticked.HasAttribute("checked"));
        Assert.Contains(cooperative["name"]!.GetValue<string>(), ticked.ParentElement!.TextContent);
        Assert.Equal("", ticked.ParentElement!.QuerySelector(".n")!.TextContent);
        Assert.DoesNotContain("20", page.QuerySelector("#filters")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("ul.chips a"), x => x.TextContent.Contains(cooperative["name"]!.GetValue<string>(), StringComparison.Ordinal));
    }
}
