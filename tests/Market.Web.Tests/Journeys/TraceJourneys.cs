using System.Diagnostics;
using System.Globalization;
using Market.Traceability.Log;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>From a plot to the shopper's phone: lot, codes, printed labels, the page behind the code, and the proof.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class TraceJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task Journey_2_a_printed_label_is_scanned_and_tells_the_lots_story()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var (lot, batch) = await LotAsync(manager);
        var first = (await manager.GetAsync($"/api/v1/code-batches/{batch}/codes.csv")).Text.Split("\r\n")[1].Split(',');

        await using var office = await chrome.VisitAsync(site.Address, "manager.shangwan", new Sight { Width = 1280 });
        await office.GoAsync($"/office/codes/{batch}");
        var shown = await ScanAsync(await office.Page.Locator(".labels li svg").First.ScreenshotAsync(), "sheet.png");
        var pdf = Path.Combine(Directory.CreateTempSubdirectory("labels").FullName, "labels.pdf");
        await File.WriteAllBytesAsync(pdf, await (await office.Page.RunAndWaitForDownloadAsync(() => office.Page.ClickAsync("a[href*='labels.pdf']"))).PathAsync() is { } path ? await File.ReadAllBytesAsync(path) : []);
        var codes = (await manager.GetAsync($"/api/v1/code-batches/{batch}/codes.csv")).Text.Split("\r\n")[1..25].Select(x => x.Split(',')[1]);

        Assert.Equal(first[1], shown);
        Assert.Equal(codes, await Task.WhenAll(Enumerable.Range(0, 24).Select(i => LabelAsync(pdf, i))));

        await using var shopper = await chrome.VisitAsync(site);
        await shopper.GoAsync(new Uri(shown).AbsolutePath);
        var main = shopper.Page.Locator("main");
        foreach (var told in new[] { lot, "苦参碱", "合格", "HG-" + lot, "第 1 次" }) await Assertions.Expect(main).ToContainTextAsync(told);
        await Assertions.Expect(main.Locator("dl.validity").First).ToContainTextAsync("有效");
        Assert.True(await shopper.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(shopper.Foreign);
        Assert.Empty(shopper.Errors);
    }

    [Fact]
    public async Task The_lots_records_are_proved_offline_by_the_file_on_its_page()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var (lot, _) = await LotAsync(manager);
        using var anybody = await Client.AsAsync(site, null);
        Reply file = null!;
        await Wait.ForAsync(async () => (file = await anybody.GetAsync($"/id/lot/{lot}/proof")).Status == 200, "the log");

        Assert.True(NoteKey.TryParse((await anybody.GetAsync("/log/key")).Text.Trim(), out var key));
        var policy = new LogPolicy(key, []);
        var finding = TlogProof.Check(System.Text.Encoding.UTF8.GetBytes(file.Text), policy);
        Assert.Equal(ProofVerdict.Valid, finding.Verdict);
        Assert.Equal(200, (await anybody.GetAsync("/" + TilePath.InTree(0, finding.Index!.Value >> 8, finding.Checkpoint!.Size)!.Value.ToString().Replace("tile/", "log/tile/", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task A_code_nobody_issued_and_a_lot_nobody_has_are_said_so_in_both_languages()
    {
        foreach (var (language, words) in new[] { ("zh-CN", "不认得"), ("en", "do not know this code") })
        {
            await using var shopper = await chrome.VisitAsync(site, language: language);
            var answer = await shopper.Page.GotoAsync(site.Address + "/t/0000-0000-0000-0");
            Assert.Equal(404, answer!.Status);
            await Assertions.Expect(shopper.Page.Locator("main")).ToContainTextAsync(words);
        }
    }

    [Fact]
    public async Task An_inspectors_failed_sample_stops_the_lot_and_its_page_says_so()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var (lot, _) = await LotAsync(manager);
        using var inspector = await Client.AsAsync(site, "inspector");

        Assert.Equal(204, (await inspector.PostAsync($"/api/v1/lots/{lot}/inspections", new { lab = "区检测中心", result = "毒死蜱超标", conformant = false })).Status);

        var id = (await manager.GetAsync("/api/v1/lots?pageSize=100"))["items"].AsArray().Single(x => x!["code"]!.GetValue<string>() == lot)!["id"];
        var refused = await manager.PostAsync("/api/v1/code-batches", new { lotId = id, count = 5 });
        Assert.Equal((409, "lot.failed"), (refused.Status, refused["code"].GetValue<string>()));
        await using var shopper = await chrome.VisitAsync(site);
        await Wait.ForAsync(async () =>
        {
            await shopper.GoAsync($"/id/lot/{lot}");
            return (await shopper.Page.Locator("h1").TextContentAsync())!.Contains("不合格", StringComparison.Ordinal);
        }, "the page to say so");
    }

    [Fact]
    public async Task Journey_9_a_failed_sample_leads_to_a_recall_that_stops_sale_and_reaches_the_buyer()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        using var consumer = await Client.AsAsync(site, "consumer");
        using var inspector = await Client.AsAsync(site, "inspector");
        using var office = await Client.AsAsync(site, "office");
        var product = await ListedAsync(manager);
        var (lot, batch) = await LotAsync(manager, product["id"]!);
        var serial = (await manager.GetAsync($"/api/v1/code-batches/{batch}/codes.csv")).Text.Split("\r\n")[1].Split(',')[0];
        var order = await OrderAsync(consumer, product);
        Assert.Equal(202, (await consumer.PostAsync($"/sandbox/payments/{order["payment"]["id"]}", new { outcome = "succeed" })).Status);
        await Wait.ForAsync(async () => (await consumer.GetAsync($"/api/v1/orders/{order["id"]}")).Of<string>("status") == "paid", "the payment");
        var part = order["subOrders"][0]!["id"];
        Assert.Equal(200, (await manager.PostAsync($"/api/v1/sub-orders/{part}/dispatch", new { })).Status);
        await Wait.ForAsync(async () => (await inspector.GetAsync($"/api/v1/trace/{lot}?direction=forward")).Text.Contains("/id/order/", StringComparison.Ordinal), "the shipping event");

        var proposed = await inspector.PostAsync("/api/v1/recalls", new { lots = new[] { lot }, @class = "i", reason = "毒死蜱超标" });
        Assert.Equal(201, proposed.Status);
        Assert.Equal(403, (await inspector.PostAsync($"/api/v1/recalls/{proposed["id"]}/approval", new { })).Status);
        var approved = await office.PostAsync($"/api/v1/recalls/{proposed["id"]}/approval", new { });

        Assert.Equal(200, approved.Status);
        Assert.Equal(1, approved["reached"]["orders"]!.GetValue<int>());
        Assert.Equal(409, (await office.PostAsync($"/api/v1/recalls/{proposed["id"]}/approval", new { })).Status);
        var again = await OrderAsync(consumer, product);
        Assert.Equal((409, "offer.not_on_sale"), (again.Status, again["code"].GetValue<string>()));
        await using var shopper = await chrome.VisitAsync(site.Address, "consumer", new Sight { Width = 360 });
        await shopper.GoAsync($"/t/{serial}");
        await Assertions.Expect(shopper.Page.Locator("h1")).ToContainTextAsync("已召回");
        await Wait.ForAsync(async () =>
        {
            await shopper.GoAsync("/notices");
            return (await shopper.Page.ContentAsync()).Contains(approved["number"].GetValue<string>(), StringComparison.Ordinal);
        }, "the buyer's notice");
        await shopper.GoAsync("/recalls");
        await Assertions.Expect(shopper.Page.Locator("main")).ToContainTextAsync("毒死蜱超标");
    }

    /// <summary>A product of its own, so that no other test's orders meet the recall.</summary>
    private async Task<System.Text.Json.Nodes.JsonNode> ListedAsync(Client manager)
    {
        using var anybody = await Client.AsAsync(site, null);
        var cooperative = (await anybody.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan")!["id"];
        var id = (await manager.PostAsync("/api/v1/products", new { cooperativeId = cooperative, words = new { name = "召回豆角" }, category = "fruit" })).Of<string>("id");
        await manager.PostAsync($"/api/v1/products/{id}/offers", new { price = new { amount = 500, currency = "CNY" }, step = new { value = "1", unit = "jin" } });
        await manager.PostAsync($"/api/v1/products/{id}/submission", new { });
        using var reviewer = await Client.AsAsync(site, "reviewer.shuanghe");
        Assert.Equal(204, (await reviewer.PostAsync("/api/v1/listing-reviews", new { productIds = new[] { id }, approve = true })).Status);
        var product = (await anybody.GetAsync($"/api/v1/products/{id}")).Json!;
        Assert.InRange((await manager.PostAsync("/api/v1/stock", new { offerId = product["offerId"], quantity = new { value = "50", unit = "jin" } })).Status, 200, 204);
        return product;
    }

    private static async Task<Reply> OrderAsync(Client consumer, System.Text.Json.Nodes.JsonNode product)
    {
        var station = (await consumer.GetAsync("/api/v1/stations"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan-village")!["id"];
        return await consumer.PostAsync("/api/v1/orders", new { lines = new[] { new { offerId = product["offerId"], quantity = new { value = "2", unit = "jin" } } }, pickup = new { stationId = station }, paymentMethod = "sandbox" });
    }

    private static async Task<(string Lot, string Batch)> LotAsync(Client manager, System.Text.Json.Nodes.JsonNode? ofProduct = null)
    {
        using var anybody = await Client.AsAsync(manager.Http.BaseAddress!.ToString(), null);
        var cooperative = (await anybody.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan")!["id"]!;
        var product = (await anybody.GetAsync($"/api/v1/products?cooperative={cooperative}&badge=green"))["items"][0]!["id"];
        product = ofProduct ?? product;
        var today = TimeProvider.System.GetUtcNow().AddHours(8);
        var plot = (await manager.PostAsync("/api/v1/plots", new { cooperativeId = cooperative, name = "三号地", village = "后湾村", area = 4.2 }))["id"];
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/plots/{plot}/inputs", new { inputKind = "pesticide", name = "苦参碱", dose = "150 ml", appliedOn = Day(today.AddDays(-20)), intervalDays = 7 })).Status);
        var lot = await manager.PostAsync("/api/v1/lots", new { cooperativeId = cooperative, productId = product, plots = new[] { plot }, weight = new { value = "620", unit = "kg" }, harvestedOn = Day(today), bestBefore = Day(today.AddDays(9)) });
        Assert.Equal(201, lot.Status);
        var code = lot.Of<string>("code");
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/lots/{code}/commitment", new { number = "HG-" + code, party = "上湾合作社", contact = "0935-8210000" })).Status);
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/lots/{code}/inspections", new { lab = "镇检测站", result = "12 项", conformant = true })).Status);
        return (code, (await manager.PostAsync("/api/v1/code-batches", new { lotId = lot["id"], count = 60 })).Of<string>("id"));
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What the label at a place of the page says, cut out as a person would who scans it.</summary>
    private static async Task<string> LabelAsync(string pdf, int place)
    {
        // 70 by 37.125 mm at 300 dots an inch.
        var (wide, high, name) = (826.77, 438.48, $"{pdf[..^4]}-{place}");
        string Text(double dots) => ((int)dots).ToString(CultureInfo.InvariantCulture);
        await RunAsync("pdftoppm", "-r", "300", "-png", "-singlefile", "-x", Text(place % 3 * wide), "-y", Text(place / 3 * high), "-W", Text(wide), "-H", Text(high), pdf, name);
        return (await RunAsync("zbarimg", "--quiet", "--raw", name + ".png")).Trim();
    }

    private static async Task<string> ScanAsync(byte[] picture, string name)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("scan").FullName, name);
        await File.WriteAllBytesAsync(file, picture);
        return (await RunAsync("zbarimg", "--quiet", "--raw", file)).Trim();
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
