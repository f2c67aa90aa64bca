
namespace Market.Orders.Presale;

/// <summary>Shares a short harvest fairly: in proportion to what was ordered, in whole steps, the largest remainder first.</summary>
/// <remarks>Rule: product.md, "Presale" (pro rata to ordered quantity, largest remainder in steps, ties by order time).</remarks>
internal static class Allotment
{
    /// <param name="harvest">Thousandths of the unit, 0 or more; a rest below one step is left over.</param>
    /// <param name="step">Thousandths, above 0; every order is a multiple.</param>
    /// <param name="ordered">By order time, earliest first.</param>
    /// <returns>In the same order; multiples of the step, none above what was ordered. Vector: 10 of 5, 5, 5 by 1 is 4, 3, 3.</returns>
    public static long[] Of(long harvest, long step, IReadOnlyList<long> ordered)
    {
        var wanted = ordered.Aggregate((Int128)0, (sum, x) => sum + x / step);
        var steps = (Int128)(harvest / step);
        if (steps >= wanted) return [.. ordered];

        var shares = new long[ordered.Count];
        var remainders = new Int128[ordered.Count];
        var left = steps;
        for (var i = 0; i < shares.Length; i++)
        {
            var product = steps * (ordered[i] / step);
            shares[i] = (long)(product / wanted);
            remainders[i] = product % wanted;
            left -= shares[i];
        }
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left)) shares[i]++;
        return Array.ConvertAll(shares, x => x * step);
    }
}
