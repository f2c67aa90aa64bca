using Market.Web.Shared;
using Microsoft.Extensions.Localization;

namespace Market.Web.Hosting;

/// <summary>What an address may look like before anybody is asked who they are.</summary>
internal static class KnownAddresses
{
    private static readonly object HeadAsked = new();

    /// <summary>HEAD is GET without the body; the server leaves the body out by itself.</summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method)) return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Items[HeadAsked] = true;
        return next(context);
    });

    /// <summary>Whether only the head was asked for: by link checkers and previews, not by somebody who looks.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(HeadAsked);

    /// <summary>
    /// Only our own names are served: a page that another site's name leads to could read answers with that site's scripts.
    /// Probes ask by the machine's number, so health and metrics are left out.
    /// </summary>
    /// <param name="settings">The base address names the shop; loopback always works, and anything when the address was left at its default but others may call.</param>
    public static IApplicationBuilder UseOwnHosts(this IApplicationBuilder app, MarketSettings settings)
    {
        var own = new Uri(settings.BaseUrl).Host;
        var everybody = settings.Bind is not ("127.0.0.1" or "::1" or "localhost") && own == "127.0.0.1";
        string? last = null;
        return app.UseWhen(context =>
        {
            // Nearly all calls name the shop in the same words: those are compared and not taken apart.
            if (everybody || (last is not null && context.Request.Host.Value == last)) return false;
            if (!Ours(context.Request, own)) return true;
            if (IsName(context.Request.Host.Host, own)) last = context.Request.Host.Value;
            return false;
        }, strangers => strangers.UseLanguages().Run(async context =>
        {
            var words = context.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>();
            await context.WriteAsync(Problems.Document(context, StatusCodes.Status400BadRequest, "request.host", words["request.host"].Value));
        }));
    }

    private static bool IsName(string host, string own) => host.Equals(own, StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "localhost" or "[::1]";

    private static bool Ours(HttpRequest request, string own) => IsName(request.Host.Host, own)
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
