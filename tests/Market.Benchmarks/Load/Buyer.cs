using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Market.Catalog.Demo;

namespace Market.Benchmarks.Load;

/// <summary>Somebody who orders over the API, as fast as the shop lets them.</summary>
internal sealed class Buyer
{
    private static readonly DateTimeOffset Started = TimeProvider.System.GetUtcNow();
    private static long keys;
    private readonly string _headers;
    private readonly Guid _station;

    private Buyer(string token, Guid station) => (_headers, _station) = ($"Authorization: Bearer {token}\r\n", station);

    /// <summary>Signs an account with the demo's password in.</summary>
    public static async Task<Buyer> SignInAsync(ServerProcess shop, string email = "consumer@" + DemoDistrict.Host)
    {
        using var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
        using var answer = await http.PostAsJsonAsync("/api/v1/tokens", new { email, password = DemoDistrict.Password });
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        var stations = await http.GetFromJsonAsync<JsonElement>("/api/v1/stations");
        return new(token, stations.GetProperty("items")[0].GetProperty("id").GetGuid());
    }

    /// <summary>A new order of one unit of each offer, to be picked up.</summary>
    public byte[] Order(params Guid[] offers)
    {
        var lines = string.Join(',', offers.Select(x => $$$"""{"offerId":"{{{x}}}","quantity":{"value":"1","unit":"box"}}"""));
        var body = Encoding.UTF8.GetBytes($$$"""{"lines":[{{{lines}}}],"pickup":{"stationId":"{{{_station}}}"},"paymentMethod":"sandbox"}""");
        return Post("/api/v1/orders", body);
    }

    /// <summary>One unit of an offer set aside.</summary>
    public byte[] Reservation(Guid offer) => Post("/api/v1/reservations", Encoding.UTF8.GetBytes($$$"""{"offerId":"{{{offer}}}","quantity":{"value":"1","unit":"box"}}"""));

    private byte[] Post(string path, byte[] body) => HttpLoad.Post(path, string.Create(CultureInfo.InvariantCulture, $"{_headers}Idempotency-Key: {NextKey()}\r\n"), body);

    /// <summary>Keys as ten thousand buyers a second make them, each when it asks, however long before that the request was put together here.</summary>
    private static Guid NextKey() => Guid.CreateVersion7(Started.AddTicks(Interlocked.Increment(ref keys) * (TimeSpan.TicksPerSecond / 10_000)));
}
