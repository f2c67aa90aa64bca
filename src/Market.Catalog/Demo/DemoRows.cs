using System.Globalization;

namespace Market.Catalog.Demo;

/// <summary>The demo's tables and pictures, kept in the assembly.</summary>
internal static class DemoRows
{
    public static IEnumerable<string[]> Of(string table)
    {
        using var reader = new StreamReader(Open($"{table}.tsv"));
        while (reader.ReadLine() is { } line)
            if (line.Length > 0) yield return line.Split('\t');
    }

    /// <param name="name">File name without its ending.</param>
    public static Stream Picture(string name) => Open($"Pictures.{name}.webp");

    public static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static Stream Open(string name) => typeof(DemoRows).Assembly.GetManifestResourceStream($"Market.Catalog.Demo.{name}")
        ?? throw new InvalidOperationException($"The demo has no {name}.");
}
