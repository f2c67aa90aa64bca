using System.Globalization;
using System.Text.Json.Nodes;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>A union bids with its members, the supermarket awards, one drops out and the gap is filled.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class AwardJourneys(Site site, Chrome chrome)
{
    private static readonly DateOnly First = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(21));

    [Fact]
    public async Task A_union_wins_with_three_members_one_supplier_drops_out_and_the_gap_is_filled()
    {
        await using var buyer = await chrome.VisitAsync(site, "buyer.huijia");
        var page = buyer.Page;
        await buyer.GoAsync("/office/demands/new");
        await page.FillAsync("#f-title", "两家店的菜");
        await page.CheckAsync("[name=needsApproval]");
        await FillLineAsync(page, 0, "小油菜", "900 900");
        await page.ClickAsync("button[formaction='/office/demands/lines']");
        await Expect(page.Locator("[name='lines[1].product']")).ToBeVisibleAsync();
        Assert.Equal("小油菜", await page.InputValueAsync("[name='lines[0].product']"));
        await FillLineAsync(page, 1, "小油菜", "600 600");
        await page.SelectOptionAsync("[name='lines[1].place']", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("main form button.btn >> nth=0");
        await page.WaitForURLAsync("**/office/demands/*-*");
        var demand = page.Url.Split('/')[^1];

        await using var union = await chrome.VisitAsync(site, "union.shuanghe");
        await union.GoAsync($"/office/demands/{demand}");
        await union.Page.FillAsync("#f-price", "4.10");
        for (var i = 0; i < 6; i++) await union.Page.FillAsync($"#f-share-{i / 2}-{i % 2}", "300");
        await union.Page.ClickAsync("form[action$='/bids'] button");
        await Expect(union.Page.Locator(".alert.ok")).ToBeVisibleAsync();
        await Expect(union.Page.Locator("main")).ToContainTextAsync("3 个成员社里 0 个同意了");
        // Among the things to do today, with the way there, until the member has agreed.
        await using var member = await chrome.VisitAsync(site, "manager.heyan");
        var waiting = member.Page.Locator($".queue a[href='/office/demands/{demand}']");
        await member.GoAsync("/office");
        await Expect(waiting).ToHaveCountAsync(1);
        // The station agrees for shangwan, under its mandate.
        foreach (var account in new[] { "station.shangwan-village", "manager.heyan", "manager.dongtan" }) await ConsentAsync(demand, account);
        await member.GoAsync("/office");
        await Expect(waiting).ToHaveCountAsync(0);
        await BidAsync(demand, "manager.nanpo", "4.00", 700);
        await BidAsync(demand, "manager.houwan", "4.60", 900);

        await buyer.GoAsync($"/office/demands/{demand}");
        await page.ClickAsync("form[action$='/match'] button");
        await page.Locator("a[href^='/office/plans/']").ClickAsync(new() { Timeout = 30_000 });
        // Who bids on the last day is weighed like everybody else: no awards before.
        await Expect(page.Locator("form[action$='/awards']")).ToHaveCountAsync(0);
        await page.ClickAsync($".alert a[href='/office/demands/{demand}']");
        await page.Locator("details:has(form[action$='/bids-closure']) summary").ClickAsync();
        await page.ClickAsync("form[action$='/bids-closure'] button");
        await Expect(page.Locator("main")).ToContainTextAsync("提前截止");
        await page.Locator("a[href^='/office/plans/']").ClickAsync();
        await page.FillAsync("#f-answeruntil", "2026-01-01");
        await page.ClickAsync("form[action$='/awards'] button");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("今天和一年之内");
        await page.FillAsync("#f-answeruntil", "");
        await page.ClickAsync("form[action$='/awards'] button");
        await Expect(page.Locator("main")).ToContainTextAsync("等采购主管审批");
        var plan = new Uri(page.Url).AbsolutePath;
        await using var approver = await chrome.VisitAsync(site, "approver.huijia");
        await approver.GoAsync(plan);
        await approver.Page.Locator("details:has(#f-reason) summary").ClickAsync();
        await approver.Page.FillAsync("#f-reason", "先问问价");
        await approver.Page.ClickAsync("form[action$='/awards/refusal'] button");
        await buyer.GoAsync(plan);
        await Expect(page.Locator("main")).ToContainTextAsync("先问问价");
        using (var programs = await Client.AsAsync(site, "buyer.huijia"))
        using (var supplier = await Client.AsAsync(site, "manager.nanpo"))
        {
            var address = $"/api/v1{plan["/office".Length..]}";
            Assert.Equal("先问问价", (await programs.GetAsync(address))["refusal"]!["reason"]!.GetValue<string>());
            var own = await supplier.GetAsync(address);
            Assert.Equal((200, true), (own.Status, own.Json!["refusal"] is null));
        }
        await page.ClickAsync("form[action$='/awards'] button");
        await approver.GoAsync(plan);
        await approver.Page.ClickAsync("form[action$='/approval'] button");
        await Expect(approver.Page.Locator(".alert.ok").First).ToBeVisibleAsync();
        Assert.Empty(approver.Errors);

        // The union accepts with its members' parts in view; nanpo accepts and drops out.
        await union.GoAsync("/office");
        await Expect(union.Page.Locator("main")).ToContainTextAsync("中选等答复:小油菜");
        await Expect(union.Page.Locator(".queue a[href^='/office/awards/']").First).ToBeVisibleAsync();
        await AnswerAsync(demand, union, "acceptance");
        await Expect(union.Page.Locator("main")).ToContainTextAsync("东滩");
        await using var nanpo = await chrome.VisitAsync(site, "manager.nanpo");
        await AnswerAsync(demand, nanpo, "acceptance");
        await nanpo.Page.ClickAsync("main details summary");
        await nanpo.Page.FillAsync("#f-reason", "冰雹打了");
        await nanpo.Page.ClickAsync("form[action$='/withdrawal'] button");
        await Expect(nanpo.Page.Locator("main")).ToContainTextAsync("接受后退出");
        await member.GoAsync($"/office/demands/{demand}");
        await member.Page.ClickAsync("a[href^='/office/awards/']");
        await Expect(member.Page.Locator("main")).ToContainTextAsync("只显示您这个社的份额");
        Assert.DoesNotContain("东滩", await member.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await buyer.GoAsync($"/office/demands/{demand}");
        await Expect(page.Locator("#awards")).ToContainTextAsync("冰雹打了");
        await page.ClickAsync("form[action$='/refills'] button");
        await Expect(page.Locator("a[href^='/office/plans/']")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await page.Locator("a[href^='/office/plans/']").First.ClickAsync();
        await page.ClickAsync("form[action$='/awards'] button");
        await approver.GoAsync(new Uri(page.Url).AbsolutePath);
        await approver.Page.ClickAsync("form[action$='/approval'] button");
        await buyer.GoAsync($"/office/demands/{demand}");
        await Expect(page.Locator("#awards tbody tr", new() { HasText = "联合社" }).First).ToContainTextAsync("已接受");
        await Expect(page.Locator("#awards tbody tr", new() { HasText = "后湾" }).First).ToContainTextAsync("等答复");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        foreach (var visitor in new[] { buyer, union, nanpo, member }) Assert.Empty(visitor.Errors);
    }

    [Fact]
    public async Task A_table_of_lines_is_published_whole_or_told_what_is_wrong_and_an_old_demand_is_a_template()
    {
        await using var buyer = await chrome.VisitAsync(site, "buyer.huijia");
        var page = buyer.Page;
        var (from, to) = (Day(0), Day(6));
        await UploadAsync($"品名,门店,开始,结束,公斤,最高价\n菠菜,huijia-jinsui,{from},{to},100.5,6\n菠菜,没有这家,{from},2027-02-30,x,6\n");
        await Expect(page.Locator("main")).ToContainTextAsync("有 3 处要改");
        await Expect(page.Locator("main table")).ToContainTextAsync("没有这家");
        // The page itself takes the table again; the title is still there.
        Assert.Equal("菠菜", await page.InputValueAsync("#f-table-title"));
        await SendAsync($"品名,门店,开始,结束,公斤,最高价\n菠菜,huijia-jinsui,{from},{to},100.5,6\n菠菜,huijia-qingshi,{from},{to},80,6\n");
        await page.WaitForURLAsync("**/office/demands/*-*");
        await Expect(page.Locator("main table").First.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.Locator("details:has(#f-repeat) summary").ClickAsync();
        await page.FillAsync("#f-repeat", "2");
        await page.ClickAsync("form:has(#f-repeat) button");
        Assert.Equal((Day(14), "100.5"), (await page.InputValueAsync("[name='lines[0].from']"), await page.InputValueAsync("[name='lines[0].weeks']")));
        Assert.Equal("80", await page.InputValueAsync("[name='lines[1].weeks']"));
        Assert.Empty(buyer.Errors);

        async Task UploadAsync(string table)
        {
            await buyer.GoAsync("/office/demands/new");
            await page.Locator("details:has(#f-file) summary").ClickAsync();
            await page.FillAsync("#f-table-title", "菠菜");
            await SendAsync(table);
        }

        async Task SendAsync(string table)
        {
            await page.SetInputFilesAsync("#f-file", new FilePayload { Name = "demand.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(table) });
            await page.ClickAsync("form[action='/office/demands/table'] button");
        }
    }

    [Fact]
    public async Task A_cooperative_states_what_it_will_have_and_a_buyer_reads_the_sum_without_names()
    {
        await using var manager = await chrome.VisitAsync(site, "manager.houwan");
        await manager.GoAsync("/office/supply");
        const string product = "预报豆角";
        foreach (var (slug, kilograms) in new[] { ("houwan", "100"), ("heyan", "100"), ("dongtan", "121.5") }) await StateAsync(slug, product, kilograms);
        await manager.Page.FillAsync("#f-week-1", "77.7");
        await manager.Page.ClickAsync("form[method=post][action='/office/supply'] button");
        await Expect(manager.Page.Locator(".alert.ok")).ToBeVisibleAsync();
        Assert.Equal("77.7", await manager.Page.InputValueAsync("#f-week-1"));
        await using var buyer = await chrome.VisitAsync(site, "buyer.huijia");
        await buyer.GoAsync("/office/demands/new");
        await buyer.Page.Locator("details:has-text('合作社预计有多少') summary").First.ClickAsync();
        await Expect(buyer.Page.Locator("details tr", new() { HasText = product })).ToContainTextAsync("321.5");
        // What one cooperative alone has stated, two weeks ahead of the others, is not told.
        Assert.Equal(0, await buyer.Page.Locator("details tr:has-text('77.7')").CountAsync());
        Assert.DoesNotContain("后湾蔬菜合作社", await buyer.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        using var client = await Client.AsAsync(site, "buyer.huijia");
        Assert.Null((await client.GetAsync("/api/v1/supply-forecasts"))["items"][0]!["cooperativeId"]);
        foreach (var visitor in new[] { manager, buyer }) Assert.Empty(visitor.Errors);
    }

    /// <summary>A cooperative states next week of a product of its own by this name.</summary>
    private async Task StateAsync(string slug, string product, string kilograms)
    {
        using var manager = await Client.AsAsync(site, "manager." + slug);
        var cooperative = (await manager.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == slug)!["id"]!.GetValue<string>();
        var id = (await manager.PostAsync("/api/v1/products", new { cooperativeId = cooperative, words = new { name = product }, category = "leafy" })).Of<string>("id");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8));
        var monday = today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(204, (await manager.PostAsync("/api/v1/supply-forecasts", new { cooperativeId = cooperative, productId = id, weeks = new[] { new { week = monday, quantity = Kilograms(kilograms) } } })).Status);
    }

    [Fact]
    public async Task The_same_by_calls_union_consents_awards_and_answers()
    {
        using var buyer = await Client.AsAsync(site, "buyer.huijia");
        using var union = await Client.AsAsync(site, "union.shuanghe");
        var store = (await buyer.GetAsync("/api/v1/stores"))["items"].AsArray().First(x => x!["slug"]!.GetValue<string>() == "huijia-jinsui")!["id"]!.GetValue<string>();
        var window = new { from = Day(0), to = Day(6), quantity = Kilograms("600") };
        var demand = (await buyer.PostAsync("/api/v1/demands", new { title = "小油菜", bidsUntil = TimeProvider.System.GetUtcNow().AddDays(3).UtcDateTime.ToString("O"), lines = new[] { new { product = "小油菜", place = store, priceCeiling = Money(700), maxSuppliers = 3, windows = new[] { window } } } })).Of<string>("id");
        var group = (await union.GetAsync("/api/v1/unions"))["items"][0]!;
        var shares = new JsonArray();
        foreach (var member in group["members"]!.AsArray())
        {
            var cooperative = member!["cooperativeId"]!.GetValue<string>();
            var product = (await union.GetAsync($"/api/v1/products?cooperative={cooperative}"))["items"][0]!["id"]!.GetValue<string>();
            shares.Add(new JsonObject { ["cooperativeId"] = cooperative, ["productId"] = product, ["supply"] = new JsonArray(new JsonObject { ["from"] = Day(0), ["quantity"] = Kilograms("200") }) });
        }
        var bid = await union.PostAsync($"/api/v1/demands/{demand}/bids", new { cooperativeId = group["id"]!.GetValue<string>(), product = "小油菜", tiers = new[] { new { from = Kilograms("0"), price = Money(400) } }, shares });
        Assert.Equal(201, bid.Status);
        foreach (var account in new[] { "manager.shangwan", "manager.heyan", "manager.dongtan" })
        {
            using var manager = await Client.AsAsync(site, account);
            var part = (await manager.GetAsync($"/api/v1/demands/{demand}"))["bids"][0]!["shares"]!.AsArray().Single()!;
            Assert.Equal(204, (await manager.PostAsync($"/api/v1/demands/{demand}/bids/{bid.Of<string>("id")}/consents", new { cooperativeId = part["cooperativeId"]!.GetValue<string>() })).Status);
        }
        using (var heyanAgain = await Client.AsAsync(site, "manager.heyan"))
        {
            var own = (await heyanAgain.GetAsync($"/api/v1/demands/{demand}"))["bids"][0]!["shares"]!.AsArray().Single()!["cooperativeId"]!.GetValue<string>();
            Assert.Equal(204, (await heyanAgain.PostAsync($"/api/v1/demands/{demand}/bids/{bid.Of<string>("id")}/consents/withdrawal", new { cooperativeId = own })).Status);
            Assert.Equal("bid.not_consented", (await heyanAgain.PostAsync($"/api/v1/demands/{demand}/bids/{bid.Of<string>("id")}/consents/withdrawal", new { cooperativeId = own })).Code);
            Assert.Equal(204, (await heyanAgain.PostAsync($"/api/v1/demands/{demand}/bids/{bid.Of<string>("id")}/consents", new { cooperativeId = own })).Status);
        }
        Assert.Equal(204, (await buyer.PostAsync($"/api/v1/demands/{demand}/bids-closure", null)).Status);
        Assert.Equal("bid.late", (await buyer.PostAsync($"/api/v1/demands/{demand}/bids-closure", null)).Code);
        var run = (await buyer.PostAsync($"/api/v1/demands/{demand}/match", null)).Of<string>("id");
        Reply state = bid;
        await Wait.ForAsync(async () => (state = await buyer.GetAsync($"/api/v1/match-runs/{run}")).Of<string>("status") == "done", "the matching");
        Assert.Equal(201, (await buyer.PostAsync($"/api/v1/plans/{state.Of<string>("planId")}/awards", new { answerUntil = Day(-7) })).Status);
        var award = (await union.GetAsync($"/api/v1/demands/{demand}/awards"))["items"].AsArray().Single()!;
        Assert.Equal(("offered", "600", 3), (award["status"]!.GetValue<string>(), award["quantity"]!["value"]!.GetValue<string>(), award["lines"]![0]!["parts"]!.AsArray().Count));
        using var heyan = await Client.AsAsync(site, "manager.heyan");
        Assert.Equal(404, (await heyan.PostAsync($"/api/v1/awards/{award["id"]!.GetValue<string>()}/acceptance", null)).Status);
        Assert.Equal("200", (await heyan.GetAsync($"/api/v1/awards/{award["id"]!.GetValue<string>()}"))["quantity"]["value"]!.GetValue<string>());
        Assert.Equal("accepted", (await union.PostAsync($"/api/v1/awards/{award["id"]!.GetValue<string>()}/acceptance", null)).Of<string>("status"));
        Assert.Equal("demand.awarded", (await buyer.PostAsync($"/api/v1/demands/{demand}/withdrawal", null)).Code);
        using var stranger = await Client.AsAsync(site, "manager.nanpo");
        Assert.Equal(404, (await stranger.GetAsync($"/api/v1/awards/{award["id"]!.GetValue<string>()}")).Status);
        Assert.Equal(201, (await buyer.PostAsync($"/api/v1/demands/{demand}/repetitions", new { weeks = 4, bidsUntil = TimeProvider.System.GetUtcNow().AddDays(5).UtcDateTime.ToString("O") })).Status);
        await Wait.ForAsync(async () => (await NoticesAsync("buyer.huijia")).Contains("接受了中选", StringComparison.Ordinal), "the buyer's notice");
        Assert.Contains("您中选了", await NoticesAsync("union.shuanghe"), StringComparison.Ordinal);
    }

    private async Task<string> NoticesAsync(string account)
    {
        await using var visitor = await chrome.VisitAsync(site, account);
        await visitor.GoAsync("/notices");
        return await visitor.Page.InnerTextAsync("main");
    }

    private static async Task FillLineAsync(IPage page, int line, string product, string weeks)
    {
        await page.FillAsync($"[name='lines[{line}].product']", product);
        await page.FillAsync($"[name='lines[{line}].from']", Day(0));
        await page.FillAsync($"[name='lines[{line}].weeks']", weeks);
        await page.FillAsync($"[name='lines[{line}].ceiling']", "7");
    }

    /// <summary>Agrees to the part that waits for this account.</summary>
    private async Task ConsentAsync(string demand, string account)
    {
        await using var visitor = await chrome.VisitAsync(site, account);
        await visitor.GoAsync($"/office/demands/{demand}");
        await visitor.Page.ClickAsync("form[action$='/consents'] button");
        await Expect(visitor.Page.Locator(".alert.ok")).ToContainTextAsync("已同意");
        Assert.Empty(visitor.Errors);
    }

    private async Task BidAsync(string demand, string account, string price, int kilograms)
    {
        await using var manager = await chrome.VisitAsync(site, account);
        await manager.GoAsync($"/office/demands/{demand}");
        await manager.Page.FillAsync("#f-price", price);
        for (var i = 0; i < 2; i++) await manager.Page.FillAsync($"#f-supply-{i}", kilograms.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await manager.Page.ClickAsync("form[action$='/bids'] button");
        await Expect(manager.Page.Locator(".alert.ok")).ToContainTextAsync("报价收到了");
    }

    private static async Task AnswerAsync(string demand, Visitor supplier, string answer)
    {
        await supplier.GoAsync($"/office/demands/{demand}");
        await supplier.Page.ClickAsync("a[href^='/office/awards/']");
        await supplier.Page.ClickAsync($"form[action$='/{answer}'] button");
        await Expect(supplier.Page.Locator("main .pill").First).ToContainTextAsync("已接受");
    }

    private static string Day(int after) => First.AddDays(after).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static object Money(int fen) => new { amount = fen, currency = "CNY" };

    private static JsonObject Kilograms(string value) => new() { ["value"] = value, ["unit"] = "kg" };

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);
}
