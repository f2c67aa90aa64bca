using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs;

/// <summary>Whoever signs in begins where their work is, and finds the way back to it.</summary>
[Collection(SiteTests.Name)]
public sealed class LandingTests(Site site)
{
    [Theory]
    [InlineData("buyer.huijia", "/office/demands")]
    [InlineData("approver.huijia", "/office/demands")]
    [InlineData("receiver.huijia", "/office/goods-in")]
    [InlineData("manager.shangwan", "/office")]
    [InlineData("reviewer.shuanghe", "/town")]
    public async Task Signing_in_leads_to_ones_work_and_the_account_page_links_to_it(string account, string work)
    {
        using var browser = await Browser.AsAsync(site.Address, account);

        Assert.Equal(work, browser.Landing);
        Assert.Contains(work, (await browser.GetAsync("/account")).Document.QuerySelectorAll("main a").Select(x => x.GetAttribute("href")));
        Assert.Equal(200, (await browser.GetAsync(work)).Status);
    }
}
