using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Market.Catalog.Search;

/// <summary>What one index field of one product consists of; written by adding texts, read by the index writer.</summary>
internal sealed class Tokens
{
    /// <summary>Places left free between two texts, so that no phrase reaches from one into the other.</summary>
    private const int Gap = 10;
    private readonly List<(string Term, int Position)> _tokens = [];
    private int _next;

    /// <summary>Adds a text: Han as single characters and pairs, English words in the singular, and a token for each known name.</summary>
    public Tokens Text(string text)
    {
        var words = Words.Of(text, _next);
        foreach (var word in words)
            if (!word.Han) _tokens.Add((EnglishPlural.Singular(word.Text), word.Position));
            else foreach (var (gram, at, _) in Words.Grams(word.Text)) _tokens.Add((gram, word.Position + at));
        foreach (var (word, start, _, group) in Synonyms.In(words))
            _tokens.Add((Synonyms.Token(group), words[word].Position + start));
        if (words is [.., var last]) _next = last.Position + last.Text.Length + Gap;
        return this;
    }

    /// <summary>Adds a name: a text that is also known as a whole, so that whoever types it in full finds it first.</summary>
    public Tokens Name(string name)
    {
        var start = _next;
        Text(name);
        if (_next > start) _tokens.Add((Whole(Words.Of(name).Select(word => word.Han ? word.Text : EnglishPlural.Singular(word.Text))), start));
        return this;
    }

    /// <summary>The token of a name as a whole.</summary>
    public static string Whole(IEnumerable<string> words) => "\u0002" + string.Join(' ', words);

    /// <summary>Adds a term as it is.</summary>
    public void Term(string term) => _tokens.Add((term, _next++));

    public TokenStream Stream() => new Replay([.. _tokens.OrderBy(token => token.Position)]);

    private sealed class Replay : TokenStream
    {
        private readonly List<(string Term, int Position)> _tokens;
        private readonly ICharTermAttribute _term;
        private readonly IPositionIncrementAttribute _increment;
        private int _read;
        private int _position = -1;

        public Replay(List<(string, int)> tokens)
        {
            (_tokens, _term, _increment) = (tokens, AddAttribute<ICharTermAttribute>(), AddAttribute<IPositionIncrementAttribute>());
        }

        public override bool IncrementToken()
        {
            if (_read == _tokens.Count) return false;
            ClearAttributes();
            var (term, position) = _tokens[_read++];
            _term.SetEmpty().Append(term);
            _increment.PositionIncrement = position - _position;
            _position = position;
            return true;
        }
    }
}
