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

public sealed record OpinionPage(ApplicationView Application, string? Outcome, string? Reason, IReadOnlyList<Fact> Facts, IReadOnlyList<ScopeCheck> Scope, IReadOnlyList<ApplicationView> Waiting, DateTime Now);

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

    private async Task<IActionResult> PageAsync(Guid id, string? outcome, string? reason, CancellationToken ct)
    {
        var (towns, now, services) = (User.Caller().In(Role.Reviewer), clock.GetUtcNow().UtcDateTime, HttpContext.RequestServices);
        if (await register.WaitingForTownsAsync(id, towns, ct) is not { } waiting) return NotFound();
        var facts = await services.GetRequiredService<ApplicationFacts>().OfAsync(waiting.CooperativeId, words, now, ct);
        return View(nameof(Show), new OpinionPage(waiting, outcome, reason, facts, await services.GetRequiredService<ScopeChecks>().OfAsync(id, ct), await register.WaitingForTownsAsync(towns, ct), now));
    }
}
