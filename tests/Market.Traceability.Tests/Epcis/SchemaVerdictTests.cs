using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Market.Testing;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;
using Xunit.Abstractions;

namespace Market.Traceability.Tests.Epcis;

/// <summary>Our checker beside the official JSON schema, as ajv reads it, on the official examples and on everything one change makes of them.</summary>
public sealed class SchemaVerdictTests(ITestOutputHelper output)
{
    [AjvFact]
    public async Task Checker_and_official_schema_say_the_same()
    {
        var corpus = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bytes) in Stored.Examples("epcis/examples/json", "*.jsonld"))
        {
            corpus.TryAdd(Encoding.UTF8.GetString(bytes).ReplaceLineEndings(" "), name);
            foreach (var (what, json) in Mutations.Of(JsonNode.Parse(bytes)!).Concat(Mutations.Pairs(JsonNode.Parse(bytes)!))) corpus.TryAdd(json, name + what);
        }
        var verdicts = await AjvAsync([.. corpus.Keys]);

        Assert.Equal(corpus.Count, verdicts.Count);
        Assert.InRange(verdicts.Count(x => x), 500, corpus.Count - 500);
        var apart = corpus.Zip(verdicts, (x, schema) => (What: x.Value, Schema: schema, Ours: Fault(x.Key))).Where(x => x.Schema != x.Ours is null && !(x.Schema && Stricter.Any(time => x.What.EndsWith(time, StringComparison.Ordinal))));
        Assert.Empty(apart.Select(x => $"{x.What}: the schema says {x.Schema}, we {x.Ours}"));
        output.WriteLine(FormattableString.Invariant($"{corpus.Count} documents, {verdicts.Count(x => x)} of them valid"));
    }

    /// <summary>What we refuse on purpose although the schema, or ajv's reading of it, takes it.</summary>
    [AjvFact]
    public async Task Where_we_are_stricter_it_is_on_purpose()
    {
        Dictionary<string, string> documents = new()
        {
            // Readers differ in which of the two they take: the hash would not say which one was meant.
            [Event("\"action\":\"ADD\",")] = "epcis.twice",
            // XML 1.0 cannot carry it, so the event could not be handed on in every form.
            [Event("\"a:note\":\"\\u0007\",")] = "epcis.not_a_text",
            // Nothing that is weighed or counted lies beyond a decimal, and its hash would depend on how programs round.
            [Event("\"quantityList\":[{\"epcClass\":\"urn:a:b\",\"quantity\":1e300}],")] = "epcis.number_range",
            // Databases and most calendars have no second 60.
            [Event("\"recordTime\":\"2016-12-31T23:59:60Z\",")] = "epcis.time",
            // Mixed content of XML is told by this sign.
            [Event("\"readPoint\":{\"id\":\"urn:a:b\",\"#x\":1},")] = "epcis.unknown_field",
            // The fields of the standard mean in events of other types what they mean in its own.
            [Event("\"epcList\":[],\"disposition\":5,", "a:OwnEvent")] = "epcis.not_a_text",
            // A key this long would not fit into the index of keys.
            [Event($"\"epcList\":[\"urn:a:{new string('b', UriSyntax.Longest)}\"],")] = "epcis.uri",
        };

        Assert.All(await AjvAsync(documents.Keys), Assert.True);
        Assert.Equal(documents.Values, documents.Keys.Select(x => Fault(x)?.Code));
    }

    /// <summary>Instants that ajv reads more generously than RFC 3339 and the XML schema of EPCIS: a blank for the T, an offset without its colon or beyond 14 hours.</summary>
    private static readonly string[] Stricter = ["\"2026-02-03 10:00:00Z\"", "\"2026-02-03T10:00:00+0800\"", "\"2026-02-03T10:00:00+14:01\"", "\"2026-02-03T10:00:00-23:59\""];

    private static string Event(string more, string type = "ObjectEvent") =>
        $$"""{"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld","type":"{{type}}",{{more}}"eventTime":"2026-03-04T10:00:30Z","eventTimeZoneOffset":"+08:00"{{(more.Contains("epcList", StringComparison.Ordinal) ? "" : ",\"epcList\":[]")}},"action":"OBSERVE"}""";

    private static EpcisFault? Fault(string json)
    {
        using var document = EpcisDocument.Read(Encoding.UTF8.GetBytes(json), out var fault);
        return document is null ? fault : document.Events.Select(EventChecker.Check).FirstOrDefault(x => x is not null);
    }

    private static async Task<List<bool>> AjvAsync(IReadOnlyCollection<string> documents)
    {
        var script = Path.Combine(AjvFactAttribute.Tools, "verdicts.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, Path.Combine(RealDataFactAttribute.Folder!, "epcis/schema/EPCIS-JSON-Schema.json"), AjvFactAttribute.Modules!]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answers = node.StandardOutput.ReadToEndAsync();
        foreach (var each in documents) await node.StandardInput.WriteLineAsync(each);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        return [.. (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => x == "1")];
    }

    /// <summary>A test that needs node and ajv beside the real files; MARKET_AJV names the folder of node_modules.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class AjvFactAttribute : FactAttribute
    {
        public static readonly string? Modules = Environment.GetEnvironmentVariable("MARKET_AJV");

        public AjvFactAttribute()
        {
            if (string.IsNullOrEmpty(Modules) || string.IsNullOrEmpty(RealDataFactAttribute.Folder)) Skip = "MARKET_AJV (a node_modules with ajv and ajv-formats) and MARKET_REAL_DATA are not both set.";
        }

        public static string Tools
        {
            get
            {
                var folder = AppContext.BaseDirectory;
                while (!File.Exists(Path.Combine(folder, "CoopMarket.sln"))) folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
                return Path.Combine(folder, "tools/epcis-schema");
            }
        }
    }
}
