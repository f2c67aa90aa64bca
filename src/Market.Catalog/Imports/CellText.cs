using System.Text;

namespace Market.Catalog.Imports;

/// <summary>Makes a cell's text safe to store and to compare.</summary>
internal static class CellText
{
    /// <summary>Trims, collapses blanks, takes out invisible and direction characters; refuses what shows damage.</summary>
    /// <param name="lines">Keeps line breaks, for descriptions.</param>
    /// <param name="code"><c>text.too_long</c>, <c>text.control</c> or <c>text.broken</c>, or null when the text is sound.</param>
    public static string Clean(string raw, bool lines, out string? code)
    {
        code = raw.Length > SourceTable.MaxCell ? "text.too_long" : null;
        if (code is not null) return "";
        if (IsPlain(raw)) return raw;

        var clean = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            var letter = raw[i];
            if (char.IsHighSurrogate(letter) && i + 1 < raw.Length && char.IsLowSurrogate(raw[i + 1])) clean.Append(letter).Append(raw[++i]);
            else if (letter == '\uFFFD' || char.IsSurrogate(letter)) code = "text.broken";
            else if (lines && letter == '\n') clean.Append('\n');
            else if (char.IsWhiteSpace(letter)) Blank(clean);
            else if (char.IsControl(letter)) code = "text.control";
            else if (!IsInvisible(letter)) clean.Append(letter);
        }
        return clean.ToString().Trim();
    }

    /// <summary>Full width letters, digits and brackets as half width (NFKC); text with characters outside the basic plane stays as it is.</summary>
    public static string HalfWidth(string text)
    {
        var plain = true;
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter)) return text;
            plain &= letter <= '~';
        }
        return plain ? text : text.Normalize(NormalizationForm.FormKC);
    }

    /// <summary>Most cells: ASCII and Han without blanks at the ends.</summary>
    private static bool IsPlain(string raw)
    {
        foreach (var letter in raw)
            if (letter is not ((> ' ' and <= '~') or (>= '\u4E00' and <= '\u9FFF'))) return false;
        return true;
    }

    private static void Blank(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[^1] is not (' ' or '\n')) clean.Append(' ');
    }

    /// <summary>Zero width, soft hyphen, byte order mark; and the marks that turn the writing direction, with which a name can be made to read as another.</summary>
    private static bool IsInvisible(char letter) => letter is '\u00AD' or '\u061C' or '\u180E' or '\uFEFF'
        or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');
}
