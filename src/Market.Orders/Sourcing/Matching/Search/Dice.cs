namespace Market.Orders.Sourcing.Matching.Search;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong at = seed;

    public ulong Next()
    {
        var z = at += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <returns>0 to <paramref name="below"/> - 1.</returns>
    public int Next(int below) => (int)(((Next() >> 32) * (ulong)below) >> 32);
}
