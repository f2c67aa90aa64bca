using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Market.Testing;
using Market.Web.Tests.Support;
using MySqlConnector;

namespace Market.Web.Tests.Storm;

/// <summary>The database server stops or dies while people order and scan, and comes back.</summary>
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

    [MariaDbFact]
    public async Task Every_scan_that_was_answered_is_counted_when_the_database_dies_under_the_shoppers()
    {
        await using var server = await Server.StartAsync(_database);
        using var manager = await Client.AsAsync(server.Address, "manager.shangwan");
        var lot = (await manager.GetAsync("/api/v1/lots"))["items"][0]!["id"]!.GetValue<string>();
        var batch = (await manager.PostAsync("/api/v1/code-batches", new { lotId = lot, count = 50 })).Of<string>("id");
        var packs = (await manager.GetAsync($"/api/v1/code-batches/{batch}/codes.csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(x => x[..13]).ToArray();
        var (answers, closing) = (new ConcurrentBag<int>(), new CancellationTokenSource());
        var busy = Enumerable.Range(0, 8).Select(i => ScanAsync(server.Address, packs, (i, answers), closing.Token)).ToArray();
        int Shown() => answers.Count(x => x == 200);
        await Wait.ForAsync(() => Task.FromResult(Shown() > 200), "scans before");

        using (var mariadb = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "mariadb", "m.pid")), CultureInfo.InvariantCulture)))
        {
            mariadb.Kill();
            await mariadb.WaitForExitAsync();
        }
        await Wait.ForAsync(() => Task.FromResult(answers.Contains(503)), "refusals");
        await MariaDbAsync("start");
        var known = Shown();
        await Wait.ForAsync(() => Task.FromResult(Shown() > known + 200), "scans afterwards");
        await closing.CancelAsync();
        await Task.WhenAll(busy);

        Assert.Equal([200, 503], answers.Distinct().Order());
        await using var connection = new MySqlConnection(_database.MySql);
        await connection.OpenAsync();
        await using var asked = new MySqlCommand("SELECT CAST(COUNT(*) AS SIGNED), (SELECT CAST(SUM(Most) AS SIGNED) FROM (SELECT MAX(Nth) AS Most FROM trace_scans GROUP BY Number) AS packs) FROM trace_scans", connection);
        await using var counts = await asked.ExecuteReaderAsync();
        Assert.True(await counts.ReadAsync());
        // Of one batch the commit may have been done while its answer was lost.
        Assert.InRange(counts.GetInt64(0), Shown(), Shown() + busy.Length);
        Assert.Equal(counts.GetInt64(0), counts.GetInt64(1));
    }

    private static async Task ScanAsync(string address, string[] packs, (int Seed, ConcurrentBag<int> Answers) shopper, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        for (var luck = new Random(shopper.Seed); !stop.IsCancellationRequested;)
        {
            using var page = await http.GetAsync($"/t/{packs[luck.Next(packs.Length)]}", CancellationToken.None);
            shopper.Answers.Add((int)page.StatusCode);
        }
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
