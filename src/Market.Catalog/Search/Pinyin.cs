using System.Reflection;

namespace Market.Catalog.Search;

/// <summary>How Han characters are read aloud, without tones, so that people can type them on a Latin keyboard.</summary>
internal static class Pinyin
{
    private const char First = '\u4e00';
    private const int Characters = 0x9fa6 - First;
    private static readonly string[]?[] Table = Read();

    /// <summary>Up to three readings, the usual one first; empty when the character has none.</summary>
    public static ReadOnlySpan<string> Readings(char han) =>
        han - First is >= 0 and < Characters and var index ? Table[index] : default;

    /// <summary>The usual reading of every character joined, or null when one has none. Vector: 土豆 gives tudou.</summary>
    public static string? Usual(string han)
    {
        var joined = "";
        foreach (var character in han)
        {
            if (Readings(character) is not [var usual, ..]) return null;
            joined += usual;
        }
        return joined;
    }

    /// <summary>Every way to read the text, at most <paramref name="limit"/>; empty when a character has no reading.</summary>
    /// <param name="initials">Keep only the first letter of each syllable.</param>
    public static List<string> Ways(ReadOnlySpan<char> han, bool initials, int limit = 8)
    {
        List<string> ways = [""];
        foreach (var character in han)
        {
            var longer = new List<string>();
            foreach (var way in ways)
                foreach (var reading in Readings(character))
                {
                    var next = way + (initials ? reading[..1] : reading);
                    if (longer.Count < limit && !longer.Contains(next)) longer.Add(next);
                }
            ways = longer;
        }
        return ways;
    }

    private static string[]?[] Read()
    {
        var (table, lines) = (new string[]?[Characters], Resources.Lines("pinyin.txt"));
        foreach (var also in new[] { 1, 2 })
            foreach (var line in lines)
            {
                var cells = line.Split('\t');
                if (cells.Length <= also) continue;
                foreach (var character in cells[also]) table[character - First] = [.. table[character - First] ?? [], cells[0]];
            }
        return table;
    }
}

/// <summary>The word lists that are built into this assembly.</summary>
internal static class Resources
{
    /// <summary>Lines of a list without blank lines and comments.</summary>
    public static List<string> Lines(string name) =>
        [.. Text(name).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#')];

    public static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Market.Catalog.Search." + name)
            ?? throw new InvalidOperationException($"The word list {name} is not built in.");
        return new StreamReader(stream).ReadToEnd();
    }
}
