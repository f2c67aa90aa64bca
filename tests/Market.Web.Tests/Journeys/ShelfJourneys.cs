using Market.Web.Tests.Support;

namespace Market.Web.Tests.Journeys;

/// <summary>Goods on the shelves of stores, and at fairs.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class ShelfJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task A_store_says_what_is_on_its_shelf_and_the_district_sees_the_gap_close()
    {
        await using var office = await chrome.VisitAsync(site, "office");
        await office.GoAsync("/office/shelves");
        var gap = office.Page.Locator("section", new() { HasText = "不在任何货架上" }).Locator("li a").First;
        var product = (await gap.InnerTextAsync()).Trim();

        await using var buyer = await chrome.VisitAsync(site, "buyer.lvyuan");
        await buyer.GoAsync("/office/shelves");
        await buyer.Page.ClickAsync("a.chip[href^='/office/shelves/stores/']");
        await buyer.Page.FillAsync("#f-q", product);
        await buyer.Page.PressAsync("#f-q", "Enter");
        await buyer.Page.Locator("label.tick", new() { HasText = product }).First.ClickAsync();
        await buyer.Page.ClickAsync("form[action$='/put'] button");
        await Expect(buyer.Page.Locator("tbody th", new() { HasText = product })).ToHaveCountAsync(1);
        Assert.True(await buyer.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await office.Page.ReloadAsync();
        await Expect(office.Page.Locator("section", new() { HasText = "不在任何货架上" }).Locator("li a").GetByText(product, new() { Exact = true })).ToHaveCountAsync(0);

        // Nothing ticked: said plainly.
        await buyer.Page.FillAsync("#f-q", "合作社");
        await buyer.Page.PressAsync("#f-q", "Enter");
        await buyer.Page.ClickAsync("form[action$='/put'] button");
        await Expect(buyer.Page.Locator(".error-summary")).ToContainTextAsync("一次写 1 到 200 种商品");

        await buyer.Page.Locator("tr", new() { HasText = product }).Locator("form[action$='/take-off'] button").ClickAsync();
        await office.Page.ReloadAsync();
        await Expect(office.Page.Locator("section", new() { HasText = "不在任何货架上" }).Locator("li a").GetByText(product, new() { Exact = true })).ToHaveCountAsync(1);
        Assert.Empty(buyer.Errors);
        Assert.Empty(office.Errors);
    }

    [Fact]
    public async Task A_fair_is_announced_applied_for_and_seen_by_everybody()
    {
        await using var office = await chrome.VisitAsync(site, "office");
        var page = office.Page;
        await office.GoAsync("/office/fairs");
        var name = "春耕展 " + Guid.CreateVersion7().ToString("N")[^6..];
        await page.FillAsync("#f-name", name);
        await page.FillAsync("#f-nameen", "Spring fair");
        await page.FillAsync("#f-place", "文化广场");
        await page.FillAsync("#f-from", Day(40));
        await page.FillAsync("#f-to", Day(39));
        await page.FillAsync("#f-applyuntil", Day(20));
        await page.ClickAsync("form[action='/office/fairs'] button.btn");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("展期最多 60 天");
        Assert.Equal(name, await page.InputValueAsync("#f-name"));
        await page.FillAsync("#f-to", Day(41));
        await page.ClickAsync("form[action='/office/fairs'] button.btn");
        await page.WaitForURLAsync("**/office/fairs/*-*", new() { Timeout = 45_000 });
        var fair = new Uri(page.Url).AbsolutePath;

        await using var manager = await chrome.VisitAsync(site, "manager.shangwan");
        await manager.GoAsync(fair);
        await manager.Page.FillAsync("#kg-0", "12.5");
        await manager.Page.FillAsync("#note-0", "2箱");
        await manager.Page.ClickAsync("form[action$='/entries'] button.btn");
        await Expect(manager.Page.Locator("section .pill")).ToHaveTextAsync("待审");
        Assert.True(await manager.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        await page.ReloadAsync();
        await page.ClickAsync("form[action$='/decision'] button[value=false]");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("请写明原因");
        await page.ClickAsync("form[action$='/decision'] button[value=true]");
        await Expect(page.Locator("section .pill")).ToHaveTextAsync("参展");
        var table = await (await page.APIRequest.GetAsync(fair + "/samples.csv")).TextAsync();
        Assert.Contains("\"12.5\",\"2箱\",\"accepted\"", table, StringComparison.Ordinal);

        await using var nobody = await chrome.VisitAsync(site);
        await nobody.GoAsync("/fairs");
        await Expect(nobody.Page.Locator("section", new() { HasText = name })).ToContainTextAsync("上湾蔬菜合作社");
        await manager.GoAsync("/notices");
        await Expect(manager.Page.Locator("main")).ToContainTextAsync(name);
        Assert.Empty(manager.Errors);
    }

    private static string Day(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static Microsoft.Playwright.ILocatorAssertions Expect(Microsoft.Playwright.ILocator locator) => Microsoft.Playwright.Assertions.Expect(locator);
}
