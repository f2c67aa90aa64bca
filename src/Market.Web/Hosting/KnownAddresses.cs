using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Hosting;

/// <summary>What an address may look like before anybody is asked who they are.</summary>
internal static class KnownAddresses
{
    /// <summary>HEAD is GET without the body; the server leaves the body out by itself.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    });

    /// <summary>
    /// Only our own names are served: a page that another site's name leads to could read answers with that site's scripts.
    /// Probes ask by the machine's number, so health and metrics are left out.
    /// </summary>
    /// <param name="settings">The base address names the shop; loopback always works, and anything when the address was left at its default but others may call.</param>
    public static IApplicationBuilder UseOwnHosts(this IApplicationBuilder app, MarketSettings settings)
    {
        var own = new Uri(settings.BaseUrl).Host;
        var everybody = settings.Bind is not ("127.0.0.1" or "::1" or "localhost") && own == "127.0.0.1";
        return app.UseWhen(context => !everybody && !Ours(context.Request, own), strangers => strangers.UseLanguages().Run(async context =>
        {
            var words = context.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>();
            var problem = (ProblemDetails)Problems.Of(context, StatusCodes.Status400BadRequest, "request.host", words["request.host"].Value).Value!;
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
        }));
    }

    private static bool Ours(HttpRequest request, string own) => request.Host.Host.Equals(own, StringComparison.OrdinalIgnoreCase) || request.Host.Host is "127.0.0.1" or "localhost" or "[::1]"
        || request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || request.Path == "/metrics";

    /// <summary>Addresses and methods nobody serves are absent for everybody, signed in or not.</summary>
    public static IApplicationBuilder UseAbsence(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        // Routing's own refusals (method, content type) carry no metadata; authorisation would send them to the sign-in.
        return endpoint.Metadata.Count == 0 ? endpoint.RequestDelegate!(context) : next(context);
    });
}
