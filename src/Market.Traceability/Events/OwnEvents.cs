using System.Text.Json;
using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Traceability.Epcis;

namespace Market.Traceability.Events;

/// <summary>Events that the marketplace's own forms write: plain EPCIS 2.0, with a few fields of a namespace of their own.</summary>
internal static class OwnEvents
{
    /// <summary>Namespace of the own fields, prefix cm.</summary>
    public const string Namespace = "https://coopmarket.example/ns/trace/";

    /// <summary>Field that names the step of the chain.</summary>
    public const string Step = "cm:step";

    /// <summary>Most characters of one text that a form puts into an event.</summary>
    private const int LongestText = 500;

    private static readonly Namespaces Names = Namespaces.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["cm"] = Namespace });

    /// <summary>The event's beginning: type, time in the district's clock, step.</summary>
    /// <param name="at">When it happened, UTC.</param>
    public static JsonObject Begin(string type, string step, DateTime at) => new()
    {
        ["type"] = type,
        ["eventTime"] = EventTimes.Milliseconds(at),
        ["eventTimeZoneOffset"] = "+08:00",
        [Step] = step,
    };

    /// <summary>A quantity of a lot.</summary>
    public static JsonObject Quantity(string lotKey, long grams) => new() { ["epcClass"] = lotKey, ["quantity"] = grams / 1000m, ["uom"] = "KGM" };

    public static JsonObject Place(string uri) => new() { ["id"] = uri };

    /// <summary>Checked and hashed, ready to be kept.</summary>
    /// <exception cref="RuleException"><c>event.text</c>: somebody typed characters that no event can carry; <c>field.too_long</c>.</exception>
    /// <exception cref="InvalidOperationException">The event is not valid EPCIS: a fault of the program.</exception>
    public static PreparedEvent Prepare(JsonObject written)
    {
        foreach (var (name, value) in written)
            if (name.StartsWith("cm:", StringComparison.Ordinal) && value is JsonValue text && text.TryGetValue<string>(out var typed) && typed.Length > LongestText)
                throw new RuleException("field.too_long", "This text is too long.", name[3..], LongestText);
        var found = new EpcisEvent(JsonSerializer.SerializeToElement(written), Names);
        return EventChecker.Check(found) switch
        {
            null => new(found),
            { Code: "epcis.not_a_text" } fault => throw new RuleException("event.text", "This text has characters that cannot be kept.", fault.Path.Split(':')[^1]),
            var fault => throw new InvalidOperationException($"An own event is not valid: {fault.Code} {fault.Path} {fault.Found}"),
        };
    }
}
