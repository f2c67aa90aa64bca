using System.Net;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.TracePages;

/// <summary>What a cooperative adds to a lot's story, and what shoppers tell, stand on the pages.</summary>
[Collection(SiteTests.Name)]
public sealed class StoryPageTests(Site site)
{
    [Fact]
    public async Task A_photo_of_the_lot_is_in_its_public_story()
    {
        var (lot, _) = await Packs.NewAsync(site);
        using var manager = await Client.AsAsync(site, "manager.shangwan");
        var picture = (await manager.UploadAsync("/api/v1/pictures", "picture", Photos.Jpeg(640, 480), "field.jpg")).Of<string>("hash");

        Assert.Equal(204, (await manager.PostAsync($"/api/v1/lots/{lot}/photos", new { picture, note = "后湾村五号地,收菜" })).Status);

        var page = await PageAsync($"/id/lot/{lot}", x => x.Contains("收菜", StringComparison.Ordinal));
        Assert.Contains($"src=\"/pictures/{picture}-600.webp\"", page, StringComparison.Ordinal);
        Assert.Contains("alt=\"后湾村五号地,收菜\"", page, StringComparison.Ordinal);
        Assert.Contains("后湾村</li><li>上湾", page, StringComparison.Ordinal);
        var unknown = await manager.PostAsync($"/api/v1/lots/{lot}/photos", new { picture = new string('a', 64) });
        Assert.Equal((409, "lot.photo"), (unknown.Status, unknown.Of<string>("code")));
        using var other = await Client.AsAsync(site, "manager.nanpo");
        Assert.Equal(404, (await other.PostAsync($"/api/v1/lots/{lot}/photos", new { picture })).Status);
    }

    [Fact]
    public async Task A_shopper_may_say_the_town_and_two_towns_at_once_are_odd()
    {
        var (_, serial) = await Packs.NewAsync(site);
        using var anybody = await Client.AsAsync(site, null);
        var towns = (await anybody.GetAsync("/api/v1/towns"))["items"].AsArray().Select(x => (Slug: x!["slug"]!.GetValue<string>(), Name: x["name"]!.GetValue<string>())).ToList();
        using var first = Shopper("one");
        await first.GetAsync(new Uri($"{site.Address}/t/{serial}"));

        var said = await SayAsync(first, serial, towns[0].Slug);
        Assert.Contains("第 1 次被查", WebUtility.HtmlDecode(await said.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.StartsWith($"town={towns[0].Slug}", said.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("town=", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var second = Shopper("two", $"town={towns[1].Slug}");
        var odd = WebUtility.HtmlDecode(await second.GetStringAsync(new Uri($"{site.Address}/t/{serial}")));
        Assert.Contains("不对劲", odd, StringComparison.Ordinal);
        Assert.Contains($"在{towns[0].Name}", odd, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await SayAsync(first, serial, "no-such-town")).StatusCode);
        using var liar = Shopper("three", "town=" + Uri.EscapeDataString("假货<b>"));
        Assert.DoesNotContain("假货", WebUtility.HtmlDecode(await liar.GetStringAsync(new Uri($"{site.Address}/t/{serial}"))), StringComparison.Ordinal);
    }

    private static HttpClient Shopper(string phone, string cookies = "")
    {
        var http = new HttpClient(new HttpClientHandler { UseCookies = false });
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"phone/{phone}");
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (cookies.Length > 0) http.DefaultRequestHeaders.Add("Cookie", cookies);
        return http;
    }

    private Task<HttpResponseMessage> SayAsync(HttpClient shopper, string serial, string town) => shopper.PostAsync(new Uri($"{site.Address}/t/{serial}/town"), new FormUrlEncodedContent([new("town", town)]));

    private async Task<string> PageAsync(string path, Func<string, bool> until)
    {
        using var anybody = await Client.AsAsync(site, null);
        var page = "";
        await Wait.ForAsync(async () => until(page = WebUtility.HtmlDecode((await anybody.GetAsync(path)).Text)), "the page");
        return page;
    }
}
