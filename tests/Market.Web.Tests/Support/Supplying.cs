using System.Globalization;
using System.Text.Json.Nodes;

namespace Market.Web.Tests.Support;

/// <summary>A supply contract of huijia with shangwan, by calls.</summary>
public sealed class Supplying(Func<string, Task<Client>> signIn)
{
    /// <summary>Sign-ins are limited per minute.</summary>
    private readonly Dictionary<string, Client> known = new(StringComparer.Ordinal);

    private async Task<Client> AsAsync(string account) => known.TryGetValue(account, out var client) ? client : known[account] = await signIn(account);

    /// <summary>The demo district's chair of shangwan.</summary>
    public const string Chair = "王守田";

    public static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8));

    public static string Day(int after) => Today.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonObject Kilograms(string value) => new() { ["value"] = value, ["unit"] = "kg" };

    public static JsonObject Money(int fen) => new() { ["amount"] = fen, ["currency"] = "CNY" };

    /// <summary>Products of which the demo has one lot that is only there to be sold.</summary>
    /// <param name="lots">Of their cooperative.</param>
    public static HashSet<string> ToBeSold(JsonArray lots) => [.. lots.GroupBy(x => x!["productId"]!.GetValue<string>()).Where(x => x.All(lot => lot!["produced"]!["value"]!.GetValue<string>() == "8000")).Select(x => x.Key)];

    public async Task<JsonObject> BodyAsync(string kilograms = "1000", string title = "豆角,一个季度")
    {
        var buyer = await AsAsync("buyer.huijia");
        var store = (await buyer.GetAsync("/api/v1/stores"))["items"].AsArray().First(x => x!["slug"]!.GetValue<string>().StartsWith("huijia", StringComparison.Ordinal))!["id"]!.GetValue<string>();
        var cooperative = (await buyer.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan")!["id"]!.GetValue<string>();
        // One that is only there to be sold: other tests count lots, and recall some.
        var lots = (await (await AsAsync("manager.shangwan")).GetAsync("/api/v1/lots?pageSize=100"))["items"].AsArray();
        var product = (await buyer.GetAsync($"/api/v1/products?cooperative={cooperative}&pageSize=100"))["items"].AsArray().First(x => ToBeSold(lots).Contains(x!["id"]!.GetValue<string>()))!;
        return new()
        {
            ["supplierId"] = cooperative,
            ["title"] = title,
            ["from"] = Day(0),
            ["to"] = Day(90),
            ["lines"] = new JsonArray(new JsonObject
            {
                ["place"] = store,
                ["product"] = "豆角",
                ["grade"] = "一级",
                ["price"] = Money(400),
                ["productId"] = product["id"]!.GetValue<string>(),
                ["windows"] = new JsonArray(new JsonObject { ["from"] = Day(0), ["to"] = Day(90), ["quantity"] = Kilograms(kilograms) }),
            }),
            ["terms"] = new JsonObject { ["creditDays"] = 30, ["lossPerMille"] = 20 },
        };
    }

    public async Task<string> DraftAsync(string kilograms = "1000", string title = "豆角,一个季度")
    {
        var made = await (await AsAsync("buyer.huijia")).PostAsync("/api/v1/contracts", await BodyAsync(kilograms, title));
        Assert.True(made.Status == 201, made.Text);
        return made.Of<string>("id");
    }

    /// <returns>The filed contract.</returns>
    public async Task<JsonNode> FiledAsync(string kilograms = "1000", string title = "豆角,一个季度")
    {
        var id = await DraftAsync(kilograms, title);
        Reply last = null!;
        foreach (var (account, step, body) in new (string, string, object)[]
        {
            ("manager.shangwan", "agreement", new { }), ("approver.huijia", "agreement", new { }), ("reviewer.shuanghe", "review", new { outcome = "support" }),
            ("manager.shangwan", "seal", new { handler = "李会计", chair = Chair }), ("reviewer.shuanghe", "filing", new { number = "备-" + id[^12..] }),
        })
        {
            last = await (await AsAsync(account)).PostAsync($"/api/v1/contracts/{id}/{step}", body);
            Assert.True(last.Status == 200, $"{step}: {last.Text}");
        }
        return last.Json!;
    }

    public static string Line(JsonNode contract) => contract["lines"]![0]!["lineId"]!.GetValue<string>();

    public async Task<Reply> CallAsync(JsonNode contract, string kilograms, int after = 1) => await (await AsAsync("buyer.huijia")).PostAsync($"/api/v1/contracts/{contract["id"]}/call-offs",
        new { lines = new[] { new { lineId = Line(contract), quantity = Kilograms(kilograms) } }, deliverOn = Day(after) });

    public async Task<Reply> ShipAsync(string callOff, string line, string kilograms, string pallet = "") => await (await AsAsync("manager.shangwan")).PostAsync($"/api/v1/call-offs/{callOff}/deliveries",
        new { lines = new[] { new { lineId = line, quantity = Kilograms(kilograms) } }, pallet });
}
