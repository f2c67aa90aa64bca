using Market.Testing;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>A shop of its own for wrong input: everybody is signed in once, because sign-ins are limited per minute.</summary>
public sealed class AttackedSite : IAsyncLifetime
{
    public static readonly string[] Accounts =
    [
        "consumer", "consumer2", "manager.shangwan", "clerk.shangwan", "supervisor.shangwan", "manager.heyan", "clerk.heyan", "station.shangwan-village", "station.heyan-village",
        "reviewer.shuanghe", "reviewer.qingshi", "office", "office2", "admin", "buyer.huijia", "approver.huijia", "inspector", "receiver.huijia",
    ];

    private readonly Dictionary<(string Account, string Language), Client> _clients = [];
    private readonly Dictionary<string, Browser> _browsers = [];
    private readonly StripeStandIn _stripe = new();
    private Server _server = null!;

    public TestDatabase Database { get; private set; } = null!;
    public string Address => _server.Address;

    /// <summary>Stripe's webhook secret here.</summary>
    public const string StripeSecret = "whsec_attacked_site";

    /// <summary>A second secret while one replaces the other.</summary>
    public const string OlderStripeSecret = "whsec_attacked_site_older";

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        _server = await Server.StartAsync(Database, ("STRIPE_SECRET_KEY", "sk_test_attacked"), ("STRIPE_WEBHOOK_SECRETS", StripeSecret + "," + OlderStripeSecret),
            ("STRIPE_API_BASE", _stripe.Address), ("MARKET_TRANSFER_RESERVATION_MINUTES", "2250"));
        foreach (var account in Accounts)
        {
            var english = await Client.AsAsync(Address, account);
            var chinese = await Client.AsAsync(Address, null, "zh-CN");
            chinese.Http.DefaultRequestHeaders.Authorization = english.Http.DefaultRequestHeaders.Authorization;
            (_clients[(account, "en")], _clients[(account, "zh")]) = (english, chinese);
        }
        foreach (var language in new[] { "en", "zh-CN" }) _clients[("", language[..2])] = await Client.AsAsync(Address, null, language);
        foreach (var account in Accounts.Where(x => x is not ("clerk.heyan" or "approver.huijia"))) _browsers[account] = await Browser.AsAsync(Address, account);
    }

    /// <param name="account">Empty for nobody.</param>
    public Client As(string account, string language = "en") => _clients[(account, language)];

    public Browser Browsing(string account) => _browsers[account];

    public Counts Counts => new(Database);

    /// <summary>What the server printed; failures carry it.</summary>
    public string Output => _server.Output;

    /// <summary>Every invariant holds, by the verifier's own SQL.</summary>
    public async Task VerifyAsync()
    {
        var broken = await BrokenAsync();
        Assert.True(broken.Count == 0, string.Join('\n', broken.Select(x => $"{x.Key} {x.Says}: {x.Rows} rows, first {x.First}")));
    }

    /// <summary>What the verifier finds once nothing moves any more.</summary>
    public async Task<IReadOnlyList<Market.Verify.Violation>> BrokenAsync()
    {
        await Counts.QuietAsync();
        return await new Market.Verify.Verifier(new(Database.Folder, Database.MySql), TimeProvider.System.GetUtcNow().UtcDateTime).RunAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        foreach (var browser in _browsers.Values) browser.Dispose();
        await _server.DisposeAsync();
        _stripe.Dispose();
        await Database.DisposeAsync();
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InputTests : ICollectionFixture<AttackedSite>
{
    public const string Name = "inputs";

    /// <summary>Printed by every test that draws lots; MARKET_SEED repeats a run.</summary>
    public static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("MARKET_SEED"), out var seed) ? seed : (int)(TimeProvider.System.GetUtcNow().Ticks % 1_000_000);

    /// <summary>True for the long run.</summary>
    public static readonly bool Storm = Environment.GetEnvironmentVariable("MARKET_STORM") == "1";
}
