using Market.Web.Tests.Support;
namespace Market.Web.Tests.Look;
[Collection(SiteTests.Name)]
public sealed class TmpShots(Site site, Chrome chrome)
{
    [Fact]
    public async Task Shots()
    {
        foreach (var (who, path, name) in new[] { ("office", "/district/stores", "stores"), ("office", "/office/shelves", "shelves"), ("buyer.huijia", "{/office/shelves /office/shelves/stores/0}", "store"), ("manager.shangwan", "{/office/fairs /office/fairs/0}", "fair"), ("office", "/office/fairs", "fairs"), ("buyer.huijia", "/office/green-channel", "green") })
            foreach (var w in new[] { 360, 1280 })
            {
                await using var visitor = await chrome.VisitAsync(site.Address, who, new Sight { Width = w, Language = w == 360 ? "zh-CN" : "en" });
                var found = await ShopPages.FindAsync(visitor, path);
                Assert.True(found is not null, path);
                await visitor.GoAsync(found!);
                await visitor.Page.ScreenshotAsync(new() { FullPage = true, Path = $"/tmp/shots/{name}-{w}.png" });
            }
    }
}
