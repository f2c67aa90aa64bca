using System.Diagnostics;
using System.Globalization;
using Market.Benchmarks.Load;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Supervision;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Benchmarks;

/// <summary>What the shared logo and certificates cost: badges in listings, the day a million certificates end, and the public register.</summary>
internal static class MarksBench
{
    private const int Certificates = 1_000_000;
    private const int Licences = 100_000;
    private const int Holders = 3_000;
    private const string Kind = "bench";

    private static DateOnly Today => DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime);

    public static bool Knows(string[] which) => which is [] or ["badges"] or ["sweep" or "register", "sqlite" or "mariadb"];

    public static async Task<int> RunAsync(string[] which)
    {
        if (which is [] or ["badges"]) await BadgesAsync();
        if (which is ["badges"]) return 0;
        foreach (var (name, server) in new[] { ("sqlite", null), ("mariadb", BenchShop.Server) })
        {
            if (which is [_, var asked] && asked != name) continue;
            if (name == "mariadb" && server is null) Console.WriteLine("MariaDB is left out: MARKET_BENCH_MYSQL is not set.");
            else
            {
                if (which is [] or ["sweep", _]) await SweepAsync(name, server);
                if (which is [] or ["register", _]) await RegisterAsync(name, server);
            }
        }
        return 0;
    }

    /// <summary>Two cooperatives with the same 40 products: one's carry the logo and a certificate each, the other's nothing.</summary>
    private static async Task BadgesAsync()
    {
        const int shown = 40;
        await using var made = await BenchShop.CreateAsync(null);
        List<Cooperative> sellers = [];
        await made.InAsync<CatalogDb>(async db => sellers = await BenchShop.CooperativesAsync(db, 2, i => ($"比较合作社{i}", $"Compared {i}")));
        foreach (var seller in sellers) await made.ListAsync(shown, [seller]);
        await made.InAsync<CatalogDb>(db => MadeUpMarks.BadgeAsync(db, sellers[0].Id, Today));
        await using var shop = await made.ServeAsync();
        using var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
        foreach (var (name, path, headers) in new[]
        {
            ("API, 40 products", "/api/v1/products?pageSize=40&cooperative=", ""),
            ("page of 24 products, Razor from scratch", "/search?coop=", "Cookie: flash=none\r\n"),
            ("page of 24 products, kept for a second", "/search?coop=", ""),
        })
        {
            var load = new HttpLoad(shop.Port);
            var (with, without) = (HttpLoad.Get(path + sellers[0].Id, headers), HttpLoad.Get(path + sellers[1].Id, headers));
            var (more, less) = ((await http.GetByteArrayAsync(path + sellers[0].Id)).Length, (await http.GetByteArrayAsync(path + sellers[1].Id)).Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {more} bytes with two badges each, {less} without"));
            await load.RunAsync(32, TimeSpan.FromSeconds(6), () => with, shop);
            await load.RunAsync(32, TimeSpan.FromSeconds(6), () => without, shop);
            var (rates, costs, rows) = (new List<double>(), new List<double>(), new List<(Burst With, Burst Without)>());
            for (var round = 0; round < Rounds.Count; round++)
            {
                var turns = new List<(Burst With, Burst Without)>();
                for (var turn = 0; turn < 4; turn++) turns.Add((await load.RunAsync(32, Rounds.Length / 4, () => with, shop), await load.RunAsync(32, Rounds.Length / 4, () => without, shop)));
                rates.Add(turns.Sum(x => x.Without.PerSecond) / turns.Sum(x => x.With.PerSecond));
                costs.Add(turns.Average(x => x.With.ServerCpuMicros) / turns.Average(x => x.Without.ServerCpuMicros));
                rows.AddRange(turns);
            }
            if (rows.Exists(x => x.With.Statuses.Keys.Concat(x.Without.Statuses.Keys).Any(y => y != 200))) throw new InvalidOperationException($"{path} did not answer 200");
            Rounds.Line("  with badges", Rounds.Median(rows.Select(x => x.With.PerSecond)), Rounds.Median(rows.Select(x => x.With.ServerCpuMicros)), string.Create(CultureInfo.InvariantCulture,
                $"{Rounds.Median(rates):0.000} of the time without, {Rounds.Median(costs):0.000} of the processor time (pass 1.10{(Rounds.Median(costs) <= 1.10 ? " ok" : " NOT MET")})"));
            Rounds.Line("  without", Rounds.Median(rows.Select(x => x.Without.PerSecond)), Rounds.Median(rows.Select(x => x.Without.ServerCpuMicros)), "");
        }
    }

    /// <summary>A scheme whose certificates all end on one day appears while orders come in at half of what the shop can take.</summary>
    private static async Task SweepAsync(string name, string? server)
    {
        await using var made = await BenchShop.CreateAsync(server);
        await made.ListAsync(1_000);
        var offers = (await made.StockAsync(500, 1_000_000_000)).ToArray();
        await made.InAsync<CatalogDb>(db => MadeUpMarks.CertificatesAsync(db, Kind, Certificates, Holders, Today.AddDays(-1)));
        await using var shop = await made.ServeAsync();
        var (buyer, load) = (await Buyer.SignInAsync(shop), new HttpLoad(shop.Port));
        byte[] Next() => buyer.Order([.. Random.Shared.GetItems(offers, 3).Distinct()]);
        await load.RunAsync(64, TimeSpan.FromSeconds(20), Next, shop);
        var rate = Rounds.Median(new[] { await load.RunAsync(64, Rounds.Length, Next, shop), await load.RunAsync(64, Rounds.Length, Next, shop), await load.RunAsync(64, Rounds.Length, Next, shop) }.Select(x => x.PerSecond)) / 2;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Certificates} certificates of {Holders} holders end on one day; {rate:0} orders/s come in, half of what it takes"));
        Show("orders before", await load.PaceAsync(64, TimeSpan.FromSeconds(20), rate, Next, shop));
        await made.InAsync<CatalogDb>(async db =>
        {
            db.Add(new MarkScheme { Kind = Kind, Name = "基准", NameEn = "Bench" });
            await db.SaveChangesAsync();
        });
        using var done = new CancellationTokenSource();
        var orders = Task.Run(() => load.PaceAsync(64, TimeSpan.FromMinutes(3), rate, () => done.IsCancellationRequested ? null : Next(), shop));
        var seconds = await SweptAsync(made);
        await done.CancelAsync();
        Show("orders while it sweeps", await orders);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  swept in {seconds:0.0} s (pass 30{(seconds <= 30 ? " ok" : " NOT MET")}), {Certificates / seconds:0}/s"));
        Show("orders after", await load.PaceAsync(64, TimeSpan.FromSeconds(20), rate, Next, shop));
    }

    /// <returns>Seconds from the first turn to the last.</returns>
    private static async Task<double> SweptAsync(BenchShop made)
    {
        await using var scope = made.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        var progress = db.SweepProgress.AsNoTracking().Where(x => x.Kind == Kind && x.Step == 0);
        for (var (waiting, watch) = (Stopwatch.StartNew(), new Stopwatch()); waiting.Elapsed < TimeSpan.FromMinutes(3); await Task.Delay(20))
        {
            if (await progress.SingleOrDefaultAsync() is not { } seen) continue;
            watch.Start();
            if (seen.Through >= Today.AddDays(-1)) return watch.Elapsed.TotalSeconds;
        }
        throw new TimeoutException("The sweep did not end in three minutes.");
    }

    private static async Task RegisterAsync(string name, string? server)
    {
        await using var made = await BenchShop.CreateAsync(server);
        List<Cooperative> holders = [];
        await made.InAsync<CatalogDb>(async db => holders = await BenchShop.CooperativesAsync(db, Holders, MadeUpMarks.Name));
        await made.ListAsync(Licences / 5, holders);
        await made.InAsync<CatalogDb>(db => MadeUpMarks.LicencesAsync(db, Licences, Today));
        // Their holders were told when they ended, not all at once now.
        await made.InAsync<CatalogDb>(db => MadeUpMarks.ToldAsync(db, Today));
        var watch = Stopwatch.StartNew();
        await using (var scope = made.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<CheckDesk>().DrawAsync(20, 20, Today, Guid.Empty, default);
        var drawn = watch.Elapsed;
        await using var shop = await made.ServeAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: register of {Licences} licences of {Holders} holders; a list of 20 at random and 20 at risk is drawn in {drawn.TotalSeconds:0.00} s"));
        var (load, texts) = (new HttpLoad(shop.Port), MadeUpMarks.Searches(Holders, 2_000).ToList());
        foreach (var (what, path) in new[] { ("API", "/api/v1/licences"), ("page", "/licences") })
        {
            var (turn, requests) = (0, texts.ConvertAll(x => HttpLoad.Get(path + x)));
            byte[] Next() => requests[(int)((uint)Interlocked.Increment(ref turn) % requests.Count)];
            await load.RunAsync(32, TimeSpan.FromSeconds(15), Next, shop);
            var bursts = new List<Burst>();
            for (var round = 0; round < Rounds.Count; round++) bursts.Add(await load.RunAsync(32, Rounds.Length, Next, shop));
            if (bursts.Exists(x => x.Statuses.Keys.Any(y => y != 200))) throw new InvalidOperationException("The register did not answer 200.");
            var rate = Rounds.Median(bursts.Select(x => x.PerSecond)) / 2;
            Rounds.Line("  search, " + what, rate * 2, Rounds.Median(bursts.Select(x => x.ServerCpuMicros)), string.Create(CultureInfo.InvariantCulture, $"p50 {Rounds.Median(bursts.Select(x => x.P50Ms)):0.0} ms, p99 {Rounds.Median(bursts.Select(x => x.P99Ms)):0.0} ms"));
            var paced = await load.PaceAsync(32, TimeSpan.FromSeconds(20), rate, Next, shop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  half of it, {rate:0}/s: p50 {paced.P50Ms:0.0} ms, p99 {paced.P99Ms:0.0} ms (pass 20{(paced.P99Ms <= 20 ? " ok" : " NOT MET")}), longest {paced.LongestMs:0} ms"));
        }
    }

    private static void Show(string name, Burst burst)
    {
        if (burst.Statuses.Keys.Any(x => x != 201)) throw new InvalidOperationException($"{name} answered {string.Join(',', burst.Statuses.Keys)}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-24}{burst.PerSecond,8:0}/s  p50 {burst.P50Ms:0.0} ms, p99 {burst.P99Ms:0.0} ms, longest {burst.LongestMs:0} ms, {burst.Done} of them"));
    }
}
