using System.Globalization;

namespace Market.Web.Shared;

/// <summary>Points of small charts, drawn on the server.</summary>
public static class Chart
{
    /// <summary>A polyline of values over a box of 290 by 56, lowest value at the bottom.</summary>
    public static string Line(IReadOnlyList<long> values)
    {
        if (values.Count == 0) return "";
        var (low, high) = (values.Min(), values.Max());
        var range = Math.Max(1, high - low);
        return string.Join(' ', values.Select((value, i) => string.Create(CultureInfo.InvariantCulture,
            $"{(values.Count == 1 ? 290 : i * 290.0 / (values.Count - 1)):0.#},{50 - (value - low) * 42.0 / range:0.#}")));
    }

    /// <summary>A share in percent with two decimals, for SVG attributes.</summary>
    public static string Percent(long part, long whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{(whole == 0 ? 0 : part * 100.0 / whole):0.00}%");
}
