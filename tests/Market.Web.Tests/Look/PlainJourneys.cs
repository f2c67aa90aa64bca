using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Look;

/// <summary>Buying without script, and without a mouse.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class PlainJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task Two_cooperatives_are_paid_at_once_without_script()
    {
        await using var buyer = await chrome.VisitAsync(site.Address, "consumer", new Sight { Script = false });
        var page = buyer.Page;
        foreach (var product in new[] { "沙瓤番茄", "荆条蜜" })
        {
            await buyer.GoAsync("/search");
            await page.FillAsync("#q", product);
            await page.ClickAsync(".search button");
            await page.Locator(".products .card", new() { Has = page.Locator("h3", new() { HasText = product }) }).First.Locator("button.add").ClickAsync();
        }
        await buyer.GoAsync("/basket");
        await Assertions.Expect(page.Locator("section.panel h2")).ToHaveCountAsync(2);
        await page.Locator(".lines li", new() { HasText = "荆条蜜" }).Locator("input[name=quantity]").FillAsync("2");
        await page.Locator(".lines li", new() { HasText = "荆条蜜" }).Locator("button", new() { HasText = "改数量" }).ClickAsync();
        await Assertions.Expect(page.Locator(".lines li", new() { HasText = "荆条蜜" }).Locator("input[name=quantity]")).ToHaveValueAsync("2");
        await page.ClickAsync("aside a.buy");
        await page.Locator("label.choice", new() { HasText = "上湾村服务站" }).Locator("input").CheckAsync();
        await page.CheckAsync("input[name=paymentMethod][value=sandbox]");
        await page.ClickAsync(".bottombar button.buy");
        await page.ClickAsync("button[name=outcome][value=succeed]");
        await page.Locator("main a.btn").ClickAsync();

        await PaidAsync(page);
        await Assertions.Expect(page.Locator("section.panel h2")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("2 个 × ¥38.00");
    }

    [Fact]
    public async Task A_product_is_bought_with_the_keyboard_alone()
    {
        await using var buyer = await chrome.VisitAsync(site.Address, "consumer2", new Sight { Width = 1280 });
        var page = buyer.Page;
        await buyer.GoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await FocusIsAsync(page, ".skip"));
        await ToAsync(page, "#q");
        await page.Keyboard.TypeAsync("荆条蜜");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=*");
        await ToAsync(page, ".card h3 a");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/p/*");
        await ToAsync(page, "button[name=then]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/checkout*");
        await ToAsync(page, "input[name=stationId]");
        await page.Keyboard.PressAsync("Space");
        await ToAsync(page, "input[name=paymentMethod]");
        await page.Keyboard.PressAsync("Space");
        await ToAsync(page, "aside button.buy");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/sandbox/payments/*");
        await ToAsync(page, "button[value=succeed]");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main a[href^='/orders/'], main h1").First).ToBeVisibleAsync();
        await page.WaitForURLAsync("**/orders/*");

        await PaidAsync(page);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("荆条蜜");
        Assert.Empty(buyer.Errors);
    }

    /// <summary>Tabs on until it has the focus, and sees it there.</summary>
    private static async Task ToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 250; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await FocusIsAsync(page, selector)) continue;
            Assert.NotEqual("none", await page.EvaluateAsync<string>("() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle === 'none' ? getComputedStyle(document.activeElement.parentElement).outlineStyle : style.outlineStyle; }"));
            return;
        }
        Assert.Fail($"The keyboard does not reach {selector} on {page.Url}.");
    }

    private static Task<bool> FocusIsAsync(IPage page, string selector) => page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);

    private static Task PaidAsync(IPage page) => Wait.ForAsync(async () =>
    {
        await page.ReloadAsync();
        return (await page.InnerTextAsync("main")).Contains("已付款", StringComparison.Ordinal);
    }, "the payment on the order's page");
}
