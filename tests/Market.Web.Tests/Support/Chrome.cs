using Microsoft.Playwright;

namespace Market.Web.Tests.Support;

/// <summary>Debian's Chromium without its windows, started once for the run.</summary>
public sealed class Chrome : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
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
    public Task<Visitor> VisitAsync(Site site, string? login = null, string language = "zh-CN", bool script = true) =>
        VisitAsync(site.Address, login, new Sight { Language = language, Script = script });

    /// <summary>A fresh visitor who sees the shop in a certain way.</summary>
    public async Task<Visitor> VisitAsync(string address, string? login, Sight sight)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = sight.Width, Height = sight.Width < 800 ? 800 : 900 },
            JavaScriptEnabled = sight.Script,
            ColorScheme = sight.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = sight.Language,
            ServiceWorkers = sight.ServiceWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        await context.AddCookiesAsync([new() { Name = "lang", Value = sight.Language, Url = address }, new() { Name = "size", Value = sight.Large ? "large" : "normal", Url = address }]);
        var visitor = new Visitor(context, await context.NewPageAsync());
        if (login is not null) await visitor.LoginAsync(login);
        return visitor;
    }
}

/// <summary>How somebody looks at the shop.</summary>
public sealed record Sight
{
    /// <summary>Width of the window in CSS pixels: 360 is a small phone, 1280 a desk.</summary>
    public int Width { get; init; } = 360;
    public string Language { get; init; } = "zh-CN";
    public bool Dark { get; init; }

    /// <summary>Letters half as large again, for old eyes.</summary>
    public bool Large { get; init; }
    public bool Script { get; init; } = true;

    /// <summary>Requests of a page with a service worker can slip past routes: tests that catch requests do without.</summary>
    public bool ServiceWorker { get; init; } = true;

    public override string ToString() => $"{Width} {Language} {(Dark ? "dark" : "light")}{(Large ? " large" : "")}";
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
        async Task<int> SignInAsync()
        {
            await Page.GotoAsync("/login");
            await Page.FillAsync("#f-login", $"{account}@demo.coopmarket.example");
            await Page.FillAsync("#f-password", "CoopMarket-demo-1");
            return (await Page.RunAndWaitForResponseAsync(() => Page.ClickAsync("main form button.btn.lg"), x => x.Request.Method == "POST")).Status;
        }
        // Other tests may have used up the sign-ins of this minute.
        if (await SignInAsync() == 429) await Wait.ForAsync(async () => await SignInAsync() != 429, "the next minute", seconds: 70);
        await Page.WaitForURLAsync(url => !url.EndsWith("/login", StringComparison.Ordinal));
        Errors.RemoveAll(x => x.Contains("/login: ", StringComparison.Ordinal));
    }

    /// <summary>Goes to a page that must be there.</summary>
    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.Equal(200, answer!.Status);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
