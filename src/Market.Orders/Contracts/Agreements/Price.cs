namespace Market.Orders.Contracts.Agreements;

/// <summary>Money of weights.</summary>
internal static class Price
{
    /// <summary>Fen for some grams, rounded once, half up. Vector: 12,345 g at 333 fen a kilogram are 4,111 fen.</summary>
    public static long Of(long grams, long fenPerKg) => (long)(((Int128)grams * fenPerKg + 500) / 1000);

    /// <summary>A quotation held within the band around the agreed price.</summary>
    public static long Within(long quoted, long agreed, int bandPerMille)
    {
        var band = (long)((Int128)agreed * bandPerMille / 1000);
        return Math.Max(1, Math.Clamp(quoted, agreed - band, agreed + band));
    }
}
