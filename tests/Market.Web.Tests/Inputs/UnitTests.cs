using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>A quantity in another unit than the offer's is a slip: 2 t of something sold by the 500 g is not 2 of them.</summary>
[Collection(SiteTests.Name)]
public sealed class UnitTests(Site site)
{
    [Fact]
    public async Task Stock_in_another_unit_is_refused_and_changes_nothing()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var product = (await manager.GetAsync("/api/v1/products?pageSize=100"))["items"].AsArray()
            .First(x => x!["cooperative"]!["slug"]!.GetValue<string>() == "shangwan" && x["unit"]!.GetValue<string>() == "jin" && x["saleMode"]!.GetValue<string>() == "now")!;
        var offer = product["offerId"]!.GetValue<Guid>();
        async Task<string> AvailableAsync() => (await manager.GetAsync("/api/v1/products?pageSize=100"))["items"].AsArray().Single(x => x!["offerId"]!.GetValue<Guid>() == offer)!["available"]!["value"]!.GetValue<string>();
        var before = await AvailableAsync();

        var refused = await manager.PostAsync("/api/v1/stock", new { offerId = offer, quantity = new { value = "1", unit = "t" } });

        Assert.Equal((409, "quantity.unit"), (refused.Status, refused.Code));
        Assert.Equal(before, await AvailableAsync());
    }
}
