using AngleSharp.Html.Parser;
using Market.Web.Tests.Inputs.Support;

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

    private static List<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
}
