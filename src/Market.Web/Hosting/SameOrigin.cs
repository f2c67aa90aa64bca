using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Market.Web.Hosting;

/// <summary>
/// Refuses page forms that come from other sites. Forms on publicly cached pages carry no token and rely on this alone
/// (together with SameSite=Lax cookies); all other forms carry an antiforgery token besides.
/// </summary>
public sealed class SameOriginFilter : IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        // A refusal that is being shown was decided before.
        if (context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null) return;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return;
        if (context.ActionDescriptor.EndpointMetadata.Any(x => x is ApiControllerAttribute)) return;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        var same = site is not "" ? site == "same-origin" : origin == $"{request.Scheme}://{request.Host}";
        if (!same) context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
    }
}
