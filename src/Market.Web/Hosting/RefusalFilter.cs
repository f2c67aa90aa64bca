using Market.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Market.Web.Hosting;

/// <summary>
/// A rule said no. The API answers with a problem document; a page goes back to where the form was and says the sentence.
/// Controllers whose forms hold typed text catch the exception themselves and show the form again.
/// </summary>
public sealed class RefusalFilter(Wording wording, ITempDataDictionaryFactory temp, ILogger<RefusalFilter> log) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (Problems.Rule(context.Exception) is not { } rule) return;
        log.LogInformation("Refused: {Code}", rule.Code);
        context.ExceptionHandled = true;
        if (context.ActionDescriptor.EndpointMetadata.Any(x => x is ApiControllerAttribute))
        {
            context.Result = Problems.Result(Problems.Refusal(context.HttpContext, rule));
            return;
        }
        temp.GetTempData(context.HttpContext)["refusal"] = wording.Refusal(rule);
        context.Result = new LocalRedirectResult(Back(context.HttpContext.Request));
    }

    /// <summary>The page the form was on, if it was ours.</summary>
    public static string Back(HttpRequest request)
    {
        if (!Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) || from.Authority != request.Host.Value) return "/";
        // "//x" after our own name would lead to another host.
        return RedirectHttpResult.IsLocalUrl(from.PathAndQuery) ? from.PathAndQuery : "/";
    }
}
