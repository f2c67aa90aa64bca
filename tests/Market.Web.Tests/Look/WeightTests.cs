using Market.Web.Tests.Support;

namespace Market.Web.Tests.Look;

/// <summary>What a first visit costs somebody on a village's network.</summary>
[Collection(SiteTests.Name), Trait("Category", "browser")]
public sealed class WeightTests(Site site, Chrome chrome)
{
    /// <summary>Bytes over the wire with headers, compressed, for page, style sheet, scripts and icons; pictures come later and are not counted.</summary>
    private const int Budget = 60 * 1024;

    /// <summary>Of the page behind a code: whoever stands before a shelf has little patience and less network.</summary>
    private const int OfTraces = 50 * 1024;

    [Theory]
    [InlineData("/")]
    [InlineData("/c/leafy")]
    [InlineData("/search?q=%E7%93%9C")]
    [InlineData("{/search /p/}")]
    public async Task A_first_visit_weighs_at_most_60_kilobytes(string page)
    {
        await using var visitor = await chrome.VisitAsync(site.Address, null, new Sight());
        await WeighAsync(visitor, (await ShopPages.FindAsync(visitor, page))!, Budget);
    }

    [Fact]
    public async Task The_page_behind_a_code_weighs_less_than_50_kilobytes()
    {
        var (lot, serial) = await Packs.NewAsync(site);
        await using var visitor = await chrome.VisitAsync(site.Address, null, new Sight());
        await WeighAsync(visitor, $"/t/{serial}", OfTraces);
        await using var other = await chrome.VisitAsync(site.Address, null, new Sight());
        await WeighAsync(other, $"/id/lot/{lot}", OfTraces);
    }

    private static async Task WeighAsync(Visitor visitor, string path, int budget)
    {
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        var (pictures, loaded) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal));
        session.Event("Network.responseReceived").OnEvent += (_, x) => { if (x!.Value.GetProperty("type").GetString() == "Image") pictures.Add(x.Value.GetProperty("requestId").GetString()!); };
        session.Event("Network.loadingFinished").OnEvent += (_, x) => loaded[x!.Value.GetProperty("requestId").GetString()!] = x.Value.GetProperty("encodedDataLength").GetDouble();
        await session.SendAsync("Network.enable");
        var answer = await visitor.Page.GotoAsync(path, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });

        Assert.Equal(200, answer!.Status);
        var bytes = loaded.Where(x => !pictures.Contains(x.Key)).Sum(x => x.Value);
        Console.WriteLine($"{path}: {bytes / 1024:0.0} kB in {loaded.Count - pictures.Count} answers");
        Assert.InRange(loaded.Count - pictures.Count, 4, 12);
        Assert.InRange(bytes, 10 * 1024, budget);
    }
}
