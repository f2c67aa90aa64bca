
namespace Market.Web.Hosting;

/// <summary>Headers every answer carries: no script or style but our own, no framing, no sniffing, no referrer to others.</summary>
public static class SecurityHeaders
{
    /// <summary>Without nonce or inline code, so pages can be cached.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="paymentHost">Where the payment page redirects to, or null: forms may end there.</param>
    public static string PolicyWith(string? paymentHost) =>
        paymentHost is null ? Policy : Policy.Replace("form-action 'self'", "form-action 'self' " + paymentHost, StringComparison.Ordinal);

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, string policy, bool https) =>
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=()";
            if (https) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            return next(context);
        });
}
