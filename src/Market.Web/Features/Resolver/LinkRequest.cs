using Microsoft.AspNetCore.Mvc.ActionConstraints;

namespace Market.Web.Features.Resolver;

/// <summary>Tells who asks for an item's links from who wants its page; both come to the same address.</summary>
public static class LinkRequest
{
    /// <summary>Media type of a linkset (RFC 9264).</summary>
    public const string LinkSet = "application/linkset+json";

    /// <summary>Whether links are asked for: by a link type, or by accepting linksets.</summary>
    public static bool IsOne(HttpRequest request) => (request.QueryString.HasValue && request.Query.ContainsKey("linkType"))
        || (request.Headers.Accept.Count > 0 && request.Headers.Accept.ToString().Contains(LinkSet, StringComparison.OrdinalIgnoreCase));
}

/// <summary>An action for those who ask for links, beside the one that shows the page.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsksForLinksAttribute : Attribute, IActionConstraint
{
    public int Order => 0;

    public bool Accept(ActionConstraintContext context) => LinkRequest.IsOne(context.RouteContext.HttpContext.Request);
}
