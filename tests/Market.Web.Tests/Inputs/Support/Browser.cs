using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>A page as it came.</summary>
public sealed record Page(int Status, string Location, string Text)
{
    private IHtmlDocument? _document;

    public IHtmlDocument Document => _document ??= new HtmlParser().ParseDocument(Text);
}

/// <summary>Somebody with cookies and no script.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _address;

    private Browser(string address)
    {
        _address = address;
        Cookies = new();
        _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new(address) };
    }

    public CookieContainer Cookies { get; }

    /// <summary>Where signing in led to; empty for nobody.</summary>
    public string Landing { get; private set; } = "";

    /// <param name="account">A demo account's name, or null for nobody.</param>
    public static async Task<Browser> AsAsync(string address, string? account)
    {
        var browser = new Browser(address);
        if (account is null) return browser;
        var login = await browser.GetAsync("/login");
        Task<Page> SignInAsync() => browser.PostAsync("/login", [.. browser.Fields(login, "/login"), new("login", $"{account}@demo.coopmarket.example"), new("password", "CoopMarket-demo-1")]);
        var answer = await SignInAsync();
        // Other tests may have used up the sign-ins of this minute.
        if (answer.Status == 429) await Wait.ForAsync(async () => (answer = await SignInAsync()).Status != 429, "the next minute", seconds: 70);
        Assert.Equal(302, answer.Status);
        browser.Landing = answer.Location;
        return browser;
    }

    public Task<Page> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public Task<Page> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, string? origin = null, string? from = null) =>
        PostAsync(path, new FormUrlEncodedContent(fields), origin, from);

    public Task<Page> PostAsync(string path, HttpContent content, string? origin = null, string? from = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Origin", origin ?? _address);
        request.Headers.TryAddWithoutValidation("Referer", _address + (from ?? path));
        return SendAsync(request);
    }

    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var answer = await _http.SendAsync(request))
            return new((int)answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The hidden fields of the page's form with this action.</summary>
    public IEnumerable<KeyValuePair<string, string>> Fields(Page page, string action) => page.Document.Forms
        .First(x => x.GetAttribute("action") == action).QuerySelectorAll("input[type=hidden]").Select(x => new KeyValuePair<string, string>(x.GetAttribute("name")!, x.GetAttribute("value") ?? ""));

    public void Dispose() => _http.Dispose();
}
