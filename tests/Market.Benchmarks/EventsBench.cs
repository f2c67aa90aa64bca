using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Market.Benchmarks.Load;
using Market.Kernel.Data;
using Market.Testing;
using Market.Traceability;
using Market.Traceability.Data;
using Market.Traceability.Epcis;
using Market.Traceability.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Benchmarks;

/// <summary>Events captured, leaves appended and proved, codes scanned, lots looked at and codes streamed.</summary>
internal static class EventsBench
{
    private const int Connections = 32, Shoppers = 128, Leaves = 200_000, Often = 100_000;

    /// <param name="database">sqlite or mariadb, for events and log; codes and pages are measured on SQLite.</param>
    public static async Task<int> RunAsync(string database)
    {
        await using var made = await TestDatabase.CreateAsync(database == "mariadb" ? BenchShop.Server : null);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddTraceability(made.For("trace"), new("https://shop.example", new("shop.example/log", Path.Combine(made.Folder, "checkpoint"), null, []))).BuildServiceProvider();
        await WithAsync(services, db => db.Database.MigrateAsync());
        Console.WriteLine(database);
        await CaptureAsync(services);
        await AppendAsync(services, made.Folder);
        return 0;
    }

    private static async Task CaptureAsync(IServiceProvider services)
    {
        var rates = new List<double>();
        for (var round = -1; round < Rounds.Count; round++)
        {
            var (json, watch) = (Document(round), Stopwatch.StartNew());
            using var document = EpcisDocument.Read(json, out _)!;
            await WithAsync(services, db => new CaptureRun(db, TimeProvider.System.GetUtcNow().UtcDateTime).KeepAsync(document, null, CaptureErrorBehaviour.Rollback, default));
            if (round >= 0) rates.Add(document.Events.Count / watch.Elapsed.TotalSeconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  capture, 10,000 events a document, read, checked, hashed, kept and queued for the log: {Rounds.Median(rates):0} events/s (goal 3,000)"));
    }

    private static byte[] Document(int round) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["@context"] = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        ["type"] = "EPCISDocument",
        ["schemaVersion"] = "2.0",
        ["creationDate"] = "2026-11-23T02:00:00Z",
        ["epcisBody"] = new JsonObject { ["eventList"] = new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => Event(round, i))]) },
    }.ToJsonString());

    private static JsonNode Event(int round, int i) => new JsonObject
    {
        ["type"] = "ObjectEvent",
        ["eventTime"] = "2026-11-22T10:00:00+08:00",
        ["eventTimeZoneOffset"] = "+08:00",
        ["action"] = "OBSERVE",
        ["bizStep"] = "shipping",
        ["disposition"] = "in_transit",
        ["epcList"] = new JsonArray(string.Create(CultureInfo.InvariantCulture, $"urn:epc:id:sgtin:0614141.107346.{((round + 1) * 100_000) + i}"), string.Create(CultureInfo.InvariantCulture, $"urn:epc:id:sscc:0614141.1{i:000000000}")),
        ["readPoint"] = new JsonObject { ["id"] = "urn:epc:id:sgln:0614141.07346.1234" },
    };

    private static async Task AppendAsync(IServiceProvider services, string folder)
    {
        await WithAsync(services, FillAsync);
        var signer = await AskAsync(services, db => LogKeys.SignerAsync(db, services.GetRequiredService<LogSettings>(), default));
        var (appended, watch, fs) = (0L, Stopwatch.StartNew(), Rounds.Fsyncs(folder));
        watch.Restart();
        while (await AskAsync(services, db => new LogBook(db).AppendAsync(signer, TimeProvider.System.GetUtcNow().UtcDateTime, default)) is { } batch) appended = batch.Checkpoint.Size;
        var rate = appended / watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  log append, durable: {rate:0} leaves/s (goal 5,000), {rate / fs:0.0} FS (aim 25)"));
        await ProveAsync(services, appended);
        Verify();
    }

    private static async Task FillAsync(TraceDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var first = await db.TakeAsync("log", Leaves, default);
        await db.BulkInsertAsync(Enumerable.Range(0, Leaves).Select(i => new LogEntry { Id = first + i, Subject = "lot" + (i % 5000).ToString(CultureInfo.InvariantCulture), ContentHash = new string('a', 64) }).ToList(), default);
        await transaction.CommitAsync();
    }

    private static async Task ProveAsync(IServiceProvider services, long size)
    {
        var times = new List<double>();
        for (var i = -10; i < 200; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<LogReads>().ProofAsync("lot" + Random.Shared.Next(5000).ToString(CultureInfo.InvariantCulture), default) is null) throw new InvalidOperationException("no proof");
            if (i >= 0) times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  proof from a log of {size}: p50 {times[100]:0.00} ms, p95 {times[190]:0.00} ms (goal 5 ms)"));
    }

    /// <summary>A log hashed again, beside a bare chain of as many SHA-256.</summary>
    private static void Verify()
    {
        var leaf = LogLeafText.Of("https://shop.example/id/lot/H0000000000", 1, new('a', 64), new('b', 64));
        var (ratios, chain) = (new List<double>(), new byte[65]);
        for (var round = -1; round < Rounds.Count; round++)
        {
            var (watch, frontier) = (Stopwatch.StartNew(), new MerkleFrontier());
            for (var i = 0; i < Leaves; i++) frontier.Append(MerkleHash.Leaf(leaf));
            var tree = watch.Elapsed;
            watch.Restart();
            // A tree of n leaves is n hashes of leaves and n - 1 of nodes.
            for (var i = 0; i < Leaves; i++)
            {
                SHA256.HashData(leaf, chain);
                SHA256.HashData(chain, chain);
            }
            if (round >= 0) ratios.Add(watch.Elapsed / tree);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  verification of {Leaves} leaves: {Rounds.Median(ratios):0.00} of a bare SHA-256 chain (goal 0.5)"));
    }

    /// <summary>Over HTTP: the page of a lot, scans of codes, the stream of a batch.</summary>
    public static async Task<int> PagesAsync()
    {
        var data = Directory.CreateTempSubdirectory("market-bench-").FullName;
        try
        {
            await using var shop = await ServerProcess.ShopAsync(data);
            await using var bare = await ServerProcess.BareAsync();
            using var http = await ManagerAsync(shop);
            var lot = (await http.GetFromJsonAsync<JsonNode>("/api/v1/lots"))!["items"]![0]!;
            await StreamAsync(http, lot, 10_000_000);
            var serials = await StreamAsync(http, lot, 1_500_000);
            await BesideAsync("lot page, kept", Connections, (shop, bare), $"/{(await http.GetByteArrayAsync($"/id/lot/{lot["code"]}")).Length}", () => HttpLoad.Get($"/id/lot/{lot["code"]}"), ("H'", 0.90, 0.95));
            var next = 0;
            byte[] Scan(int most) => HttpLoad.Get("/t/" + serials[Interlocked.Increment(ref next) % most], "Accept-Encoding: gzip, deflate, br\r\n");
            await BesideAsync("pack scanned for the first time", Shoppers, (shop, bare), "/", () => Scan(serials.Count), ("S", 0.35, 0.70));
            if (next > serials.Count) Console.WriteLine("Some of those were scanned before: there were too few.");
            var once = Math.Min(next, serials.Count);
            next = 0;
            await BesideAsync("pack scanned the second time", Shoppers, (shop, bare), "/", () => Scan(once), ("S", 0.35, 0.70));
            if (next > once) Console.WriteLine($"{next - once} of those were scanned a third time.");
            // From the sixth time on the other scans of the day are read as well; each time it is another phone.
            next = 0;
            byte[] Again()
            {
                var nth = Interlocked.Increment(ref next);
                return HttpLoad.Get("/t/" + serials[nth % Often], string.Create(CultureInfo.InvariantCulture, $"User-Agent: phone {nth / Often}\r\nAccept-Encoding: gzip, deflate, br\r\n"));
            }
            await BesideAsync("pack scanned often, by as many phones", Shoppers, (shop, bare), "/", Again, ("S", 0.35, 0.70));
            Console.WriteLine($"Each of those packs was scanned {2 + (next / Often)} times.");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
        return 0;
    }

    private static async Task<HttpClient> ManagerAsync(ServerProcess shop)
    {
        var http = new HttpClient { BaseAddress = new Uri(shop.Address) };
        var token = await (await http.PostAsJsonAsync("/api/v1/tokens", new { email = "manager.shangwan@demo.coopmarket.example", password = "CoopMarket-demo-1" })).Content.ReadFromJsonAsync<JsonNode>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token!["token"]!.GetValue<string>());
        return http;
    }

    private static async Task<List<string>> StreamAsync(HttpClient http, JsonNode lot, int count)
    {
        var batch = await (await http.PostAsJsonAsync("/api/v1/code-batches", new { lotId = lot["id"]!.GetValue<string>(), count })).Content.ReadFromJsonAsync<JsonNode>();
        var (watch, serials) = (Stopwatch.StartNew(), new List<string>());
        using var answer = await http.GetAsync($"/api/v1/code-batches/{batch!["id"]}/codes.csv", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var (buffer, text, first, bytes) = (new byte[1 << 20], new StringBuilder(), TimeSpan.Zero, 0L);
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; bytes += read)
        {
            if (bytes == 0) first = watch.Elapsed;
            if (count <= 1_500_000) text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} codes streamed: {count / watch.Elapsed.TotalSeconds:0} codes/s (goal 1,000,000), first byte after {first.TotalMilliseconds:0} ms (goal 200)"));
        serials.AddRange(text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(x => x[..13]));
        return serials;
    }

    private static async Task BesideAsync(string name, int connections, (ServerProcess Shop, ServerProcess Bare) servers, string plain, Func<byte[]> ours, (string Name, double Pass, double Aim) of)
    {
        var (shop, bare) = servers;
        var ratios = new List<(double Ratio, double PerSecond, double Micros)>();
        await new HttpLoad(shop.Port).RunAsync(connections, TimeSpan.FromSeconds(8), ours, shop);
        for (var round = 0; round < Rounds.Count; round++)
        {
            var beside = await new HttpLoad(bare.Port).RunAsync(connections, Rounds.Length, () => HttpLoad.Get(plain), bare);
            var burst = await new HttpLoad(shop.Port).RunAsync(connections, Rounds.Length, ours, shop);
            if (burst.Statuses.Keys.Any(x => x != 200)) throw new InvalidOperationException($"{name} answered {string.Join(',', burst.Statuses.Keys)}");
            ratios.Add((burst.PerSecond / beside.PerSecond, burst.PerSecond, burst.ServerCpuMicros));
        }
        Rounds.Line(name, Rounds.Median(ratios.Select(x => x.PerSecond)), Rounds.Median(ratios.Select(x => x.Micros)), Rounds.Ratio(Rounds.Median(ratios.Select(x => x.Ratio)), of.Name, of.Pass, of.Aim));
    }

    private static Task WithAsync(IServiceProvider services, Func<TraceDb, Task> work) => AskAsync(services, async db =>
    {
        await work(db);
        return 0;
    });

    private static async Task<T> AskAsync<T>(IServiceProvider services, Func<TraceDb, Task<T>> ask)
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TraceDb>());
    }
}
