using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Hosting;

/// <summary>Problem documents (RFC 9457) with a stable code.</summary>
public static class Problems
{
    /// <summary>Whether a program asked, and not a person with a browser.</summary>
    /// <param name="path">What was asked for at first.</param>
    public static bool AreReadAt(string? path, HttpRequest request) =>
        path is not null && (path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/webhooks/", StringComparison.OrdinalIgnoreCase)) || request.HasJsonContentType();

    /// <param name="code">Stable, dotted, lower case.</param>
    /// <param name="detail">A sentence in the caller's language.</param>
    /// <param name="field">Member of the request it is about, or empty.</param>
    public static ObjectResult Of(HttpContext context, int status, string code, string detail, string field = "")
    {
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Instance = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path,
        };
        problem.Extensions["code"] = code;
        if (field is not "") problem.Extensions["field"] = field;
        return new ObjectResult(problem) { StatusCode = status, ContentTypes = { "application/problem+json" } };
    }
}
