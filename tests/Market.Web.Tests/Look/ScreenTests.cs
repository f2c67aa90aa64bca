using Market.Web.Tests.Support;
using Microsoft.Playwright;
using SkiaSharp;

namespace Market.Web.Tests.Look;

/// <summary>The README's pictures: tools/screens writes them to docs/screens; every run takes them and holds them to their size.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser"), Trait("Purpose", "screens")]
public sealed class ScreenTests(Site site, Chrome chrome)
{
    private const int Largest = 150 * 1024, All = 1536 * 1024;

    private static readonly (string Name, string? Account, string Path, int Width)[] Screens =
    [
        ("home-1280", null, "/", 1280), ("home-360", null, "/", 360), ("product-360", null, "{/c/leafy /p/}", 360), ("search-1280", null, "/search?badge=green", 1280),
        ("basket-360", "consumer", "/basket", 360), ("office-today-1280", "manager.shangwan", "/office", 1280), ("listing-form-360", "manager.shangwan", "/office/products/new", 360),
        ("income-1280", "manager.shangwan", "/office/income", 1280), ("packing-360", "manager.shangwan", "/office/orders", 360), ("district-1280", "admin", "/district", 1280),
        ("plan-1280", "buyer.huijia", "{{/office/demands /office/demands/0} /plans/}", 1280), ("contract-1280", "buyer.huijia", "{/office/contracts /office/contracts/0}", 1280),
        ("trace-1280", "manager.shangwan", "{{/office/lots /office/lots/B} /id/lot/}", 1280), ("trace-360", "manager.shangwan", "{{/office/lots /office/lots/B} /id/lot/}", 360),
    ];

    [Fact]
    public async Task The_pictures_of_the_readme_are_small()
    {
        var folder = Environment.GetEnvironmentVariable("MARKET_SCREENS") ?? Path.Combine(site.Data, "screens");
        Directory.CreateDirectory(folder);
        foreach (var (name, account, path, width) in Screens)
        {
            await using var visitor = await chrome.VisitAsync(site.Address, account, new Sight { Width = width });
            if (path == "/basket") await FillAsync(visitor.Page);
            await visitor.GoAsync((await ShopPages.FindAsync(visitor, path))!);
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            using var picture = SKBitmap.Decode(await visitor.Page.ScreenshotAsync());
            using var file = File.Create(Path.Combine(folder, name + ".webp"));
            picture.Encode(file, SKEncodedImageFormat.Webp, 84);
        }

        var sizes = Screens.Select(x => new FileInfo(Path.Combine(folder, x.Name + ".webp")).Length).ToList();
        Assert.All(sizes, x => Assert.InRange(x, 4 * 1024, Largest));
        Assert.InRange(sizes.Sum(), 0, All);
    }

    private static async Task FillAsync(IPage page)
    {
        foreach (var product in new[] { "沙瓤番茄", "荆条蜜" })
        {
            await page.GotoAsync("/search?q=" + Uri.EscapeDataString(product));
            await page.Locator(".products button.add").First.ClickAsync();
            await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("放进菜篮了");
        }
    }
}
