using static Market.Orders.Sourcing.Matching.Model.MatchRefusals;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>Grams of a unit. Grams and kilograms are weights by themselves; of every other unit (crates, heads, jin, tonnes) the file must say what it weighs net.</summary>
internal static class WeightUnit
{
    public const long Kilogram = 1000;

    /// <exception cref="Kernel.RuleException">When nobody says what the unit weighs.</exception>
    public static long Of(JsonField of) => TryOf(of, out var grams) ? grams : throw Refusal("match.net_weight_missing", of.Path + ".netGrams", of.Text("unit", "g"));

    public static bool TryOf(JsonField of, out long grams)
    {
        var unit = of.Text("unit", "g");
        grams = unit is "kg" or "公斤" or "千克" ? Kilogram : 1;
        if (of.Find("netGrams") is { } net)
        {
            if (unit is "g" or "克" or "kg" or "公斤" or "千克") throw Refusal("match.net_weight_needless", net.Path, unit);
            grams = net.Whole() is > 0 and var weight ? weight : throw Refusal("match.not_positive", net.Path, net.Whole());
            return true;
        }
        return unit is "g" or "克" or "kg" or "公斤" or "千克";
    }
}
