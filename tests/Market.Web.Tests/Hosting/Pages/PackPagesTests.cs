using System.IO.Compression;
using System.Net;
using System.Text;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Hosting.Pages;

/// <summary>The pages of packs are one kept page of their lot, with each pack's own words.</summary>
[Collection(SiteTests.Name)]
public sealed class PackPagesTests(Site site)
{
    [Fact]
    public async Task Each_pack_shows_itself_and_how_often_it_was_looked_up_plain_and_packed()
    {
        var serials = await SerialsAsync(2);

        foreach (var (serial, other) in new[] { (serials[0], serials[1]), (serials[1], serials[0]) })
            for (var look = 1; look <= 3; look++)
            {
                using var answer = await GetAsync($"/t/{serial}", gzip: look == 2);
                var page = await TextAsync(answer);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(look == 2, answer.Content.Headers.ContentEncoding.Contains("gzip"));
                Assert.True(answer.Headers.CacheControl!.NoStore);
                Assert.False(answer.Headers.Contains("Set-Cookie"));
                Assert.Contains($"这个码第 {look} 次被查", page, StringComparison.Ordinal);
                Assert.Contains($"action=\"/t/{serial}/covered\"", page, StringComparison.Ordinal);
                Assert.Contains(string.Join('-', serial[..4], serial[4..8], serial[8..12], serial[12..]), page, StringComparison.Ordinal);
                Assert.DoesNotContain(other, page, StringComparison.Ordinal);
                Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task The_same_pack_in_another_language_and_size_is_another_page()
    {
        var serial = (await SerialsAsync(1))[0];
        await GetAsync($"/t/{serial}");

        var english = await TextAsync(await GetAsync($"/T/{serial.ToLowerInvariant()}", cookies: "lang=en; size=large; items=3"));

        Assert.Contains("lang=\"en\"", english, StringComparison.Ordinal);
        Assert.Contains("The first time was", english, StringComparison.Ordinal);
        Assert.Contains("<span class=\"count\">3</span>", english, StringComparison.Ordinal);
        Assert.Contains("这个码第 3 次被查", await TextAsync(await GetAsync($"/t/{serial}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_under_somebody_elses_number_is_unknown_and_not_counted()
    {
        var serial = (await SerialsAsync(1))[0];

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/01/09520123456788/21/{serial}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync($"/01/not-a-number/21/{serial}")).StatusCode);

        Assert.Contains("这个码第 1 次被查", await TextAsync(await GetAsync($"/t/{serial}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_the_page_of_a_covered_codes_try_counts_no_scan()
    {
        var serial = (await SerialsAsync(1))[0];
        await GetAsync($"/t/{serial}");
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var tried = await http.PostAsync(new Uri($"/t/{serial}/covered", UriKind.Relative), new FormUrlEncodedContent([new("covered", "00000000")]));

        var page = WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync());
        Assert.Contains("码不对", page, StringComparison.Ordinal);
        Assert.Contains("这个码第 1 次被查", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_shoppers_at_once_are_all_counted_and_each_sees_the_own_pack()
    {
        var serials = await SerialsAsync(8);

        var pages = await Task.WhenAll(Enumerable.Range(0, 160).Select(async i => (Serial: serials[i % 8], Page: await TextAsync(await GetAsync($"/t/{serials[i % 8]}", gzip: i % 3 == 0)))));

        foreach (var pack in pages.GroupBy(x => x.Serial, x => x.Page))
        {
            Assert.All(pack, x => Assert.Contains($"/t/{pack.Key}/covered", x, StringComparison.Ordinal));
            foreach (var nth in Enumerable.Range(1, 20)) Assert.Single(pack, x => x.Contains($"这个码第 {nth} 次被查", StringComparison.Ordinal));
        }
    }

    private async Task<string[]> SerialsAsync(int count) => (await Packs.NewAsync(site, count)).Serials;

    private async Task<HttpResponseMessage> GetAsync(string path, bool gzip = false, string cookies = "")
    {
        var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };
        if (gzip) http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        if (cookies.Length > 0) http.DefaultRequestHeaders.Add("Cookie", cookies);
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.Content.Headers.ContentEncoding.Contains("gzip")) return WebUtility.HtmlDecode(Encoding.UTF8.GetString(bytes));
        await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return WebUtility.HtmlDecode(await new StreamReader(unpacked).ReadToEndAsync());
    }
}
