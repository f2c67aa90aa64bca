using System.Text.Json;
using Market.Traceability.Epcis;

namespace Market.Traceability.Hooks;

/// <summary>A query written in JSON: each parameter with a text, a number, a list of them, or null where the standard has no value.</summary>
/// <remarks>Source: EPCIS 2.0, query schema of the REST bindings.</remarks>
internal static class QueryText
{
    private const int MostParameters = 40;

    /// <exception cref="QueryParameterException">A parameter is unknown or its value is none.</exception>
    public static List<KeyValuePair<string, string>> Read(JsonElement query)
    {
        if (query.ValueKind != JsonValueKind.Object) throw new QueryParameterException("query", Short(query));
        var parameters = query.EnumerateObject().Select(x => new KeyValuePair<string, string>(x.Name, Value(x.Name, x.Value))).ToList();
        if (parameters.Count > MostParameters) throw new QueryParameterException(parameters[MostParameters].Key, "");
        _ = EventQuery.Of(parameters);
        return parameters;
    }

    public static List<KeyValuePair<string, string>> Read(string query)
    {
        using var document = JsonDocument.Parse(query);
        return Read(document.RootElement);
    }

    private static string Value(string name, JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? string.Join('|', value.EnumerateArray().Select(x => One(name, x))) : One(name, value);

    private static string One(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when JsonText.Of(value) is { } text && !text.Contains('|', StringComparison.Ordinal) => text,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.Null => "",
        _ => throw new QueryParameterException(name, Short(value)),
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] : value.GetRawText();
}
