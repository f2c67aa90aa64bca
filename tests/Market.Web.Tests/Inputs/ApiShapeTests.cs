using System.Text.Json;
using System.Text.Json.Nodes;
using Market.Kernel.Values;
using Market.Web.Api;
using Market.Web.Tests.Inputs.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>What the API promises about its addresses, values and answers.</summary>
[Collection(InputTests.Name)]
public sealed class ApiShapeTests(AttackedSite site)
{
    [Theory]
    [InlineData("/api/v1/orders")]
    [InlineData("/API/v1/orders")]
    [InlineData("/Api/V1/Sub-Orders")]
    public async Task A_cookie_alone_opens_nothing_however_the_address_is_written(string path)
    {
        Assert.Equal(200, (await site.Browsing("manager.shangwan").GetAsync("/office")).Status);

        Assert.Equal(401, (await site.Browsing("manager.shangwan").GetAsync(path)).Status);
        Assert.Equal(200, (await site.As("manager.shangwan").GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_problem_is_a_document_in_the_callers_language_however_the_address_is_written()
    {
        var reply = await site.As("", "en").GetAsync("/API/v1/nothing");

        Assert.Equal((404, "request.absent"), (reply.Status, reply.Code));
        Assert.Null(Problem.Complaint(reply, "en"));
    }

    [Theory]
    [InlineData("{\"currency\":\"CNY\"}")]
    [InlineData("{\"amount\":null,\"currency\":\"CNY\"}")]
    [InlineData("{\"amount\":1}")]
    [InlineData("{}")]
    public async Task Money_without_an_amount_or_a_currency_is_malformed(string money)
    {
        var options = new JsonSerializerOptions();
        ApiJson.Configure(options);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Money>(money, options));

        var reply = await site.As("manager.shangwan").PostRawAsync("/api/v1/refunds", $"{{\"orderLineId\":\"{Guid.CreateVersion7()}\",\"amount\":{money},\"reason\":\"x\"}}");

        Assert.Equal((400, "request.malformed"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task A_product_names_the_lots_it_is_sold_from()
    {
        var places = await Places.FindAsync(site);
        var product = places.Id("/api/v1/products");

        var lot = (await site.As("").GetAsync($"/api/v1/products/{product}"))["lots"].AsArray().Single(x => x!["code"]!.GetValue<string>() == places.Lot)!;

        Assert.Equal("HG-" + places.Lot, lot["commitmentNumber"]!.GetValue<string>());
        Assert.Equal(places.Members["harvestedOn"]!.GetValue<string>(), lot["harvestedOn"]!.GetValue<string>());
        Assert.Null(lot["left"]);
    }

    [Fact]
    public async Task A_product_answers_with_what_its_list_says_and_more()
    {
        var listed = (JsonObject)await site.ProductAsync();

        var found = (JsonObject)(await site.As("").GetAsync($"/api/v1/products/{listed["id"]}")).Json!;

        foreach (var (name, value) in listed.Where(x => x.Key != "available")) Assert.True(JsonNode.DeepEquals(value, found[name]), $"{name}: {value} {found[name]}");
        foreach (var name in new[] { "available", "description", "pictures", "lots", "certificateNumbers" }) Assert.NotNull(found[name]);
        Assert.False(found.ContainsKey("product"));
    }
}
