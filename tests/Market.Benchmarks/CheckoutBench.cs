using System.Diagnostics;
using System.Globalization;
using Market.Benchmarks.Load;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace Market.Benchmarks;

/// <summary>Orders a second over HTTP, each answered after one durable write, beside the bare server and the disk; and one hot offer.</summary>
internal static class CheckoutBench
{
    private const int Connections = 64;
    private const int HotStock = 9_000;

    /// <summary>As many accounts as may sign in from one address within a minute, beside the one that orders.</summary>
    private const int Buyers = 59;

    private static readonly (string, string) MostHolds = ("MARKET_MOST_HOLDS", "250");

    /// <param name="databases">sqlite, mariadb or both.</param>
    public static async Task<int> RunAsync(params string[] databases)
    {
        if (databases.Contains("sqlite")) await OnAsync("SQLite", null);
        if (databases.Contains("mariadb") && BenchShop.Server is { } server) await OnAsync("MariaDB", server);
        else if (databases.Contains("mariadb")) Console.WriteLine("MariaDB is left out: MARKET_BENCH_MYSQL is not set.");
        return 0;
    }

    /// <summary>The hot offer alone, each unit set aside: more rounds, because one differs much from the next.</summary>
    /// <param name="database">sqlite or mariadb.</param>
    public static async Task<int> HoldsAsync(string database)
    {
        await using var made = await BenchShop.CreateAsync(database == "mariadb" ? BenchShop.Server : null);
        await made.ListAsync(1_000);
        await using var shop = await made.ServeAsync(MostHolds);
        await HoldsAsync(made, shop, database, rounds: 15);
        return 0;
    }

    private static async Task OnAsync(string name, string? server)
    {
        await using var made = await BenchShop.CreateAsync(server);
        await made.ListAsync(1_000);
        var offers = await made.StockAsync(500, 1_000_000_000);
        await using var shop = await made.ServeAsync(MostHolds);
        await using var bare = await ServerProcess.BareAsync();
        var buyer = await Buyer.SignInAsync(shop);
        Console.WriteLine($"{name}: orders of three lines, {Connections} at a time");
        await OrdersAsync(made, shop, bare, () => buyer.Order([.. Random.Shared.GetItems(offers.ToArray(), 3).Distinct()]));
        Console.WriteLine($"{name}: one offer, {HotStock} of it, {Connections} buyers at a time, each unit an order");
        for (var round = 0; round < Rounds.Count; round++) await HotAsync(made, shop, 501 + round, offer => buyer.Order(offer));
        await HoldsAsync(made, shop, name, Rounds.Count);
    }

    private static async Task HoldsAsync(BenchShop made, ServerProcess shop, string name, int rounds)
    {
        var buyers = new List<Buyer>();
        foreach (var email in await made.BuyersAsync(Buyers)) buyers.Add(await Buyer.SignInAsync(shop, email));
        Console.WriteLine($"{name}: one offer, {HotStock} of it, {Connections} buyers at a time, each unit set aside");
        var (turn, number, ratios) = (0, 550, new List<double>());
        byte[] Reserve(Guid offer) => buyers[(int)((uint)Interlocked.Increment(ref turn) % buyers.Count)].Reservation(offer);
        await SettleAsync(async () => (await EmptyAsync(made, shop, ++number, Reserve)).Burst.ServerCpuMicros);
        for (var round = 0; round < rounds; round++) ratios.Add(await HotAsync(made, shop, ++number, Reserve));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median {Rounds.Median(ratios):0.00}"));
    }

    private static async Task OrdersAsync(BenchShop made, ServerProcess shop, ServerProcess bare, Func<byte[]> order)
    {
        var (s, fs, orders) = (new List<Burst>(), new List<double>(), new List<Burst>());
        await SettleAsync(async () => (await new HttpLoad(shop.Port).RunAsync(Connections, TimeSpan.FromSeconds(15), order, shop)).ServerCpuMicros);
        for (var round = 0; round < Rounds.Count; round++)
        {
            var plain = await new HttpLoad(bare.Port).RunAsync(Connections, Rounds.Length, () => HttpLoad.Get("/"), bare);
            var disk = Rounds.Fsyncs(made.Data);
            var burst = await new HttpLoad(shop.Port).RunAsync(Connections, Rounds.Length, order, shop);
            if (burst.Statuses.Keys.Any(x => x != 201)) throw new InvalidOperationException($"orders answered {string.Join(',', burst.Statuses.Keys)}");
            s.Add(plain);
            fs.Add(disk);
            orders.Add(burst);
        }
        Rounds.Line("  S bare server, 20 bytes", Rounds.Median(s.Select(x => x.PerSecond)), Rounds.Median(s.Select(x => x.ServerCpuMicros)), "");
        Rounds.Line("  FS 4 KiB written and flushed", Rounds.Median(fs), 0, "");
        var ratio = Rounds.Median(Enumerable.Range(0, Rounds.Count).Select(i => orders[i].PerSecond / Math.Min(0.02 * s[i].PerSecond, 10 * fs[i])));
        Rounds.Line("  orders", Rounds.Median(orders.Select(x => x.PerSecond)), Rounds.Median(orders.Select(x => x.ServerCpuMicros)),
            Rounds.Ratio(ratio, "min(0.02 S, 10 FS)", 1, 3) + string.Create(CultureInfo.InvariantCulture, $", p50 {Rounds.Median(orders.Select(x => x.P50Ms)):0} ms, p99 {Rounds.Median(orders.Select(x => x.P99Ms)):0} ms"));
    }

