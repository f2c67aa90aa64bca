using System.Diagnostics;
using System.Globalization;
using Market.Testing;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Storm;

/// <summary>The database server stops while people order, and comes back.</summary>
[Collection(StormTests.Name), Trait("Category", "storm"), Trait("Category", "mariadb")]
public sealed class DatabaseAway : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("market-away-").FullName;
    private readonly int _port = Server.FreePort();
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        if (TestDatabase.OnMySql) _database = await TestDatabase.CreateAsync(await MariaDbAsync("start"));
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
            await MariaDbAsync("stop");
        }
        Directory.Delete(_folder, recursive: true);
    }

    [MariaDbFact]
    public async Task The_shop_says_so_and_goes_on_by_itself_when_it_is_back()
    {
        await using var server = await Server.StartAsync(_database);
        using var consumer = await Client.AsAsync(server.Address, "consumer");
        var token = consumer.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var (shoppers, before) = (await Shoppers.LookAsync(consumer), await KillStorm.OrdersAsync(consumer));
        using var closing = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 8).Select(i => shoppers.ShopAsync(server.Address, token, i, closing.Token)).ToArray();
        await Wait.ForAsync(() => Task.FromResult(shoppers.Told.Count > 20), "orders before");

        await MariaDbAsync("stop");
        await Wait.ForAsync(() => Task.FromResult(shoppers.Away.Count > 20), "refusals");
        var (orders, alive) = (await consumer.GetAsync("/api/v1/orders"), await consumer.GetAsync("/health/live"));
        Assert.Equal((503, "service.unavailable", 200), (orders.Status, orders.Code, alive.Status));
        await MariaDbAsync("start");
        var known = shoppers.Told.Count;
        await Wait.ForAsync(() => Task.FromResult(shoppers.Told.Count > known + 20), "orders afterwards");
        await closing.CancelAsync();
        await Task.WhenAll(busy);
        await shoppers.AskAgainAsync(server.Address, token);

        Assert.Empty(shoppers.Unknown);
        Assert.Equal(shoppers.Told.Values.Order(), (await KillStorm.OrdersAsync(consumer)).Keys.Except(before.Keys).Order());
        await Wait.ForAsync(async () =>
        {
            var now = await KillStorm.OrdersAsync(consumer);
            return shoppers.Paid.Keys.All(x => now[x] == "paid");
        }, "every payment the sandbox accepted to reach its order");
        await Quiet.VerifyAsync(_database);
    }

    /// <returns>The connection string, after start.</returns>
    private async Task<string> MariaDbAsync(string what)
    {
        var start = new ProcessStartInfo(Path.Combine(Server.Repository, "tests/servers/mariadb"), [what, Path.Combine(_folder, "mariadb"), _port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var script = Process.Start(start)!;
        var said = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.Equal(0, script.ExitCode);
        return said.Trim();
    }
}
