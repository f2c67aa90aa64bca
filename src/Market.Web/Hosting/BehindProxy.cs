using Microsoft.AspNetCore.HttpOverrides;

namespace Market.Web.Hosting;

/// <summary>What a proxy that ends TLS hides from us: that the visitor speaks https, and where they call from.</summary>
internal static class BehindProxy
{
    /// <summary>First in the pipeline: cookies, form tokens and the origin check look at the scheme, sign-in limits at the address.</summary>
    /// <param name="settings">The base URL tells the scheme, so no header has to be believed for it; addresses are believed from the proxies it names.</param>
    public static void UseBehindProxy(this IApplicationBuilder app, MarketSettings settings)
    {
        if (settings.Https)
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
        if (settings.Proxies.Count == 0) return;
        // One hop: what stands before the proxy's own entry is the visitor's claim.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.Proxies) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
