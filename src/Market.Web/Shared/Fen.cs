using System.Globalization;

namespace Market.Web.Shared;

/// <summary>Reads amounts that people type in yuan.</summary>
public static class Fen
{
    /// <summary>Largest amount read, yuan.</summary>
    private const decimal Largest = 100_000_000;

    /// <param name="text">e.g. <c>12.5</c>, <c>12.50</c> or <c>¥1,250</c>; no sign, at most two decimals, at most ¥100,000,000.</param>
    public static bool TryParse(string? text, out long fen)
    {
        fen = 0;
        var plain = text?.Trim().TrimStart('¥', '￥').Trim();
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan)) return false;
        if (yuan > Largest || decimal.Round(yuan, 2) != yuan) return false;
        fen = (long)(yuan * 100);
        return true;
    }
}
