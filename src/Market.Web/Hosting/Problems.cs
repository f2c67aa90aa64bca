using Market.Kernel;
using Market.Web.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Market.Web.Hosting;

/// <summary>Problem documents (RFC 9457) with a stable code.</summary>
public static class Problems
{
    /// <summary>Whether a program asked, and not a person with a browser.</summary>
    /// <param name="path">What was asked for at first.</param>
    public static bool AreReadAt(string? path, HttpRequest request) =>
        path is not null && (path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/epcis", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/webhooks/", StringComparison.OrdinalIgnoreCase)) || request.HasJsonContentType();

    /// <summary>As an action's result.</summary>
    /// <inheritdoc cref="Document"/>
    public static ObjectResult Of(HttpContext context, int status, string code, string detail, string field = "") => Result(Document(context, status, code, detail, field));

    /// <inheritdoc cref="Of"/>
    public static ObjectResult Result(ProblemDetails problem) => new(problem) { StatusCode = problem.Status, ContentTypes = { "application/problem+json" } };

    /// <summary>As the answer, where there is no action.</summary>
    public static Task WriteAsync(this HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }

    /// <summary>The rule that said no, if that is what happened.</summary>
    public static RuleException? Rule(Exception failure) => failure is DbUpdateConcurrencyException
        ? new RuleException("changed_meanwhile", "Somebody changed this meanwhile: look again, then repeat.")
        : failure as RuleException;

    /// <summary>A rule's refusal, in the caller's language.</summary>
    public static ProblemDetails Refusal(HttpContext context, RuleException rule) =>
        Document(context, Status(rule.Code), rule.Code, context.RequestServices.GetRequiredService<Wording>().Refusal(rule), rule.Field);

    private static int Status(string code) => code switch
    {
        "idempotency.key_reused" => StatusCodes.Status422UnprocessableEntity,
        "idempotency.key_missing" or "payment.method_unknown" or "quantity.range" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    /// <param name="code">Stable, dotted, lower case.</param>
    /// <param name="detail">A sentence in the caller's language.</param>
    /// <param name="field">Member of the request it is about, or empty.</param>
    public static ProblemDetails Document(HttpContext context, int status, string code, string detail, string field = "")
    {
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Instance = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path,
        };
        if (problem.Instance?.StartsWith("/epcis", StringComparison.OrdinalIgnoreCase) == true) problem.Type = "epcisException:" + EpcisException(status);
        problem.Extensions["code"] = code;
        if (field is not "") problem.Extensions["field"] = field;
        return problem;
    }

    /// <summary>The exception of EPCIS 2.0 for what is refused before its interface is reached.</summary>
    private static string EpcisException(int status) => status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "SecurityException",
        StatusCodes.Status404NotFound => "NoSuchResourceException",
        StatusCodes.Status413PayloadTooLarge => "CaptureLimitExceededException",
        StatusCodes.Status414UriTooLong => "URITooLongException",
        StatusCodes.Status415UnsupportedMediaType => "UnsupportedMediaTypeException",
        StatusCodes.Status400BadRequest => "ValidationException",
        _ => "ImplementationException",
    };
}
