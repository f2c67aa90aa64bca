namespace Market.Catalog.Search;

/// <summary>English words in the singular, by their endings: enough for names of produce.</summary>
/// <remarks>Vectors: potatoes - potato, cherries - cherry, peaches - peach, beans - bean; grass, citrus and leaves of three letters stay.</remarks>
internal static class EnglishPlural
{
    public static string Singular(string word)
    {
        if (word.Length < 4 || word[^1] != 's') return word;
        if (word == "leaves") return "leaf";
        if (EndsWithAny(word, "ss", "us", "is")) return word;
        if (word.EndsWith("ies", StringComparison.Ordinal)) return word.Length > 4 ? word[..^3] + "y" : word[..^1];
        return EndsWithAny(word, "oes", "ches", "shes", "xes", "sses") ? word[..^2] : word[..^1];
    }

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        return false;
    }
}
