using System.Globalization;
using Market.Traceability.Epcis;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Market.Web.Epcis;

/// <summary>The headers by which EPCIS names its versions and limits, and what queries throw as its exceptions.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class EpcisHeadersAttribute : ActionFilterAttribute
{
    private static readonly Version Spoken = new(2, 0, 0);

    public override void OnActionExecuting(ActionExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        foreach (var standard in new[] { "EPCIS", "CBV" })
            foreach (var version in new[] { "Version", "Min", "Max" })
            {
                var name = $"GS1-{standard}-{version}";
                headers[name] = Spoken.ToString();
                if (!IsSpoken(version, context.HttpContext.Request.Headers[name].ToString())) context.Result ??= ((ControllerBase)context.Controller).RefusedForm(name);
            }
        headers["GS1-EPCIS-Capture-Limit"] = CaptureDesk.MaxEvents.ToString(CultureInfo.InvariantCulture);
        headers["GS1-EPCIS-Capture-File-Size-Limit"] = CaptureDesk.MaxBytes.ToString(CultureInfo.InvariantCulture);
    }

    public override void OnActionExecuted(ActionExecutedContext context)
    {
        if (context.Controller is not ControllerBase controller) return;
        var refused = context.Exception switch
        {
            QueryParameterException wrong => controller.Refused(StatusCodes.Status400BadRequest, "QueryParameterException", "epcis.parameter", wrong.Name, wrong.Value),
            QueryTooLargeException => controller.Refused(StatusCodes.Status413PayloadTooLarge, "QueryTooLargeException", "epcis.too_large", "maxEventCount"),
            _ => null,
        };
        if (refused is not null) (context.Result, context.ExceptionHandled) = (refused, true);
    }

    /// <summary>Whether 2.0.0 is what the caller speaks; versions are compared as far as they are written.</summary>
    private static bool IsSpoken(string header, string asked)
    {
        if (asked is "") return true;
        if (!Version.TryParse(asked.Contains('.', StringComparison.Ordinal) ? asked : asked + ".0", out var version)) return false;
        var full = new Version(version.Major, version.Minor, Math.Max(version.Build, 0));
        return header switch { "Min" => full <= Spoken, "Max" => full >= Spoken, _ => full.Major == Spoken.Major };
    }
}
