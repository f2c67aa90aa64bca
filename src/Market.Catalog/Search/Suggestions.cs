using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Market.Catalog.Search;

/// <summary>Reads suggestions out of the index's own list of terms.</summary>
internal static class Suggestions
{
    public const int Max = 8;

    /// <summary>Terms looked at for one beginning: short beginnings have very many, and a shopper types on.</summary>
    private const int MaxScanned = 3_000;

    /// <summary>Room kept for other kinds than the most frequent one.</summary>
    private const int MaxOfOneKind = 5;

    /// <summary>Names that begin so, then names whose pinyin, then names whose initials do; whole names first, then those with more products.</summary>
    public static List<Suggestion> For(IndexReader reader, string text, bool english)
    {
        var key = SuggestionTerms.Key(text.Length > ProductQuery.MaxText ? text[..ProductQuery.MaxText] : text);
        if (key.Length == 0) return [];

        var found = new List<Suggestion>();
        string[] fields = key.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0
            ? [SuggestionTerms.ByName, SuggestionTerms.ByPinyin, SuggestionTerms.ByInitials]
            : [SuggestionTerms.ByName];
        foreach (var field in fields)
        {
            found.AddRange(Beginning(reader, field, key, english)
                .Where(next => !found.Exists(known => known.Kind == next.Kind && known.Text == next.Text && known.Target == next.Target)));
            if (found.Count >= Max) break;
        }
        var mixed = found.Where((suggestion, at) => found.Take(at).Count(earlier => earlier.Kind == suggestion.Kind) < MaxOfOneKind).ToList();
        return [.. mixed.Concat(found.Except(mixed)).Take(Max)];
    }

    /// <summary>The Chinese product name with the most products among those read exactly so, or null.</summary>
    public static string? NameReadAs(IndexReader reader, string pinyin) =>
        Beginning(reader, SuggestionTerms.ByPinyin, SuggestionTerms.Whole(pinyin), english: false)
            .FirstOrDefault(suggestion => suggestion.Kind == SuggestionKind.Product)?.Text;

    private static List<Suggestion> Beginning(IndexReader reader, string field, string beginning, bool english)
    {
        var (terms, live, first) = (MultiFields.GetTerms(reader, field)?.GetEnumerator(), MultiFields.GetLiveDocs(reader), new BytesRef(beginning));
        if (terms is null || terms.SeekCeil(first) == TermsEnum.SeekStatus.END) return [];

        var counts = new Dictionary<(SuggestionKind, string, string), (int Products, bool Whole)>();
        DocsEnum? postings = null;
        var scanned = 0;
        do
        {
            if (!StringHelper.StartsWith(terms.Term, first) || scanned++ == MaxScanned) break;
            postings = terms.Docs(live, postings, DocsFlags.NONE);
            if (postings.NextDoc() == DocIdSetIterator.NO_MORE_DOCS) continue; // all of them were deleted

            var (key, chinese, name) = SuggestionTerms.Read(terms.Term.Utf8ToString(), terms.DocFreq);
            var entry = (chinese.Kind, english && name.Length > 0 ? name : chinese.Text, chinese.Target);
            var (products, whole) = counts.GetValueOrDefault(entry);
            counts[entry] = (products + chinese.Count, whole || key == beginning);
        } while (terms.MoveNext());
        return [.. counts.OrderByDescending(entry => entry.Value.Whole).ThenByDescending(entry => entry.Value.Products)
            .ThenBy(entry => entry.Key.Item2.Length).ThenBy(entry => entry.Key.Item2, StringComparer.Ordinal).ThenBy(entry => entry.Key.Item3, StringComparer.Ordinal)
            .Select(entry => new Suggestion(entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value.Products))
            .Where(suggestion => suggestion.Text.Length > 0)];
    }
}
