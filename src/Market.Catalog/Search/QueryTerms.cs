namespace Market.Catalog.Search;

/// <summary>One thing a shopper asks for; it must occur somewhere in a product.</summary>
/// <param name="Text">A Han run, one word, or the words of a known English name.</param>
/// <param name="Han">A Han run: found as the characters in a row.</param>
/// <param name="Typed">The word as typed when it may be pinyin or initials, else null.</param>
/// <param name="Group">Group of synonyms, or -1.</param>
internal sealed record QueryTerm(string Text, bool Han, string? Typed, int Group)
{
    private const int MaxVariants = 8;

    /// <summary>The run with a known name in it replaced by its synonyms: 土豆粉 also means 马铃薯粉.</summary>
    public IEnumerable<string> Variants() => !Han || Group >= 0
        ? []
        : Synonyms.In([new Word(Text, true, 0)])
            .Where(known => known.Length > 1)
            .SelectMany(known => Synonyms.Chinese(known.Group).Select(name => Text[..known.Start] + name + Text[(known.Start + known.Length)..]))
            .Where(variant => variant != Text).Take(MaxVariants);
}

/// <summary>Reads what a shopper typed. Nothing in it has a meaning of its own: operators and quotes are only spaces.</summary>
internal static class QueryTerms
{
    private const int MaxTerms = 8;

    /// <returns>At most eight terms from the first hundred characters; none when nothing in the text can be searched for.</returns>
    public static List<QueryTerm> Of(string text)
    {
        var words = Words.Of(text.Length > ProductQuery.MaxText ? text[..ProductQuery.MaxText] : text);
        var terms = new List<QueryTerm>();
        for (var i = 0; i < words.Count && terms.Count < MaxTerms; i++)
        {
            if (words[i].Han)
            {
                terms.Add(new(words[i].Text, true, null, Synonyms.Group(words[i].Text)));
                continue;
            }
            var (length, group) = Synonyms.Phrase(words, i);
            var known = string.Join(' ', words.Skip(i).Take(Math.Max(1, length)).Select(word => EnglishPlural.Singular(word.Text)));
            terms.Add(new(known, false, length <= 1 && words[i].Letters ? words[i].Text : null, group));
            i += Math.Max(0, length - 1);
        }
        return terms;
    }
}
