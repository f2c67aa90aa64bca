using System.Globalization;
using Market.Kernel;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>Journeys 1, 3, 4 and 5 of the product's description, in a phone's browser.</summary>
[Collection(SiteTests.Name)]
public sealed class BrowserJourneys(Site site, Chrome chrome)
{
    [Fact]
    public async Task Journey_1_from_the_green_filter_to_the_review()
    {
        await using var buyer = await chrome.VisitAsync(site, "consumer");
        var page = buyer.Page;
        await buyer.GoAsync("/search");
        await page.ClickAsync("a[href='#filters']");
        await page.CheckAsync("input[name=badge][value=green]");
        await page.Locator("label.tick", new() { HasText = "双河镇" }).Locator("input").CheckAsync();
        await page.ClickAsync("#filters button.btn");
        await Assertions.Expect(page.Locator(".chips")).ToContainTextAsync("绿色食品");
        await AddAsync(page, "上海青");
        await AddAsync(page, "豌豆尖");
        await buyer.GoAsync("/basket");
        await Assertions.Expect(page.Locator("section.panel h2")).ToHaveCountAsync(2);

        var order = await CheckOutAsync(buyer, "上湾村服务站");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("待过秤");

        var number = await NumberAsync(page);
        await ServeAsync("manager.shangwan", number, "0.4");
        await ServeAsync("manager.heyan", number, null);
        await buyer.GoAsync($"/orders/{order}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("退差价");
        var code = await page.Locator(".code").First.InnerTextAsync();
        await using (var station = await chrome.VisitAsync(site, "station.shangwan-village"))
        {
            await station.GoAsync("/station");
            await station.Page.FillAsync("#code", code);
            await station.Page.ClickAsync("form[action='/station/handover'] button");
            await Assertions.Expect(station.Page.Locator("[role=status]")).ToContainTextAsync("交好了");
        }
        await buyer.GoAsync($"/orders/{order}");
        await Assertions.Expect(page.Locator("main .pill.ok").First).ToContainTextAsync("完成");
        await page.Locator("a", new() { HasText = "写评价" }).First.ClickAsync();
        await page.CheckAsync("input[name=stars][value='5']");
        await page.FillAsync("#f-text", "嫩,一炒就熟");
        await page.ClickAsync("main form button.btn.lg");
        await page.WaitForURLAsync($"**/orders/{order}");
        Assert.Empty(buyer.Errors);
        Assert.Empty(buyer.Foreign);
    }

    [Fact]
    public async Task Journey_3_a_photo_claim_is_answered_and_refunded()
    {
        await using var buyer = await chrome.VisitAsync(site, "consumer2");
        var page = buyer.Page;
        await buyer.GoAsync("/search?q=" + Uri.EscapeDataString("荆条蜜"));
        await AddAsync(page, "荆条蜜");
        var order = await CheckOutAsync(buyer, "青石镇服务站");
        await ServeAsync("manager.beigou", await NumberAsync(page), null);
        await buyer.GoAsync($"/orders/{order}");
        await page.Locator("form[action$='/receipt'] button").ClickAsync();
        await page.Locator("a", new() { HasText = "坏了" }).First.ClickAsync();
        await page.FillAsync("#f-reason", "瓶盖漏了");
        await page.SetInputFilesAsync("#f-photo", new FilePayload { Name = "phone.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg() });
        await page.FillAsync("#f-amount", "5.50");
        await page.ClickAsync("main form button.btn.lg");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("等合作社答复");

        await using (var manager = await chrome.VisitAsync(site, "manager.beigou"))
        {
            await manager.GoAsync("/office/claims");
            var claim = manager.Page.Locator("section.panel", new() { HasText = "瓶盖漏了" });
            await Assertions.Expect(claim.Locator("img")).ToBeVisibleAsync();
            await claim.Locator("input[name=refund]").FillAsync("5.50");
            await claim.Locator("button.btn").ClickAsync();
            await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("已退 ¥5.50");
            await manager.GoAsync("/office/income");
            await Assertions.Expect(manager.Page.Locator("table")).ToContainTextAsync("-¥5.50");
        }
        await buyer.GoAsync($"/orders/{order}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("已退 ¥5.50");
    }

    [Fact]
    public async Task Journey_4_a_presale_from_the_deposit_to_the_balance()
    {
        var name = "窖藏蜜橘" + Guid.CreateVersion7().ToString("N")[^4..];
        await using var manager = await chrome.VisitAsync(site, "manager.xigou");
        var office = manager.Page;
        await manager.GoAsync("/office/products/new");
        await office.FillAsync("#f-name", name);
        await office.SelectOptionAsync("#f-category", "fruit");
        await office.ClickAsync("main form button.btn >> nth=0");
        await office.WaitForURLAsync("**/office/products/0*");
        var product = office.Url[^36..];
        await office.FillAsync("#f-price", "29.50");
        await office.SelectOptionAsync("#f-unit", "box");
        await office.FillAsync("#f-netweight", "2500");
        await office.FillAsync("#f-deposit", "20");
        await office.FillAsync("#f-balancedue", DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(15).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await office.FillAsync("#f-cap", "4");
        await office.ClickAsync("form[action$='/offers'] button.btn");
        await office.ClickAsync("form[action$='/submission'] button");
        await Assertions.Expect(office.Locator("main .pill").First).ToContainTextAsync("等审核");
        await using (var reviewer = await chrome.VisitAsync(site, "reviewer.qingshi"))
        {
            await reviewer.GoAsync("/town");
            await reviewer.Page.Locator("label.tick", new() { HasText = name }).Locator("input").CheckAsync();
            await reviewer.Page.ClickAsync("form[action='/town/listings'] button[value=approve]");
            await Assertions.Expect(reviewer.Page.Locator("[role=status]")).ToContainTextAsync("通过了");
        }

        await using var buyer = await chrome.VisitAsync(site, "consumer");
        var page = buyer.Page;
        await Wait.ForAsync(async () => (await page.GotoAsync($"/p/{product}"))!.Status == 200 && await page.Locator(".bottombar button:not([disabled])").CountAsync() > 0, "the presale on the shelf");
        await page.FillAsync("#n", "4");
        await page.Locator(".bottombar button", new() { HasText = "放进菜篮" }).ClickAsync();
        await buyer.GoAsync("/basket");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("定金 ¥23.60");
        var order = await CheckOutAsync(buyer, "青石镇服务站", expect: "定金收到了");

        await manager.GoAsync($"/office/products/{product}");
        await office.FillAsync("input[name=harvest]", "3");
        await office.ClickAsync("form[action$='/harvest'] button");
        await buyer.GoAsync($"/orders/{order}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("收成定了,可以付尾款");
        await page.ClickAsync("form[action$='/balance'] button");
        await PayAsync(page);
        await WaitForAsync(page, order, "已付款");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("分到 3 箱");
    }

    [Fact]
    public async Task Journey_5_a_cooperative_imports_fixes_and_sells()
    {
        await using var manager = await chrome.VisitAsync(site, "manager.yunshan");
        var page = manager.Page;
        await UploadAsync(manager, ApiJourneys.Table(wrong: 6));
        await Assertions.Expect(page.Locator("table caption", new() { HasText = "有问题的行" })).ToHaveCountAsync(1);
        await page.ClickAsync("button[name=dryRun][value=false]");
        await Assertions.Expect(page.Locator(".stat", new() { HasText = "新增" }).Locator("dd").First).ToHaveTextAsync("194", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".stat", new() { HasText = "有问题" }).Locator("dd").First).ToHaveTextAsync("6");

        await UploadAsync(manager, ApiJourneys.Table(wrong: 0));
        await page.ClickAsync("button[name=dryRun][value=false]");
        await Assertions.Expect(page.Locator(".stat", new() { HasText = "没变" }).Locator("dd").First).ToHaveTextAsync("194", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".stat", new() { HasText = "新增" }).Locator("dd").First).ToHaveTextAsync("6");

        await manager.GoAsync("/office/products?state=Draft&q=" + Uri.EscapeDataString("新村青菜77"));
        await page.ClickAsync("table th a");
        await page.ClickAsync("form[action$='/submission'] button");
        await using (var reviewer = await chrome.VisitAsync(site, "reviewer.qingshi"))
        {
            await reviewer.GoAsync("/town");
            await reviewer.Page.Locator("label.tick", new() { HasText = "新村青菜77" }).Locator("input").CheckAsync();
            await reviewer.Page.ClickAsync("form[action='/town/listings'] button[value=approve]");
        }
        await Wait.ForAsync(async () => (await page.GotoAsync("/search?q=" + Uri.EscapeDataString("新村青菜77")))!.Status == 200 && await page.Locator(".products .card").CountAsync() > 0, "the product on sale");
    }

    [Fact]
    public async Task Journey_7_a_town_looks_at_the_place_returns_with_a_reason_and_supports()
    {
        await using var reviewer = await chrome.VisitAsync(site, "reviewer.qingshi");
        await using var manager = await chrome.VisitAsync(site, "manager.beigou");
        var page = reviewer.Page;
        await ApplyAsync();
        await OpenAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("系统里查到的");
        await GiveAsync("visit", "大棚干净,记录齐全");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("大棚干净,记录齐全");
        await GiveAsync("return", "");
        await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[name=outcome][value=return]")).ToBeCheckedAsync();
        await GiveAsync("return", "请补会议记录");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("北沟");

        await manager.GoAsync("/office/brand");
        await manager.Page.Locator("a", new() { HasText = "北沟鲜" }).First.ClickAsync();
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("请补会议记录");
        await manager.Page.FillAsync("#f-meetingnumber", "会纪〔2026〕3号");
        await manager.Page.ClickAsync("main form button.btn");
        await OpenAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("会纪〔2026〕3号");
        await GiveAsync("support", "");
        await manager.GoAsync("/office/brand");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("等区品牌办");

        async Task ApplyAsync()
        {
            using var api = await Client.AsAsync(site, "manager.beigou");
            var cooperative = (await api.GetAsync("/api/v1/cooperatives?pageSize=100"))["items"].AsArray().Single(x => x!["slug"]!.GetValue<string>() == "beigou")!["id"]!.GetValue<string>();
            var product = (await api.GetAsync($"/api/v1/products?cooperative={cooperative}"))["items"][0]!["id"]!.GetValue<string>();
            var sent = await api.PostAsync("/api/v1/licence-applications", new
            {
                cooperativeId = cooperative,
                products = new[] { product },
                subBrand = "北沟鲜",
                evidence = new { wellRun = "章程已备案", quality = "抽检合格", repute = "没有投诉" },
                meetingRecord = new { number = "会纪 1 号", date = "2026-11-01" },
            });
            Assert.True(sent.Status == 201, sent.Text);
        }

        async Task OpenAsync()
        {
            await reviewer.GoAsync("/town");
            await page.Locator(".queue a", new() { HasText = "北沟" }).First.ClickAsync();
        }

        async Task GiveAsync(string outcome, string reason)
        {
            await page.CheckAsync($"input[name=outcome][value={outcome}]");
            await page.FillAsync("#f-reason", reason);
            await page.ClickAsync("main form button.btn");
        }
    }

    [Fact]
    public async Task Journey_13_a_new_organic_certificate_is_rewarded_and_its_renewal_is_not()
    {
        await using var manager = await chrome.VisitAsync(site, "manager.xigou");
        await using var brand = await chrome.VisitAsync(site, "office");
        var today = DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime);
        await CertifyAsync("01126020260000001", today.AddDays(-200));
        await manager.GoAsync("/office/rewards");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("¥30,000.00");
        await manager.Page.Locator("form[action='/office/rewards'] button").First.ClickAsync();
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("等镇里意见");

        await using var reviewer = await chrome.VisitAsync(site, "reviewer.qingshi");
        await reviewer.GoAsync("/town/rewards");
        await reviewer.Page.ClickAsync("button[name=outcome][value=support]");
        await Assertions.Expect(reviewer.Page.Locator("[role=status]")).ToBeVisibleAsync();
        await brand.GoAsync("/district/rewards");
        await brand.Page.ClickAsync("button[name=outcome][value=refuse]");
        await Assertions.Expect(brand.Page.Locator(".error-summary")).ToContainTextAsync("写明原因");
        await brand.Page.ClickAsync("button[name=outcome][value=approve]");
        await brand.Page.FillAsync("input[name=reference]", "CZ-2026-0118");
        await brand.Page.FillAsync("input[name=paidOn]", Day(today));
        await brand.Page.Locator("form[action$='/payment'] button").ClickAsync();
        await Assertions.Expect(brand.Page.Locator("main")).ToContainTextAsync("CZ-2026-0118");
        await manager.GoAsync("/office/rewards");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("已拨付");

        await CertifyAsync("01126020260000002", today.AddDays(-1));
        await manager.GoAsync("/office/rewards");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("续证没有奖励:以前已有同类证书 01126020260000001");

        async Task CertifyAsync(string number, DateOnly issued)
        {
            var page = manager.Page;
            await manager.GoAsync("/office/certificates/new");
            await page.SelectOptionAsync("#f-kind", "organic");
            await page.FillAsync("#f-number", number);
            await page.FillAsync("#f-issuer", "有机认证机构");
            await page.FillAsync("#f-issuedon", Day(issued));
            await page.FillAsync("#f-validuntil", Day(issued.AddYears(1)));
            await page.Locator("input[name=products]").First.CheckAsync();
            await page.ClickAsync("main form button.btn");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(number);
            await brand.GoAsync("/district/certificates");
            await brand.Page.ClickAsync("button[name=outcome][value=verified]");
            await Assertions.Expect(brand.Page.Locator("[role=status]")).ToBeVisibleAsync();
        }

        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Journey_6_a_cooperative_gets_the_shared_logo_and_journey_8_the_office_takes_it_away_and_gives_it_back()
    {
        await using var manager = await chrome.VisitAsync(site, "manager.houwan");
        var office = manager.Page;
        await manager.GoAsync("/office/brand");
        await office.ClickAsync("a[href='/office/brand/new']");
        var product = (await office.Locator("input[name=products]").First.GetAttributeAsync("value"))!;
        await office.Locator("input[name=products]").First.CheckAsync();
        await office.FillAsync("#f-subbrand", "后湾鲜");
        await office.FillAsync("#f-wellrun", "章程已备案");
        await office.FillAsync("#f-quality", "抽检合格");
        await office.FillAsync("#f-repute", "没有投诉");
        await office.FillAsync("#f-meetingnumber", "会纪 12 号");
        await office.FillAsync("#f-meetingon", "2026-11-01");
        await office.ClickAsync("main form button.btn");
        await Assertions.Expect(office.Locator("main")).ToContainTextAsync("等镇里");
        var application = office.Url;

        await OpinionAsync("return", "请补检验报告");
        await office.GotoAsync(application);
        await Assertions.Expect(office.Locator("main")).ToContainTextAsync("请补检验报告");
        await office.FillAsync("#f-quality", "抽检合格,检验报告 6 份");
        await office.ClickAsync("main form button.btn");
        await OpinionAsync("support", "材料齐全");

        await using var brand = await chrome.VisitAsync(site, "office");
        await brand.GoAsync("/district/licences");
        await brand.Page.Locator("a", new() { HasText = "后湾蔬菜合作社" }).First.ClickAsync();
        await brand.Page.FillAsync("#f-validuntil", DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime).AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await brand.Page.Locator("form", new() { Has = brand.Page.Locator("#f-validuntil") }).Locator("button").ClickAsync();
        await Assertions.Expect(brand.Page.Locator("[role=status]")).ToContainTextAsync("已批准");

        await office.GotoAsync(application);
        var number = (await office.Locator("a[href^='/licences/']").First.TextContentAsync())!.Trim();
        await using var anybody = await chrome.VisitAsync(site);
        await BadgeAsync("后湾鲜", shown: true);
        await MeasureAsync("suspend", "还在用旧图样");
        await BadgeAsync("后湾鲜", shown: false);
        await anybody.GoAsync($"/licences/{number}");
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("今天不能用");
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("还在用旧图样");
        await MeasureAsync("restore", "包装已换");
        await BadgeAsync("后湾鲜", shown: true);

        async Task OpinionAsync(string outcome, string reason)
        {
            await using var reviewer = await chrome.VisitAsync(site, "reviewer.qingshi");
            await reviewer.GoAsync("/town");
            await reviewer.Page.Locator("a", new() { HasText = "后湾蔬菜合作社申请通用标识" }).ClickAsync();
            await reviewer.Page.CheckAsync($"input[name=outcome][value={outcome}]");
            await reviewer.Page.FillAsync("#f-reason", reason);
            await reviewer.Page.ClickAsync("main form button.btn");
            await Assertions.Expect(reviewer.Page.Locator("[role=status]")).ToBeVisibleAsync();
        }

        async Task MeasureAsync(string measure, string reason)
        {
            await brand.GoAsync($"/district/licences/of/{number}");
            await brand.Page.FillAsync("#f-reason", reason);
            await brand.Page.ClickAsync($"button[name=measure][value={measure}]");
            await Assertions.Expect(brand.Page.Locator("[role=status]")).ToBeVisibleAsync();
        }

        // Search reads on by itself, four times a second; the page goes with it.
        Task BadgeAsync(string pair, bool shown) => Wait.ForAsync(async () =>
        {
            await anybody.GoAsync($"/p/{product}");
            var page = await anybody.Page.Locator(".badge .pair", new() { HasText = pair }).CountAsync() > 0;
            await anybody.GoAsync("/search?badge=shared_logo");
            return page == shown && await anybody.Page.Locator(".badge .pair", new() { HasText = pair }).CountAsync() > 0 == shown;
        }, $"the badge beside {pair}, shown: {shown}", seconds: 10);
    }

    private static async Task UploadAsync(Visitor manager, byte[] table)
    {
        await manager.GoAsync("/office/imports");
        await manager.Page.SetInputFilesAsync("#f-file", new FilePayload { Name = "products.csv", MimeType = "text/csv", Buffer = table });
        await manager.Page.ClickAsync("main form button.btn");
        await Assertions.Expect(manager.Page.Locator("button[name=dryRun][value=false]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private static async Task AddAsync(IPage page, string product)
    {
        await page.Locator(".products .card", new() { Has = page.Locator("h3", new() { HasText = product }) }).First.Locator("button.add").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("放进菜篮了");
    }

    /// <returns>The order's id.</returns>
    private static async Task<string> CheckOutAsync(Visitor buyer, string station, string expect = "已付款")
    {
        var page = buyer.Page;
        await buyer.GoAsync("/checkout");
        await page.Locator("label.choice", new() { HasText = station }).Locator("input").CheckAsync();
        await page.CheckAsync("input[name=paymentMethod][value=sandbox]");
        await page.ClickAsync(".bottombar button.buy");
        await PayAsync(page);
        var order = page.Url.Split('/')[^1];
        if (!page.Url.Contains("/orders/", StringComparison.Ordinal)) order = (await page.Locator("a[href^='/orders/0']").First.GetAttributeAsync("href"))!.Split('/')[^1];
        await WaitForAsync(page, order, expect);
        return order;
    }

    private static async Task<string> NumberAsync(IPage page) => (await page.InnerTextAsync("main h1")).Split(' ')[^1];

    private static async Task PayAsync(IPage page)
    {
        await page.ClickAsync("button[name=outcome][value=succeed]");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("订单");
    }

    private static Task WaitForAsync(IPage page, string order, string text) => Wait.ForAsync(async () =>
    {
        await page.GotoAsync($"/orders/{order}");
        return (await page.InnerTextAsync("main")).Contains(text, StringComparison.Ordinal);
    }, text);

    /// <summary>A cooperative weighs (in kilograms, per line) if it must, and sends.</summary>
    private async Task ServeAsync(string account, string number, string? kilograms)
    {
        await using var manager = await chrome.VisitAsync(site, account);
        var page = manager.Page;
        await manager.GoAsync("/office/orders?status=" + (kilograms is null ? "ToPack" : "ToWeigh"));
        await page.Locator("table tbody tr", new() { HasText = number }).Locator("th a").ClickAsync();
        if (kilograms is not null)
        {
            await page.Locator("input[name^=weights]").First.FillAsync(kilograms);
            await page.ClickAsync("form[action$='/weights'] button");
        }
        await page.ClickAsync("form[action$='/dispatch'] button.btn.lg");
        await Assertions.Expect(page.Locator(".head .pill")).ToContainTextAsync("已发出");
    }
}
