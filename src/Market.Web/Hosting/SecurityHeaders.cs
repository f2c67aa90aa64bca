using Microsoft.Extensions.Primitives;

namespace Market.Web.Hosting;

/// <summary>Headers every answer carries: no script or style but our own, no framing, no sniffing.</summary>
/// <remarks>That others get no referrer is said in the head of every page: each header the server does not know costs a kept page a fiftieth of its speed.</remarks>
public static class SecurityHeaders
{
    /// <summary>Without nonce or inline code, so pages can be cached.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="paymentHost">Where the payment page redirects to, or null: forms may end there.</param>
    public static string PolicyWith(string? paymentHost) =>
        paymentHost is null ? Policy : Policy.Replace("form-action 'self'", "form-action 'self' " + paymentHost, StringComparison.Ordinal);

    /// <summary>Before everything that answers, kept pages too; their speed is why the values are made once.</summary>
    /// <param name="https">Whether browsers may be told to come by https only.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, string policy, bool https)
    {
        StringValues csp = policy, noSniff = "nosniff", alone = "same-origin", permissions = "camera=(self), geolocation=(), microphone=(), payment=()",
            transport = "max-age=31536000; includeSubDomains";
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = csp;
            headers.XContentTypeOptions = noSniff;
            headers["Cross-Origin-Opener-Policy"] = alone;
            headers["Permissions-Policy"] = permissions;
            if (https) headers.StrictTransportSecurity = transport;
            return next(context);
        });
    }
}
