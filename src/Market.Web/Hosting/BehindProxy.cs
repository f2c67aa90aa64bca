namespace Market.Web.Hosting;

/// <summary>What a proxy that ends TLS hides from us: that the visitor speaks https.</summary>
internal static class BehindProxy
{
    /// <summary>First in the pipeline: cookies, form tokens and the origin check look at the scheme.</summary>
    /// <param name="settings">The base URL tells the scheme, so no header has to be believed for it.</param>
    public static void UseBehindProxy(this IApplicationBuilder app, MarketSettings settings)
    {
        if (!settings.Https) return;
        app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
    }
}
