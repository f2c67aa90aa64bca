using System.Collections.Concurrent;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Storm;

/// <summary>Shoppers who remember what they sent and what they were told; a lost answer is asked for again with the same key.</summary>
internal sealed class Shoppers(Guid[] offers, Guid station)
{
    private static readonly HttpClientHandler Handler = new() { AllowAutoRedirect = false, UseCookies = false };

    /// <summary>By key: the offer that was ordered; every request that ever left.</summary>
    public ConcurrentDictionary<string, Guid> Sent { get; } = new();

    /// <summary>By key: the order's id, from a 201.</summary>
    public ConcurrentDictionary<string, Guid> Told { get; } = new();

    /// <summary>Keys that were refused for want of goods.</summary>
    public ConcurrentDictionary<string, bool> Refused { get; } = new();

    /// <summary>Keys that were told that the shop's database is away; they may be asked for again.</summary>
    public ConcurrentBag<string> Away { get; } = [];

    /// <summary>Orders whose payment the sandbox accepted.</summary>
    public ConcurrentDictionary<Guid, bool> Paid { get; } = new();

    public IEnumerable<string> Unknown => Sent.Keys.Where(x => !Told.ContainsKey(x) && !Refused.ContainsKey(x));

    /// <summary>Offers of which one box alone makes an order, and where to pick it up.</summary>
    public static async Task<Shoppers> LookAsync(Client anybody)
    {
        var boxes = (await anybody.GetAsync("/api/v1/products?pageSize=100"))["items"].AsArray()
            .Where(x => x!["unit"]!.GetValue<string>() == "box" && !x["weighed"]!.GetValue<bool>() && x["saleMode"]!.GetValue<string>() == "now" && x["price"]!["amount"]!.GetValue<long>() >= 1500)
            .Select(x => x!["offerId"]!.GetValue<Guid>()).ToArray();
        Assert.NotEmpty(boxes);
        return new(boxes, (await anybody.GetAsync("/api/v1/stations"))["items"][0]!["id"]!.GetValue<Guid>());
    }

    /// <summary>Orders and pays until the server is gone, or the shopper is asked to stop.</summary>
    public async Task ShopAsync(string address, string token, int seed, CancellationToken stop = default)
    {
        using var http = new HttpClient(Handler, disposeHandler: false) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var luck = new Random(seed);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var (key, offer) = (Guid.CreateVersion7().ToString(), offers[luck.Next(offers.Length)]);
                Sent[key] = offer;
                if (await OrderAsync(http, key, offer) is { } payment && luck.Next(2) == 0) await PayAsync(http, payment);
            }
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or IOException)
        {
            // The server died under us: what is not told is asked again after its restart.
        }
    }

    /// <summary>Sends every request without an answer again, with its key.</summary>
    public async Task AskAgainAsync(string address, string token)
    {
        using var http = new HttpClient(Handler, disposeHandler: false) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        foreach (var key in Unknown.ToList()) await OrderAsync(http, key, Sent[key]);
    }

    /// <returns>The payment to make.</returns>
    public async Task<(Guid Order, Guid Payment)?> OrderAsync(HttpClient http, string key, Guid offer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { lines = new[] { new { offerId = offer, quantity = new { value = "1", unit = "box" } } }, pickup = new { stationId = station }, paymentMethod = "sandbox" }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var order = System.Text.Json.Nodes.JsonNode.Parse(text)!;
        if (answer.StatusCode != System.Net.HttpStatusCode.Created && order["code"]?.GetValue<string>() == "stock.insufficient")
        {
            Refused[key] = true;
            Assert.False(Told.ContainsKey(key), "An order that was confirmed is refused afterwards.");
            return null;
        }
        if (answer.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable && order["code"]?.GetValue<string>() == "service.unavailable")
        {
            Away.Add(key);
            return null;
        }
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Created, $"{(int)answer.StatusCode} {text}");
        var id = order["id"]!.GetValue<Guid>();
        Assert.True(Told.TryAdd(key, id) || Told[key] == id, "One key, two orders.");
        return (id, order["payment"]!["id"]!.GetValue<Guid>());
    }

    private async Task PayAsync(HttpClient http, (Guid Order, Guid Payment) due)
    {
        using var answer = await http.PostAsync($"/sandbox/payments/{due.Payment}", System.Net.Http.Json.JsonContent.Create(new { outcome = "succeed" }));
        if (answer.StatusCode == System.Net.HttpStatusCode.Accepted) Paid[due.Order] = true;
    }
}
