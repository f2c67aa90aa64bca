using Market.Catalog.People;
using Market.Catalog.Supervision;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Appeals;

public sealed record AppealPage(AppealableView Decision, string? Reason);

public sealed record AppealDecisionPage(AppealView Appeal, string? Outcome, string? Reason);

/// <summary>Appeals: made by a holder, decided by somebody of the brand office who did not decide first.</summary>
[Authorize]
public sealed class AppealsController(AppealDesk desk, AppealReads reads, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private IReadOnlyCollection<Guid> Own => User.Caller().In(Role.Manager);

    /// <param name="id">Of a decision.</param>
    [HttpGet("/office/appeals/{id:guid}"), Authorize(Policies.Manager)]
    public async Task<IActionResult> New(Guid id, CancellationToken ct) => await DecisionAsync(id, ct) is { } decision ? View("New", new AppealPage(decision, null)) : NotFound();

    /// <inheritdoc cref="New"/>
    [HttpPost("/office/appeals/{id:guid}"), Authorize(Policies.Manager)]
    public async Task<IActionResult> Make(Guid id, string? reason, CancellationToken ct)
    {
        if (await DecisionAsync(id, ct) is not { } decision) return NotFound();
        try
        {
            if (await desk.MakeAsync(id, reason ?? "", new(User.CallerId(), Own), ct) is null) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("New", new AppealPage(decision, reason));
        }
        TempData["done"] = words["appeal.sent"].Value;
        return Redirect("/office/cases");
    }

    [HttpGet("/district/appeals/{id:guid}"), Authorize(Policies.Office)]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await reads.FindAsync(id, ct) is { } appeal ? View("Show", new AppealDecisionPage(appeal, null, null)) : NotFound();

    [HttpPost("/district/appeals/{id:guid}"), Authorize(Policies.Office)]
    public async Task<IActionResult> Decide(Guid id, string? outcome, string? reason, CancellationToken ct)
    {
        try
        {
            if (await reads.FindAsync(id, ct) is null) return NotFound();
            if (outcome is not ("uphold" or "overturn")) throw new RuleException("licence.field_missing", "Fill this in.", "outcome");
            if (!await desk.DecideAsync(id, outcome == "overturn", reason ?? "", User.CallerId(), ct)) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await reads.FindAsync(id, ct) is { } appeal ? View("Show", new AppealDecisionPage(appeal, outcome, reason)) : NotFound();
        }
        TempData["done"] = words["appeal.done"].Value;
        return Redirect("/district/cases");
    }

    private async Task<AppealableView?> DecisionAsync(Guid id, CancellationToken ct) => (await reads.AppealableAsync(Own, ct)).FirstOrDefault(x => x.Id == id);
}
