using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Rewards;
using Market.Kernel.Values;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="CertificateId">A verified certificate of the manager's cooperative.</param>
public sealed record RewardRequest([Required] Guid? CertificateId);

public sealed record RewardNote([StringLength(500)] string Note = "");

/// <summary>What the brand office says of a dossier.</summary>
public enum RewardVerdict { Approve, Refuse }

/// <param name="Reason">Required when it is refused.</param>
public sealed record RewardDecisionRequest([Required] RewardVerdict? Outcome, [StringLength(500)] string Reason = "");

/// <param name="Reference">Of the finance office's payment.</param>
/// <param name="PaidOn">Day of the payment, not ahead.</param>
public sealed record RewardPaymentRequest([Required, StringLength(60)] string Reference, [Required] DateOnly? PaidOn);

public sealed record RewardStepAnswer(string Kind, DateTime At, string By, string Reason);

/// <param name="Level">Of a demonstration cooperative.</param>
public sealed record RewardAnswer(Guid Id, LicenceHolderAnswer Holder, Guid CertificateId, string Kind, string? Level, string Number, Money Amount, RewardState Status, DateTime SubmittedAt, string? Reference, DateOnly? PaidOn, IReadOnlyList<RewardStepAnswer> Steps);

/// <summary>One-off rewards for new certificates and demonstration levels: dossier, town, brand office, paid by reference.</summary>
[ApiController, Route("api/v1/rewards"), Authorize]
[ProducesResponseType<RewardAnswer>(StatusCodes.Status200OK)]
public sealed class RewardsController(RewardDesk desk, RewardReads reads) : ControllerBase
{
    /// <summary>The cooperative's own, those that wait for the reviewer's town, or those that wait for the brand office.</summary>
    [HttpGet]
    public async Task<ListOf<RewardAnswer>> Rewards(CancellationToken ct)
    {
        var caller = User.Caller();
        var found = caller.Is(Role.Office) ? await reads.WaitingForOfficeAsync(ct)
            : caller.Is(Role.Reviewer) ? await reads.WaitingForTownsAsync(caller.In(Role.Reviewer), ct)
            : await reads.OfCooperativesAsync(caller.Cooperatives, ct);
        return new([.. found.Select(Shape)], found.Count, 1, Math.Max(found.Count, 1));
    }

    [HttpPost, Authorize(Policies.Manager)]
    [ProducesResponseType<RewardAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Submit(RewardRequest request, CancellationToken ct) =>
        await desk.SubmitAsync(request.CertificateId!.Value, User.Manager(), ct) is { } id && await reads.FindAsync(id, ct) is { } reward ? StatusCode(StatusCodes.Status201Created, Shape(reward)) : NotFound();

    /// <summary>Sends a returned dossier again.</summary>
    [HttpPut("{id:guid}"), Authorize(Policies.Manager)]
    public async Task<IActionResult> Resubmit(Guid id, RewardNote request, CancellationToken ct) => await AnswerAsync(id, await desk.ResubmitAsync(id, request.Note, User.Manager(), ct), ct);

    [HttpPost("{id:guid}/opinion"), Authorize(Policies.Town)]
    public async Task<IActionResult> GiveOpinion(Guid id, OpinionRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await AnswerAsync(id, await desk.GiveOpinionAsync(id, request.Outcome == Opinion.Support, request.Reason, caller.In(Role.Reviewer), caller.Id, ct), ct);
    }

    [HttpPost("{id:guid}/decision"), Authorize(Policies.Office)]
    public async Task<IActionResult> Decide(Guid id, RewardDecisionRequest request, CancellationToken ct) =>
        await AnswerAsync(id, await desk.DecideAsync(id, request.Outcome == RewardVerdict.Approve, request.Reason, User.CallerId(), ct), ct);

    [HttpPost("{id:guid}/payment"), Authorize(Policies.Office)]
    public async Task<IActionResult> Pay(Guid id, RewardPaymentRequest request, CancellationToken ct) =>
        await AnswerAsync(id, await desk.PayAsync(id, request.Reference, request.PaidOn!.Value, User.CallerId(), ct), ct);

    private async Task<IActionResult> AnswerAsync(Guid id, bool done, CancellationToken ct) => done && await reads.FindAsync(id, ct) is { } reward ? Ok(Shape(reward)) : NotFound();

    private static RewardAnswer Shape(RewardView x) => new(x.Id, new(x.CooperativeId, x.Cooperative, x.CooperativeEn), x.CertificateId, x.Kind, x.Level is "" ? null : x.Level, x.Number, Money.Fen(x.AmountFen), x.State, x.SubmittedAt,
        x.PaymentReference, x.PaidOn, [.. x.Steps.Select(y => new RewardStepAnswer(y.Kind, y.At, y.Person, y.Reason))]);
}
