namespace Market.Kernel.Values;

/// <summary>A mass in whole grams. Half a kilogram (500 g) is one jin 斤.</summary>
/// <param name="Grams">0 to about 9.2e18; goods of one line stay far below 10,000 t.</param>
public readonly record struct Weight(long Grams)
{
    public static Weight FromGrams(long grams) => new(grams);
    public static Weight operator +(Weight a, Weight b) => new(checked(a.Grams + b.Grams));
    public static Weight operator -(Weight a, Weight b) => new(checked(a.Grams - b.Grams));
}
