using System.Globalization;

namespace Market.Catalog.Imports;

/// <summary>Reads numbers as people write them in a price list.</summary>
internal static class PriceCell
{
    /// <summary>Yuan as a plain decimal; a leading ¥ and a trailing 元 are allowed, full width digits too. No sign, exponent, grouping or unit.</summary>
    /// <remarks>1,200 is refused: it may mean 1200 or 1.2. Vectors: ¥2.50 and ２．５元 are 2.5; 2.7（个） is none.</remarks>
    public static bool TryParse(string cell, out decimal yuan)
    {
        var text = CellText.HalfWidth(cell).Trim();
        if (text.StartsWith('¥')) text = text[1..].TrimStart();
        if (text.EndsWith('元')) text = text[..^1].TrimEnd();
        return TryDecimal(text, out yuan);
    }

    /// <summary>A plain decimal without a sign.</summary>
    public static bool TryDecimal(string text, out decimal number) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
