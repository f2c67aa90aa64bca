using Market.Catalog.People;
using Market.Catalog.Rewards;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.RewardPages;

public sealed record OwnRewardsPage(IReadOnlyList<RewardChance> Chances, IReadOnlyList<RewardView> Rewards);

/// <param name="Typed">What was typed in a form that was refused, by dossier.</param>
public sealed record RewardQueuePage(IReadOnlyList<RewardView> Waiting, IReadOnlyList<RewardView> Closed, IReadOnlyList<RewardSum> Sums, (Guid Id, string Text)? Typed, DateTime Now);

/// <summary>Rewards [P24]: the cooperative's dossiers, the town's opinion, the office's decision and payment.</summary>
public sealed class RewardPagesController(RewardDesk desk, RewardReads reads, Wording wording, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    [HttpGet("/office/rewards"), Authorize(Policies.Manager)]
    public async Task<IActionResult> Own(CancellationToken ct)
    {
        var own = User.Manager().Cooperatives;
        return View(nameof(Own), new OwnRewardsPage(await reads.ChancesAsync(own, ct), await reads.OfCooperativesAsync(own, ct)));
    }

    [HttpPost("/office/rewards"), Authorize(Policies.Manager)]
    public Task<IActionResult> Submit(Guid certificate, CancellationToken ct) =>
        TryAsync("/office/rewards", "rewards.sent", async () => await desk.SubmitAsync(certificate, User.Manager(), ct) is not null, () => Own(ct));

    /// <summary>Sends a returned dossier again.</summary>
    [HttpPost("/office/rewards/{id:guid}"), Authorize(Policies.Manager)]
    public Task<IActionResult> Resubmit(Guid id, string? note, CancellationToken ct) =>
        TryAsync("/office/rewards", "rewards.sent", () => desk.ResubmitAsync(id, note?.Trim() ?? "", User.Manager(), ct), () => Own(ct));

    [HttpGet("/town/rewards"), Authorize(Policies.Town)]
    public Task<IActionResult> Town(CancellationToken ct) => TownAsync(null, ct);

    [HttpPost("/town/rewards/{id:guid}"), Authorize(Policies.Town)]
    public Task<IActionResult> GiveOpinion(Guid id, string? outcome, string? reason, CancellationToken ct)
    {
        var caller = User.Caller();
        return TryAsync("/town/rewards", outcome == "support" ? "rewards.supported" : "rewards.returned",
            () => desk.GiveOpinionAsync(id, outcome == "support", reason?.Trim() ?? "", caller.In(Role.Reviewer), caller.Id, ct), () => TownAsync((id, reason ?? ""), ct));
    }

    [HttpGet("/district/rewards"), Authorize(Policies.Office)]
    public Task<IActionResult> District(CancellationToken ct) => DistrictAsync(null, ct);

    [HttpPost("/district/rewards/{id:guid}"), Authorize(Policies.Office)]
    public Task<IActionResult> Decide(Guid id, string? outcome, string? reason, CancellationToken ct) =>
        TryAsync("/district/rewards", outcome == "approve" ? "rewards.approved" : "rewards.refused", () => desk.DecideAsync(id, outcome == "approve", reason?.Trim() ?? "", User.CallerId(), ct), () => DistrictAsync((id, reason ?? ""), ct));

    [HttpPost("/district/rewards/{id:guid}/payment"), Authorize(Policies.Office)]
    public Task<IActionResult> Pay(Guid id, string? reference, DateOnly? paidOn, CancellationToken ct) =>
        TryAsync("/district/rewards", "rewards.paid", () => desk.PayAsync(id, reference ?? "", paidOn ?? throw new RuleException("reward.paid_missing", "Enter the day of payment.", "paidOn"), User.CallerId(), ct), () => DistrictAsync((id, reference ?? ""), ct));

    private async Task<IActionResult> TownAsync((Guid, string)? typed, CancellationToken ct) =>
        View(nameof(Town), new RewardQueuePage(await reads.WaitingForTownsAsync(User.Caller().In(Role.Reviewer), ct), [], [], typed, clock.GetUtcNow().UtcDateTime));

    private async Task<IActionResult> DistrictAsync((Guid, string)? typed, CancellationToken ct) =>
        View(nameof(District), new RewardQueuePage(await reads.WaitingForOfficeAsync(ct), await reads.ClosedAsync(ct), await reads.SumsAsync(ct), typed, clock.GetUtcNow().UtcDateTime));

    private async Task<IActionResult> TryAsync(string back, string said, Func<Task<bool>> act, Func<Task<IActionResult>> again)
    {
        try
        {
            if (!await act()) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await again();
        }
        TempData["done"] = words[said].Value;
        return Redirect(back);
    }
}
