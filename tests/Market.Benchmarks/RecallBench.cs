using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Market.Benchmarks.Load;
using Market.Catalog.Data;
using Market.Catalog.People;
using Microsoft.EntityFrameworkCore;

namespace Market.Benchmarks;

/// <summary>From the approval of a recall until a shopper's page says so, and until the last of a thousand receivers has been told.</summary>
internal static class RecallBench
{
    private const int Receivers = 1_000, PageGoal = 5, NoticeGoal = 60;

    public static async Task<int> RunAsync(string database)
    {
        await using var shop = await BenchShop.CreateAsync(database == "mariadb" ? BenchShop.Server : null);
        var chains = await ChainsAsync(shop);
        await using var server = await shop.ServeAsync();
        using var manager = await SignInAsync(server, "manager.shangwan");
        using var inspector = await SignInAsync(server, "inspector");
        using var office = await SignInAsync(server, "office");
        using var shopper = new HttpClient { BaseAddress = new Uri(server.Address) };
        var lot = (await manager.GetFromJsonAsync<JsonNode>("/api/v1/lots?pageSize=100"))!["items"]![0]!;
        var (code, key) = (lot["code"]!.GetValue<string>(), lot["key"]!.GetValue<string>());
        var batch = await PostAsync(manager, "/api/v1/code-batches", new { lotId = lot["id"]!.GetValue<string>(), count = 1 });
        var serial = (await manager.GetStringAsync($"/api/v1/code-batches/{batch["id"]}/codes.csv")).Split("\r\n")[1].Split(',')[0];
        foreach (var some in chains.Chunk(500)) await ShipAsync(manager, key, some.Select(x => $"{server.Address}/id/store/{x}"));
        await UntilAsync(async () => (await inspector.GetStringAsync($"/api/v1/trace/{code}?direction=forward")).Split("/id/store/").Length > Receivers, TimeSpan.FromMinutes(2));
        await shopper.GetStringAsync($"/id/lot/{code}");
        await shopper.GetStringAsync($"/t/{serial}");
        var recall = await PostAsync(inspector, "/api/v1/recalls", new { lots = new[] { code }, @class = "i", reason = "基准" });

        var watch = Stopwatch.StartNew();
        var reached = (await PostAsync(office, $"/api/v1/recalls/{recall["id"]}/approval", new { }))["reached"]!["stores"]!.GetValue<int>();
        var approval = watch.Elapsed;
        watch.Restart();
        Task<TimeSpan> SaysAsync(string path) => UntilAsync(async () => (await shopper.GetStringAsync(path)).Contains("已召回", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
        var (scan, page, notice) = (SaysAsync($"/t/{serial}"), SaysAsync($"/id/lot/{code}"), UntilAsync(() => ToldAsync(shop), TimeSpan.FromMinutes(5)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: approval of a recall with {reached} receivers answered after {approval.TotalMilliseconds:0} ms"));
        foreach (var (what, took, goal) in new[] { ("scan page says recalled", await scan, PageGoal), ("lot page says recalled", await page, PageGoal), ($"the last of {Receivers} receivers has a notice", await notice, NoticeGoal) })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {what}: {took.TotalSeconds:0.00} s after the answer (goal {goal}{(took.TotalSeconds <= goal ? " ok" : " NOT MET")})"));
        return 0;
    }

    /// <summary>Chains with one person each.</summary>
    private static async Task<List<Guid>> ChainsAsync(BenchShop shop)
    {
        var ids = new List<Guid>();
        await shop.InAsync<CatalogDb>(async db =>
        {
            for (var i = 0; i < Receivers; i++)
            {
                var number = i.ToString(CultureInfo.InvariantCulture);
                var chain = new Chain { Slug = "bench-" + number, Name = "商超" + number, NameEn = "Chain " + number };
                var person = new Person { UserName = "bench" + number, NormalizedUserName = "BENCH" + number, DisplayName = "收货" + number, SecurityStamp = number };
                db.AddRange(chain, person, new Membership { PersonId = person.Id, Role = Role.Receiver, OrganisationId = chain.Id });
                ids.Add(chain.Id);
            }
            await db.SaveChangesAsync();
        });
        return ids;
    }

    private static async Task<bool> ToldAsync(BenchShop shop)
    {
        var told = 0;
        await shop.InAsync<CatalogDb>(async db => told = await db.Notifications.CountAsync(x => x.Kind == "recall.notice"));
        return told >= Receivers;
    }

    private static async Task ShipAsync(HttpClient manager, string key, IEnumerable<string> receivers)
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var events = receivers.Select(to => (JsonNode)new JsonObject
        {
            ["type"] = "ObjectEvent",
            ["eventTime"] = now,
            ["eventTimeZoneOffset"] = "+08:00",
            ["action"] = "OBSERVE",
            ["bizStep"] = "shipping",
            ["quantityList"] = new JsonArray(new JsonObject { ["epcClass"] = key, ["quantity"] = 0.1, ["uom"] = "KGM" }),
            ["destinationList"] = new JsonArray(new JsonObject { ["type"] = "owning_party", ["destination"] = to }),
        });
        (await manager.PostAsJsonAsync("/epcis/capture", new JsonObject
        {
            ["@context"] = new JsonArray("https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"),
            ["type"] = "EPCISDocument",
            ["schemaVersion"] = "2.0",
            ["creationDate"] = now,
            ["epcisBody"] = new JsonObject { ["eventList"] = new JsonArray([.. events]) },
        })).EnsureSuccessStatusCode();
    }

    private static async Task<TimeSpan> UntilAsync(Func<Task<bool>> there, TimeSpan most)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < most; await Task.Delay(50))
            if (await there()) return watch.Elapsed;
        throw new TimeoutException("It did not happen.");
    }

    private static async Task<HttpClient> SignInAsync(ServerProcess shop, string account)
    {
        var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
        var token = await PostAsync(http, "/api/v1/tokens", new { email = account + "@demo.coopmarket.example", password = "CoopMarket-demo-1" });
        http.DefaultRequestHeaders.Authorization = new("Bearer", token["token"]!.GetValue<string>());
        return http;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
