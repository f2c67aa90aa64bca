using Market.Kernel;
using Market.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;

namespace Market.Web.Hosting;

/// <summary>
/// A rule said no. The API answers with a problem document; a page goes back to where the form was and says the sentence.
/// Controllers whose forms hold typed text catch the exception themselves and show the form again.
/// </summary>
public sealed class RefusalFilter(Wording wording, ITempDataDictionaryFactory temp, ILogger<RefusalFilter> log) : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is DbUpdateConcurrencyException)
            context.Exception = new RuleException("changed_meanwhile", "Somebody changed this meanwhile: look again, then repeat.");
        if (context.Exception is not RuleException rule) return;
        log.LogInformation("Refused: {Code}", rule.Code);
        context.ExceptionHandled = true;
        if (context.ActionDescriptor.EndpointMetadata.Any(x => x is ApiControllerAttribute))
        {
            context.Result = Problems.Of(context.HttpContext, Status(rule.Code), rule.Code, wording.Refusal(rule), rule.Field);
            return;
        }
        temp.GetTempData(context.HttpContext)["refusal"] = wording.Refusal(rule);
        context.Result = new LocalRedirectResult(Back(context.HttpContext.Request));
    }

    private static int Status(string code) => code switch
    {
        "idempotency.key_reused" => StatusCodes.Status422UnprocessableEntity,
        "idempotency.key_missing" or "payment.method_unknown" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    /// <summary>The page the form was on, if it was ours.</summary>
    public static string Back(HttpRequest request)
    {
        if (!Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var from) || from.Authority != request.Host.Value) return "/";
        // "//x" after our own name would lead to another host.
        return RedirectHttpResult.IsLocalUrl(from.PathAndQuery) ? from.PathAndQuery : "/";
    }
}
