using System.Globalization;
using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>Numbers of events, as exact as they were written.</summary>
internal static class Decimals
{
    /// <summary>Whether the number fits a decimal of 28 digits: beyond that nothing we measure lies.</summary>
    public static bool IsReadable(JsonElement number) => number.GetRawText().Length <= 64 && TryRead(number.GetRawText(), out _);

    /// <summary>A number without superfluous zeros, e.g. 26.0 as 26 and 1e2 as 100; anything else stays as it is.</summary>
    /// <remarks>CBV 2.0, section 8.9: quantities have no trailing zeros. Leading zeros stay: they are part of codes such as lot numbers.</remarks>
    public static string Plain(string text)
    {
        var body = text is ['-', ..] ? text[1..] : text;
        if (body.Length is 0 or > 64 || !char.IsAsciiDigit(body[0])) return text;
        if (body is ['0', >= '0' and <= '9', ..]) return text;
        return TryRead(text, out var value) ? value.ToString("0.############################", CultureInfo.InvariantCulture) : text;
    }

    private static bool TryRead(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
}
