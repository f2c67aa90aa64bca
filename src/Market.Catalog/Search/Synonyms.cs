namespace Market.Catalog.Search;

/// <summary>Names that mean the same produce, in both languages; the list is <c>synonyms.txt</c>.</summary>
/// <remarks>
/// The index carries a token of the group beside every name it knows, so a search for one name is one look-up. A name inside
/// a longer known name does not count as that group: 胡萝卜 is a carrot and no 萝卜.
/// </remarks>
internal static class Synonyms
{
    private const int LongestHan = 6, LongestPhrase = 4;
    private static readonly string[][] Groups = [.. Resources.Lines("synonyms.txt").Select(line => line.Split(','))];
    private static readonly Dictionary<string, int> Members = Read();
    private static readonly HashSet<string> Inside = FindInside();

    /// <summary>The index token of a group.</summary>
    public static string Token(int group) => "\u0001" + group;

    /// <summary>Group of a whole Han run or of singular English words joined by a space; -1 when unknown.</summary>
    public static int Group(string name) => Members.GetValueOrDefault(name, -1);

    /// <summary>True when the name also occurs inside longer names of other groups.</summary>
    public static bool IsInsideOthers(string name) => Inside.Contains(name);

    /// <summary>Chinese names of a group.</summary>
    public static IEnumerable<string> Chinese(int group) => Groups[group].Where(name => name[0] > 'z');

    /// <summary>Known names in a text that no longer known name covers; overlapping ones are all given.</summary>
    /// <returns>Index of the first word, index of the first character in it, characters (or words), group.</returns>
    public static IEnumerable<(int Word, int Start, int Length, int Group)> In(List<Word> words)
    {
        var covered = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Han)
            {
                foreach (var (start, length, group) in InRun(words[i].Text)) yield return (i, start, length, group);
                continue;
            }
            var (longest, found) = Phrase(words, i);
            if (longest == 0 || i + longest <= covered) continue;
            covered = i + longest;
            yield return (i, 0, longest, found);
        }
    }

    /// <summary>Longest known English name that begins at a word.</summary>
    /// <returns>Words and group; 0 words when none is known.</returns>
    public static (int Words, int Group) Phrase(List<Word> words, int index)
    {
        var (name, best) = ("", (0, -1));
        for (var length = 1; length <= LongestPhrase && index + length <= words.Count && !words[index + length - 1].Han; length++)
        {
            name += (length == 1 ? "" : " ") + EnglishPlural.Singular(words[index + length - 1].Text);
            if (Members.TryGetValue(name, out var group)) best = (length, group);
        }
        return best;
    }

    private static IEnumerable<(int Start, int Length, int Group)> InRun(string run)
    {
        var covered = 0;
        for (var start = 0; start < run.Length; start++)
            for (var length = Math.Min(LongestHan, run.Length - start); length > 0 && start + length > covered; length--)
                if (Members.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(run.AsSpan(start, length), out var group))
                {
                    covered = start + length;
                    yield return (start, length, group);
                }
    }

    private static Dictionary<string, int> Read()
    {
        var members = new Dictionary<string, int>();
        for (var group = 0; group < Groups.Length; group++)
            foreach (var name in Groups[group])
                members.Add(string.Join(' ', Words.Of(name).Select(word => EnglishPlural.Singular(word.Text))), group);
        return members;
    }

    private static HashSet<string> FindInside() =>
        [.. Members.Keys.Where(name => Members.Any(other => other.Key.Length > name.Length && (" " + other.Key + " ").Contains(
            name[0] > 'z' ? name : $" {name} ", StringComparison.Ordinal) && other.Value != Members[name]))];
}
