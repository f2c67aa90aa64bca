using System.Globalization;

namespace Market.Benchmarks.Load;

/// <summary>Rounds in turn and their medians: ratios of one run, on a machine that others use too.</summary>
internal static class Rounds
{
    public const int Count = 5;
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>4 KiB appended and flushed to the disk, per second.</summary>
    public static double Fsyncs(string folder)
    {
        var path = Path.Combine(folder, "fsync.probe");
        var block = new byte[4096];
        var (done, watch) = (0, System.Diagnostics.Stopwatch.StartNew());
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0))
            for (; watch.Elapsed < TimeSpan.FromSeconds(1); done++)
            {
                file.Write(block);
                file.Flush(flushToDisk: true);
            }
        File.Delete(path);
        return done / watch.Elapsed.TotalSeconds;
    }

    public static void Line(string name, double perSecond, double cpuMicros, string ratio) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34}{perSecond,10:0}/s {cpuMicros,8:0.0} us cpu   {ratio}"));

    public static string Ratio(double value, string of, double pass, double aim) => string.Create(CultureInfo.InvariantCulture,
        $"{value:0.000} {of} (pass {pass:0.00}{(value >= pass ? " ok" : " NOT MET")}, aim {aim:0.00}{(value >= aim ? " ok" : "")})");
}
