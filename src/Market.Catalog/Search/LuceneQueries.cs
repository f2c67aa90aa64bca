using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Market.Catalog.Search;

/// <summary>Turns terms into Lucene queries by code: no syntax, so nothing a shopper types can break it.</summary>
internal static class LuceneQueries
{
    // A name counts most, what kind of thing it is less, all other text least. The word itself counts more than its synonym.
    private const float WholeNameBoost = 6, NameBoost = 6, LiteralBoost = 2, KindBoost = 2, PinyinBoost = 3, InitialsBoost = 1, PartOfNameBoost = 0.3f;

    /// <summary>Products in which every term occurs.</summary>
    /// <param name="ranked">false leaves out what only matters for the order.</param>
    public static Query Of(IReadOnlyList<QueryTerm> terms, bool ranked)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var term in terms)
        {
            query.Add(Anywhere(term), Occur.MUST);
            if (!ranked) continue;
            query.Add(Boosted(In(ProductDocument.Name, term), NameBoost), Occur.SHOULD);
            query.Add(Boosted(In(ProductDocument.Kind, term), KindBoost), Occur.SHOULD);
            if (term.Group >= 0) query.Add(Boosted(Literal(ProductDocument.Name, term.Text, term.Han), LiteralBoost), Occur.SHOULD);
        }
        if (ranked) query.Add(Boosted(new TermQuery(new Term(ProductDocument.Name, Tokens.Whole(terms.Select(term => term.Text)))), WholeNameBoost), Occur.SHOULD);
        return query.Clauses is [{ Occur: Occur.MUST, Query: var only }] ? only : query;
    }

    private static Query Anywhere(QueryTerm term)
    {
        var literal = In(ProductDocument.All, term);
        if (term.Typed is not { Length: > 1 } typed) return literal;

        var any = new BooleanQuery(disableCoord: true) { { literal, Occur.SHOULD } };
        any.Add(Boosted(new TermQuery(new Term(ProductDocument.Pinyin, typed)), PinyinBoost), Occur.SHOULD);
        if (typed.Length <= ProductDocument.MaxSyllables)
            any.Add(Boosted(new TermQuery(new Term(ProductDocument.Initials, typed)), InitialsBoost), Occur.SHOULD);
        return any;
    }

    /// <summary>The term itself, its synonyms, and its variants, in one field.</summary>
    private static Query In(string field, QueryTerm term)
    {
        if (term.Group >= 0)
        {
            var group = new TermQuery(new Term(field, Synonyms.Token(term.Group)));
            return Synonyms.IsInsideOthers(term.Text)
                ? new BooleanQuery(disableCoord: true) { { group, Occur.SHOULD }, { Boosted(Literal(field, term.Text, term.Han), PartOfNameBoost), Occur.SHOULD } }
                : group;
        }
        var literal = Literal(field, term.Text, term.Han);
        var variants = term.Variants().ToList();
        if (variants.Count == 0) return literal;

        var any = new BooleanQuery(disableCoord: true) { { literal, Occur.SHOULD } };
        foreach (var variant in variants) any.Add(Literal(field, variant, han: true), Occur.SHOULD);
        return any;
    }

    private static Query Literal(string field, string text, bool han)
    {
        List<(string Gram, int At, bool Pair)> grams = han
            ? [.. Words.Grams(text)]
            : [.. text.Split(' ').Select((word, at) => (word, at, true))];
        if (grams.Count > 1) grams.RemoveAll(gram => !gram.Pair);
        if (grams.Count == 1) return new TermQuery(new Term(field, grams[0].Gram));

        PhraseQuery phrase = han ? new NGramPhraseQuery(2) : new PhraseQuery();
        foreach (var (gram, at, _) in grams) phrase.Add(new Term(field, gram), at);
        return phrase;
    }

    private static Query Boosted(Query query, float boost)
    {
        query.Boost = boost;
        return query;
    }
}
