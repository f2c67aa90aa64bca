using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Market.Benchmarks.Load;
using Market.Catalog.Data;
using Market.Catalog.Search;
using Microsoft.EntityFrameworkCore;

namespace Market.Benchmarks;

/// <summary>A shop with many products: its start, its memory, and what a page, an order and a search over HTTP cost; search beside plain Lucene on the shop's own index.</summary>
internal static class ShopBench
{
    private const int Connections = 32;

    public static async Task<int> RunAsync(int count)
    {
        await using var made = await BenchShop.CreateAsync(null);
        await made.ListAsync(count);
        var offers = await made.StockAsync(Math.Min(500, count), 1_000_000_000);
        await using (var first = await made.ServeAsync()) await IndexedAsync(first, count);
        var watch = Stopwatch.StartNew();
        await using var shop = await made.ServeAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} products: ready {watch.Elapsed.TotalSeconds:0.00} s after its second start (pass 3.00, aim 0.85), {shop.MemoryMiB():0} MiB (pass 300)"));
        await IndexedAsync(shop, count);
        await PagesAsync(made, shop);
        await SearchAsync(made, shop);
        // Last, because their messages are still on their way for a while.
        await OrdersAsync(shop, offers);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {shop.MemoryMiB():0} MiB after all of it"));
        return 0;
    }

    private static async Task IndexedAsync(ServerProcess shop, int count)
    {
        using var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
        for (var tries = 0; tries < 6_000; tries++)
        {
            if ((await http.GetFromJsonAsync<JsonElement>("/api/v1/products?pageSize=1")).GetProperty("total").GetInt32() >= count) return;
            await Task.Delay(200);
        }
        throw new TimeoutException("The search index was not complete in twenty minutes.");
    }

    private static async Task PagesAsync(BenchShop made, ServerProcess shop)
    {
        var products = new List<Guid>();
        await made.InAsync<CatalogDb>(async db => products = await db.Products.OrderBy(x => x.Id).Where(x => x.ListedAt != null).Take(1_000).Select(x => x.Id).ToListAsync());
        var (turn, load) = (0, new HttpLoad(shop.Port));
        string Visitor() => $"Cookie: market=x; basket={Guid.CreateVersion7()}; items={Interlocked.Increment(ref turn) % 100}\r\n";
        foreach (var (name, next) in new (string, Func<byte[]>)[]
        {
            ("category page of a visitor", () => HttpLoad.Get("/c/leafy", Visitor())),
            ("product page of a visitor", () => HttpLoad.Get($"/p/{products[turn % products.Count]}", Visitor())),
        })
        {
            await load.RunAsync(Connections, TimeSpan.FromSeconds(10), next, shop);
            var bursts = new List<Burst>();
            for (var round = 0; round < Rounds.Count; round++) bursts.Add(await load.RunAsync(Connections, Rounds.Length, next, shop));
            Show(name, bursts, 200);
        }
    }

    private static async Task OrdersAsync(ServerProcess shop, List<Guid> offers)
    {
        var (buyer, load) = (await Buyer.SignInAsync(shop), new HttpLoad(shop.Port));
        byte[] Next() => buyer.Order([.. Random.Shared.GetItems(offers.ToArray(), 3).Distinct()]);
        await load.RunAsync(Connections, TimeSpan.FromSeconds(20), Next, shop);
        var bursts = new List<Burst>();
        for (var round = 0; round < Rounds.Count; round++) bursts.Add(await load.RunAsync(Connections, Rounds.Length, Next, shop));
        Show("order of three lines", bursts, 201);
    }

    private static async Task SearchAsync(BenchShop made, ServerProcess shop)
    {
        var questions = SearchBench.Questions().ToArray();
        var requests = questions.Select(x => HttpLoad.Get($"/api/v1/products?q={Uri.EscapeDataString(x.Text.Text)}&category={x.Text.Category}")).ToArray();
        var folder = Path.GetDirectoryName(System.IO.Directory.EnumerateFiles(made.Data, "segments_*", SearchOption.AllDirectories).First())!;
        using var directory = new NIOFSDirectory(folder);
        using var reader = DirectoryReader.Open(directory);
        var (plain, load, turn) = (new PlainLucene(reader), new HttpLoad(shop.Port), 0);
        byte[] Next() => requests[(uint)Interlocked.Increment(ref turn) % requests.Length];
        await load.RunAsync(Connections, TimeSpan.FromSeconds(15), Next, shop);
        var (ours, raw) = (new List<Burst>(), new List<double>());
        for (var round = 0; round < Rounds.Count; round++)
        {
            raw.Add(Raw(plain, questions));
            ours.Add(await load.RunAsync(Connections, Rounds.Length, Next, shop));
        }
        Show("search over HTTP", ours, 200);
        var ratio = Rounds.Median(Enumerable.Range(0, Rounds.Count).Select(i => 1_000_000 / ours[i].ServerCpuMicros / raw[i]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  plain Lucene, top 20 and three facets on the same index: {Rounds.Median(raw):0} queries/cpu-s; over HTTP {Rounds.Ratio(ratio, "of it", 0.60, 0.80)}"));
        // The goal is for half of what it can do; the others tell what is waiting and what is working.
        foreach (var share in new[] { 8, 4, 2 })
        {
            var rate = Rounds.Median(ours.Select(x => x.PerSecond)) / share;
            var paced = await load.PaceAsync(Connections, TimeSpan.FromSeconds(10), rate, Next, shop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  1/{share} of it, {rate:0}/s: p50 {paced.P50Ms:0.0} ms, p99 {paced.P99Ms:0.0} ms{(share == 2 ? " (pass 20)" : "")}"));
        }
    }

    /// <summary>Queries per second of processor time.</summary>
    private static double Raw(PlainLucene plain, (ProductQuery Text, Query Query)[] questions)
    {
        var (watch, cpu, done) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0);
        while (watch.Elapsed < Rounds.Length)
            foreach (var (text, query) in questions)
            {
                plain.TopAndFacets(query, text.Category!);
                done++;
            }
        return done / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
    }

    private static void Show(string name, List<Burst> bursts, int status)
    {
        if (bursts.Exists(x => x.Statuses.Keys.Any(y => y != status))) throw new InvalidOperationException($"{name} answered {string.Join(',', bursts.SelectMany(x => x.Statuses.Keys).Distinct())}");
        Rounds.Line("  " + name, Rounds.Median(bursts.Select(x => x.PerSecond)), Rounds.Median(bursts.Select(x => x.ServerCpuMicros)),
            string.Create(CultureInfo.InvariantCulture, $"p50 {Rounds.Median(bursts.Select(x => x.P50Ms)):0.0} ms, p99 {Rounds.Median(bursts.Select(x => x.P99Ms)):0.0} ms"));
    }
}
