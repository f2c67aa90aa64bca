using System.Diagnostics;
using System.Globalization;
using Lucene.Net.Search;
using Market.Catalog.Search;
using Market.Kernel;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Benchmarks;

/// <summary>Product search against plain Lucene on one index, in one process, rounds in turn; medians of five.</summary>
/// <remarks>Speeds are per second of processor time, so that other work on the machine does not count; the times are by the clock.</remarks>
internal static class SearchBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("market-bench-").FullName;
        try
        {
            using var index = new ProductIndex(new(folder), NullLogger<ProductIndex>.Instance);
            Fill(index, count);
            using var lease = index.Search()!.Value;
            var (plain, search) = (new PlainLucene(lease.Searcher.IndexReader), new LuceneSearch(index, TimeProvider.System));
            var asked = Questions().ToArray();
            Console.WriteLine(FormattableString.Invariant(
                $"{count} products, {lease.Searcher.IndexReader.Leaves.Count} segments, {asked.Average(x => plain.Top(x.Query, x.Text.Category!)):0} hits a query"));
            await MeasureAsync(asked, plain, search);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static async Task MeasureAsync((ProductQuery Text, Query Query)[] asked, PlainLucene plain, LuceneSearch search)
    {
        var systems = new (string Name, Func<(ProductQuery Text, Query Query), Task<int>> Run)[]
        {
            ("search", async x => (await search.SearchAsync(x.Text, default)).Total),
            ("plain top 20", x => Task.FromResult(plain.Top(x.Query, x.Text.Category!))),
            ("plain top 20 + facets", x => Task.FromResult(plain.TopAndFacets(x.Query, x.Text.Category!))),
            ("plain top 20 + sideways", x => Task.FromResult(plain.TopAndSidewaysFacets(x.Query, x.Text.Category!))),
            ("suggestions", async x => (await search.SuggestAsync(x.Text.Text.Split(' ')[1][..1], "zh", default)).Count),
            ("suggestions, one letter", async x => (await search.SuggestAsync(Pinyin.Readings(x.Text.Text.Split(' ')[1][0])[0][..1], "zh", default)).Count),
            ("nothing found, help", async x => (await search.SearchAsync(x.Text with { Text = x.Text.Text + "月球 tomatto" }, default)).Help!.DidYouMean!.Length),
        };
        var speeds = systems.Select(_ => new List<double>()).ToArray();
        var times = new List<double>();
        for (var round = -1; round < Rounds; round++) // the first one warms up
            for (var system = 0; system < systems.Length; system++)
            {
                var speed = await SpeedAsync(asked, systems[system].Run, system == 0 && round >= 0 ? times : []);
                if (round >= 0) speeds[system].Add(speed);
            }
        var ours = Median(speeds[0]);
        for (var system = 0; system < systems.Length; system++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{systems[system].Name,-24}{Median(speeds[system]),10:0} queries/cpu-s   search / this = {ours / Median(speeds[system]):0.00}"));
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"search time: median {times[times.Count / 2]:0.000} ms, p99 {times[times.Count * 99 / 100]:0.000} ms"));
    }

    private static async Task<double> SpeedAsync((ProductQuery, Query)[] asked, Func<(ProductQuery, Query), Task<int>> run, List<double> times)
    {
        var (watch, processor, done, checksum) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0, 0L);
        while (watch.Elapsed < Round)
            foreach (var question in asked)
            {
                var before = Stopwatch.GetTimestamp();
                checksum += await run(question);
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
                done++;
            }
        if (checksum == 0) throw new InvalidOperationException("Nothing was found: this measures nothing.");
        return done / (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
    }

    /// <summary>Two terms and a category each: a synonym and a trait, a synonym and a place, a trait and a place.</summary>
    internal static IEnumerable<(ProductQuery Text, Query Query)> Questions()
    {
        for (var i = 0; i < 60; i++)
        {
            var (name, trait, place) = (MadeUpProducts.Name(i), MadeUpProducts.Traits[i % 12], MadeUpProducts.Places[i * 5 % 12]);
            var text = (i % 3) switch { 0 => $"{name} {trait}", 1 => $"{name} {place}", _ => $"{trait} {place}" };
            yield return (new() { Text = text, Category = MadeUpProducts.Categories[i % 10] }, LuceneQueries.Of(QueryTerms.Of(text), ranked: true));
        }
    }

    private static void Fill(ProductIndex index, int count)
    {
        var (watch, processor, generation) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, index.Writing());
        foreach (var page in MadeUpProducts.Take(count, DistrictClock.Date(TimeProvider.System.GetUtcNow().UtcDateTime)).Chunk(1_000))
            generation.Apply(new(page, [], IndexCursor.AllOf(1)));
        generation.Commit();
        generation.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"indexed in {watch.Elapsed.TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.0} s of processor time"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
