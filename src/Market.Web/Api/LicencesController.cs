using System.ComponentModel.DataAnnotations;
using Market.Catalog.Brand;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>The shared logo: applications with their two approvals, and the public register of licences.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class LicencesController(LicenceApplications applications, LicenceReview review, LicenceRegister register) : ControllerBase
{
    [HttpPost("licence-applications"), Authorize(Policies.Manager)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Apply(LicenceApplicationRequest request, CancellationToken ct) =>
        await applications.ApplyAsync(request.CooperativeId!.Value, request.Form(), User.Manager(), ct) is { } id ? StatusCode(StatusCodes.Status201Created, await ShownAsync(id, ct)) : NotFound();

    /// <summary>Sends a returned application again.</summary>
    [HttpPut("licence-applications/{id:guid}"), Authorize(Policies.Manager)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Resubmit(Guid id, LicenceApplicationRequest request, CancellationToken ct) =>
        await applications.ResubmitAsync(id, request.Form(), User.Manager(), ct) ? Ok(await ShownAsync(id, ct)) : NotFound();

    /// <summary>The cooperative's own, those that wait for the reviewer's town, or those that wait for the brand office.</summary>
    [HttpGet("licence-applications")]
    public async Task<ListOf<LicenceApplicationAnswer>> Applications(CancellationToken ct)
    {
        var caller = User.Caller();
        var found = caller.Is(Role.Office) ? await register.WaitingForOfficeAsync(ct)
            : caller.Is(Role.Reviewer) ? await register.WaitingForTownsAsync(caller.In(Role.Reviewer), ct)
            : await register.OfCooperativesAsync(caller.Cooperatives, ct);
        return new([.. found.Select(Shape)], found.Count, 1, Math.Max(found.Count, 1));
    }

    [HttpPost("licence-applications/{id:guid}/opinion"), Authorize(Policies.Town)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> GiveOpinion(Guid id, OpinionRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await review.GiveOpinionAsync(id, request.Outcome == Opinion.Support, request.Reason, caller.In(Role.Reviewer), caller.Id, ct) ? Ok(await ShownAsync(id, ct)) : NotFound();
    }

    /// <summary>Records what somebody of the town or the office saw at the place.</summary>
    [HttpPost("licence-applications/{id:guid}/visits"), Authorize]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Visit(Guid id, VisitRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        if (!caller.Is(Role.Office) && !caller.Is(Role.Reviewer)) return Forbid();
        return await review.VisitAsync(id, request.Findings, caller.Is(Role.Office) ? null : caller.In(Role.Reviewer), caller.Id, ct) ? Ok(await ShownAsync(id, ct)) : NotFound();
    }

    [HttpPost("licence-applications/{id:guid}/decision"), Authorize(Policies.Office)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Decide(Guid id, DecisionRequest request, CancellationToken ct)
    {
        var office = User.CallerId();
        var done = request.Outcome == Decision.Grant
            ? await review.GrantAsync(id, new(request.ValidUntil ?? throw new RuleException("licence.end_missing", "Say until when the licence holds.", "validUntil"), request.Conditions, request.QuotaLabels, LicenceMeasuresController.Grams(request.QuotaWeight, "quotaWeight"), request.Provisional), office, ct) is not null
            : await review.RefuseAsync(id, request.Reason, office, ct);
        return done ? Ok(await ShownAsync(id, ct)) : NotFound();
    }

    /// <summary>The public register of licences, newest first.</summary>
    [HttpGet("licences"), AllowAnonymous]
    public async Task<ListOf<LicenceAnswer>> Licences([FromQuery] Paging paging, [FromQuery, StringLength(60)] string? q, [FromQuery, RegularExpression("active|suspended|expired|revoked|withdrawn")] string? status, Guid? cooperative, CancellationToken ct)
    {
        var (items, total) = await register.ListAsync(new(q ?? "", status, cooperative), paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    [HttpGet("licences/{number}"), AllowAnonymous]
    [ProducesResponseType<LicenceAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Licence(string number, CancellationToken ct) => await register.FindAsync(number, ct) is { } licence ? Ok(Shape(licence)) : NotFound();

    private async Task<LicenceApplicationAnswer?> ShownAsync(Guid id, CancellationToken ct) => await register.ApplicationAsync(id, ct) is { } shown ? Shape(shown) : null;

    private static LicenceApplicationAnswer Shape(ApplicationView x) => new(x.Id, x.CooperativeId, x.State, x.SubBrand, x.Evidence, new(x.MeetingNumber, x.MeetingOn), x.SubmittedAt,
        [.. x.Products.Select(Shape)], [.. x.Steps.Select(Shape)], x.LicenceNumber is { } number ? new(number) : null, x.Renews);

    internal static LicenceAnswer Shape(LicenceView x) => new(x.Number, new(x.CooperativeId, x.Cooperative, x.CooperativeEn), x.SubBrand, x.ValidFrom, x.ValidUntil, x.Conditions, x.Status,
        [.. x.Products.Select(Shape)], [.. x.Events.Select(Shape)], Shape(x.Quota));

    private static QuotaAnswer Shape(QuotaView x) => new(x.Labels, x.IssuedLabels, x.Grams == 0 ? null : Kilograms(x.Grams), Kilograms(x.IssuedGrams), x.UsedPercent);

    private static Quantity Kilograms(long grams) => new(grams, Unit.Kg);

    private static ScopeAnswer Shape(ScopeView x) => new(x.Id, x.Name, x.NameEn, x.Suspended);

    private static StepAnswer Shape(StepView x) => new(x.Kind, x.At, x.Reason, x.ProductId, x.Person is "" ? null : x.Person);
}
