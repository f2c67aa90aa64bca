using System.Text.Json.Nodes;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>One endpoint as the OpenAPI document describes it.</summary>
public sealed record Operation(string Method, string Path, JsonNode Description)
{
    private JsonNode? Content => Description["requestBody"]?["content"];

    public JsonNode? Schema => Content?["application/json"]?["schema"];

    public bool Multipart => Content?["multipart/form-data"] is not null;

    public IEnumerable<string> Query => (Description["parameters"]?.AsArray() ?? []).Where(x => x!["in"]!.GetValue<string>() == "query").Select(x => x!["name"]!.GetValue<string>());

    public override string ToString() => $"{Method} {Path}";

    public static async Task<(IReadOnlyList<Operation> Operations, JsonNode Document)> ReadAsync(AttackedSite site)
    {
        var document = (await site.As("").GetAsync("/openapi/v1.json")).Json!;
        return ([.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(x => new Operation(x.Key.ToUpperInvariant(), path.Key, x.Value!)))], document);
    }
}
