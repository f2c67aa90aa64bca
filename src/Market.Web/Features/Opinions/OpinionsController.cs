using Market.Catalog.Brand;
using Market.Catalog.People;
using Market.Kernel;
using Market.Web.Features.Brand;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Opinions;

public sealed record OpinionPage(ApplicationView Application, string? Outcome, string? Reason, IReadOnlyList<Fact> Facts, IReadOnlyList<ScopeCheck> Scope);

/// <summary>A town's opinion on applications for the shared logo: the first of the two approvals.</summary>
[Authorize(Policies.Town), Route("town/licences")]
public sealed class OpinionsController(LicenceReview review, LicenceRegister register, Wording wording, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken ct) => PageAsync(id, null, null, ct);

    /// <summary>Supports, returns, or records a visit at the place.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> GiveOpinion(Guid id, string? outcome, string? reason, CancellationToken ct)
    {
        var (caller, why) = (User.Caller(), reason?.Trim() ?? "");
        try
        {
            var done = outcome == "visit" ? await review.VisitAsync(id, why, caller.In(Role.Reviewer), caller.Id, ct) : await review.GiveOpinionAsync(id, outcome == "support", why, caller.In(Role.Reviewer), caller.Id, ct);
            if (!done) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await PageAsync(id, outcome, reason, ct);
        }
        TempData["done"] = words[outcome switch { "support" => "opinion.supported", "visit" => "visit.recorded", _ => "opinion.returned" }].Value;
        return Redirect(outcome == "visit" ? $"/town/licences/{id}" : "/town");
    }

    private async Task<IActionResult> PageAsync(Guid id, string? outcome, string? reason, CancellationToken ct) => await register.WaitingForTownsAsync(id, User.Caller().In(Role.Reviewer), ct) is { } waiting
        ? View(nameof(Show), new OpinionPage(waiting, outcome, reason, await HttpContext.RequestServices.GetRequiredService<ApplicationFacts>().OfAsync(waiting.CooperativeId, words, clock.GetUtcNow().UtcDateTime, ct), await HttpContext.RequestServices.GetRequiredService<ScopeChecks>().OfAsync(id, ct))) : NotFound();
}
