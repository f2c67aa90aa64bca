using Market.Kernel.Data;
using Market.Web.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Market.Web.Hosting;

/// <summary>The one place where what nobody expected becomes an answer. It is logged once, by the framework.</summary>
internal static class Failures
{
    public static void Answer(IApplicationBuilder app) => app.UseLanguages().Run(async context =>
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, code) = failure switch
        {
            BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == 413 ? "request.too_large" : "request.malformed"),
            { } away when Outage.Is(away) => (StatusCodes.Status503ServiceUnavailable, "service.unavailable"),
            _ => (StatusCodes.Status500InternalServerError, "service.failed"),
        };
        var words = context.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>();
        if (!Problems.AreReadAt(context.Request.Path, context.Request))
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            var text = System.Net.WebUtility.HtmlEncode(words[code].Value);
            await context.Response.WriteAsync($"<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"same-origin\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/css/site.css\"><main class=\"wrap\"><h1>{text}</h1><p><a href=\"/\">金穗集市 CoopMarket</a></p></main>");
            return;
        }
        await context.WriteAsync(Problems.Document(context, status, code, words[code].Value));
    });
}
