using System.Globalization;

namespace Market.Kernel.Values;

/// <summary>A decimal quantity in a unit, kept as thousandths so that 2.5 斤 and 12.5 kg are exact.</summary>
/// <param name="Milli">Thousandths of the unit, 0 to 9,000,000,000,000 (nine billion units) when parsed.</param>
public readonly record struct Quantity(long Milli, Unit Unit)
{
    /// <summary>Largest quantity read from outside, in thousandths of a unit; times the highest price it still fits a long.</summary>
    public const long MaxMilli = 9_000_000_000_000;

    public static Quantity Of(decimal value, Unit unit) => new((long)(value * 1000m), unit);

    public decimal Value => Milli / 1000m;

    /// <summary>Reads a plain decimal with at most three decimals, e.g. <c>2.5</c>. No sign, exponent or grouping.</summary>
    /// <remarks>Larger values than <see cref="MaxMilli"/> become it: well-formed, and above any stock.</remarks>
    public static bool TryParse(string? value, Unit unit, out Quantity quantity)
    {
        quantity = default;
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        if (decimal.Round(number, 3) != number) return false;
        quantity = new((long)(decimal.Min(number, MaxMilli / 1000m) * 1000m), unit);
        return true;
    }

    /// <summary>The money this quantity costs, rounded once, half away from zero, to whole fen.</summary>
    /// <param name="unitPrice">Price of one unit.</param>
    public Money At(Money unitPrice) =>
        unitPrice with { Amount = RoundedDivide((Int128)unitPrice.Amount * Milli, 1000) };

    /// <summary>Mass of this quantity.</summary>
    /// <param name="netGramsPerUnit">Net weight of one count unit in grams; ignored for units of mass.</param>
    public Weight Mass(long netGramsPerUnit) =>
        new(RoundedDivide((Int128)Milli * (Unit.IsMass() ? Unit.Grams() : netGramsPerUnit), 1000));

    /// <summary>Value without trailing zeros and without the unit, e.g. <c>2.5</c>.</summary>
    public override string ToString() => Value.ToString("0.###", CultureInfo.InvariantCulture);

    private static long RoundedDivide(Int128 value, long by)
    {
        var half = value >= 0 ? by / 2 : -(by / 2);
        return checked((long)((value + half) / by));
    }
}
