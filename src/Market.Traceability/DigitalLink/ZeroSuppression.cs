namespace Market.Traceability.DigitalLink;

/// <summary>GTINs of 8, 12 and 13 digits, as older addresses and people write them.</summary>
internal static class ZeroSuppression
{
    public const int GtinLength = 14;

    public static bool IsShortGtin(int length) => length is 8 or 12 or 13;

    /// <summary>A GTIN with its zeros in front; everything else as it is.</summary>
    public static AiElement Fill(AiElement element) =>
        element.Ai == "01" && IsShortGtin(element.Value.Length) ? element with { Value = element.Value.PadLeft(GtinLength, '0') } : element;
}
