using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Market.Orders.Tests.Payments;

/// <summary>Checks a form with nested names, <c>a[b][0][c]=1</c>, against a JSON schema.</summary>
internal static class FormCheck
{
    public static IEnumerable<string> Complaints(JsonNode schema, NameValueCollection form)
    {
        var root = new JsonObject();
        foreach (var name in form.AllKeys) Put(root, name!.Replace("]", "", StringComparison.Ordinal).Split('['), form[name]!);
        return Check(schema, root, "");
    }

    /// <summary>What a query may hold, as a schema of one form; null when there is no such operation.</summary>
    public static JsonNode? OfQuery(JsonNode? operation) => operation?["parameters"] is not JsonArray parameters ? null : new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(parameters.Where(x => x!["in"]!.GetValue<string>() == "query").Select(x => KeyValuePair.Create(x!["name"]!.GetValue<string>(), (JsonNode?)x["schema"]!.DeepClone()))),
        ["required"] = new JsonArray([.. parameters.Where(x => x!["required"]?.GetValue<bool>() == true).Select(x => x!["name"]!.DeepClone())]),
    };

    private static void Put(JsonObject at, string[] path, string value)
    {
        foreach (var name in path[..^1]) at = (JsonObject)(at[name] ??= new JsonObject());
        at[path[^1]] = value;
    }

    private static IEnumerable<string> Check(JsonNode schema, JsonNode value, string at)
    {
        if (schema["anyOf"] is JsonArray choices)
            return choices.Any(x => !Check(x!, value, at).Any()) ? [] : [$"{at}: none of the choices fits"];
        return schema["type"]?.GetValue<string>() switch
        {
            "object" when value is JsonObject members => Members(schema, members, at),
            "array" when value is JsonObject items => items.SelectMany(x => Check(schema["items"]!, x.Value!, $"{at}[{x.Key}]")),
            "object" or "array" => [$"{at}: a text where {schema["type"]} belongs"],
            _ when value is JsonObject => [$"{at}: not a single value"],
            "integer" => long.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? [] : [$"{at}: {value} is no integer"],
            "boolean" => Text(value) is "true" or "false" ? [] : [$"{at}: {value} is no boolean"],
            "string" => Word(schema, Text(value), at),
            _ => [],
        };
    }

    private static IEnumerable<string> Members(JsonNode schema, JsonObject members, string at)
    {
        foreach (var required in schema["required"]?.AsArray() ?? [])
            if (!members.ContainsKey(required!.GetValue<string>())) yield return $"{at}: {required} is missing";
        foreach (var (name, value) in members)
        {
            var rule = schema["properties"]?[name] ?? (schema["additionalProperties"] is JsonObject any ? any : null);
            if (rule is null) yield return $"{at}: {name} is unknown";
            else
                foreach (var complaint in Check(rule, value!, $"{at}/{name}")) yield return complaint;
        }
    }

    private static IEnumerable<string> Word(JsonNode schema, string text, string at)
    {
        if (schema["enum"] is JsonArray words && !words.Any(x => x!.GetValue<string>() == text)) yield return $"{at}: {text} is not a choice";
        if (schema["maxLength"]?.GetValue<int>() is { } most && text.Length > most) yield return $"{at}: longer than {most}";
    }

    private static string Text(JsonNode value) => value.GetValue<string>();
}
