using System.Diagnostics;
using Market.Testing;
using Market.Verify;
using Market.Web.Tests.Support;
using Xunit.Abstractions;

namespace Market.Web.Tests.Storm;

/// <summary>kill -9 while people order and pay: what they were told is true, nothing is doubled, every fen is where it belongs.</summary>
[Collection(StormTests.Name), Trait("Category", "storm")]
public sealed class KillStorm(ITestOutputHelper output)
{
    private const int Clients = 8;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_process_is_killed_at_any_moment()
    {
        var (seed, kills) = (Random.Shared.Next(), StormSize.Of(TestDatabase.OnMySql ? 5 : 20, TestDatabase.OnMySql ? 20 : 200));
        output.WriteLine($"seed {seed}, {kills} kills");
        var luck = new Random(seed);
        await using var database = await TestDatabase.CreateAsync();
        var server = await Server.StartAsync(database);
        using var first = await Client.AsAsync(server.Address, "consumer");
        var shoppers = await Shoppers.LookAsync(first);
        var before = await OrdersAsync(first);
        var restarts = new List<double>();
        for (var kill = 0; kill < kills; kill++)
        {
            using var consumer = await Client.AsAsync(server.Address, "consumer");
            var token = consumer.Http.DefaultRequestHeaders.Authorization!.Parameter!;
            await shoppers.AskAgainAsync(server.Address, token);
            var busy = Enumerable.Range(0, Clients).Select(i => shoppers.ShopAsync(server.Address, token, seed + kill * Clients + i)).ToArray();
            await Task.Delay(luck.Next(0, 600));
            await server.KillAsync();
            await Task.WhenAll(busy);
            var watch = Stopwatch.StartNew();
            server = await Server.StartAsync(database);
            restarts.Add(watch.Elapsed.TotalSeconds);
        }
        await using (server)
        {
            using var consumer = await Client.AsAsync(server.Address, "consumer");
            await shoppers.AskAgainAsync(server.Address, consumer.Http.DefaultRequestHeaders.Authorization!.Parameter!);
            Assert.Empty(shoppers.Unknown);
            Assert.Empty(shoppers.Away);
            // I8: everything that was confirmed exists, and nothing exists that nobody sent.
            Assert.Equal(shoppers.Told.Values.Order(), (await OrdersAsync(consumer)).Keys.Except(before.Keys).Order());
            await Wait.ForAsync(async () =>
            {
                var now = await OrdersAsync(consumer);
                return shoppers.Paid.Keys.All(x => now[x] == "paid");
            }, "every payment the sandbox accepted to reach its order");
            output.WriteLine($"{shoppers.Told.Count} orders, {shoppers.Paid.Count} paid, {shoppers.Refused.Count} refused for want of goods; restarts took {string.Join(", ", restarts.Select(x => $"{x:0.0}"))} s");
            Assert.NotEmpty(shoppers.Paid);
            await Quiet.VerifyAsync(database);
        }
    }

    /// <summary>All orders of a buyer, with their states.</summary>
    internal static async Task<Dictionary<Guid, string>> OrdersAsync(Client consumer)
    {
        var all = new Dictionary<Guid, string>();
        for (var page = 1; ; page++)
        {
            var items = (await consumer.GetAsync($"/api/v1/orders?page={page}&pageSize=100"))["items"].AsArray();
            foreach (var order in items) all[order!["id"]!.GetValue<Guid>()] = order["status"]!.GetValue<string>();
            if (items.Count == 0) return all;
        }
    }
}

/// <summary>Verifies once the messages are sent: they may take a moment after the last request.</summary>
internal static class Quiet
{
    public static async Task VerifyAsync(TestDatabase database)
    {
        var verifier = new Verifier(new(database.Folder, database.MySql), TimeProvider.System.GetUtcNow().UtcDateTime);
        var broken = await verifier.RunAsync();
        for (var i = 0; broken.Count > 0 && i < 60; i++)
        {
            await Task.Delay(250);
            broken = await verifier.RunAsync();
        }
        Assert.True(broken.Count == 0, string.Join('\n', broken.Select(x => $"{x.Key} {x.Says}: {x.Rows} rows, first {x.First}")));
    }
}
