using Microsoft.Playwright;

namespace Market.Web.Tests.Support;

/// <summary>Debian's Chromium, started once for the run.</summary>
public sealed class Chrome : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>A fresh visitor on a phone.</summary>
    /// <param name="login">A demo account's name, or null for nobody.</param>
    public async Task<Visitor> VisitAsync(Site site, string? login = null, string language = "zh-CN", bool script = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = site.Address,
            ViewportSize = new() { Width = 360, Height = 800 },
            JavaScriptEnabled = script,
            Locale = language,
        });
        await context.AddCookiesAsync([new() { Name = "lang", Value = language, Url = site.Address }]);
        var visitor = new Visitor(context, await context.NewPageAsync());
        if (login is not null) await visitor.LoginAsync(login);
        return visitor;
    }
}

/// <summary>Somebody with a browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Visitor(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.SetDefaultTimeout(15_000);
        page.Console += (_, message) => { if (message.Type == "error") Errors.Add($"{page.Url}: {message.Text}"); };
        page.Request += (_, request) => { if (!request.Url.StartsWith(new Uri(page.Url is "about:blank" ? request.Url : page.Url).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Foreign.Add(request.Url); };
    }

    public IPage Page { get; }

    /// <summary>What the browser's console complained about.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Requests to anybody else.</summary>
    public List<string> Foreign { get; } = [];

    public async Task LoginAsync(string account)
    {
        await Page.GotoAsync("/login");
        await Page.FillAsync("#f-login", $"{account}@demo.coopmarket.example");
        await Page.FillAsync("#f-password", "CoopMarket-demo-1");
        await Page.ClickAsync("main form button.btn.lg");
        await Page.WaitForURLAsync(url => !url.EndsWith("/login", StringComparison.Ordinal));
    }

    /// <summary>Goes to a page that must be there.</summary>
    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.Equal(200, answer!.Status);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
