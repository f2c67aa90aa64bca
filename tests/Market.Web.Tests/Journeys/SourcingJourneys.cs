using System.Text.Json.Nodes;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>A supermarket's demand, matched one to many.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class SourcingJourneys(Site site, Chrome chrome)
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(14));

    [Fact]
    public async Task A_supermarket_asks_cooperatives_bid_and_each_reads_what_became_of_it()
    {
        await using var buyer = await chrome.VisitAsync(site, "buyer.huijia");
        var page = buyer.Page;
        await buyer.GoAsync("/office/demands/new");
        await page.FillAsync("#f-title", "上海青,三周");
        await page.FillAsync("[name='lines[0].product']", "上海青");
        await page.FillAsync("[name='lines[0].grade']", "一级");
        await page.FillAsync("[name='lines[0].from']", Day(0));
        await page.FillAsync("[name='lines[0].weeks']", "1000 1000 很多");
        await page.FillAsync("[name='lines[0].ceiling']", "6.2");
        await page.ClickAsync("main form button.btn");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("很多");
        Assert.Equal("6.2", await page.InputValueAsync("[name='lines[0].ceiling']"));
        await page.FillAsync("[name='lines[0].weeks']", "1000,1000,1212.5");
        await page.ClickAsync("main form button.btn");
        await page.WaitForURLAsync("**/office/demands/*-*");
        var demand = page.Url.Split('/')[^1];

        await BidAsync(demand, "manager.shangwan", "4.00", 600);
        await BidAsync(demand, "manager.heyan", "4.40", 700);
        await BidAsync(demand, "manager.nanpo", "9.99", 700);

        await page.ReloadAsync();
        await Expect(page.Locator("main table").Last.Locator("tbody tr")).ToHaveCountAsync(3);
        await page.ClickAsync("form[action$='/match'] button");
        await page.Locator("a[href^='/office/plans/']").ClickAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator("h1")).ToContainTextAsync("上海青,三周");
        await Expect(page.Locator(".stats")).ToContainTextAsync("100%");
        await Expect(page.Locator(".stats")).ToContainTextAsync("0 处违规");
        await Expect(page.Locator("tfoot")).ToContainTextAsync("3212.5");
        await Expect(page.Locator("#why")).ToContainTextAsync("高过最高价");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        var plan = new Uri(page.Url).AbsolutePath;
        Assert.Empty(buyer.Errors);

        await using var loser = await chrome.VisitAsync(site, "manager.nanpo");
        // While bids are taken nobody is told what to undercut; to bid again, the last bid is filled in.
        Assert.Equal(404, (await loser.Page.GotoAsync(plan))!.Status);
        await loser.GoAsync($"/office/demands/{demand}");
        Assert.Equal(("9.99", "700"), (await loser.Page.InputValueAsync("#f-price"), await loser.Page.InputValueAsync("#f-supply-2")));
        await using var other = await chrome.VisitAsync(site, "buyer.lvyuan");
        Assert.Equal(404, (await other.Page.GotoAsync(plan))!.Status);
    }

    [Fact]
    public async Task The_same_by_calls_for_a_chain_of_four_stores()
    {
        using var buyer = await Client.AsAsync(site, "buyer.huijia");
        var stores = (await buyer.GetAsync("/api/v1/stores"))["items"].AsArray().Where(x => x!["slug"]!.GetValue<string>().StartsWith("huijia", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, stores.Count);
        var until = TimeProvider.System.GetUtcNow().AddSeconds(15).UtcDateTime;
        var made = await buyer.PostAsync("/api/v1/demands", new
        {
            title = "四家店的上海青",
            bidsUntil = until.ToString("O"),
            lines = stores.Select(x => new
            {
                product = "上海青",
                place = x!["id"]!.GetValue<string>(),
                priceCeiling = Money(700),
                maxSuppliers = 3,
                windows = new[] { Window(0, "500"), Window(7, "512.5") },
            }),
        });
        Assert.Equal(201, made.Status);
        var demand = made.Of<string>("id");
        var bids = new Dictionary<string, string>();
        foreach (var (account, fen, kilograms) in new[] { ("manager.shangwan", 400, "900"), ("manager.heyan", 420, "700"), ("manager.nanpo", 450, "2000") })
        {
            using var manager = await Client.AsAsync(site, account);
            var cooperative = (await manager.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => account.EndsWith(x!["slug"]!.GetValue<string>(), StringComparison.Ordinal))!["id"]!.GetValue<string>();
            var product = (await manager.GetAsync($"/api/v1/products?cooperative={cooperative}"))["items"].AsArray()[0]!;
            var bid = await manager.PostAsync($"/api/v1/demands/{demand}/bids", new
            {
                cooperativeId = cooperative,
                productId = product["id"]!.GetValue<string>(),
                product = "上海青",
                tiers = new[] { new { from = Kilograms("0"), price = Money(fen) } },
                supply = new[] { new { from = Day(0), quantity = Kilograms(kilograms) }, new { from = Day(7), quantity = Kilograms(kilograms) } },
            });
            Assert.Equal(201, bid.Status);
            bids[bid.Of<string>("id")] = account;
            Assert.Single((await manager.GetAsync($"/api/v1/demands/{demand}"))["bids"].AsArray());
        }

        var run = await buyer.PostAsync($"/api/v1/demands/{demand}/match", null);
        Assert.Equal(202, run.Status);
        Reply state = run;
        await Wait.ForAsync(async () => (state = await buyer.GetAsync($"/api/v1/match-runs/{run.Of<string>("id")}")).Of<string>("status") is "done" or "failed", "the matching");
        Assert.Equal(("done", ""), (state.Of<string>("status"), state.Of<string>("refusal")));
        var plan = await buyer.GetAsync($"/api/v1/plans/{state.Of<string>("planId")}");

        Assert.Equal((1m, 0, 64), (plan.Of<decimal>("fill"), plan.Of<int>("violations"), plan.Of<string>("hash").Length));
        // Both cheaper ones give all they have, the dearest the rest: 2 × (900 + 700) of 4,050 kg.
        var won = plan["awards"].AsArray().GroupBy(x => bids[x!["bid"]!.GetValue<string>()]).ToDictionary(x => x.Key, x => x.Sum(y => decimal.Parse(y!["quantity"]!["value"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((1800m, 1400m, 850m), (won["manager.shangwan"], won["manager.heyan"], won["manager.nanpo"]));
        using var heyan = await Client.AsAsync(site, "manager.heyan");
        Assert.Equal(404, (await heyan.GetAsync($"/api/v1/plans/{state.Of<string>("planId")}")).Status);
        await Wait.ForAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow().UtcDateTime > until), "the end of the bids");
        var own = await heyan.GetAsync($"/api/v1/plans/{state.Of<string>("planId")}");
        Assert.All(own["awards"].AsArray(), x => Assert.Equal("manager.heyan", bids[x!["bid"]!.GetValue<string>()]));
        Assert.Null(own.Json!["cost"]);
        Assert.True(plan.Of<decimal>("cost") > 0);
        await using var reader = await chrome.VisitAsync(site, "manager.heyan");
        await reader.GoAsync($"/office/plans/{state.Of<string>("planId")}");
        await Expect(reader.Page.Locator("#why details").First).ToContainTextAsync("河沿");
        Assert.DoesNotContain("上湾", await reader.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("到店平均价", await reader.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Empty(reader.Errors);
        using var stranger = await Client.AsAsync(site, "buyer.lvyuan");
        Assert.Equal(404, (await stranger.GetAsync($"/api/v1/plans/{state.Of<string>("planId")}")).Status);
    }

    private async Task BidAsync(string demand, string account, string price, int kilograms)
    {
        await using var manager = await chrome.VisitAsync(site, account);
        var page = manager.Page;
        await manager.GoAsync("/office/demands");
        await page.ClickAsync($"a[href='/office/demands/{demand}']");
        await page.FillAsync("#f-price", price);
        for (var i = 0; i < 3; i++) await page.FillAsync($"#f-supply-{i}", kilograms.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync("form[action$='/bids'] button");
        await Expect(page.Locator(".alert.ok")).ToContainTextAsync("报价收到了");
        Assert.Empty(manager.Errors);
    }

    private static string Day(int after) => First.AddDays(after).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static object Money(int fen) => new { amount = fen, currency = "CNY" };

    private static JsonObject Kilograms(string value) => new() { ["value"] = value, ["unit"] = "kg" };

    private static object Window(int after, string kilograms) => new { from = Day(after), to = Day(after + 6), quantity = Kilograms(kilograms) };

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);
}
