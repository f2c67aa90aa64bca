using Microsoft.OpenApi;

namespace Market.Web.Features.Docs;

/// <summary>What a value looks like: "string (uuid)", "[LineAnswer]".</summary>
/// <param name="Shape">Name of the shape it leads to, or null.</param>
public sealed record ApiType(string Text, string? Shape);

/// <param name="Place">path, query, header or body.</param>
/// <param name="About">English sentence from the source, or empty.</param>
public sealed record ApiField(string Name, string Place, ApiType Type, bool Required, string About);

public sealed record ApiAnswer(string Status, ApiType? Type);

public sealed record ApiCall(string Method, string Path, IReadOnlyList<ApiField> Fields, ApiType? Body, IReadOnlyList<ApiAnswer> Answers);

public sealed record ApiGroup(string Tag, IReadOnlyList<ApiCall> Calls);

/// <param name="Values">The words it may be, for a list of words.</param>
public sealed record ApiShape(string Name, string About, IReadOnlyList<ApiField> Fields, IReadOnlyList<string> Values);

/// <summary>Turns the OpenAPI document into what the reference page shows.</summary>
internal static class ApiReference
{
    /// <summary>Calls by tag, in the order of their paths.</summary>
    public static IReadOnlyList<ApiGroup> Groups(OpenApiDocument document) =>
    [
        .. from path in document.Paths
           from operation in path.Value.Operations ?? []
           orderby path.Key, operation.Key.Method
           group Call(path.Key, operation.Key, operation.Value) by operation.Value.Tags?.FirstOrDefault()?.Name ?? "" into calls
           orderby calls.Key
           select new ApiGroup(calls.Key, [.. calls]),
    ];

    /// <summary>Every named shape, by name.</summary>
    public static IReadOnlyList<ApiShape> Shapes(OpenApiDocument document) =>
    [
        .. from schema in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()
           orderby schema.Key
           select new ApiShape(schema.Key, schema.Value.Description ?? "", Fields(schema.Value), [.. (schema.Value.Enum ?? []).OfType<System.Text.Json.Nodes.JsonNode>().Select(x => x.ToString())]),
    ];

    private static ApiCall Call(string path, HttpMethod method, OpenApiOperation operation)
    {
        var sent = operation.RequestBody?.Content?.FirstOrDefault();
        var (type, body) = (sent?.Key ?? "", sent?.Value?.Schema);
        List<ApiField> fields = [.. (operation.Parameters ?? []).Select(x => new ApiField(Camel(x.Name ?? ""), (x.In ?? ParameterLocation.Query).ToString().ToLowerInvariant(), Type(x.Schema), x.Required, x.Description ?? ""))];
        if (body is not null && body is not OpenApiSchemaReference) fields.AddRange(Fields(body).Select(x => x with { Name = Camel(x.Name), Place = type }));
        return new(method.Method, path, fields, body is OpenApiSchemaReference ? Type(body) : null,
            [.. (operation.Responses ?? []).Select(x => new ApiAnswer(x.Key, x.Value.Content?.Values.FirstOrDefault()?.Schema is { } schema ? Type(schema) : null))]);
    }

    private static List<ApiField> Fields(IOpenApiSchema schema) =>
        [.. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(x => new ApiField(x.Key, "body", Type(x.Value), schema.Required?.Contains(x.Key) == true, x.Value.Description ?? ""))];

    private static ApiType Type(IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name }) return new(name, name);
        if (schema?.OneOf?.FirstOrDefault(x => x.Type != JsonSchemaType.Null) is { } one) return Type(one) is var inner ? inner with { Text = inner.Text + "?" } : inner;
        if (schema?.Items is { } items) return Type(items) is var each ? each with { Text = $"[{each.Text}]" } : each;
        var nullable = schema?.Type is { } types && types.HasFlag(JsonSchemaType.Null) ? "?" : "";
        var kind = schema?.Type is { } type ? (type & ~JsonSchemaType.Null).ToString().ToLowerInvariant() : "string";
        return new(schema?.Format is { } format && format is not "int32" ? $"{kind} ({format}){nullable}" : kind + nullable, null);
    }

    /// <summary>As it is written in a query: the binder does not mind, people do.</summary>
    private static string Camel(string name) => name is "" ? "" : char.ToLowerInvariant(name[0]) + name[1..];
}
