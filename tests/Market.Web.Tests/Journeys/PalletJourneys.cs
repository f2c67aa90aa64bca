using System.Diagnostics;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>A pallet from the cooperative to the supermarket's shelf, by forms and by calls.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class PalletJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task A_supermarket_scans_the_label_and_books_the_pallet_in()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var lot = await LotAsync(manager);
        await using var office = await chrome.VisitAsync(site, "manager.shangwan");
        var page = office.Page;
        await office.GoAsync("/office/pallets");
        await page.ClickAsync("form[action='/office/pallets'] button");
        await page.WaitForURLAsync("**/id/pallet/*");
        var pallet = page.Url.Split('/')[^1];
        await page.SelectOptionAsync("#f-load-lot", lot);
        await page.FillAsync("#f-load-weight", "20");
        await page.ClickAsync("form[action$='loads'] button");
        await Expect(page.Locator("main table")).ToContainTextAsync(lot);
        var label = Path.Combine(Directory.CreateTempSubdirectory("label").FullName, "label.png");
        await page.Locator(".labels svg").ScreenshotAsync(new() { Path = label });
        await page.Locator("summary", new() { HasText = "发货" }).ClickAsync();
        await page.SelectOptionAsync("#f-to", "store:" + (await manager.GetAsync("/api/v1/chains"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "huijia")!["id"]!.GetValue<string>());
        await page.ClickAsync("form[action$='shipment'] button");
        await Expect(page.Locator("main .pill").First).ToContainTextAsync("在路上");
        Assert.Empty(office.Errors);

        await using var receiver = await chrome.VisitAsync(site, "receiver.huijia");
        page = receiver.Page;
        await receiver.GoAsync(new Uri(await ScanAsync(label)).AbsolutePath);
        await page.FillAsync("#f-a0", "18");
        await page.ClickAsync("form[action$='goods-in'] button");
        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("请核对");
        await page.FillAsync("#f-s0", "0.5");
        await page.FillAsync("#f-r0", "1.5");
        await page.ClickAsync("form[action$='goods-in'] button");
        await Expect(page.Locator("main .pill").First).ToContainTextAsync("已收货");
        await page.FillAsync("#f-weight", "5");
        await page.ClickAsync("form[action$='moves'] button");
        await Expect(page.Locator(".alert.ok")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await using var anybody = await chrome.VisitAsync(site);
        await anybody.GoAsync($"/id/pallet/{pallet}");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync(lot);
        Assert.Equal(0, await anybody.Page.Locator("main form").CountAsync());
        await anybody.GoAsync($"/t?serial={pallet}");
        await Expect(anybody.Page.Locator("h1")).ToContainTextAsync(pallet);
        await anybody.GoAsync($"/id/lot/{lot}");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync("收货");
    }

    [Fact]
    public async Task A_station_books_in_by_calls_and_each_refusal_has_its_sentence_in_both_languages()
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        using var station = await Client.AsAsync(site, "station.shangwan-village");
        using var chinese = await Client.AsAsync(site, "station.shangwan-village", "zh-CN");
        var lot = await LotAsync(manager);
        var cooperative = (await manager.GetAsync("/api/v1/lots"))["items"][0]!["cooperativeId"];
        var pallet = (await manager.PostAsync("/api/v1/pallets", new { cooperativeId = cooperative!.DeepClone() })).Of<string>("code");
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/pallets/{pallet}/loads", new { lot, weight = Kg("10") })).Status);
        Assert.Equal(404, (await station.GetAsync($"/api/v1/pallets/{pallet}")).Status);
        var place = (await manager.GetAsync("/api/v1/stations"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "shangwan-village")!["id"]!.GetValue<string>();
        Assert.Equal("pallet.place", (await manager.PostAsync($"/api/v1/pallets/{pallet}/shipment", new { receiver = "station:nobody" })).Code);
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/pallets/{pallet}/shipment", new { receiver = "station:" + place })).Status);

        var line = new { lot, accepted = Kg("9"), @short = Kg("0.5"), rejected = Kg("0.4") };
        var refused = await station.PostAsync($"/api/v1/pallets/{pallet}/goods-in", new { lines = new[] { line } });
        Assert.Equal((409, "goods_in.differs"), (refused.Status, refused.Code));
        Assert.Contains("9.9 kg", refused.Of<string>("detail"), StringComparison.Ordinal);
        Assert.Contains("9.9 公斤", (await chinese.PostAsync($"/api/v1/pallets/{pallet}/goods-in", new { lines = new[] { line } })).Of<string>("detail"), StringComparison.Ordinal);
        var right = new { lines = new[] { new { lot, accepted = Kg("9"), @short = Kg("0.5"), rejected = Kg("0.5") } } };
        Assert.Equal(204, (await station.PostAsync($"/api/v1/pallets/{pallet}/goods-in", right)).Status);
        Assert.Equal(204, (await station.PostAsync($"/api/v1/pallets/{pallet}/moves", new { step = "sale", lot, weight = Kg("9") })).Status);
        Assert.Equal("goods_in.too_little", (await station.PostAsync($"/api/v1/pallets/{pallet}/moves", new { step = "waste", lot, weight = Kg("1") })).Code);
        var seen = await station.GetAsync($"/api/v1/pallets/{pallet}");
        Assert.Equal(("received", "9"), (seen.Of<string>("state"), seen["lines"][0]!["accepted"]!["value"]!.GetValue<string>()));
    }

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    private static object Kg(string value) => new { value, unit = "kg" };

    private static async Task<string> LotAsync(Client manager)
    {
        var plot = (await manager.GetAsync("/api/v1/plots"))["items"][0]!["id"]!;
        var known = (await manager.GetAsync("/api/v1/lots"))["items"][0]!;
        var code = (await manager.PostAsync("/api/v1/lots", new { cooperativeId = known["cooperativeId"]!.DeepClone(), productId = known["productId"]!.DeepClone(), plots = new JsonArray(plot.DeepClone()), weight = Kg("100"), harvestedOn = known["harvestedOn"]!.DeepClone() })).Of<string>("code");
        Assert.Equal(204, (await manager.PostAsync($"/api/v1/lots/{code}/commitment", new { number = "HG-" + code, party = "上湾合作社", contact = "0935-8210000" })).Status);
        return code;
    }

    private static async Task<string> ScanAsync(string picture)
    {
        using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--raw", picture]) { RedirectStandardOutput = true })!;
        var text = await zbar.StandardOutput.ReadToEndAsync();
        await zbar.WaitForExitAsync();
        return text.Trim();
    }
}
