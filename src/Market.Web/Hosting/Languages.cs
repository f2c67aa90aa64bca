using Microsoft.AspNetCore.Localization;

namespace Market.Web.Hosting;

/// <summary>Chinese first. Pages follow a cookie, the API the Accept-Language header.</summary>
public static class Languages
{
    public const string Cookie = "lang";

    public static IApplicationBuilder UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en");
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders = [new CustomRequestCultureProvider(context => Task.FromResult<ProviderCultureResult?>(new(Of(context.Request))))];
    });

    /// <returns>zh-CN or en.</returns>
    public static string Of(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments("/epcis", StringComparison.OrdinalIgnoreCase))
            return Accepted(request);
        return request.Cookies[Cookie] == "en" ? "en" : "zh-CN";
    }

    /// <summary>The language a program asks for.</summary>
    /// <returns>zh-CN or en.</returns>
    public static string Accepted(HttpRequest request) => request.Headers.AcceptLanguage.ToString().TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "zh-CN";
}
