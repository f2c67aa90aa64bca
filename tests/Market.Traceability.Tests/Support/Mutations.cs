using System.Text.Json.Nodes;

namespace Market.Traceability.Tests.Support;

/// <summary>Documents made from a good one by a single change each.</summary>
internal static class Mutations
{
    private static readonly string[] Others =
    [
        "null", "true", "7", "-1.5e3", "\"\"", "\"word\"", "\"two words\"", "[]", "{}", "[null]", "[\"urn:a:b\"]", "[{}]", "{\"urn:a:b\":1}",
        "\"urn:a:b\"", "\"urn:\"", "\"a:b%zz\"", "\"a:b%41\"", "\"http://\"", "\"https://a.example/\\u00e9\"", "\"https://a.example/[x]\"", "\"https://a.example/?q=[x]#f\"", "\"https://[::1]/\"", "\"https://u@a.example:80/\"",
        "\"1a:b\"", "\"a+b-c.d:e\"", "\"a:b^c\"", "\"urn:a:b c\"", "\"a:b#c#d\"", "\"ex:some_name\"", "\"urn:epcglobal:cbv:bizstep:shipping\"", "\"https://ns.gs1.org/cbv/x\"", "\"https://gs1.org/voc/Temperature\"", "\"http://www.gs1.org/voc/x\"",
        "\"2026-02-29T10:00:00Z\"", "\"2024-02-29T10:00:00Z\"", "\"2026-02-03T10:00:00\"", "\"2026-02-03 10:00:00Z\"", "\"2026-02-03t10:00:00z\"", "\"2026-02-03T24:00:00Z\"", "\"2026-02-03T10:00:00.123456789012Z\"",
        "\"2026-02-03T10:00:00+14:00\"", "\"2026-02-03T10:00:00+14:01\"", "\"2026-02-03T10:00:00+0800\"", "\"2026-02-03T10:00:00-23:59\"", "\"2026-02-03T10:00Z\"", "\"2026-02-03\"", "\"2026-13-03T10:00:00Z\"", "\"2026-02-03T10:60:00Z\"",
        "\"+14:00\"", "\"-14:01\"", "\"+8:00\"", "\"Z\"", "\"+08:60\"", "\"ADD\"", "\"DELETE\"", "\"add\"", "\"shipping\"", "\"active\"", "\"po\"", "\"location\"", "\"Temperature\"", "\"KGM\"", "\"kgm\"", "\"KGMX\"", "\"f0F\"", "\"0x1\"",
        "\"ObjectEvent\"", "\"AggregationEvent\"", "\"TransactionEvent\"", "\"TransformationEvent\"", "\"AssociationEvent\"", "\"ex:OwnEvent\"", "\"2.0\"", "\"2.x\"",
    ];

    private static readonly string[] Names = ["unknown", "ex:known", "urn:a:b", "two words", "action", "ilmd", "persistentDisposition", "epcList", "parentID", "type"];

    /// <summary>Every change of every member and item, each with what was done.</summary>
    public static IEnumerable<(string What, string Json)> Of(JsonNode good)
    {
        foreach (var path in Paths(good, ""))
        {
            yield return Change(good, path + ": dropped", path, (parent, name, index) => { if (index < 0) parent.AsObject().Remove(name); else parent.AsArray().RemoveAt(index); });
            foreach (var other in Others) yield return Change(good, $"{path}: {other}", path, (parent, name, index) => { if (index < 0) parent[name] = JsonNode.Parse(other); else parent[index] = JsonNode.Parse(other); });
            if (At(good, path) is JsonArray { Count: > 0 }) yield return Change(good, path + ": first item twice", path, (parent, name, index) => (index < 0 ? parent[name] : parent[index])!.AsArray().Add((index < 0 ? parent[name] : parent[index])![0]?.DeepClone()));
            if (At(good, path) is not JsonObject) continue;
            foreach (var more in Names) yield return Change(good, $"{path}: with {more}", path, (parent, name, index) => (index < 0 ? parent[name] : parent[index])![more] = more is "epcList" ? new JsonArray() : more is "ilmd" ? new JsonObject() : "urn:a:b");
        }
    }

    /// <summary>The first event without two of its fields, or with both emptied, under each action: what fields demand of one another.</summary>
    public static IEnumerable<(string What, string Json)> Pairs(JsonNode good)
    {
        var names = First(good).Select(x => x.Key).Where(x => x is not ("type" or "action")).ToList();
        foreach (var (one, other) in names.SelectMany((x, i) => names.Skip(i + 1).Select(y => (x, y))))
            foreach (var action in new[] { "ADD", "OBSERVE", "DELETE" })
                foreach (var empty in new[] { true, false })
                {
                    var copy = good.DeepClone();
                    var found = First(copy);
                    found["action"] = action;
                    foreach (var name in new[] { one, other })
                        if (empty && found[name] is JsonArray) found[name] = new JsonArray();
                        else found.Remove(name);
                    yield return ($": {action} without {one} and {other}", copy.ToJsonString());
                }
    }

    private static JsonObject First(JsonNode document) => (document["epcisBody"]!["eventList"] ?? document["epcisBody"]!["queryResults"]!["resultsBody"]!["eventList"]!)[0]!.AsObject();

    private static IEnumerable<string> Paths(JsonNode? at, string path) => at switch
    {
        JsonObject members => members.SelectMany(x => Paths(x.Value, $"{path}|{x.Key}").Prepend($"{path}|{x.Key}")),
        JsonArray items => items.SelectMany((x, i) => Paths(x, $"{path}|#{i}").Prepend($"{path}|#{i}")),
        _ => [],
    };

    private static JsonNode? At(JsonNode root, string path) => path.Split('|').Skip(1).Aggregate((JsonNode?)root, (at, step) => step[0] == '#' && at is JsonArray ? at[int.Parse(step[1..], null)] : at![step]);

    private static (string, string) Change(JsonNode good, string what, string path, Action<JsonNode, string, int> change)
    {
        var copy = good.DeepClone();
        var cut = path.LastIndexOf('|');
        var (parent, last) = (At(copy, path[..cut])!, path[(cut + 1)..]);
        change(parent, last, parent is JsonArray ? int.Parse(last[1..], null) : -1);
        return (what, copy.ToJsonString());
    }
}
