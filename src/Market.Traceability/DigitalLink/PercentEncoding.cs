using System.Text;

namespace Market.Traceability.DigitalLink;

/// <summary>Escapes of characters that would end a value, and their undoing.</summary>
/// <remarks>Source: RFC 3986, section 2; GS1 Digital Link Standard: URI Syntax, table of characters to be escaped.</remarks>
internal static class PercentEncoding
{
    /// <summary>Escaped in a path; a query escapes besides what separates there.</summary>
    public const string Path = "!\"#%&()*+,/:<>?";

    private const string Query = Path + "';=";

    private const string Hex = "0123456789ABCDEF";

    public static void Append(StringBuilder text, ReadOnlySpan<char> value, bool inQuery)
    {
        var unsafeOnes = inQuery ? Query : Path;
        foreach (var character in value)
        {
            if (unsafeOnes.Contains(character, StringComparison.Ordinal)) text.Append('%').Append(Hex[character >> 4]).Append(Hex[character & 15]);
            else text.Append(character);
        }
    }

    /// <summary>Undoes the escapes.</summary>
    /// <param name="inQuery">There a plus sign is a space.</param>
    /// <returns>null when a percent sign is not followed by two hexadecimal digits.</returns>
    public static string? Decode(ReadOnlySpan<char> text, bool inQuery)
    {
        if (!text.Contains('%') && !(inQuery && text.Contains('+'))) return text.ToString();
        var (decoded, length) = (new char[text.Length], 0);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])) return null;
                character = (char)(HexValue(text[i + 1]) << 4 | HexValue(text[i + 2]));
                i += 2;
            }
            else if (inQuery && character == '+') character = ' ';
            decoded[length++] = character;
        }
        return new(decoded, 0, length);
    }

    internal static int HexValue(char digit) => digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
}
