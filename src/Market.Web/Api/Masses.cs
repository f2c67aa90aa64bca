using Market.Kernel;
using Market.Kernel.Values;

namespace Market.Web.Api;

/// <summary>Weights of the API: a crate or a head without a net weight is refused, never guessed.</summary>
internal static class Masses
{
    /// <returns>Grams; 0 when left out.</returns>
    /// <exception cref="RuleException"><c>line.weight_unit</c></exception>
    public static long Grams(this Quantity? weight, string field) => weight is not { } one ? 0 : one.Unit.IsMass() ? one.Mass(0).Grams : throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", field);

    public static Quantity Kilograms(long grams) => new(grams, Unit.Kg);
}
