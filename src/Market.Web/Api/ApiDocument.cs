using Microsoft.AspNetCore.OpenApi;

namespace Market.Web.Api;

/// <summary>The OpenAPI document at /openapi/v1.json.</summary>
internal static class ApiDocument
{
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
    }
}
