using System.Globalization;
using System.Resources;
using Market.Catalog.Marks;
using Market.Kernel.Values;
using Market.Web.Shared;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Market.Web.Api;

/// <summary>The OpenAPI document at /openapi/v1.json.</summary>
internal static class ApiDocument
{
    private static readonly ResourceManager Sentences = new("Market.Web.Resources.Shared.Words", typeof(Words).Assembly);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "CoopMarket";
            document.Info.Version = "v1";
            document.Info.Description = "Money in fen, quantities as decimal strings with a unit, instants in UTC, dates in Asia/Shanghai. Errors are RFC 9457 problem documents with a stable code.";
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Summary = Sentences.GetString($"docs.call.{context.Description.HttpMethod} /{context.Description.RelativePath}", English);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            // Values with a converter of their own: the framework cannot see into them.
            if (type == typeof(Money)) Describe(schema, ("amount", new() { Type = JsonSchemaType.Integer, Format = "int64", Description = "Fen." }), ("currency", new() { Type = JsonSchemaType.String, Description = "ISO 4217, e.g. CNY." }));
            if (type == typeof(IReadOnlyList<Badge>))
            {
                var badge = new OpenApiSchema();
                Describe(badge, ("kind", new() { Type = JsonSchemaType.String }), ("number", new() { Type = JsonSchemaType.String }), ("validUntil", new() { Type = JsonSchemaType.String, Format = "date", Description = "Last day." }), ("subBrand", new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "The cooperative's own mark beside the shared logo." }));
                (schema.Type, schema.Items) = (JsonSchemaType.Array, badge);
            }
            if (type == typeof(Quantity)) Describe(schema, ("value", new() { Type = JsonSchemaType.String, Description = "A decimal number with at most three decimals." }), ("unit", new() { Type = JsonSchemaType.String, Description = string.Join(", ", Enum.GetValues<Unit>().Select(x => x.Code())) + "." }));
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiSchema schema, params (string Name, OpenApiSchema Schema)[] members)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Properties = members.ToDictionary(x => x.Name, IOpenApiSchema (x) => x.Schema);
        schema.Required = members.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
    }
}
