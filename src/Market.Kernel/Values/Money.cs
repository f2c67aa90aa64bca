using System.Globalization;

namespace Market.Kernel.Values;

/// <summary>An amount in minor units of one currency (fen of CNY). Negative amounts are corrections and refunds.</summary>
/// <param name="Amount">Minor units; the full range of <see cref="long"/>, overflow throws.</param>
/// <param name="Currency">ISO 4217 code.</param>
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>Yuan and fen, e.g. <c>Money.Fen(1250)</c> is ¥12.50.</summary>
    public static Money Fen(long fen) => new(fen, "CNY");

    public static Money Zero => Fen(0);

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money a, Money b) => new(checked(a.Amount + b.Amount), Same(a, b));

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money a, Money b) => new(checked(a.Amount - b.Amount), Same(a, b));

    public static Money operator -(Money a) => new(checked(-a.Amount), a.Currency);

    /// <summary>Splits without losing a fen: largest remainder, ties to the earlier weight.</summary>
    /// <param name="weights">At least one, none negative, not all zero.</param>
    /// <returns>Parts in the order of the weights; they add up to this amount. Vector: 100 by 1,1,1 is 34,33,33.</returns>
    /// <exception cref="ArgumentException">The weights cannot carry a split.</exception>
    public Money[] Allocate(params long[] weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
        {
            if (weight < 0) throw new ArgumentException("A weight is negative.", nameof(weights));
            sum += weight;
        }
        if (sum == 0) throw new ArgumentException("No weight is positive.", nameof(weights));

        var parts = new long[weights.Length];
        var remainders = new Int128[weights.Length];
        var left = Math.Abs(Amount);
        var whole = left;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (Int128)whole * weights[i];
            parts[i] = (long)(product / sum);
            remainders[i] = product % sum;
            left -= parts[i];
        }
        foreach (var i in Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)left))
            parts[i]++;

        var (sign, currency) = (Math.Sign(Amount), Currency);
        return Array.ConvertAll(parts, part => new Money(sign * part, currency));
    }

    /// <summary>Culture-free text with two decimals, e.g. <c>12.50</c>, without a currency sign.</summary>
    public override string ToString() => (Amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Same(Money a, Money b) => a.Currency == b.Currency
        ? a.Currency
        : throw new InvalidOperationException($"Cannot mix {a.Currency} and {b.Currency}.");
}
