using System.Text.RegularExpressions;
using Market.Catalog.Pictures;
using Market.Catalog.Supervision;
using Market.Kernel;
using Market.Web.Api;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Market.Web.Features.Misuse;

/// <summary>A report as typed.</summary>
public sealed record MisuseForm(string? Seen = null, string? Place = null, string? Licence = null, string? Contact = null);

/// <summary>Anybody reports that the shared logo is misused, without an account.</summary>
[AllowAnonymous, Route("misuse")]
public sealed partial class MisuseController(MisuseReports reports, PictureStore pictures, Wording wording) : Controller
{
    [HttpGet]
    public IActionResult Index(string? licence) => View(new MisuseForm(Licence: licence is { Length: <= 20 } ? licence : null));

    [HttpPost, EnableRateLimiting(RateLimits.Reports), RequestSizeLimit(12 * 1024 * 1024)]
    public async Task<IActionResult> Send(MisuseForm form, IFormFile? photo, CancellationToken ct)
    {
        try
        {
            var number = await reports.SendAsync(pictures, new(form.Seen ?? "", form.Place ?? "", form.Licence ?? "", form.Contact ?? ""), photo, ct);
            return Redirect("/misuse/sent?number=" + number);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field == "picture" ? "photo" : rule.Field, wording.Refusal(rule));
            return View("Index", form);
        }
    }

    [HttpGet("sent")]
    public IActionResult Sent(string? number) => NumberPattern().IsMatch(number ?? "") ? View("Sent", number) : Redirect("/misuse");

    [GeneratedRegex("^JB-[0-9]{4}-[0-9]{4,9}$")]
    private static partial Regex NumberPattern();
}
