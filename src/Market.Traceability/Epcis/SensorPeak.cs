using System.Text.Json;

namespace Market.Traceability.Epcis;

/// <summary>The highest temperature of an event's sensor reports: what a breach of the cold chain is searched by.</summary>
internal static class SensorPeak
{
    /// <summary>Far beyond any sensor on goods; what lies further out is a mistake and no temperature.</summary>
    private const decimal Most = 10_000m;

    /// <returns>Tenths of a degree Celsius, rounded; null without a temperature in Celsius, Fahrenheit or Kelvin.</returns>
    public static int? Of(EpcisEvent found)
    {
        var reports = found.List("sensorElementList").SelectMany(x => x.GetProperty("sensorReport").EnumerateArray());
        decimal? peak = reports.Where(IsTemperature).SelectMany(Values).Where(x => Math.Abs(x) <= Most).Select(x => (decimal?)x).Max();
        return peak is { } some ? (int)decimal.Round(some * 10) : null;
    }

    private static bool IsTemperature(JsonElement report) =>
        report.GetProperty("type").ValueKind == JsonValueKind.String && Vocabulary.Measurement.Bare(report.GetProperty("type").GetString()!) == "Temperature";

    private static IEnumerable<decimal> Values(JsonElement report)
    {
        var unit = report.TryGetProperty("uom", out var uom) ? uom.GetString() : null;
        foreach (var name in new[] { "value", "maxValue" })
            if (report.TryGetProperty(name, out var number) && number.TryGetDecimal(out var value) && Math.Abs(value) <= Most)
            {
                if (unit == "CEL") yield return value;
                else if (unit == "FAH") yield return (value - 32) * 5 / 9;
                else if (unit == "KEL") yield return value - 273.15m;
            }
    }
}
