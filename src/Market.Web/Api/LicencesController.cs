using System.ComponentModel.DataAnnotations;
using Market.Catalog.Brand;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

public sealed record EvidenceRequest([Required, StringLength(2000)] string WellRun, [Required, StringLength(2000)] string Quality, [Required, StringLength(2000)] string Repute);

/// <param name="Date">Day of the meeting.</param>
public sealed record MeetingRecordRequest([Required, StringLength(40)] string Number, [Required] DateOnly? Date);

/// <param name="Products">Ids of the cooperative's products that shall carry the logo.</param>
/// <param name="SubBrand">The cooperative's own mark beside the logo.</param>
/// <param name="Renews">Number of the licence it shall follow on, for a renewal.</param>
public sealed record LicenceApplicationRequest([Required] Guid? CooperativeId, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<Guid> Products, [Required, StringLength(60)] string SubBrand,
    [Required] EvidenceRequest Evidence, [Required] MeetingRecordRequest MeetingRecord, [StringLength(20)] string Renews = "")
{
    internal LicenceForm Form() => new([.. Products], SubBrand, new(Evidence.WellRun, Evidence.Quality, Evidence.Repute), MeetingRecord.Number, MeetingRecord.Date!.Value, Renews);
}

/// <summary>What a town says of an application.</summary>
public enum Opinion { Support, Return }

/// <summary>What the brand office says of it.</summary>
public enum Decision { Grant, Refuse }

/// <param name="Reason">Required when it is returned.</param>
public sealed record OpinionRequest([Required] Opinion? Outcome, [StringLength(500)] string Reason = "");

/// <param name="ValidUntil">Last day, when it is granted.</param>
/// <param name="Reason">Required when it is refused.</param>
/// <param name="QuotaLabels">How many labels may be issued under it; 0 for no bound.</param>
/// <param name="QuotaWeight">What the labels may stand for in all; none for no bound.</param>
public sealed record DecisionRequest([Required] Decision? Outcome, DateOnly? ValidUntil = null, [StringLength(500)] string Conditions = "", [StringLength(500)] string Reason = "", [Range(0, 10_000_000_000)] long QuotaLabels = 0, Quantity? QuotaWeight = null, bool Provisional = false);

/// <param name="Findings">1 to 500 characters.</param>
public sealed record VisitRequest([Required, StringLength(500)] string Findings);

public sealed record ScopeAnswer(Guid Id, string Name, string NameEn, bool Suspended);

public sealed record StepAnswer(string Kind, DateTime At, string Reason, Guid? ProductId, string? By);

public sealed record LicenceNumberAnswer(string Number);

/// <param name="Licence">Once granted.</param>
public sealed record LicenceApplicationAnswer(Guid Id, Guid CooperativeId, ApplicationState Status, string SubBrand, Evidence Evidence, MeetingRecordRequest MeetingRecord, DateTime SubmittedAt,
    IReadOnlyList<ScopeAnswer> Products, IReadOnlyList<StepAnswer> Steps, LicenceNumberAnswer? Licence, string Renews);

public sealed record LicenceHolderAnswer(Guid Id, string Name, string NameEn);

/// <param name="Labels">How many labels were issued, and the quota; 0 for none.</param>
public sealed record QuotaAnswer(long Labels, long IssuedLabels, Quantity? Weight, Quantity IssuedWeight, int UsedPercent);

/// <param name="Status">active, provisional, coming, suspended, expired, withdrawn or revoked.</param>
public sealed record LicenceAnswer(string Number, LicenceHolderAnswer Holder, string SubBrand, DateOnly ValidFrom, DateOnly ValidUntil, string Conditions, string Status,
    IReadOnlyList<ScopeAnswer> Products, IReadOnlyList<StepAnswer> History, QuotaAnswer Quota);

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
