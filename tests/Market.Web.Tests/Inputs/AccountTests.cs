using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using OtpNet;

namespace Market.Web.Tests.Inputs;

/// <summary>Signing in by page and by token: what is wrong is refused in one and the same way, and old sign-ins end with the old password.</summary>
public sealed partial class AccountTests(Site site) : IClassFixture<Site>
{
    private const string Password = "Kept-in-the-drawer-7";

    [GeneratedRegex(@"/reset\?\S+")]
    private static partial Regex ResetLink();

    [Theory, InlineData("en", "Login, password or code is not right."), InlineData("zh-CN", "账号、密码或验证码不对。")]
    public async Task Nobody_learns_whether_an_account_exists(string language, string says)
    {
        using var client = await Client.AsAsync(site, null, language);

        var wrong = await client.PostAsync("/api/v1/tokens", new { email = "consumer2@demo.coopmarket.example", password = "not this one" });
        var unknown = await client.PostAsync("/api/v1/tokens", new { email = "nobody@demo.coopmarket.example", password = "not this one" });

        Assert.Equal((401, "account.refused", says), (wrong.Status, wrong.Code, wrong["detail"].GetValue<string>()));
        Assert.Equal((wrong.Status, wrong.Code, wrong["detail"].GetValue<string>()), (unknown.Status, unknown.Code, unknown["detail"].GetValue<string>()));
    }

    [Fact]
    public async Task Five_failures_lock_the_account_and_a_reset_by_mail_opens_it_and_ends_old_sign_ins()
    {
        var login = await RegisterAsync("locked");
        var token = await TokenAsync(login, Password);
        for (var i = 0; i < 5; i++) Assert.Equal(401, (await SignInAsync(login, "not this one")).Status);
        Assert.Equal("account.refused", (await SignInAsync(login, Password)).Code);

        using var browser = await Browser.AsAsync(site.Address, null);
        var ask = await browser.GetAsync("/reset");
        Assert.Equal(302, (await browser.PostAsync("/reset", [.. browser.Fields(ask, "/reset"), new("login", login)])).Status);
        var link = ResetLink().Match(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(site.Data, "mail"), $"*{login}*").Single())).Value;
        var page = await browser.GetAsync(link);
        var weak = await browser.PostAsync("/reset", [.. browser.Fields(page, "/reset"), new("login", login), new("password", "short")]);
        Assert.NotEqual(302, weak.Status);
        Assert.Equal(302, (await browser.PostAsync("/reset", [.. browser.Fields(page, "/reset"), new("login", login), new("password", Password + "8")])).Status);

        Assert.Equal("account.refused", (await SignInAsync(login, Password)).Code);
        Assert.Equal(201, (await SignInAsync(login, Password + "8")).Status);
        Assert.Equal(401, (await OrdersAsync(token)).Status);
        var again = await browser.PostAsync("/reset", [.. browser.Fields(page, "/reset"), new("login", login), new("password", Password + "9")]);
        Assert.NotEqual(302, again.Status);
        Assert.Equal(401, (await SignInAsync(login, Password + "9")).Status);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_and_a_recovery_code_holds_once()
    {
        var login = await RegisterAsync("factor");
        using var browser = await SignedInAsync(login);
        var page = await browser.GetAsync("/account/second-factor");
        var secret = new Totp(Base32Encoding.ToBytes(page.Document.QuerySelector("p.code")!.TextContent.Trim()));
        var wrong = await browser.PostAsync("/account/second-factor", [.. browser.Fields(page, "/account/second-factor"), new("code", "12345")]);
        Assert.Empty(wrong.Document.QuerySelectorAll("li.code"));
        Assert.Equal(201, (await SignInAsync(login, Password)).Status);
        var on = await browser.PostAsync("/account/second-factor", [.. browser.Fields(page, "/account/second-factor"), new("code", secret.ComputeTotp())]);
        var recovery = on.Document.QuerySelectorAll("li.code").Select(x => x.TextContent.Trim()).ToList();
        Assert.Equal(10, recovery.Count);

        Assert.Equal("account.code_needed", (await SignInAsync(login, Password)).Code);
        Assert.Equal("account.refused", (await SignInAsync(login, Password, "12345")).Code);
        Assert.Equal(201, (await SignInAsync(login, Password, secret.ComputeTotp())).Status);
        Assert.Equal(201, (await SignInAsync(login, Password, recovery[3])).Status);
        Assert.Equal("account.refused", (await SignInAsync(login, Password, recovery[3])).Code);
    }

    [Fact]
    public async Task A_token_that_was_changed_opens_nothing_and_neither_does_a_cookie_open_the_api()
    {
        var login = await RegisterAsync("token");
        var token = await TokenAsync(login, Password);
        Assert.Equal(200, (await OrdersAsync(token)).Status);

        var middle = token.Length / 2;
        Assert.Equal(401, (await OrdersAsync(token[..middle] + (token[middle] == 'A' ? 'B' : 'A') + token[(middle + 1)..])).Status);
        Assert.Equal(401, (await OrdersAsync("x")).Status);
        using var browser = await SignedInAsync(login);
        Assert.Equal(200, (await browser.GetAsync("/account")).Status);
        Assert.Equal(401, (await browser.GetAsync("/api/v1/orders")).Status);
    }

    /// <returns>The new account's login.</returns>
    private async Task<string> RegisterAsync(string name)
    {
        var login = $"{name}-{Guid.CreateVersion7().ToString("N")[^8..]}@post.example";
        using var browser = await Browser.AsAsync(site.Address, null);
        var page = await browser.GetAsync("/register");
        var made = await browser.PostAsync("/register", [.. browser.Fields(page, "/register"), new("name", name), new("login", login), new("password", Password)]);
        Assert.Equal((302, "/"), (made.Status, made.Location));
        return login;
    }

    private async Task<Browser> SignedInAsync(string login)
    {
        var browser = await Browser.AsAsync(site.Address, null);
        var page = await browser.GetAsync("/login");
        Assert.Equal(302, (await browser.PostAsync("/login", [.. browser.Fields(page, "/login"), new("login", login), new("password", Password)])).Status);
        return browser;
    }

    private async Task<Reply> SignInAsync(string email, string password, string? code = null)
    {
        using var client = await Client.AsAsync(site, null);
        return await client.PostAsync("/api/v1/tokens", code is null ? new { email, password } : new { email, password, code });
    }

    private async Task<string> TokenAsync(string email, string password) => (await SignInAsync(email, password)).Of<string>("token");

    private async Task<Reply> OrdersAsync(string token)
    {
        using var client = await Client.AsAsync(site, null);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync("/api/v1/orders");
    }
}