    /// <summary>Until the compiler has settled it takes its share of the processor: it is done again until it gets no cheaper, three times in a row.</summary>
    private static async Task SettleAsync(Func<Task<double>> cpuMicros)
    {
        var (cheapest, dearer, watch) = (double.MaxValue, 0, Stopwatch.StartNew());
        while (dearer < 3 && watch.Elapsed < TimeSpan.FromMinutes(3))
        {
            var cost = await cpuMicros();
            dearer = cost > cheapest * 0.98 ? dearer + 1 : 0;
            cheapest = Math.Min(cost, cheapest);
        }
    }

    /// <summary>Buyers ask for an offer until nothing is left: as many got it as there were goods, not one more.</summary>
    /// <param name="number">Which offer: nobody asked for it before.</param>
    private static async Task<(double Seconds, Burst Burst)> EmptyAsync(BenchShop made, ServerProcess shop, int number, Func<Guid, byte[]> ask)
    {
        var offer = (await made.StockAsync(number, 1)).Last();
        await made.InAsync<OrdersDb>(db => db.Stock.Where(x => x.OfferId == offer).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.AvailableMilli, HotStock * 1000L).SetProperty(x => x.ReceivedMilli, HotStock * 1000L)));
        // Buyers know what they ask for before the clock starts; the hot row's clients have their statement prepared as well.
        var (asked, requests) = (-1, Enumerable.Range(0, HotStock + Connections).Select(_ => ask(offer)).ToArray());
        var watch = Stopwatch.StartNew();
        var burst = await new HttpLoad(shop.Port).RunAsync(Connections, TimeSpan.FromMinutes(2), () => Interlocked.Increment(ref asked) is var turn && turn < requests.Length ? requests[turn] : null, shop);
        var seconds = watch.Elapsed.TotalSeconds;
        long reserved = 0, available = -1;
        await made.InAsync<OrdersDb>(async db => (reserved, available) = await db.Stock.Where(x => x.OfferId == offer).Select(x => new ValueTuple<long, long>(x.ReservedMilli, x.AvailableMilli)).SingleAsync());
        if (burst.Statuses.GetValueOrDefault(201) != HotStock || reserved != HotStock * 1000L || available != 0)
            throw new InvalidOperationException($"{burst.Statuses.GetValueOrDefault(201)} granted, {reserved} reserved, {available} left of {HotStock}");
        // One person may have only so many holds at a time.
        await made.InAsync<OrdersDb>(db => db.Holds.ExecuteDeleteAsync());
        return (seconds, burst);
    }

    private static async Task<double> HotAsync(BenchShop made, ServerProcess shop, int number, Func<Guid, byte[]> ask)
    {
        var (seconds, burst) = await EmptyAsync(made, shop, number, ask);
        var (line, ratio) = (string.Create(CultureInfo.InvariantCulture, $"sold exactly {HotStock}"), double.NaN);
        if (BenchShop.Server is { } server)
        {
            var row = await HotRowAsync(server);
            ratio = HotStock / seconds / row;
            line += $", {Rounds.Ratio(ratio, "of a MariaDB hot row", 1, 2.5)} " + string.Create(CultureInfo.InvariantCulture, $"({row:0}/s)");
        }
        Rounds.Line(string.Create(CultureInfo.InvariantCulture, $"  offer {number}"), HotStock / seconds, burst.ServerCpuMicros, line);
        return ratio;
    }

    /// <summary>Guarded single-row updates a second, each its own durable transaction, from as many connections.</summary>
    private static async Task<double> HotRowAsync(string server)
    {
        await BenchShop.RunAsync(server, "CREATE DATABASE IF NOT EXISTS bench_row; CREATE TABLE IF NOT EXISTS bench_row.hot (id INT PRIMARY KEY, n BIGINT NOT NULL) ENGINE=InnoDB; REPLACE INTO bench_row.hot VALUES (1, 1000000000)");
        var (done, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = new MySqlConnection(server);
            await connection.OpenAsync();
            await using var command = new MySqlCommand("UPDATE bench_row.hot SET n = n - 1 WHERE id = 1 AND n >= 1", connection);
            await command.PrepareAsync();
            while (watch.Elapsed < Rounds.Length)
                if (await command.ExecuteNonQueryAsync() == 1) Interlocked.Increment(ref done);
        })));
        var rate = done / watch.Elapsed.TotalSeconds;
        await BenchShop.RunAsync(server, "DROP DATABASE bench_row");
        return rate;
    }
}
