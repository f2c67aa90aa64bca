using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Journeys;

/// <summary>Journeys 1, 3, 4 and 5 of the product's description, over the API.</summary>
[Collection(SiteTests.Name)]
public sealed class ApiJourneys(Site site)
{
    [Fact]
    public async Task Journey_1_green_goods_of_two_cooperatives_in_one_payment_weighed_refunded_picked_up_and_reviewed()
    {
        using var consumer = await Client.AsAsync(site, "consumer");
        var town = (await consumer.GetAsync("/api/v1/towns"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shuanghe")!["id"]!.GetValue<Guid>();
        var found = (await consumer.GetAsync($"/api/v1/products?badge=green&town={town}&pageSize=100"))["items"].AsArray();
        var weighed = found.First(x => x!["weighed"]!.GetValue<bool>() && Coop(x) == "shangwan")!;
        var other = found.First(x => Coop(x!) == "heyan" && !x!["weighed"]!.GetValue<bool>())!;
        Assert.All(found, x => Assert.Contains(x!["badges"]!.AsArray(), badge => badge!["kind"]!.GetValue<string>() == "green"));
        var station = (await consumer.GetAsync("/api/v1/stations"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan-village")!["id"]!.GetValue<Guid>();

        var placed = await consumer.PostAsync("/api/v1/orders", Order([(weighed, "2.5"), (other, Step(other))], station));
        Assert.Equal(201, placed.Status);
        await PayAsync(consumer, placed);
        var id = placed.Of<Guid>("id");
        Assert.Equal(2, placed["subOrders"].AsArray().Count);

        var part = await PartAsync(consumer, id, weighed);
        var ceiling = Fen(part["lines"]![0]!["ceiling"]!);
        using var shangwan = await Client.AsAsync(site, "manager.shangwan");
        var weighing = await shangwan.PostAsync($"/api/v1/sub-orders/{part["id"]}/weights", new { lines = new[] { new { lineId = part["lines"]![0]!["id"], weight = new { value = "1.2", unit = "kg" } } } });
        Assert.Equal(200, weighing.Status);
        var final = Fen(weighing["lines"][0]!["amount"]!);
        Assert.Equal(Math.Min(ceiling, (long)Math.Round(Fen(weighed["price"]!) * 2.4m, MidpointRounding.AwayFromZero)), final);
        Assert.Equal(200, (await shangwan.PostAsync($"/api/v1/sub-orders/{part["id"]}/dispatch", new { })).Status);
        using (var heyan = await Client.AsAsync(site, "manager.heyan"))
        {
            var second = await PartAsync(consumer, id, other);
            if (second["status"]!.GetValue<string>() == "to_weigh")
                await heyan.PostAsync($"/api/v1/sub-orders/{second["id"]}/weights", new { lines = new[] { new { lineId = second["lines"]![0]!["id"], weight = new { value = "0.5", unit = "kg" } } } });
            Assert.Equal(200, (await heyan.PostAsync($"/api/v1/sub-orders/{second["id"]}/dispatch", new { })).Status);
        }

        var sent = await consumer.GetAsync($"/api/v1/orders/{id}");
        Assert.Equal(ceiling - final, Fen(sent["refunded"]));
        using var clerk = await Client.AsAsync(site, "station.shangwan-village");
        foreach (var parcel in sent["subOrders"].AsArray())
        {
            var handed = await clerk.PostAsync($"/api/v1/sub-orders/{parcel!["id"]}/completion", new { pickupCode = parcel["pickupCode"] });
            Assert.Equal((200, "completed"), (handed.Status, handed.Of<string>("status")));
        }
        Assert.Equal("completed", (await consumer.GetAsync($"/api/v1/orders/{id}")).Of<string>("status"));

        Assert.Equal(201, (await consumer.PostAsync("/api/v1/reviews", new { orderLineId = part["lines"]![0]!["id"], stars = 5, text = "嫩,一炒就熟。" })).Status);
        var income = await shangwan.GetAsync($"/api/v1/income?cooperative={part["cooperativeId"]}&pageSize=100");
        var entry = Assert.Single(income["items"].AsArray(), x => x!["source"]!["lineId"]?.GetValue<Guid>() == part["lines"]![0]!["id"]!.GetValue<Guid>());
        Assert.Equal(final, Fen(entry!["amount"]!));
    }

    [Fact]
    public async Task Journey_3_a_photo_claim_is_answered_refunded_and_corrects_the_income()
    {
        using var consumer = await Client.AsAsync(site, "consumer2");
        using var manager = await Client.AsAsync(site, "manager.dongling");
        var (order, part) = await CompletedAsync(consumer, manager, "散养土鸡蛋 30 枚");
        var line = part["lines"]![0]!["id"]!.GetValue<Guid>();
        var picture = await consumer.UploadAsync("/api/v1/pictures", "picture", Photos.Jpeg(), "egg.jpg");
        Assert.Equal(201, picture.Status);

        var claim = await consumer.PostAsync("/api/v1/claims", new { orderLineId = line, reason = "破了两个", amount = new { amount = 240, currency = "CNY" }, picture = picture.Of<string>("hash") });
        Assert.Equal(201, claim.Status);
        var before = await IncomeAsync(manager, part);
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/claims/{claim.Of<Guid>("id")}/answer", new { refund = new { amount = 240, currency = "CNY" }, answer = "抱歉" })).Status);

        Assert.Equal(240, Fen((await consumer.GetAsync($"/api/v1/orders/{order}"))["refunded"]));
        Assert.Equal(before - 240, await IncomeAsync(manager, part));
        Assert.Equal("granted", (await consumer.GetAsync($"/api/v1/orders/{order}/claims")).Json![0]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Journey_4_a_presale_reaches_its_cap_falls_short_and_is_shared_and_refunded()
    {
        using var manager = await Client.AsAsync(site, "manager.xigou");
        using var reviewer = await Client.AsAsync(site, "reviewer.qingshi");
        var cooperative = await CooperativeAsync(manager, "xigou");
        var due = DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var product = (await manager.PostAsync("/api/v1/products", new { cooperativeId = cooperative, words = new { name = "秋收蜜橘", nameEn = "Autumn tangerines" }, category = "fruit" })).Of<Guid>("id");
        var offered = await manager.PostAsync($"/api/v1/products/{product}/offers", new
        {
            price = new { amount = 2950, currency = "CNY" },
            step = new { value = "1", unit = "box" },
            netWeight = new { value = "2.5", unit = "kg" },
            presale = new { depositPercent = 20, balanceDue = due, cap = new { value = "10", unit = "box" } },
        });
        Assert.Equal(204, offered.Status);
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/products/{product}/submission", null)).Status);
        Assert.Equal(204, (await reviewer.PostAsync("/api/v1/listing-reviews", new { productIds = new[] { product }, approve = true })).Status);
        using var first = await Client.AsAsync(site, "consumer");
        using var second = await Client.AsAsync(site, "consumer2");
        JsonNode? sold = null;
        await Wait.ForAsync(async () =>
        {
            var answer = await first.GetAsync($"/api/v1/products/{product}");
            sold = answer.Status == 200 ? answer.Json : null;
            return sold?["available"]!["value"]!.GetValue<string>() == "10";
        }, "the presale on the shelf");
        var station = (await first.GetAsync("/api/v1/stations"))["items"][0]!["id"]!.GetValue<Guid>();

        var a = await first.PostAsync("/api/v1/orders", Order([(sold!, "6")], station));
        Assert.Equal(6 * 590, Fen(a["payment"]["amount"]!));
        await PayAsync(first, a);
        var b = await second.PostAsync("/api/v1/orders", Order([(sold!, "4")], station));
        await PayAsync(second, b);
        Assert.Equal("stock.insufficient", (await second.PostAsync("/api/v1/orders", Order([(sold!, "1")], station))).Code);

        var offer = sold!["offerId"]!.GetValue<Guid>();
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/offers/{offer}/harvest", new { harvest = new { value = "5", unit = "box" } })).Status);
        var (x, y) = (await first.GetAsync($"/api/v1/orders/{a.Of<Guid>("id")}"), await second.GetAsync($"/api/v1/orders/{b.Of<Guid>("id")}"));
        Assert.Equal(("3", "2"), (Ordered(x), Ordered(y)));
        Assert.Equal((3 * 590, 2 * 590), (Fen(x["refunded"]), Fen(y["refunded"])));
        var balance = await first.PostAsync($"/api/v1/orders/{a.Of<Guid>("id")}/balance", null);
        Assert.Equal(3 * 2950 - 3 * 590, Fen(balance["payment"]["amount"]!));
        await PayAsync(first, balance);
    }

    [Fact]
    public async Task Journey_5_a_cooperative_joins_imports_two_hundred_products_fixes_six_rows_and_sells()
    {
        using var founder = await Client.AsAsync(site, "consumer2");
        using var reviewer = await Client.AsAsync(site, "reviewer.qingshi");
        var town = (await founder.GetAsync("/api/v1/towns"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "qingshi")!["id"]!.GetValue<Guid>();
        var slug = "newcoop-" + Guid.CreateVersion7().ToString("N")[^6..];
        var cooperative = (await founder.PostAsync("/api/v1/cooperatives", new
        {
            slug,
            name = "新村合作社",
            nameEn = "Xincun",
            townId = town,
            village = "新村",
            villageEn = "Xincun",
            phone = "0935-8290000",
            charter = "一户一票。",
        })).Of<Guid>("id");
        Assert.Equal(204, (await reviewer.PostAsync($"/api/v1/cooperatives/{cooperative}/charter-review", new { approve = true })).Status);
        using var manager = await Client.AsAsync(site, "consumer2");

        var first = await ImportAsync(manager, Table(wrong: 6), cooperative);
        Assert.Equal((200, 194, 6), (first.Of<int>("rows"), first.Of<int>("created"), first.Of<int>("rejected")));
        Assert.All(first["errors"].AsArray(), x => Assert.True(x!["row"]!.GetValue<int>() > 1 && x["column"]!.GetValue<string>() == "价格" && x["code"]!.GetValue<string>().StartsWith("price.", StringComparison.Ordinal)));
        var second = await ImportAsync(manager, Table(wrong: 0), cooperative);
        Assert.Equal((6, 194, 0), (second.Of<int>("created"), second.Of<int>("unchanged"), second.Of<int>("rejected")));
        var third = await ImportAsync(manager, Table(wrong: 0), cooperative);
        Assert.Equal((0, 0, 200), (third.Of<int>("created"), third.Of<int>("updated"), third.Of<int>("unchanged")));
    }

    internal static byte[] Table(int wrong) => Encoding.UTF8.GetBytes("品名,规格,单位,价格,分类\n" + string.Concat(Enumerable.Range(1, 200)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"新村青菜{i},500g,斤,{(i <= wrong ? "3.125" : $"{i / 100m + 1:0.00}")},叶菜\n"))));

    private static async Task<Reply> ImportAsync(Client manager, byte[] table, Guid cooperative)
    {
        var started = await manager.UploadAsync("/api/v1/imports", "file", table, "products.csv", ("cooperative", cooperative.ToString()));
        Assert.Equal(202, started.Status);
        Reply state = started;
        await Wait.ForAsync(async () => (state = await manager.GetAsync($"/api/v1/imports/{started.Of<Guid>("id")}")).Of<string>("state") is "done" or "failed", "the import");
        Assert.Equal("done", state.Of<string>("state"));
        return state;
    }

    private async Task<(Guid Order, JsonNode Part)> CompletedAsync(Client consumer, Client manager, string product)
    {
        var found = (await consumer.GetAsync("/api/v1/products?q=" + Uri.EscapeDataString(product)))["items"].AsArray().First(x => x!["name"]!.GetValue<string>() == product)!;
        var station = (await consumer.GetAsync("/api/v1/stations"))["items"][0]!["id"]!.GetValue<Guid>();
        var placed = await consumer.PostAsync("/api/v1/orders", Order([(found, "1")], station));
        await PayAsync(consumer, placed);
        var id = placed.Of<Guid>("id");
        var part = await PartAsync(consumer, id, found);
        Assert.Equal(200, (await manager.PostAsync($"/api/v1/sub-orders/{part["id"]}/dispatch", new { })).Status);
        Assert.InRange((await consumer.PostAsync($"/api/v1/sub-orders/{part["id"]}/completion", new { })).Status, 200, 204);
        return (id, part);
    }

    private static object Order(IEnumerable<(JsonNode Product, string Quantity)> lines, Guid station) => new
    {
        lines = lines.Select(x => new { offerId = x.Product["offerId"], quantity = new { value = x.Quantity, unit = x.Product["unit"] } }),
        pickup = new { stationId = station },
        paymentMethod = "sandbox",
    };

    private static async Task PayAsync(Client consumer, Reply order)
    {
        Assert.Equal(202, (await consumer.PostAsync($"/sandbox/payments/{order["payment"]["id"]}", new { outcome = "succeed" })).Status);
        await Wait.ForAsync(async () => (await consumer.GetAsync($"/api/v1/orders/{order.Of<Guid>("id")}"))["payments"].AsArray()
            .Single(x => x!["id"]!.GetValue<Guid>() == order["payment"]["id"]!.GetValue<Guid>())!["status"]!.GetValue<string>() == "paid", "the payment's webhook");
    }

    private static async Task<JsonNode> PartAsync(Client consumer, Guid order, JsonNode product) => (await consumer.GetAsync($"/api/v1/orders/{order}"))["subOrders"].AsArray()
        .Single(x => x!["cooperativeId"]!.GetValue<Guid>() == product["cooperative"]!["id"]!.GetValue<Guid>())!;

    private static async Task<long> IncomeAsync(Client manager, JsonNode part) =>
        Fen((await manager.GetAsync($"/api/v1/income?cooperative={part["cooperativeId"]}"))["owed"]);

    private static async Task<Guid> CooperativeAsync(Client api, string slug) =>
        (await api.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == slug)!["id"]!.GetValue<Guid>();

    private static string Coop(JsonNode product) => product["cooperative"]!["slug"]!.GetValue<string>();

    private static string Step(JsonNode product) => product["unit"]!.GetValue<string>() == "jin" ? "1" : product["step"]!["value"]!.GetValue<string>();

    private static string Ordered(Reply order) => order["subOrders"][0]!["lines"]![0]!["quantities"]!["ordered"]!["value"]!.GetValue<string>();

    private static long Fen(JsonNode money) => money["amount"]!.GetValue<long>();
}
