using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace Market.Catalog.Search;

/// <summary>Suggestions are terms of the index: a key people type, then what to show. How many products carry a term is its weight.</summary>
internal static class SuggestionTerms
{
    public const string ByName = "suggest", ByPinyin = "suggest_pinyin", ByInitials = "suggest_initials";
    private const char Separator = '\u0001';
    private const int MaxKey = 60, MaxPinyin = 8;
    private static readonly FieldType Listed = new() { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY };

    public static void AddTo(Document document, ListedProduct product)
    {
        var (names, pinyin, initials) = (new Tokens(), new Tokens(), new Tokens());
        foreach (var (kind, named) in Entries(product))
        {
            var shown = Separator + string.Join(Separator, kind, named.Key, Clean(named.Name), Clean(named.NameEn));
            foreach (var key in Keys(named.Name).Concat(Keys(named.NameEn)).Distinct()) names.Term(key + shown);
            foreach (var han in Keys(named.Name).Select(FirstHan).Where(han => han.Length > 0).Distinct())
            {
                foreach (var way in Pinyin.Ways(han, initials: false, limit: 4)) pinyin.Term(way + shown);
                foreach (var way in Pinyin.Ways(han, initials: true, limit: 4)) initials.Term(way + shown);
            }
        }
        document.Add(new Field(ByName, names.Stream(), Listed));
        document.Add(new Field(ByPinyin, pinyin.Stream(), Listed));
        document.Add(new Field(ByInitials, initials.Stream(), Listed));
    }

    /// <summary>The words of a text joined as the keys are.</summary>
    public static string Key(string text) => Join(Words.Of(text));

    /// <summary>First key of everything that begins with what was typed; a whole key ends with the separator.</summary>
    public static string Whole(string key) => key + Separator;

    public static (string Key, Suggestion Chinese, string English) Read(string term, int count)
    {
        var parts = term.Split(Separator);
        return (parts[0], new((SuggestionKind)int.Parse(parts[1]), parts[3], parts[2], count), parts[4]);
    }

    private static IEnumerable<(int Kind, Named Named)> Entries(ListedProduct product)
    {
        yield return ((int)SuggestionKind.Product, new("", product.Name, product.NameEn));
        if (product.Category is { } category) yield return ((int)SuggestionKind.Category, category);
        yield return ((int)SuggestionKind.Cooperative, product.Cooperative);
        yield return ((int)SuggestionKind.Town, product.Town);
        yield return ((int)SuggestionKind.Village, new("", product.Village, product.VillageEn));
    }

    /// <summary>The name from each of its words on: potato finds sweet potato.</summary>
    private static IEnumerable<string> Keys(string name)
    {
        var words = Words.Of(name);
        for (var i = 0; i < words.Count; i++) yield return Join(words.Skip(i));
    }

    private static string Join(IEnumerable<Word> words)
    {
        var key = new StringBuilder().AppendJoin(' ', words.Select(word => word.Text)).ToString();
        return key.Length > MaxKey ? key[..MaxKey] : key;
    }

    private static string FirstHan(string key)
    {
        var end = 0;
        while (end < key.Length && end < MaxPinyin && !Pinyin.Readings(key[end]).IsEmpty) end++;
        return key[..end];
    }

    private static string Clean(string name) => name.Replace(Separator, ' ');
}
