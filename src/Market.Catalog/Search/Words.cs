using System.Globalization;
using System.Text;

namespace Market.Catalog.Search;

/// <summary>A run of Han characters (or kana, Hangul), one Latin word, or one number, folded to lower case and half width.</summary>
/// <param name="Position">Place in the text: a Han run takes one place a character, any other word one.</param>
internal readonly record struct Word(string Text, bool Han, int Position)
{
    /// <summary>True for a to z only: such a word may be pinyin.</summary>
    public bool Letters => !Han && Text.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;
}

/// <summary>Cuts text into words, the same way for the index and for what a shopper types.</summary>
internal static class Words
{
    private enum Kind { None, Han, Letter, Digit }

    /// <param name="start">Position of the first word.</param>
    public static List<Word> Of(string text, int start = 0)
    {
        var (words, folded, position) = (new List<Word>(), Fold(text), start);
        for (var i = 0; i < folded.Length;)
        {
            var (kind, from) = (KindAt(folded, i, out var length), i);
            for (i += length; i < folded.Length && kind != Kind.None; i += length)
                if (KindAt(folded, i, out length) != kind) break;
            if (kind == Kind.None) continue;

            words.Add(new(folded[from..i], kind == Kind.Han, position));
            position += kind == Kind.Han ? i - from : 1;
        }
        return words;
    }

    /// <summary>Single characters and pairs of neighbours of a Han run, with their place in it.</summary>
    /// <remarks>A character outside the basic plane counts as one and takes two places, in the index and in queries alike.</remarks>
    public static IEnumerable<(string Gram, int At, bool Pair)> Grams(string han)
    {
        for (var (i, next) = (0, 0); i < han.Length; i = next)
        {
            next = i + (char.IsHighSurrogate(han[i]) ? 2 : 1);
            yield return (han[i..next], i, false);
            if (next < han.Length) yield return (han[i..(next + (char.IsHighSurrogate(han[next]) ? 2 : 1))], i, true);
        }
    }

    /// <summary>Full width becomes half width, capitals small; halves of surrogate pairs become spaces.</summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar) whole.Append(' ');
            else whole.Append(rune);
        return whole.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    private static Kind KindAt(string text, int index, out int length)
    {
        var rune = Rune.GetRuneAt(text, index);
        length = rune.Utf16SequenceLength;
        if (IsHan(rune.Value)) return Kind.Han;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => Kind.Digit,
            UnicodeCategory.NonSpacingMark => Kind.Letter,
            _ => Rune.IsLetter(rune) ? Kind.Letter : Kind.None,
        };
    }

    /// <summary>Scripts written without spaces: Han with its extensions, kana, Hangul.</summary>
    private static bool IsHan(int code) => code is
        >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or 0x3007 or >= 0x3041 and <= 0x30FF
        or >= 0xF900 and <= 0xFAFF or >= 0xAC00 and <= 0xD7A3 or >= 0x20000 and <= 0x3FFFF;
}
