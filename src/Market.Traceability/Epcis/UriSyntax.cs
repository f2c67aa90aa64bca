namespace Market.Traceability.Epcis;

/// <summary>Whether a text is an absolute URI.</summary>
internal static class UriSyntax
{
    /// <summary>Longest URI taken, in characters: keys are indexed.</summary>
    public const int Longest = 512;

    /// <summary>Scheme, colon and at least one more character, all of the characters of RFC 3986, every percent sign followed by two hexadecimal digits,
    /// brackets only around the host's address, one number sign at most.</summary>
    public static bool IsUri(string text)
    {
        if (text.Length is 0 or > Longest || !char.IsAsciiLetter(text[0])) return false;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1 || colon == text.Length - 1) return false;
        for (var i = 1; i < colon; i++)
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '-' or '.')) return false;
        if (text.IndexOf('#', StringComparison.Ordinal) is >= 0 and var sign && text.IndexOf('#', sign + 1) > 0) return false;
        var host = AfterHost(text, colon + 1);
        for (var i = colon + 1; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return false;
                i += 2;
            }
            else if (c is '[' or ']' && i >= host) return false;
            else if (!char.IsAsciiLetterOrDigit(c) && !"-._~:/?#[]@!$&'()*+,;=".Contains(c, StringComparison.Ordinal)) return false;
        }
        return true;
    }

    /// <summary>Where the authority ends; <paramref name="at"/> when there is none.</summary>
    private static int AfterHost(string text, int at)
    {
        if (string.CompareOrdinal(text, at, "//", 0, 2) != 0) return at;
        return text.IndexOfAny(['/', '?', '#'], at + 2) is >= 0 and var end ? end : text.Length;
    }
}
