using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Supervision;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Decision">Id of a decision that may be appealed against.</param>
public sealed record NewAppealRequest([Required] Guid? Decision, [Required, StringLength(2000)] string Reason);

/// <param name="Number">Of the case or licence; a refused application's sub-brand.</param>
public sealed record AppealAnswer(Guid Id, AppealKind Kind, string Number, LicenceHolderAnswer Holder, string Reason, DateTime MadeAt, AppealState Status, DateTime? DecidedAt, string? By, string Answer);

/// <param name="Until">Last day to appeal.</param>
public sealed record AppealableDecisionAnswer(Guid Id, AppealKind Kind, string Number, DateTime At, DateOnly Until);

/// <summary>Appeals against decided cases, suspensions, revocations and refused applications.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class AppealsController(AppealDesk desk, AppealReads reads) : ControllerBase
{
    /// <summary>The brand office sees all; a holder its own.</summary>
    [HttpGet("appeals")]
    public async Task<ListOf<AppealAnswer>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var caller = User.Caller();
        var (items, total) = await reads.ListAsync(caller.Is(Role.Office) ? null : caller.In(Role.Manager), paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    /// <summary>Decisions the caller's cooperatives may still appeal against.</summary>
    [HttpGet("appealable-decisions"), Authorize(Policies.Manager)]
    public async Task<ListOf<AppealableDecisionAnswer>> Appealable(CancellationToken ct)
    {
        var found = await reads.AppealableAsync(User.Caller().In(Role.Manager), ct);
        return new([.. found.Select(x => new AppealableDecisionAnswer(x.Id, x.Kind, x.Number, x.At, x.Until))], found.Count, 1, Math.Max(found.Count, 1));
    }

    [HttpPost("appeals"), Authorize(Policies.Manager)]
    [ProducesResponseType<AppealAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Make(NewAppealRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await desk.MakeAsync(request.Decision!.Value, request.Reason, new(caller.Id, caller.In(Role.Manager)), ct) is { } id ? StatusCode(StatusCodes.Status201Created, Shape((await reads.FindAsync(id, ct))!)) : NotFound();
    }

    /// <summary>Somebody who did not decide first upholds the decision or overturns it.</summary>
    [HttpPost("appeals/{id:guid}/decision"), Authorize(Policies.Office)]
    [ProducesResponseType<AppealAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Decide(Guid id, AppealDecisionRequest request, CancellationToken ct) =>
        await desk.DecideAsync(id, request.Outcome == AppealVerdict.Overturn, request.Reason, User.CallerId(), ct) ? Ok(Shape((await reads.FindAsync(id, ct))!)) : NotFound();

    internal static AppealAnswer Shape(AppealView x) => new(x.Id, x.Kind, x.Number, new(x.CooperativeId, x.Holder, x.HolderEn), x.Reason, x.MadeAt, x.State, x.DecidedAt, x.Person is "" ? null : x.Person, x.Answer);
}
