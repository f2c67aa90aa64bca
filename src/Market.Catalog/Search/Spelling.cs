using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Market.Catalog.Search;

/// <summary>Help when a text finds nothing: what the shopper may have meant.</summary>
/// <remarks>
/// Han is corrected by its sound (土逗 sounds like 土豆), Latin letters by up to two changed letters, in English words and in
/// pinyin alike, and a run of several known names is taken apart (新鲜土豆番茄: 土豆 番茄).
/// </remarks>
internal static class Spelling
{
    private const int MaxExpansions = 200;

    /// <param name="findsSomething">Whether a text matches products; asked at most three times.</param>
    /// <returns>A text that finds something, or null.</returns>
    public static string? Closest(ProductSearcher searcher, List<QueryTerm> terms, Func<string, bool> findsSomething)
    {
        var reader = searcher.IndexReader;
        var matching = terms.ConvertAll(term => Matches(searcher, term));
        string Written(Func<QueryTerm, string?> other) => string.Join(' ', terms
            .Select((term, at) => matching[at] ? term.Typed ?? term.Text : other(term)).Where(text => !string.IsNullOrEmpty(text)));

        string[] ideas = [Written(term => Similar(reader, term) ?? term.Text), Written(KnownParts), Written(_ => null)];
        var typed = string.Join(' ', terms.Select(term => term.Typed ?? term.Text));
        return ideas.Distinct().FirstOrDefault(idea => idea.Length > 0 && idea != typed && findsSomething(idea));
    }

    private static bool Matches(ProductSearcher searcher, QueryTerm term) =>
        searcher.Search(LuceneQueries.Of([term], ranked: false), 1).TotalHits > 0;

    private static string? Similar(IndexReader reader, QueryTerm term)
    {
        if (term.Han)
        {
            if (Pinyin.Usual(term.Text) is not { } sound) return null;
            return Suggestions.NameReadAs(reader, sound)
                ?? (reader.DocFreq(new Term(ProductDocument.Pinyin, sound)) > 0 ? sound : null);
        }
        if (Nearest(reader, ProductDocument.Name, term.Text) is { } english) return english;
        return Nearest(reader, ProductDocument.Pinyin, term.Text) is { } pinyin ? Suggestions.NameReadAs(reader, pinyin) ?? pinyin : null;
    }

    /// <summary>The known names in a run, apart.</summary>
    private static string KnownParts(QueryTerm term) => !term.Han
        ? term.Text
        : string.Join(' ', Synonyms.In([new Word(term.Text, true, 0)]).Select(known => term.Text.Substring(known.Start, known.Length)));

    /// <summary>The most used Latin term within one changed letter, from six letters on two; the first letter must be right.</summary>
    private static string? Nearest(IndexReader reader, string field, string word)
    {
        if (word.Length < 4 || MultiFields.GetTerms(reader, field) is not { } terms) return null;
        var near = new FuzzyTermsEnum(terms, new AttributeSource(), new Term(field, word), word.Length < 6 ? 1 : 2, prefixLength: 1, transpositions: true);
        var found = new List<(string Text, int Products, float Likeness)>();
        var likeness = near.Attributes.AddAttribute<IBoostAttribute>();
        while (found.Count < MaxExpansions && near.MoveNext())
            found.Add((near.Term.Utf8ToString(), near.DocFreq, likeness.Boost));
        return found.Where(term => term.Text[0] is >= 'a' and <= 'z').OrderByDescending(term => term.Likeness)
            .ThenByDescending(term => term.Products).ThenBy(term => term.Text, StringComparer.Ordinal).Select(term => term.Text).FirstOrDefault();
    }
}
