using Market.Verify;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>Goods that come short, a receipt that is put right, and a town that decides.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class DisputeJourneys(Site site, Chrome chrome)
{
    private readonly Dictionary<string, Client> known = new(StringComparer.Ordinal);
    private readonly Supplying supplying = new(account => Client.AsAsync(site, account));

    private async Task<Client> AsAsync(string account) => known.TryGetValue(account, out var client) ? client : known[account] = await Client.AsAsync(site, account);

    [Fact]
    public async Task Short_goods_are_put_right_in_part_and_the_town_decides_the_rest()
    {
        var filed = await supplying.FiledAsync(title: "豆角,短少");
        var callOff = await supplying.CallAsync(filed, "100", 0);
        var delivery = (await supplying.ShipAsync(callOff.Of<string>("id"), Supplying.Line(filed), "100")).Of<string>("id");

        await using (var receiver = await chrome.VisitAsync(site.Address, "receiver.huijia", new Sight { Width = 360 }))
        {
            var page = receiver.Page;
            await receiver.GoAsync($"/office/goods-in/{delivery}");
            await page.FillAsync("#f-a0", "80");
            await page.ClickAsync("form[action*='/goods-in/'] button");
            await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("短少 20 公斤");
            // The browser itself notes the refusal.
            receiver.Errors.RemoveAll(x => x.Contains("status of 409", StringComparison.Ordinal));
            Assert.Equal("80", await page.InputValueAsync("#f-a0"));
            await page.FillAsync("#f-s0", "少了两筐");
            await page.ClickAsync("form[action*='/goods-in/'] button");
            await Expect(page.Locator("#rejected-h")).ToContainTextAsync("等供货方");
            // One basket is found: the receipt is put right, the old figures stay.
            await page.ClickAsync("details:has(#f-correction) summary");
            await page.FillAsync("#f-a0", "90");
            await page.FillAsync("#f-correction", "又找到一筐");
            await page.ClickAsync("form[action$='/correction'] button");
            await Expect(page.Locator(".alert.ok")).ToContainTextAsync("已更正");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            Assert.Empty(receiver.Errors);
        }
        await StepAsync("manager.shangwan", delivery, "dispute", ("#f-reason", "装了一百公斤"));
        await using (var buyer = await chrome.VisitAsync(site, "buyer.huijia"))
        {
            await buyer.GoAsync($"/office/deliveries/{delivery}");
            await buyer.Page.FillAsync("#f-reason", "磅单为准");
            await buyer.Page.ClickAsync("button[value=stand]");
            await Expect(buyer.Page.Locator("#rejected-h")).ToContainTextAsync("坚持");
        }
        await StepAsync("manager.shangwan", delivery, "referral", ("#f-referral", "请镇里看磅单"));

        var receipt = (await (await AsAsync("manager.shangwan")).GetAsync($"/api/v1/call-offs/{callOff["id"]}"))["deliveries"][0]!["receipt"]!;
        Assert.Equal(("referred", 1), (receipt["rejection"]!.GetValue<string>(), receipt["earlier"]!.AsArray().Count));
        await using (var reviewer = await chrome.VisitAsync(site.Address, "reviewer.shuanghe", new Sight { Width = 360 }))
        {
            var page = reviewer.Page;
            await reviewer.GoAsync("/town?kind=disputes");
            await page.ClickAsync($"a[href='/town/disputes/{receipt["id"]}']");
            await page.FillAsync("#f-reason", "磅单差四公斤");
            // Nothing typed decides nothing, whatever the browser lets pass.
            await page.EvaluateAsync("document.querySelector('#f-quantity input').required = false");
            await page.ClickAsync("form[action*='/town/disputes/'] button");
            await Expect(page.Locator(".error-summary")).ToContainTextAsync("填 0");
            await page.FillAsync("#f-quantity input", "11");
            await page.ClickAsync("form[action*='/town/disputes/'] button");
            await Expect(page.Locator(".error-summary")).ToContainTextAsync("10 公斤");
            Assert.Equal("11", await page.InputValueAsync("#f-quantity input"));
            await page.FillAsync("#f-quantity input", "4");
            await page.ClickAsync("form[action*='/town/disputes/'] button");
            await Expect(page.Locator(".alert.ok")).ToContainTextAsync("已裁定");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            Assert.Empty(reviewer.Errors);
        }

        var line = (await (await AsAsync("manager.shangwan")).GetAsync($"/api/v1/receipts/{receipt["id"]}"))["receipt"]["lines"]![0]!;
        Assert.Equal((36_000, 1_600), (line["amount"]!["amount"]!.GetValue<int>(), line["decidedAmount"]!["amount"]!.GetValue<int>()));
        await Wait.ForAsync(async () => (await new Verifier(new(site.Data, site.Database.MySql), TimeProvider.System.GetUtcNow().UtcDateTime).RunAsync()).All(x => x.Key is not ("I4" or "I10" or "I17" or "I18")), "the books");
    }

    [Fact]
    public async Task Photos_are_the_callers_own_and_a_buyer_takes_a_call_off_back()
    {
        var filed = await supplying.FiledAsync(title: "豆角,照片");
        var (callOff, line) = (await supplying.CallAsync(filed, "10", 0), Supplying.Line(filed));
        await supplying.ShipAsync(callOff.Of<string>("id"), line, "10");
        object Body(string photo) => new { lines = new[] { new { lineId = line, accepted = Supplying.Kilograms("9"), rejected = Supplying.Kilograms("1"), reason = "发黄", photo } } };

        var refused = await (await AsAsync("receiver.huijia")).PostAsync($"/api/v1/call-offs/{callOff["id"]}/receipt", Body(new string('a', 64)));
        Assert.Equal((409, "picture.not_yours"), (refused.Status, refused.Code));

        var open = await supplying.CallAsync(filed, "10", 1);
        await using var buyer = await chrome.VisitAsync(site, "buyer.huijia");
        await buyer.GoAsync($"/office/call-offs/{open["id"]}");
        await buyer.Page.ClickAsync("form[action$='/withdrawal'] button");
        await Expect(buyer.Page.Locator(".alert.ok")).ToContainTextAsync("已撤回");
        Assert.Equal("call_off.answered", (await (await AsAsync("buyer.huijia")).PostAsync($"/api/v1/call-offs/{open["id"]}/withdrawal", null)).Code);
        Assert.Empty(buyer.Errors);
    }

    private async Task StepAsync(string account, string delivery, string step, (string Field, string Words) typed)
    {
        await using var visitor = await chrome.VisitAsync(site, account);
        await visitor.GoAsync($"/office/deliveries/{delivery}");
        await visitor.Page.FillAsync(typed.Field, typed.Words);
        await visitor.Page.ClickAsync($"form[action$='/{step}'] button");
        await Expect(visitor.Page.Locator(".alert.ok")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);
}
