using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>Forms of plots and lots where the network comes and goes.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed partial class FieldJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task A_form_filled_in_without_a_network_is_kept_and_sent_once_when_it_is_back()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        await page.Context.SetOfflineAsync(true);
        await DestroyAsync(page, "1.5");

        await Expect(page.Locator("#field")).ToContainTextAsync("已保存在这部手机上");
        await Expect(page.Locator("#field li")).ToHaveCountAsync(1);
        await Expect(page.Locator("#f-destroyed")).ToHaveValueAsync("");
        await page.Context.SetOfflineAsync(false);
        await page.EvaluateAsync("dispatchEvent(new Event('online'))");

        await Expect(page.Locator("#field li")).ToHaveCountAsync(0);
        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("已发送 1 条");
        Assert.Equal("8.5", await LeftAsync(lot));
    }

    [Fact]
    public async Task Goods_are_booked_in_without_a_network_with_their_photo_and_sent_once_when_it_is_back()
    {
        var (called, sent) = await SentAsync();
        await using var receiver = await chrome.VisitAsync(site, "receiver.huijia");
        var page = receiver.Page;
        await BookInOfflineAsync(receiver, sent, accepted: "9");

        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("已发送 1 条");
        await BookedInAsync(called);
    }

    [Fact]
    public async Task Goods_that_were_refused_are_opened_again_with_their_photo_and_corrected()
    {
        var (called, sent) = await SentAsync();
        await using var receiver = await chrome.VisitAsync(site, "receiver.huijia");
        var page = receiver.Page;
        await BookInOfflineAsync(receiver, sent, accepted: "90");
        await Expect(page.Locator("#field [data-open]")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await page.ClickAsync("#field [data-open]");
        await Expect(page.Locator("#f-a0")).ToHaveValueAsync("90");

        await page.FillAsync("#f-a0", "9");
        await page.ClickAsync("form[data-queue] button.big");

        await Expect(page.Locator(".alert.ok")).ToBeVisibleAsync();
        await BookedInAsync(called);
    }

    private async Task<(string Called, string Sent)> SentAsync()
    {
        var known = new Dictionary<string, Client>(StringComparer.Ordinal);
        var supplying = new Supplying(async account => known.TryGetValue(account, out var client) ? client : known[account] = await Client.AsAsync(site, account));
        var contract = await supplying.FiledAsync();
        var called = await supplying.CallAsync(contract, "10");
        return (called.Of<string>("id"), (await supplying.ShipAsync(called.Of<string>("id"), Supplying.Line(contract), "10")).Of<string>("id"));
    }

    /// <summary>Of ten kilograms one is rejected, with a photo.</summary>
    private static async Task BookInOfflineAsync(Visitor receiver, string sent, string accepted)
    {
        var page = receiver.Page;
        await receiver.GoAsync($"/office/goods-in/{sent}");
        await page.Context.SetOfflineAsync(true);
        await page.FillAsync("#f-a0", accepted);
        await page.FillAsync("#f-r0", "1");
        await page.FillAsync("#f-w0", "黄叶");
        await page.SetInputFilesAsync("#f-f0", new FilePayload { Name = "a.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg() });
        await page.ClickAsync("form[data-queue] button.big");
        await Expect(page.Locator("#field li")).ToHaveCountAsync(1);
        await page.Context.SetOfflineAsync(false);
        await page.EvaluateAsync("dispatchEvent(new Event('online'))");
    }

    private async Task BookedInAsync(string called)
    {
        var delivery = (await (await Client.AsAsync(site, "buyer.huijia")).GetAsync($"/api/v1/call-offs/{called}"))["deliveries"][0]!;
        Assert.Equal(("received", "9", "1"), (delivery["status"]!.GetValue<string>(), delivery["receipt"]!["lines"]![0]!["accepted"]!["value"]!.GetValue<string>(), delivery["receipt"]!["lines"]![0]!["rejected"]!["value"]!.GetValue<string>()));
        Assert.NotEqual("", delivery["receipt"]!["lines"]![0]!["photo"]!.GetValue<string>());
    }

    [Fact]
    public async Task When_the_answer_is_lost_the_form_is_sent_again_and_done_once()
    {
        await using var clerk = await chrome.VisitAsync(site.Address, "clerk.shangwan", new Sight { ServiceWorker = false });
        var (page, lot, answers) = (clerk.Page, await LotAsync(clerk), new ConcurrentQueue<int>());
        await clerk.GoAsync($"/office/lots/{lot}");
        await page.RouteAsync("**/destructions", async route =>
        {
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            answers.Enqueue(answer.Status);
            if (answers.Count == 1) await route.AbortAsync("connectionreset");
            else await route.FulfillAsync(new() { Response = answer });
        });
        await DestroyAsync(page, "2");

        // It is sent again by itself.
        await Wait.ForAsync(() => Task.FromResult(answers.Count >= 2), () => $"the second try; so far [{string.Join(' ', answers)}]", seconds: 60);
        await Expect(page.Locator("#field li")).ToHaveCountAsync(0);
        Assert.Equal([200, 200], answers);
        Assert.Equal("8", await LeftAsync(lot));
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_and_the_form_is_sent_again()
    {
        await using var clerk = await chrome.VisitAsync(site.Address, "clerk.shangwan", new Sight { ServiceWorker = false, Language = "en" });
        var (page, lot, tries) = (clerk.Page, await LotAsync(clerk), 0);
        await page.Clock.InstallAsync();
        await clerk.GoAsync($"/office/lots/{lot}");
        await page.RouteAsync("**/destructions", route => Interlocked.Increment(ref tries) == 1 ? Task.CompletedTask : route.ContinueAsync());
        await DestroyAsync(page, "2");
        await Wait.ForAsync(() => Task.FromResult(tries == 1), "the first try");

        await page.Clock.RunForAsync(121_000);
        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("No connection now");
        await page.Clock.RunForAsync(6_000);

        await Expect(page.Locator("#field li")).ToHaveCountAsync(0);
        Assert.Equal((2, "8"), (tries, await LeftAsync(lot)));
    }

    [Fact]
    public async Task Two_tabs_that_come_back_together_send_each_form_once()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"{site.Address}/office/lots/{lot}");
        await page.Context.SetOfflineAsync(true);
        foreach (var tab in new[] { page, other })
        {
            await DestroyAsync(tab, "1");
            await Expect(tab.Locator("#field [data-state]")).ToContainTextAsync("已保存在这部手机上");
        }
        await page.Context.SetOfflineAsync(false);
        await Task.WhenAll(page.EvaluateAsync("dispatchEvent(new Event('online'))"), other.EvaluateAsync("dispatchEvent(new Event('online'))"));

        foreach (var tab in new[] { page, other }) await Expect(tab.Locator("#field li")).ToHaveCountAsync(0);
        Assert.Equal("8", await LeftAsync(lot));
    }

    [Fact]
    public async Task A_refusal_stands_beside_the_form_it_is_about_which_is_opened_again_and_corrected()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan", "en");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        await page.Context.SetOfflineAsync(true);
        await DestroyAsync(page, "11");
        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("kept on this phone");
        await page.Context.SetOfflineAsync(false);
        await page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await Expect(page.Locator("#field li")).ToContainTextAsync("less left");
        await page.ReloadAsync();
        await Expect(page.Locator("#field li")).ToContainTextAsync("less left");
        await page.ClickAsync("#field [data-open]");
        await Expect(page.Locator("#f-destroyed")).ToHaveValueAsync("11");
        await page.FillAsync("#f-destroyed", "1");
        await page.ClickAsync("form[action$='destructions'] button");

        await Expect(page.Locator(".alert.ok")).ToBeVisibleAsync();
        await Expect(page.Locator("#field li")).ToHaveCountAsync(0);
        Assert.Equal("9", await LeftAsync(lot));
    }

    [Fact]
    public async Task A_refused_form_with_a_network_shows_the_sentence_and_keeps_what_was_typed()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan", "en");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        await DestroyAsync(page, "11");

        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("less left");
        await Expect(page.Locator("#f-destroyed")).ToHaveValueAsync("11");
    }

    [Fact]
    public async Task When_the_sign_in_has_expired_the_form_is_kept_and_sent_after_the_next()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan", "en");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        await ForgetSignInAsync(page);
        await DestroyAsync(page, "1");
        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("sign-in has expired");
        await Expect(page.Locator("#field li")).ToHaveCountAsync(1);
        await clerk.LoginAsync("manager.shangwan");
        await clerk.GoAsync($"/office/lots/{lot}");
        await Expect(page.Locator("#field li")).ToHaveCountAsync(0);
        Assert.Equal("10", await LeftAsync(lot));
        await ForgetSignInAsync(page);
        await clerk.LoginAsync("clerk.shangwan");
        await clerk.GoAsync($"/office/lots/{lot}");

        await Expect(page.Locator("#field [data-state]")).ToContainTextAsync("Records sent: 1");
        Assert.Equal("9", await LeftAsync(lot));
    }

    [Fact]
    public async Task Visited_pages_open_without_a_network_and_are_gone_after_signing_out()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => 1)");
        await clerk.GoAsync($"/office/lots/{lot}");
        await clerk.GoAsync("/office/plots");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => 1)");
        await clerk.GoAsync("/office/plots");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync($"/office/lots/{lot}");
        await Expect(page.Locator("h1")).ToContainTextAsync(lot);
        await DestroyAsync(page, "1");
        await Expect(page.Locator("#field li")).ToHaveCountAsync(1);
        await page.GotoAsync("/office/plots");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await clerk.GoAsync($"/office/lots/{lot}");
        await Expect(page.Locator("#field li")).ToHaveCountAsync(0);
        await clerk.GoAsync("/account");
        await page.ClickAsync("form[action='/logout'] button");
        await page.WaitForURLAsync(url => !url.EndsWith("/account", StringComparison.Ordinal));
        await page.Context.SetOfflineAsync(true);

        await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync($"/office/lots/{lot}"));
        await page.Context.SetOfflineAsync(false);
        Assert.Equal("9", await LeftAsync(lot));
    }

    [Fact]
    public async Task Pages_of_one_person_are_dropped_when_another_one_signs_in_without_signing_out()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan");
        var (page, lot) = (clerk.Page, await LotAsync(clerk));
        await clerk.GoAsync($"/office/lots/{lot}");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => 1)");
        await clerk.GoAsync($"/office/lots/{lot}");
        await ForgetSignInAsync(page);
        await clerk.LoginAsync("manager.heyan");
        await clerk.GoAsync("/office/lots");
        await page.Context.SetOfflineAsync(true);

        await page.GotoAsync("/office/lots");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => page.GotoAsync($"/office/lots/{lot}"));
    }

    [Fact]
    public async Task Without_script_the_forms_are_sent_straight()
    {
        await using var clerk = await chrome.VisitAsync(site, "clerk.shangwan", script: false);
        var lot = await LotAsync(clerk);
        await clerk.GoAsync($"/office/lots/{lot}");
        await DestroyAsync(clerk.Page, "1");

        await Expect(clerk.Page.Locator(".alert.ok")).ToBeVisibleAsync();
        Assert.Equal("9", await LeftAsync(lot));
    }

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    /// <summary>A lot of 10 kg, made by the forms.</summary>
    private async Task<string> LotAsync(Visitor clerk)
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var plot = (await manager.GetAsync("/api/v1/plots"))["items"][0]!["id"]!.GetValue<string>();
        await clerk.GoAsync("/office/lots/new");
        await clerk.Page.CheckAsync($"input[name=plots][value='{plot}']");
        await clerk.Page.FillAsync("#f-weight", "10");
        await clerk.Page.ClickAsync("main form.panel button.btn:not([type=button])");
        await clerk.Page.WaitForURLAsync(LotPage());
        return clerk.Page.Url.Split('/')[^1];
    }

    private static async Task DestroyAsync(IPage page, string kilograms)
    {
        var form = page.Locator("details", new() { Has = page.Locator("#f-destroyed") });
        if (await form.GetAttributeAsync("open") is null) await form.Locator("summary").ClickAsync();
        await page.FillAsync("#f-destroyed", kilograms);
        await page.FillAsync("#f-reason", "烂了");
        await page.ClickAsync("form[action$='destructions'] button");
    }

    private static Task ForgetSignInAsync(IPage page) => page.Context.ClearCookiesAsync(new() { Name = "market" });

    private async Task<string> LeftAsync(string lot)
    {
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        return (await manager.GetAsync("/api/v1/lots?pageSize=100"))["items"].AsArray().Single(x => x!["code"]!.GetValue<string>() == lot)!["left"]!["value"]!.GetValue<string>();
    }

    [GeneratedRegex("/office/lots/[0-9A-Z]{6,20}$")]
    private static partial Regex LotPage();
}
