using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Market.Catalog.Search;

/// <summary>Reads suggestions out of the index's own list of terms.</summary>
internal static class Suggestions
{
    public const int Max = 8;

    /// <summary>Terms looked at for one beginning: short beginnings have very many, and a shopper types on.</summary>
    private const int MaxScanned = 1_000;

    /// <summary>Terms that are looked at closely.</summary>
    private const int MaxKept = 24;

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
        var (live, counts) = (MultiFields.GetLiveDocs(reader), new Dictionary<(SuggestionKind, string, string), (int Products, bool Whole)>());
        foreach (var (term, frequency, whole) in MostFrequent(reader, field, new(beginning)))
        {
            var products = MultiFields.GetTermDocsEnum(reader, live, field, term, DocsFlags.NONE);
            if (products is null || products.NextDoc() == DocIdSetIterator.NO_MORE_DOCS) continue; // all of them were deleted

            var (chinese, name) = SuggestionTerms.Read(term.Utf8ToString(), frequency);
            var entry = (chinese.Kind, english && name.Length > 0 ? name : chinese.Text, chinese.Target);
            var known = counts.GetValueOrDefault(entry);
            counts[entry] = (known.Products + frequency, known.Whole || whole);
        }
        return [.. counts.OrderByDescending(entry => entry.Value.Whole).ThenByDescending(entry => entry.Value.Products)
            .ThenBy(entry => entry.Key.Item2.Length).ThenBy(entry => entry.Key.Item2, StringComparer.Ordinal).ThenBy(entry => entry.Key.Item3, StringComparer.Ordinal)
            .Select(entry => new Suggestion(entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value.Products))
            .Where(suggestion => suggestion.Text.Length > 0)];
    }

    /// <summary>The terms with that beginning that most products carry, whole keys before longer ones.</summary>
    private static IEnumerable<(BytesRef Term, int Frequency, bool Whole)> MostFrequent(IndexReader reader, string field, BytesRef beginning)
    {
        var terms = MultiFields.GetTerms(reader, field)?.GetEnumerator();
        if (terms is null || terms.SeekCeil(beginning) == TermsEnum.SeekStatus.END) return [];

        var kept = new PriorityQueue<BytesRef, (bool Whole, int Frequency)>();
        for (var scanned = 0; scanned < MaxScanned && StringHelper.StartsWith(terms.Term, beginning); scanned++)
        {
            var rank = (SuggestionTerms.IsWhole(terms.Term, beginning.Length), terms.DocFreq);
            if (kept.Count < MaxKept) kept.Enqueue(BytesRef.DeepCopyOf(terms.Term), rank);
            else if (kept.TryPeek(out _, out var least) && least.CompareTo(rank) < 0) kept.EnqueueDequeue(BytesRef.DeepCopyOf(terms.Term), rank);
            if (!terms.MoveNext()) break;
        }
        return kept.UnorderedItems.Select(item => (item.Element, item.Priority.Frequency, item.Priority.Whole));
    }
}
