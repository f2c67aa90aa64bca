using System.Text.Json.Nodes;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Orders of the demo's buyers, over the API.</summary>
public static class Buying
{
    /// <summary>A product sold by the piece, not weighed, in stock and with a certified lot: other tests list some that have none.</summary>
    public static async Task<JsonNode> ProductAsync(this AttackedSite site, string cooperative = "heyan")
    {
        var id = (await site.As("").GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == cooperative)!["id"];
        var certified = (await site.As("manager." + cooperative).GetAsync("/api/v1/lots?pageSize=100"))["items"].AsArray()
            .Where(x => x!["state"]!.GetValue<string>() == "open" && x["commitmentNumber"] is not null && x["left"]!["value"]!.GetValue<string>() != "0").Select(x => x!["productId"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        return (await site.As("").GetAsync($"/api/v1/products?cooperative={id}&pageSize=100"))["items"].AsArray()
            .First(x => certified.Contains(x!["id"]!.GetValue<string>()) && !x!["weighed"]!.GetValue<bool>() && x["saleMode"]!.GetValue<string>() == "now" && decimal.Parse(x["available"]!["value"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) > 30)!;
    }

    public static object Body(JsonNode product, string quantity, Guid station, string method = "sandbox") => new
    {
        lines = new[] { new { offerId = product["offerId"], quantity = new { value = quantity, unit = product["unit"] } } },
        pickup = new { stationId = station },
        paymentMethod = method,
    };

    public static async Task<Guid> StationAsync(this AttackedSite site, string slug = "shangwan-village") =>
        (await site.As("").GetAsync("/api/v1/stations"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == slug)!["id"]!.GetValue<Guid>();

    public static async Task<Reply> PlaceAsync(this AttackedSite site, JsonNode product, string buyer = "consumer", string method = "sandbox", int steps = 1)
    {
        var step = decimal.Parse(product["step"]!["value"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        var placed = await site.As(buyer).PostAsync("/api/v1/orders", Body(product, (step * steps).ToString(System.Globalization.CultureInfo.InvariantCulture), await site.StationAsync(), method));
        Assert.True(placed.Status == 201, placed.Text + site.Output);
        return placed;
    }

    public static async Task PayAsync(this AttackedSite site, Reply order, string buyer = "consumer")
    {
        Assert.Equal(202, (await site.As(buyer).PostAsync($"/sandbox/payments/{order["payment"]["id"]}", new { outcome = "succeed" })).Status);
        await Wait.ForAsync(async () => (await site.As(buyer).GetAsync($"/api/v1/orders/{order.Of<Guid>("id")}"))["payments"].AsArray().Any(x => x!["status"]!.GetValue<string>() == "paid"), "the payment's webhook");
    }

    public static async Task<string> StatusAsync(this AttackedSite site, Reply order, string buyer = "consumer") =>
        (await site.As(buyer).GetAsync($"/api/v1/orders/{order.Of<Guid>("id")}")).Of<string>("status");

    /// <summary>Paid, sent and received: its only part.</summary>
    public static async Task<(Reply Order, JsonNode Part)> CompletedAsync(this AttackedSite site, JsonNode product, string cooperative = "heyan", string buyer = "consumer")
    {
        var order = await site.PlaceAsync(product, buyer);
        await site.PayAsync(order, buyer);
        var part = order["subOrders"][0]!;
        Assert.Equal(200, (await site.As("manager." + cooperative).PostAsync($"/api/v1/sub-orders/{part["id"]}/dispatch", new { })).Status);
        Assert.InRange((await site.As(buyer).PostAsync($"/api/v1/sub-orders/{part["id"]}/completion", new { })).Status, 200, 204);
        return (order, part);
    }
}
