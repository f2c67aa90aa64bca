using System.Globalization;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>Recalls from the supposition to the money back, as inspectors, office, receivers, cooperatives and buyers see them.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class RecallJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task A_station_and_a_chain_answer_a_recall_and_the_office_sees_who_has_not()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        using var inspector = await Client.AsAsync(site, "inspector");
        using var office = await Client.AsAsync(site, "office");
        using var station = await Client.AsAsync(site, "station.shangwan-village");
        using var chain = await Client.AsAsync(site, "receiver.huijia");
        var goods = await Goods.ListAsync(site, manager, "收货豆角");
        var (lot, key) = await goods.LotAsync();
        foreach (var (kind, name, kilograms) in new[] { ("station", "shangwan-village", 20), ("store", "huijia", 30), ("place", "elsewhere", 5) }) await Shipping.TellAsync(manager, key, key.Replace("/lot/" + lot, $"/{kind}/{name}", StringComparison.Ordinal), kilograms);
        await Wait.ForAsync(async () => (await inspector.GetAsync($"/api/v1/trace/{lot}?direction=forward")).Text.Contains("/place/elsewhere", StringComparison.Ordinal), "the shipping events");

        await using var eyes = await chrome.VisitAsync(site.Address, "inspector", new Sight { Width = 1280 });
        await eyes.GoAsync($"/district/what-if?kind=Lot&text={lot}");
        await Assertions.Expect(eyes.Page.Locator("main")).ToContainTextAsync("上湾");
        await eyes.Page.FillAsync("#f-reason", "毒死蜱超标");
        await eyes.Page.ClickAsync("form[action^='/district/what-if/recall'] .btn.danger");
        var id = new Uri(eyes.Page.Url).Segments[^1];
        var approved = await office.PostAsync($"/api/v1/recalls/{id}/approval", new { });
        Assert.Equal((200, 1, 1, 1), (approved.Status, approved["reached"]["stations"]!.GetValue<int>(), approved["reached"]["stores"]!.GetValue<int>(), approved["reached"]["others"]!.GetValue<int>()));

        var notice = (await station.GetAsync($"/api/v1/recall-notices?recall={id}"))["items"].AsArray().Single()!["id"]!.GetValue<string>();
        Assert.Equal(404, (await chain.GetAsync($"/api/v1/recall-notices/{notice}")).Status);
        Assert.Equal(404, (await chain.PostAsync($"/api/v1/recall-notices/{notice}/acknowledgement", new { found = Kg(1) })).Status);
        Assert.Equal(403, (await inspector.PostAsync($"/api/v1/recall-notices/{notice}/acknowledgement", new { found = Kg(1) })).Status);
        foreach (var (step, body, code) in new (string, object, string)[]
        {
            ("returns", new { weight = Kg(1) }, "notice.unanswered"), ("acknowledgement", new { found = Kg(21) }, "notice.more_than_received"), ("acknowledgement", new { found = new { value = "2", unit = "box" } }, "notice.unit"),
            ("destructions", new { weight = Kg(1), photo = "no hash" }, "notice.photo"),
        }) Assert.Equal((409, code), await CodeAsync(station, $"/api/v1/recall-notices/{notice}/{step}", body));
        Assert.Equal(lot, (await station.GetAsync($"/api/v1/recall-notices/{notice}"))["goods"][0]!["lotCode"]!.GetValue<string>());

        await using (var clerk = await chrome.VisitAsync(site.Address, "station.shangwan-village", new Sight { Width = 360 }))
        {
            await Wait.ForAsync(async () =>
            {
                await clerk.GoAsync("/notices");
                return await clerk.Page.Locator($"a[href='/recall-notices/{notice}']").CountAsync() > 0;
            }, "the station's letter");
            await clerk.GoAsync("/recall-notices");
            await clerk.Page.ClickAsync($"a[href='/recall-notices/{notice}']");
            await clerk.Page.FillAsync("#f-answer", "21");
            await clerk.Page.ClickAsync("form[action$='/answer'] button");
            await Assertions.Expect(clerk.Page.Locator("#f-answer-err")).ToContainTextAsync("20");
            Assert.Equal("21", await clerk.Page.InputValueAsync("#f-answer"));
            await clerk.Page.FillAsync("#f-answer", "15");
            await clerk.Page.ClickAsync("form[action$='/answer'] button");
            await clerk.Page.FillAsync("#f-return", "10");
            await clerk.Page.ClickAsync("form[action$='/returns'] button");
            await clerk.Page.FillAsync("#f-destroy", "5");
            await clerk.Page.SetInputFilesAsync("#f-photo", new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg() });
            await clerk.Page.ClickAsync("form[action$='/destructions'] button");
            await Assertions.Expect(clerk.Page.Locator("main img")).ToBeVisibleAsync();
            Assert.True(await clerk.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            Assert.Empty(clerk.Errors);
        }

        var report = await office.GetAsync($"/api/v1/recalls/{id}");
        Assert.Equal((3, 1, 2), (report["told"].GetValue<int>(), report["answered"].GetValue<int>(), report["owing"].GetValue<int>()));
        Assert.Equal(("55", "15", "10", "5"), (report["sent"]["value"]!.GetValue<string>(), report["found"]["value"]!.GetValue<string>(), report["returned"]["value"]!.GetValue<string>(), report["destroyed"]["value"]!.GetValue<string>()));
        Assert.Equal(1, (await office.PostAsync($"/api/v1/recalls/{id}/reminders", new { }))["reminded"].GetValue<int>());
        await Wait.ForAsync(async () => (await chain.GetAsync($"/api/v1/recall-notices?recall={id}"))["items"][0]!["reminders"]!.GetValue<int>() == 1, "the reminder");
        await using var desk = await chrome.VisitAsync(site.Address, "office", new Sight { Width = 1280 });
        await desk.GoAsync($"/district/recalls/{id}");
        await Assertions.Expect(desk.Page.Locator("main")).ToContainTextAsync("还有 23 小时");
        var pdf = await File.ReadAllBytesAsync(await (await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.ClickAsync("a[href$='report.pdf']"))).PathAsync());
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        Assert.InRange(pdf.Length, 3_000, 6_000_000);
        // The office answers for those who have no account.
        var outside = (await office.GetAsync($"/api/v1/recall-notices?recall={id}&unanswered=true"))["items"].AsArray().Single(x => x!["kind"]!.GetValue<string>() == "place")!["id"];
        Assert.Equal(204, (await office.PostAsync($"/api/v1/recall-notices/{outside}/acknowledgement", new { found = Kg(0) })).Status);
        Assert.Equal(204, (await office.PostAsync($"/api/v1/recalls/{id}/closure", new { })).Status);
        var late = (await chain.GetAsync($"/api/v1/recall-notices?recall={id}"))["items"][0]!["id"];
        Assert.Equal((409, "notice.closed"), await CodeAsync(chain, $"/api/v1/recall-notices/{late}/acknowledgement", new { found = Kg(1) }));
        var summary = (await ReadAsync(desk, $"/district/recalls/{id}/summary.csv")).Split("\r\n");
        Assert.Contains("\"destroyed_kg\",\"5\"", summary);
    }

    [Fact]
    public async Task Journey_9_buyers_see_their_money_back_and_the_cooperatives_income_is_corrected()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        using var consumer = await Client.AsAsync(site, "consumer");
        using var inspector = await Client.AsAsync(site, "inspector");
        using var office = await Client.AsAsync(site, "office");
        var goods = await Goods.ListAsync(site, manager, "退款豆角");
        var (lot, _) = await goods.LotAsync();
        var (received, waiting) = (await goods.PaidAsync(consumer), await goods.PaidAsync(consumer));
        var part = received["subOrders"][0]!["id"];
        Assert.Equal(200, (await manager.PostAsync($"/api/v1/sub-orders/{part}/dispatch", new { })).Status);
        Assert.Equal(200, (await consumer.PostAsync($"/api/v1/sub-orders/{part}/completion", new { })).Status);
        await Wait.ForAsync(async () => (await inspector.GetAsync($"/api/v1/trace/{lot}?direction=forward")).Text.Contains("/id/order/", StringComparison.Ordinal), "the shipping event");

        var proposed = await inspector.PostAsync("/api/v1/recalls", new { lots = new[] { lot }, @class = "i", reason = "毒死蜱超标", refunds = true });
        Assert.Equal(200, (await office.PostAsync($"/api/v1/recalls/{proposed["id"]}/approval", new { })).Status);

        Reply order = null!;
        await Wait.ForAsync(async () => (order = await consumer.GetAsync($"/api/v1/orders/{received["id"]}"))["refunded"]["amount"]!.GetValue<long>() > 0, "the money back");
        var line = order["subOrders"][0]!["lines"]![0]!;
        Assert.Equal(line["amount"]!["amount"]!.GetValue<long>(), order["refunded"]["amount"]!.GetValue<long>());
        var income = await manager.GetAsync($"/api/v1/income?cooperative={goods.Cooperative}&sort=-at&pageSize=100");
        Assert.Contains(income["items"].AsArray(), x => x!["kind"]!.GetValue<string>() == "refund" && x["source"]!["lineId"]?.GetValue<string>() == line["id"]!.GetValue<string>() && x["amount"]!["amount"]!.GetValue<long>() == -line["amount"]!["amount"]!.GetValue<long>());

        var held = waiting["subOrders"][0]!["id"];
        await Wait.ForAsync(async () => (await manager.GetAsync($"/api/v1/sub-orders/{held}/stopped-lines")).Json!.AsArray().Count == 1, "the hold");
        Assert.Equal((409, "lot.none_open"), await CodeAsync(manager, $"/api/v1/sub-orders/{held}/stopped-lines", new { lineId = waiting["subOrders"][0]!["lines"]![0]!["id"], way = "other_lot" }));
        Assert.Equal(409, (await manager.PostAsync($"/api/v1/sub-orders/{held}/dispatch", new { })).Status);
        await using (var buyer = await chrome.VisitAsync(site.Address, "consumer", new Sight { Width = 360 }))
        {
            await buyer.GoAsync($"/orders/{waiting["id"]}");
            await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("换批次或退款");
            await buyer.GoAsync($"/orders/{received["id"]}");
            await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("毒死蜱超标");
            Assert.Empty(buyer.Errors);
        }
        await using (var packer = await chrome.VisitAsync(site.Address, "manager.shangwan", new Sight { Width = 360 }))
        {
            await packer.GoAsync($"/office/orders/{held}");
            await packer.Page.ClickAsync("form[action*='/stopped-lines/'] .btn.danger");
            await Assertions.Expect(packer.Page.Locator("main")).ToContainTextAsync("取消");
            Assert.Empty(packer.Errors);
        }
        var cancelled = await consumer.GetAsync($"/api/v1/orders/{waiting["id"]}");
        Assert.Equal(("cancelled", cancelled["paid"]["amount"]!.GetValue<long>()), (cancelled["subOrders"][0]!["status"]!.GetValue<string>(), cancelled["refunded"]["amount"]!.GetValue<long>()));
    }

    private static object Kg(int kilograms) => new { value = kilograms.ToString(CultureInfo.InvariantCulture), unit = "kg" };

    private static async Task<(int, string)> CodeAsync(Client caller, string path, object body)
    {
        var reply = await caller.PostAsync(path, body);
        return (reply.Status, reply.Code ?? reply.Text);
    }

    private static async Task<string> ReadAsync(Visitor visitor, string path) => await (await visitor.Page.APIRequest.GetAsync(path)).TextAsync();

    /// <summary>A product of a test's own, so that no other test's orders meet its recall.</summary>
    private sealed record Goods(Client Manager, string Cooperative, JsonNode Product)
    {
        public static async Task<Goods> ListAsync(Site site, Client manager, string name)
        {
            using var anybody = await Client.AsAsync(site, null);
            var cooperative = (await anybody.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan")!["id"]!.GetValue<string>();
            var id = (await manager.PostAsync("/api/v1/products", new { cooperativeId = cooperative, words = new { name }, category = "fruit" })).Of<string>("id");
            await manager.PostAsync($"/api/v1/products/{id}/offers", new { price = new { amount = 500, currency = "CNY" }, step = new { value = "1", unit = "jin" } });
            await manager.PostAsync($"/api/v1/products/{id}/submission", new { });
            using var reviewer = await Client.AsAsync(site, "reviewer.shuanghe");
            Assert.Equal(204, (await reviewer.PostAsync("/api/v1/listing-reviews", new { productIds = new[] { id }, approve = true })).Status);
            var product = (await anybody.GetAsync($"/api/v1/products/{id}")).Json!;
            Assert.InRange((await manager.PostAsync("/api/v1/stock", new { offerId = product["offerId"], quantity = new { value = "50", unit = "jin" } })).Status, 200, 204);
            return new(manager, cooperative, product);
        }

        public async Task<(string Code, string Key)> LotAsync()
        {
            var today = TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var plot = (await Manager.PostAsync("/api/v1/plots", new { cooperativeId = Cooperative, name = "三号地", village = "后湾村", area = 4.2 }))["id"];
            var lot = await Manager.PostAsync("/api/v1/lots", new { cooperativeId = Cooperative, productId = Product["id"], plots = new[] { plot }, weight = new { value = "620", unit = "kg" }, harvestedOn = today });
            Assert.Equal(204, (await Manager.PostAsync($"/api/v1/lots/{lot.Of<string>("code")}/commitment", new { number = "HG-" + lot.Of<string>("code"), party = "上湾合作社", contact = "0935-8210000" })).Status);
            return (lot.Of<string>("code"), lot.Of<string>("key"));
        }

        public async Task<Reply> PaidAsync(Client consumer)
        {
            var station = (await consumer.GetAsync("/api/v1/stations"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan-village")!["id"];
            var order = await consumer.PostAsync("/api/v1/orders", new { lines = new[] { new { offerId = Product["offerId"], quantity = new { value = "2", unit = "jin" } } }, pickup = new { stationId = station }, paymentMethod = "sandbox" });
            Assert.Equal(202, (await consumer.PostAsync($"/sandbox/payments/{order["payment"]["id"]}", new { outcome = "succeed" })).Status);
            await Wait.ForAsync(async () => (await consumer.GetAsync($"/api/v1/orders/{order["id"]}")).Of<string>("status") == "paid", "the payment");
            return order;
        }
    }
}
