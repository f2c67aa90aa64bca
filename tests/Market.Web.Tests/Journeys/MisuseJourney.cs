using System.Globalization;
using Market.Kernel;
using Market.Web.Tests.Support;
using Microsoft.Playwright;

namespace Market.Web.Tests.Journeys;

/// <summary>A wrong use of the shared logo, from the shopper who saw it to the appeal.</summary>
[Collection(SiteTests.Name)]
public sealed class MisuseJourney(Site site, Chrome chrome)
{
    [Fact]
    public async Task A_shopper_reports_the_office_suspends_and_another_person_overturns_it_on_appeal()
    {
        await using var anybody = await chrome.VisitAsync(site);
        await anybody.GoAsync("/licences?q=" + Uri.EscapeDataString("河沿鲜"));
        var licence = (await anybody.Page.Locator("main article a[href^='/licences/TY']").First.InnerTextAsync()).Trim();
        await anybody.GoAsync("/search?badge=shared_logo");
        var product = (await anybody.Page.Locator(".products .card", new() { HasText = "河沿鲜" }).First.Locator("a[href^='/p/']").First.GetAttributeAsync("href"))!;
        await BadgeAsync(shown: true);
        var report = await ReportAsync();

        await using var office = await chrome.VisitAsync(site, "office");
        await office.GoAsync("/district/cases");
        await office.Page.Locator("main a", new() { HasText = report }).ClickAsync();
        await Assertions.Expect(office.Page.Locator("main img")).ToBeVisibleAsync();
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("13800001234");
        await office.Page.ClickAsync("form[action='/district/cases'] button");
        await Assertions.Expect(office.Page.Locator("[role=status]")).ToContainTextAsync("立案了");
        var number = office.Page.Url.Split('/')[^1];
        await office.Page.FillAsync("#f-question", "请说明旧图样的包装还有多少");
        await office.Page.FillAsync("#f-until", DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await office.Page.ClickAsync("form[action$='/question'] button");
        await Assertions.Expect(office.Page.Locator("main")).ToContainTextAsync("等对方说明");

        await using var manager = await chrome.VisitAsync(site, "manager.heyan");
        await manager.GoAsync("/office/cases");
        await manager.Page.Locator("main a", new() { HasText = number }).ClickAsync();
        await Assertions.Expect(manager.Page.Locator("main")).Not.ToContainTextAsync("13800001234");
        await manager.Page.FillAsync("#f-text", "旧包装已经收回");
        await manager.Page.SetInputFilesAsync("#f-photos", new FilePayload[] { new() { Name = "a.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg(640, 480) }, new() { Name = "b.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg(480, 640) } });
        await manager.Page.ClickAsync("form[action$='/answer'] button");
        await Assertions.Expect(manager.Page.Locator("[role=status]")).ToContainTextAsync("说明交上去了");

        await office.GoAsync($"/district/cases/{number}");
        await Assertions.Expect(office.Page.Locator("ol img")).ToHaveCountAsync(2);
        await office.Page.CheckAsync("input[name=outcome][value=Suspended]");
        await office.Page.FillAsync("#f-reason", "市场上还有旧图样");
        await office.Page.ClickAsync("form[action$='/decision'] button");
        await Assertions.Expect(office.Page.Locator("[role=status]")).ToContainTextAsync("决定了");
        await BadgeAsync(shown: false);
        await anybody.GoAsync($"/licences/{licence}");
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("市场上还有旧图样");

        await manager.GoAsync($"/office/cases/{number}");
        await manager.Page.ClickAsync("a[href^='/office/appeals/']");
        await manager.Page.FillAsync("#f-reason", "照片是别家的摊子");
        await manager.Page.ClickAsync("form[action^='/office/appeals/'] button");
        await Assertions.Expect(manager.Page.Locator("[role=status]")).ToContainTextAsync("申诉交上去了");

        await DecideAsync(office, "原来作决定的人不能定申诉");
        await using var other = await chrome.VisitAsync(site, "office2");
        await DecideAsync(other, "申诉定了");
        await BadgeAsync(shown: true);
        await manager.GoAsync($"/office/cases/{number}/evidence");
        await Assertions.Expect(manager.Page.Locator("main")).ToContainTextAsync("证据不足");
        Assert.Empty(anybody.Errors);
        Assert.Empty(anybody.Foreign);

        async Task<string> ReportAsync()
        {
            await using var shopper = await chrome.VisitAsync(site, script: false);
            await shopper.GoAsync($"/licences/{licence}");
            await shopper.Page.ClickAsync("a[href^='/misuse']");
            Assert.Equal(licence, await shopper.Page.InputValueAsync("#f-licence"));
            await shopper.Page.FillAsync("#f-seen", "袋上还是旧图样");
            await shopper.Page.FillAsync("#f-place", "东门菜场");
            await shopper.Page.FillAsync("#f-contact", "13800001234");
            await shopper.Page.SetInputFilesAsync("#f-photo", new FilePayload { Name = "phone.jpg", MimeType = "image/jpeg", Buffer = Photos.Jpeg() });
            await shopper.Page.ClickAsync("main form button.btn.lg");
            return (await shopper.Page.Locator("[role=status] .code").InnerTextAsync()).Trim();
        }

        async Task DecideAsync(Visitor person, string expect)
        {
            await person.GoAsync($"/district/cases/{number}");
            await person.Page.ClickAsync("a[href^='/district/appeals/']");
            await person.Page.CheckAsync("input[name=outcome][value=overturn]");
            await person.Page.FillAsync("#f-reason", "证据不足");
            await person.Page.ClickAsync("form[action^='/district/appeals/'] button");
            await Assertions.Expect(person.Page.Locator("main")).ToContainTextAsync(expect);
        }

        // Search reads on by itself, four times a second; the page goes with it.
        Task BadgeAsync(bool shown) => Wait.ForAsync(async () =>
        {
            await anybody.GoAsync(product);
            var page = await anybody.Page.Locator(".badge .pair", new() { HasText = "河沿鲜" }).CountAsync() > 0;
            await anybody.GoAsync("/search?badge=shared_logo");
            return page == shown && await anybody.Page.Locator(".badge .pair", new() { HasText = "河沿鲜" }).CountAsync() > 0 == shown;
        }, $"the badge, shown: {shown}", seconds: 10);
    }
}
