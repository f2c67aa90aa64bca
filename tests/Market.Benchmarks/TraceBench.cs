using System.Diagnostics;
using System.Globalization;
using Market.Benchmarks.Load;
using Market.Testing;
using Market.Traceability;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Market.Traceability.Tracing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Benchmarks;

/// <summary>Traces, suppositions and the 24-hour sheet on a made-up graph of a million events.</summary>
internal static class TraceBench
{
    private const int Traces = 200;
    private static readonly TraceParty Inspector = new(Guid.Empty, null);

    public static async Task<int> RunAsync(params string[] databases)
    {
        foreach (var name in databases)
        {
            var server = name == "mariadb" ? BenchShop.Server : null;
            if (name == "mariadb" && server is null) Console.WriteLine("MariaDB is left out: MARKET_BENCH_MYSQL is not set.");
            else await RunAsync(name, server);
        }
        return 0;
    }

    private static async Task RunAsync(string name, string? server)
    {
        await using var database = await TestDatabase.CreateAsync(server);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddTraceability(database.For("trace"), new("https://shop.example", new("shop.example/log", Path.Combine(database.Folder, "checkpoint"), null, []))).BuildServiceProvider();
        var (watch, events) = (Stopwatch.StartNew(), 0);
        await AskAsync<TraceDb, int>(services, async db =>
        {
            await db.Database.MigrateAsync();
            return events = await MadeUpTrace.FillAsync(db, services.GetRequiredService<TraceSettings>());
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {events} events, depth {MadeUpTrace.Depth}, made in {watch.Elapsed.TotalSeconds:0} s"));
        await TraceAsync(services, name);
        await SupposeAsync(services, name);
        await SheetAsync(services, name);
    }

    private static async Task TraceAsync(IServiceProvider services, string name)
    {
        var (random, times, nodes) = (new Random(7), new List<double>(), new List<double>());
        for (var i = -5; i < Traces; i++)
        {
            var (key, watch) = (MadeUpTrace.Key(random.Next(1, MadeUpTrace.Depth + 1), random.Next(MadeUpTrace.Width)), Stopwatch.StartNew());
            var graph = (await AskAsync<TraceReads, TraceGraph?>(services, x => x.FindAsync(Inspector, key, new(TraceDirection.Both), default)))!;
            if (graph.Truncated) throw new InvalidOperationException($"{key} was truncated");
            if (i < 0) continue;
            times.Add(watch.Elapsed.TotalMilliseconds);
            nodes.Add(graph.Nodes.Count);
        }
        times.Sort();
        var met = times[Traces * 95 / 100] <= 1_000;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: both ways of {Traces} lots, {nodes.Average():0} nodes each: p50 {times[Traces / 2]:0} ms, p95 {times[Traces * 95 / 100]:0} ms (goal 1,000{(met ? " ok" : " NOT MET")}), p99 {times[Traces * 99 / 100]:0} ms"));
    }

    private static async Task SupposeAsync(IServiceProvider services, string name)
    {
        var day = MadeUpTrace.Day(77);
        foreach (var (what, question) in new[]
        {
            ("a lot", new WhatIfQuestion(WhatIfKind.Lot, MadeUpTrace.Code(0, 4_321))), ("a plot", new(WhatIfKind.Plot, MadeUpTrace.PlotCode(99))),
            ("an input", new(WhatIfKind.Input, MadeUpTrace.Input)), ("a day's harvest", new(WhatIfKind.Window, "", day, day)), ("a sensor breach", new(WhatIfKind.Breach, "", AboveTenths: 100)),
        })
        {
            var (times, scope, used) = (new List<double>(), (WhatIfScope?)null, Environment.CpuUsage.TotalTime);
            for (var round = 0; round < 5; round++)
            {
                var watch = Stopwatch.StartNew();
                scope = await AskAsync<WhatIf, WhatIfScope>(services, x => x.FindAsync(Inspector, question, default));
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: what if {what}: {scope!.Widest.Lots} lots, {scope.Widest.Shops + scope.Widest.Shoppers} receivers: median {times[2]:0} ms, worst {times[4]:0} ms (goal 5,000{(times[4] <= 5_000 ? " ok" : " NOT MET")}), {(Environment.CpuUsage.TotalTime - used).TotalMilliseconds / 5:0} ms of processor time"));
        }
    }

    private static async Task SheetAsync(IServiceProvider services, string name)
    {
        var (watch, used, rows, cells, most) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0, 0L, 0L);
        await AskAsync<TraceSheet, int>(services, async sheet =>
        {
            await foreach (var row in sheet.RowsAsync(Inspector, new([], new(2020, 1, 1), new(2030, 1, 1)), default))
            {
                cells += row.Sum(x => x.Length);
                if (++rows % 50_000 == 0) most = Math.Max(most, GC.GetTotalMemory(rows % 200_000 == 0));
            }
            return rows;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: 24-hour sheet of {rows} rows, {cells >> 20} MB: {watch.Elapsed.TotalSeconds:0.0} s (goal 60{(watch.Elapsed.TotalSeconds <= 60 ? " ok" : " NOT MET")}), {(Environment.CpuUsage.TotalTime - used).TotalSeconds:0.0} s of processor time, {most >> 20} MB of memory at most"));
    }

    private static async Task<T> AskAsync<TService, T>(IServiceProvider services, Func<TService, Task<T>> ask) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
