using System.Globalization;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Status;

/// <summary>Designed pages and problem documents for answers without a body: absent, forbidden, too large, too many.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class StatusController(IStringLocalizer<Refusals> words) : Controller
{
    [Route("/status/{code:int:range(400,599)}")]
    public IActionResult Show()
    {
        // Not a parameter: the refused form may have a field of this name, or be one that nobody can read, which leaves every parameter at zero.
        var code = int.Parse((string)RouteData.Values["code"]!, NumberStyles.None, CultureInfo.InvariantCulture);
        var key = code switch
        {
            StatusCodes.Status400BadRequest => "request.malformed",
            StatusCodes.Status401Unauthorized => "account.needed",
            StatusCodes.Status403Forbidden => "account.forbidden",
            StatusCodes.Status404NotFound => "request.absent",
            StatusCodes.Status405MethodNotAllowed => "request.method",
            StatusCodes.Status413PayloadTooLarge => "request.too_large",
            StatusCodes.Status415UnsupportedMediaType => "request.media_type",
            StatusCodes.Status429TooManyRequests => "request.too_many",
            StatusCodes.Status503ServiceUnavailable => "service.unavailable",
            >= 400 and < 500 => "request.malformed",
            _ => "service.failed",
        };
        var from = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";
        Response.StatusCode = code;
        if (Problems.AreReadAt(from, HttpContext.Request))
            return Problems.Of(HttpContext, code, key, words[key].Value);
        return View("Show", words[key].Value);
    }

    [HttpGet("/forbidden")]
    public IActionResult Forbidden()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return View("Show", words["account.forbidden"].Value);
    }
}
