using System.Text.Json;
using System.Text.Json.Nodes;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>Request bodies: a right one from the schema, and wrong ones from that.</summary>
/// <param name="known">Values that exist, by the member's name.</param>
public sealed class Bodies(JsonNode document, IReadOnlyDictionary<string, JsonNode> known)
{
    private const string Hole = "\"@hole@\"";

    /// <summary>Raw JSON put where a value belongs.</summary>
    public static readonly string[] Poisons =
    [
        "null", "true", "\"\"", "\"  \"", "-1", "0", "0.1", "9223372036854775808", "-9223372036854775809", "1e400", "\"1e400\"", "NaN", "\"NaN\"", "Infinity", "\"12\"", "[]", "{}", "[null]", "[{}]", "{\"a\":{}}",
        "\"\\ud800\"", "\"a\\u0000b\"", "\"\\u202e卖菜\"", "\"🥬🥬🥬\"", "\"'; DROP TABLE orders_orders; --\"", "\"<script>alert(1)</script>\"", "\"{{7*7}}${7*7}\"", "\"../../etc/passwd\"", "\"%00\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"2026-02-30\"", "\"9999-12-31\"", "\"0001-01-01\"",
        "{\"amount\":9223372036854775807,\"currency\":\"CNY\"}", "{\"amount\":-5,\"currency\":\"CNY\"}", "{\"amount\":0,\"currency\":\"CNY\"}", "{\"amount\":5,\"currency\":\"USD\"}", "{\"amount\":1.5,\"currency\":\"CNY\"}", "{\"currency\":\"CNY\"}",
        "{\"value\":\"-1\",\"unit\":\"kg\"}", "{\"value\":\"0\",\"unit\":\"box\"}", "{\"value\":\"1e9\",\"unit\":\"kg\"}", "{\"value\":\"99999999999999999999\",\"unit\":\"t\"}", "{\"value\":\"0.0001\",\"unit\":\"kg\"}", "{\"value\":\"1\",\"unit\":\"furlong\"}", "{\"value\":2,\"unit\":\"kg\"}", "{\"value\":null,\"unit\":null}",
        Nested(40), Nested(5000), Text(300), Text(70_000), Text(900_000),
    ];

    /// <summary>Whole bodies that are not what was asked for, with their content type.</summary>
    public static readonly (string Body, string Type)[] Wholes =
    [
        ("", "application/json"), (" ", "application/json"), ("null", "application/json"), ("[]", "application/json"), ("\"text\"", "application/json"), ("17", "application/json"), ("{", "application/json"),
        ("{\"a\":1,}", "application/json"), ("<xml/>", "application/json"), ("{}{}", "application/json"), ("\u0000", "application/json"), ("\ufeff{}", "application/json"), ("{\"unknown\":1}", "application/json"),
        (Nested(9000), "application/json"), (Text(1_500_000), "application/json"), ("{}", "text/plain"), ("a=1", "application/x-www-form-urlencoded"), ("<a/>", "application/xml"),
        ("--x--", "multipart/form-data; boundary=x"), ("{}", "application/json; charset=utf-7"), ("{}", "application/json; charset=nonsense"), ("{}", "application/json; charset=\"UTF-8\""),
    ];

    /// <summary>What the schema asks for.</summary>
    public JsonNode? Right(JsonNode? schema, string name = "")
    {
        if (schema is null) return null;
        if (known.TryGetValue(name, out var value)) return value.DeepClone();
        if (schema["oneOf"] is JsonArray choices) return Right(choices[^1], name);
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            var model = reference[(reference.LastIndexOf('/') + 1)..];
            return model switch
            {
                "Money" => new JsonObject { ["amount"] = 100, ["currency"] = "CNY" },
                "Quantity" => new JsonObject { ["value"] = "1", ["unit"] = "box" },
                _ => Right(document["components"]!["schemas"]![model], name),
            };
        }
        // A quantity that is asked for once only stands in the document where it is asked for.
        if (schema["properties"]?["value"] is not null && schema["properties"]!["unit"] is not null) return new JsonObject { ["value"] = "1", ["unit"] = "box" };
        if (schema["enum"] is JsonArray words) return words.First(x => x is not null)!.DeepClone();
        return (Type(schema), schema["format"]?.GetValue<string>()) switch
        {
            ("object", _) => new JsonObject(schema["properties"]!.AsObject().Where(x => x.Key != "delivery").Select(x => new KeyValuePair<string, JsonNode?>(x.Key, Right(x.Value, x.Key)))),
            ("array", _) => new JsonArray(Right(schema["items"])),
            ("integer", _) => 1,
            ("number", _) => 1.5,
            ("boolean", _) => true,
            ("string", "uuid") => "01900000-0000-7000-8000-000000000001",
            ("string", "date") => "2026-12-31",
            ("string", "date-time") => "2026-11-20T02:00:00Z",
            ("string", _) => "text",
            _ => new JsonObject { ["value"] = "1", ["unit"] = "kg" },
        };
    }

    /// <summary>The right body with one value replaced, left out or doubled.</summary>
    public static string Spoil(JsonNode right, Random luck)
    {
        var copy = right.DeepClone();
        var spots = Spots(copy).ToList();
        if (spots.Count == 0) return Poisons[luck.Next(Poisons.Length)];
        var (owner, name) = spots[luck.Next(spots.Count)];
        return Spoil(copy, owner, name, luck.Next(8) switch { 0 => null, 1 => "", _ => Poisons[luck.Next(Poisons.Length)] });
    }

    /// <summary>Every value of the right body with every poison.</summary>
    public static IEnumerable<string> SpoilAll(JsonNode right)
    {
        for (var spot = 0; spot < Spots(right).Count(); spot++)
            foreach (var poison in Poisons.Append(null).Append(""))
            {
                var copy = right.DeepClone();
                var (owner, name) = Spots(copy).ElementAt(spot);
                yield return Spoil(copy, owner, name, poison);
            }
    }

    /// <param name="poison">null leaves the member out, empty doubles it.</param>
    private static string Spoil(JsonNode whole, JsonNode owner, string name, string? poison)
    {
        if (owner is JsonArray array) array[0] = "@hole@";
        else if (poison is null) owner.AsObject().Remove(name);
        else owner.AsObject()[name] = "@hole@";
        return whole.ToJsonString().Replace(Hole, poison is null or "" ? $"1,\"{name}\":1" : poison, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonNode Owner, string Name)> Spots(JsonNode node) => node switch
    {
        JsonObject members => members.ToList().SelectMany(x => (x.Value is null ? [] : Spots(x.Value)).Prepend((members, x.Key))),
        JsonArray { Count: > 0 } items => (items[0] is { } first ? Spots(first) : []).Prepend((items, "")),
        _ => [],
    };

    private static string? Type(JsonNode schema) => schema["type"] is JsonArray several ? several.Select(x => x!.GetValue<string>()).First(x => x != "null") : schema["type"]?.GetValue<string>();

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Text(int length) => JsonSerializer.Serialize(new string('y', length));
}
