namespace Market.Kernel.Values;

/// <summary>The units goods are sold in. The names are those of the API, in lower case.</summary>
public enum Unit { G, Kg, T, Jin, Piece, Head, Box, Bundle }

/// <summary>What a unit means.</summary>
public static class Units
{
    /// <summary>Grams in one unit of mass (斤 = 500 g); 0 for count units, whose net weight is a property of the offer.</summary>
    public static long Grams(this Unit unit) => unit switch
    {
        Unit.G => 1,
        Unit.Kg => 1000,
        Unit.T => 1_000_000,
        Unit.Jin => 500,
        _ => 0,
    };

    public static bool IsMass(this Unit unit) => unit.Grams() > 0;

    /// <summary>The stable lower-case name used by the API and the database.</summary>
    public static string Code(this Unit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>The word in Chinese, as written on price tags.</summary>
    public static string Chinese(this Unit unit) => unit switch
    {
        Unit.G => "克",
        Unit.Kg => "公斤",
        Unit.T => "吨",
        Unit.Jin => "斤",
        Unit.Piece => "个",
        Unit.Head => "只",
        Unit.Box => "箱",
        _ => "捆",
    };

    /// <summary>Reads an API name or a Chinese word (千克 is 公斤, 袋 and 盒 count as boxes, 把 and 扎 as bundles).</summary>
    public static bool TryParse(string? text, out Unit unit)
    {
        (unit, var known) = text?.Trim().ToLowerInvariant() switch
        {
            "g" or "克" => (Unit.G, true),
            "kg" or "公斤" or "千克" => (Unit.Kg, true),
            "t" or "吨" => (Unit.T, true),
            "jin" or "斤" or "市斤" or "500g" => (Unit.Jin, true),
            "piece" or "个" or "枚" or "件" => (Unit.Piece, true),
            "head" or "只" or "头" or "活" => (Unit.Head, true),
            "box" or "箱" or "盒" or "袋" => (Unit.Box, true),
            "bundle" or "捆" or "把" or "扎" => (Unit.Bundle, true),
            _ => (default, false),
        };
        return known;
    }
}
