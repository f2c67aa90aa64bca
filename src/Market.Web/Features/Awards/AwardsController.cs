using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Awards;

/// <param name="Names">Names of those whose parts are shown.</param>
/// <param name="Reason">As typed, when it was refused.</param>
/// <param name="Answers">The reader may answer for the supplier.</param>
public sealed record AwardPage(AwardView Award, DemandView Demand, IReadOnlyDictionary<Guid, (string Name, string NameEn)> Names, bool Answers, bool Late, string Reason);

/// <summary>A supplier reads and answers its awards; the buyer makes them from a plan.</summary>
[Authorize(Policies.Sourcing)]
public sealed class AwardsController(AwardReads reads, DemandReads demands, Listers listers, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("/office/awards/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, "", ct) is { } page ? View(page) : NotFound();

    [HttpPost("/office/awards/{id:guid}/acceptance"), Authorize(Policies.Manager)]
    public Task<IActionResult> Accept(Guid id, [FromServices] AwardAnswers answers, CancellationToken ct) => AnswerAsync(id, "awards.accepted_done", "", act => answers.AcceptAsync(act, id, ct), ct);

    [HttpPost("/office/awards/{id:guid}/refusal"), Authorize(Policies.Manager)]
    public Task<IActionResult> Decline(Guid id, string? reason, [FromServices] AwardAnswers answers, CancellationToken ct) => AnswerAsync(id, "awards.declined_done", reason, act => answers.DeclineAsync(act, id, reason ?? "", ct), ct);

    [HttpPost("/office/awards/{id:guid}/withdrawal"), Authorize(Policies.Manager)]
    public Task<IActionResult> DropOut(Guid id, string? reason, [FromServices] AwardAnswers answers, CancellationToken ct) => AnswerAsync(id, "awards.dropped_done", reason, act => answers.DropOutAsync(act, id, reason ?? "", ct), ct);

    [HttpPost("/office/plans/{id:guid}/awards"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Ask(Guid id, DateOnly? answerUntil, [FromServices] AwardDesk desk, CancellationToken ct) =>
        OfPlanAsync("awards.asked", () => desk.AskAsync(new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), null), id, answerUntil, ct), id, ct);

    [HttpPost("/office/plans/{id:guid}/awards/approval"), Authorize(Policies.Approver)]
    public Task<IActionResult> Approve(Guid id, [FromServices] AwardDesk desk, CancellationToken ct) =>
        OfPlanAsync("awards.approved_done", () => desk.ApproveAsync(new(User.Caller().As(Role.Approver), User.Caller().In(Role.Approver), null), id, ct), id, ct);

    [HttpPost("/office/plans/{id:guid}/awards/refusal"), Authorize(Policies.Approver)]
    public Task<IActionResult> Refuse(Guid id, string? reason, [FromServices] AwardDesk desk, CancellationToken ct) =>
        OfPlanAsync("awards.refused_done", () => desk.RefuseAsync(new(User.Caller().As(Role.Approver), User.Caller().In(Role.Approver), null), id, reason ?? "", ct), id, ct, reason ?? "");

    private async Task<IActionResult> AnswerAsync(Guid id, string done, string? reason, Func<BidderAct, Task<Guid?>> answer, CancellationToken ct)
    {
        try
        {
            if (await answer(new(User.Caller().As(Role.Manager), User.Caller().In(Role.Manager), null)) is null) return NotFound();
            TempData["done"] = words[done].Value;
            return Redirect($"/office/awards/{id}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await PageAsync(id, reason ?? "", ct) is { } page ? View("Show", page) : NotFound();
        }
    }

    private async Task<IActionResult> OfPlanAsync(string done, Func<Task<Guid?>> act, Guid plan, CancellationToken ct, string typed = "")
    {
        try
        {
            if (await act() is not { } set) return NotFound();
            TempData["done"] = words[done].Value;
            return Redirect($"/office/plans/{plan}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field is "reason" ? "reason" : "answerUntil", wording.Refusal(rule));
            return await Plans.PlansController.PageAsync(HttpContext, plan, ct, typed) is { } page ? View("/Features/Plans/Show.cshtml", page) : NotFound();
        }
    }

    private async Task<AwardPage?> PageAsync(Guid id, string reason, CancellationToken ct)
    {
        var party = await listers.SourcingAsync(User.Caller(), ct);
        if (await reads.FindAsync(party, id, ct) is not { } award || await demands.FindAsync(party, award.DemandId, ct) is not { } demand) return null;
        var services = HttpContext.RequestServices;
        var names = await services.GetRequiredService<ISupplyQuestions>().SuppliersAsync([.. award.Lines.SelectMany(x => x.Parts).Select(x => x.CooperativeId).Distinct()], ct);
        return new(award, demand, names.ToDictionary(x => x.Key, x => (x.Value.Name, x.Value.NameEn)), User.Caller().In(Role.Manager).Contains(award.SupplierId), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime > award.AnswerUntil, reason);
    }
}
