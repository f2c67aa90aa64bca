using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using Market.Web.Hosting;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Market.Web.Tests.Inputs;

/// <summary>The shop as it runs in public: https in front, plain http behind, callers' addresses told by the proxy.</summary>
public sealed class ProxyTests(ProxiedSite site) : IClassFixture<ProxiedSite>
{
    [Fact]
    public async Task Over_https_every_cookie_is_secure_and_a_form_signs_in()
    {
        using var http = site.From(ProxiedSite.Proxy);
        using var shown = await http.GetAsync("/login");
        var cookies = Cookies(shown);
        var form = Assert.Single(cookies, x => x.StartsWith("__Host-form=", StringComparison.Ordinal));
        var fields = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync()).Forms.First(x => x.GetAttribute("action") == "/login")
            .QuerySelectorAll("input[type=hidden]").Select(x => KeyValuePair.Create(x.GetAttribute("name")!, x.GetAttribute("value") ?? ""));
        using var post = new HttpRequestMessage(HttpMethod.Post, "/login")
        {
            Content = new FormUrlEncodedContent([.. fields, new("login", "consumer@demo.coopmarket.example"), new("password", "CoopMarket-demo-1")]),
            Headers = { { "Cookie", form.Split(';')[0] }, { "Origin", $"https://{ProxiedSite.Host}" } },
        };

        using var answer = await http.SendAsync(post);

        Assert.Equal(302, (int)answer.StatusCode);
        var given = Cookies(answer);
        Assert.Contains(given, x => x.StartsWith("__Host-market=", StringComparison.Ordinal));
        Assert.Contains(given, x => x.StartsWith("items=", StringComparison.Ordinal));
        Assert.All([.. cookies, .. given], x => Assert.Contains("; secure", x, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/prefs/lang/en")]
    [InlineData("/prefs/size/large")]
    public async Task Preferences_are_kept_for_https_only(string path)
    {
        using var http = site.From(ProxiedSite.Proxy);

        using var answer = await http.GetAsync(path);

        Assert.Contains("; secure", Assert.Single(Cookies(answer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProxiedSite.Proxy, "198.51.100.1")]
    [InlineData(ProxiedSite.ProxyInNetwork, "198.51.100.2")]
    public async Task Sign_ins_are_limited_by_the_address_the_proxy_tells(string proxy, string visitor)
    {
        using var http = site.From(proxy);
        for (var i = 0; i < 60; i++) Assert.Equal(400, await TryAsync(http, visitor));

        Assert.Equal(429, await TryAsync(http, visitor));
        // What a visitor claims before the proxy's own entry counts for nothing.
        Assert.Equal(429, await TryAsync(http, $"198.51.100.77, {visitor}"));
        Assert.Equal(400, await TryAsync(http, "198.51.100.3"));
    }

    [Fact]
    public async Task Addresses_told_by_a_stranger_are_not_believed()
    {
        using var http = site.From(ProxiedSite.Stranger);
        for (var i = 0; i < 60; i++) Assert.Equal(400, await TryAsync(http, $"203.0.113.{i}"));

        Assert.Equal(429, await TryAsync(http, "203.0.113.200"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/login")]
    [InlineData("/reset")]
    [InlineData("/nowhere")]
    public async Task A_kept_page_carries_the_same_security_headers_as_any_other(string path)
    {
        using var http = site.From(ProxiedSite.Proxy);
        for (var i = 0; i < 3; i++)
        {
            using var answer = await http.GetAsync(path);
            AssertSecure(answer);
            // Before anything the browser fetches for the page.
            var head = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()).Head!;
            Assert.Equal("same-origin", head.QuerySelector("meta[name=referrer]")!.GetAttribute("content"));
            Assert.DoesNotContain(head.Children.TakeWhile(x => x.GetAttribute("name") != "referrer"), x => x.HasAttribute("src") || x.HasAttribute("href"));
        }
    }

    [Fact]
    public async Task A_failure_carries_them_too()
    {
        using var http = site.From(ProxiedSite.Proxy);
        using var tooMuch = new StringContent(new string('y', 1_300_000), System.Text.Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync("/api/v1/tokens", tooMuch);

        Assert.Equal(413, (int)answer.StatusCode);
        AssertSecure(answer);
    }

    [Fact]
    public async Task Guessing_codes_is_limited_for_stations_and_buyers_may_confirm_as_often_as_they_like()
    {
        using var buyer = await Client.AsAsync(site.Address, "consumer");
        using var station = await Client.AsAsync(site.Address, "station.heyan-village");
        var (bought, guessed) = (new List<int>(), new List<int>());
        for (var i = 0; i < 25; i++)
        {
            var path = $"/api/v1/sub-orders/{Guid.CreateVersion7()}/completion";
            bought.Add((await buyer.PostAsync(path, new { })).Status);
            guessed.Add((await station.PostAsync(path, new { pickupCode = $"{i:000000}" })).Status);
        }

        Assert.All(bought, x => Assert.Equal(404, x));
        Assert.Equal(5, guessed.Count(x => x == 429));
    }

    [Fact]
    public void The_search_index_lies_where_the_setting_says()
    {
        Assert.NotEmpty(Directory.EnumerateFiles(site.Search, "*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(site.Data, "search")));
    }

    [Theory]
    [InlineData("10.0.0.0/8, 2001:db8::1", "10.0.0.0/8 2001:db8::1/128")]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData(" ", "")]
    [InlineData(null, "")]
    public void Proxies_are_addresses_and_networks(string? setting, string networks) =>
        Assert.Equal(networks, string.Join(' ', Settings(("MARKET_PROXIES", setting)).Proxies));

    [Theory]
    [InlineData("the-proxy")]
    [InlineData("10.0.0.0/33")]
    [InlineData("*")]
    public void A_proxy_that_cannot_be_read_is_named_at_start(string setting) =>
        Assert.Contains(setting, Assert.Throws<FormatException>(() => Settings(("MARKET_PROXIES", setting))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_search_index_lies_beside_the_data_unless_set()
    {
        Assert.Equal("/srv/market/search", Settings(("MARKET_DATA", "/srv/market")).Search);
        Assert.Equal("/var/index", Settings(("MARKET_DATA", "/srv/market"), ("MARKET_SEARCH", "/var/index")).Search);
    }

    private static MarketSettings Settings(params (string Key, string? Value)[] values) =>
        MarketSettings.From(new ConfigurationBuilder().AddInMemoryCollection(values.Select(x => KeyValuePair.Create(x.Key, x.Value))).Build());

    private static List<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];

    /// <summary>A sign-in without an address or a password: what is limited is the attempt.</summary>
    private static async Task<int> TryAsync(HttpClient http, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens") { Content = JsonContent.Create(new { }), Headers = { { "X-Forwarded-For", forwardedFor } } };
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static void AssertSecure(HttpResponseMessage answer)
    {
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join('|', values) : "";

        Assert.Equal("max-age=31536000; includeSubDomains", Header("Strict-Transport-Security"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("camera=(self), geolocation=(), microphone=(), payment=()", Header("Permissions-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.StartsWith("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
    }
}
