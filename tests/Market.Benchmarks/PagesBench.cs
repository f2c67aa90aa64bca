using System.Globalization;
using Market.Benchmarks.Load;

namespace Market.Benchmarks;

/// <summary>Home, category and product page beside bare Kestrel sending a prepared body of the same size; uncompressed.</summary>
/// <remarks>
/// kept: visitors without cookies. framed: every visitor has another basket, so the page is put together for each, with price
/// and stock at most a second old. rendered: Razor from scratch for each request.
/// </remarks>
internal static class PagesBench
{
    private const int Connections = 32;

    /// <summary>A shared machine changes its speed within seconds, by more than any of these ways differ: each round takes them in turn this many times.</summary>
    private const int Turns = 4;

    public static async Task<int> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("market-bench-").FullName;
        try
        {
            await using var shop = await ServerProcess.ShopAsync(data);
            await using var bare = await ServerProcess.BareAsync();
            using var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
            var home = await http.GetStringAsync("/");
            var product = "/p/" + home[(home.IndexOf("/p/", StringComparison.Ordinal) + 3)..][..36];
            var pages = new[] { ("home", "/"), ("category", "/c/leafy"), ("product", product) };
            // Until the compiler has settled it takes its share of the processor.
            foreach (var (_, path) in pages) await new HttpLoad(shop.Port).RunAsync(Connections, TimeSpan.FromSeconds(8), Same(Rendered(path)), shop);
            foreach (var (name, path) in pages)
                await PageAsync(name, path, (await http.GetByteArrayAsync(path)).Length, shop, bare);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        return 0;
    }

    private static async Task PageAsync(string name, string path, int bytes, ServerProcess shop, ServerProcess bare)
    {
        var (ours, theirs) = (new HttpLoad(shop.Port), new HttpLoad(bare.Port));
        var visitor = 0;
        var ways = new (string Name, HttpLoad Load, ServerProcess Server, Func<byte[]?> Next)[]
        {
            ("H' bare server", theirs, bare, Same(HttpLoad.Get(string.Create(CultureInfo.InvariantCulture, $"/{bytes}")))),
            ("kept", ours, shop, Same(HttpLoad.Get(path))),
            ("framed", ours, shop, () => HttpLoad.Get(path, $"Cookie: market=x; basket={Guid.CreateVersion7()}; items={Interlocked.Increment(ref visitor) % 100}\r\n")),
            ("rendered", ours, shop, Same(Rendered(path))),
        };
        var bursts = ways.Select(_ => new List<(double PerSecond, double CpuMicros)>()).ToArray();
        for (var round = -3; round < Rounds.Count; round++)
        {
            var turns = ways.Select(_ => new List<Burst>()).ToArray();
            for (var turn = 0; turn < Turns; turn++)
                for (var way = 0; way < ways.Length; way++)
                    turns[way].Add(await ways[way].Load.RunAsync(Connections, Rounds.Length / Turns, ways[way].Next, ways[way].Server));
            for (var way = 0; way < ways.Length; way++)
            {
                var wrong = turns[way].SelectMany(x => x.Statuses.Keys).Where(x => x != 200).Distinct().ToList();
                if (wrong.Count > 0) throw new InvalidOperationException($"{path} answered {string.Join(',', wrong)}");
                if (round >= 0) bursts[way].Add((turns[way].Average(x => x.PerSecond), turns[way].Sum(x => x.ServerCpuMicros * x.Done) / turns[way].Sum(x => x.Done)));
            }
        }
        double Ratio(int way) => Rounds.Median(Enumerable.Range(0, Rounds.Count).Select(i => bursts[way][i].PerSecond / bursts[0][i].PerSecond));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {bytes / 1000.0:0.0} kB"));
        for (var way = 0; way < ways.Length; way++)
            Rounds.Line("  " + ways[way].Name, Rounds.Median(bursts[way].Select(x => x.PerSecond)), Rounds.Median(bursts[way].Select(x => x.CpuMicros)), way switch
            {
                0 => "",
                1 => Rounds.Ratio(Ratio(1), "H'", 0.90, 0.95),
                2 => Rounds.Ratio(Ratio(2), "H'", 0.25, 0.50),
                _ => string.Create(CultureInfo.InvariantCulture, $"{Ratio(3):0.000} H'"),
            });
    }

    /// <summary>A message waiting for the visitor makes the page theirs alone: nothing of it is kept.</summary>
    private static byte[] Rendered(string path) => HttpLoad.Get(path, "Cookie: flash=none\r\n");

    private static Func<byte[]?> Same(byte[] request) => () => request;
}
