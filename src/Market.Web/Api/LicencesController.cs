using System.ComponentModel.DataAnnotations;
using Market.Catalog.Brand;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

public sealed record EvidenceRequest([Required, StringLength(2000)] string WellRun, [Required, StringLength(2000)] string Quality, [Required, StringLength(2000)] string Repute);

/// <param name="Date">Day of the meeting.</param>
public sealed record MeetingRecordRequest([Required, StringLength(40)] string Number, [Required] DateOnly? Date);

/// <param name="Products">Ids of the cooperative's products that shall carry the logo.</param>
/// <param name="SubBrand">The cooperative's own mark beside the logo.</param>
public sealed record LicenceApplicationRequest([Required] Guid? CooperativeId, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<Guid> Products, [Required, StringLength(60)] string SubBrand,
    [Required] EvidenceRequest Evidence, [Required] MeetingRecordRequest MeetingRecord)
{
    internal LicenceForm Form() => new([.. Products], SubBrand, new(Evidence.WellRun, Evidence.Quality, Evidence.Repute), MeetingRecord.Number, MeetingRecord.Date!.Value);
}

/// <summary>What a town says of an application.</summary>
public enum Opinion { Support, Return }

/// <summary>What the brand office says of it.</summary>
public enum Decision { Grant, Refuse }

/// <param name="Reason">Required when it is returned.</param>
public sealed record OpinionRequest([Required] Opinion? Outcome, [StringLength(500)] string Reason = "");

/// <param name="ValidUntil">Last day, when it is granted.</param>
/// <param name="Reason">Required when it is refused.</param>
public sealed record DecisionRequest([Required] Decision? Outcome, DateOnly? ValidUntil = null, [StringLength(500)] string Conditions = "", [StringLength(500)] string Reason = "");

/// <param name="Products">Only these of the licence; all when left out.</param>
public sealed record LicenceMeasureRequest([Required, StringLength(500)] string Reason, [MaxLength(200)] IReadOnlyList<Guid>? Products = null);

public sealed record ScopeAnswer(Guid Id, string Name, string NameEn, bool Suspended);

public sealed record StepAnswer(string Kind, DateTime At, string Reason, Guid? ProductId, string? By);

public sealed record LicenceNumberAnswer(string Number);

/// <param name="Licence">Once granted.</param>
public sealed record LicenceApplicationAnswer(Guid Id, Guid CooperativeId, ApplicationState Status, string SubBrand, Evidence Evidence, MeetingRecordRequest MeetingRecord, DateTime SubmittedAt,
    IReadOnlyList<ScopeAnswer> Products, IReadOnlyList<StepAnswer> Steps, LicenceNumberAnswer? Licence);

public sealed record LicenceHolderAnswer(Guid Id, string Name, string NameEn);

/// <param name="Status">active, suspended, expired or revoked.</param>
public sealed record LicenceAnswer(string Number, LicenceHolderAnswer Holder, string SubBrand, DateOnly ValidFrom, DateOnly ValidUntil, string Conditions, string Status,
    IReadOnlyList<ScopeAnswer> Products, IReadOnlyList<StepAnswer> History);

/// <summary>The shared logo: applications with their two approvals, and the public register of licences.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class LicencesController(LicenceApplications applications, LicenceReview review, LicenceSupervision supervision, LicenceRegister register) : ControllerBase
{
    [HttpPost("licence-applications"), Authorize(Policies.Manager)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Apply(LicenceApplicationRequest request, CancellationToken ct) =>
        await applications.ApplyAsync(request.CooperativeId!.Value, request.Form(), Manager(), ct) is { } id ? StatusCode(StatusCodes.Status201Created, await ShownAsync(id, ct)) : NotFound();

    /// <summary>Sends a returned application again.</summary>
    [HttpPut("licence-applications/{id:guid}"), Authorize(Policies.Manager)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Resubmit(Guid id, LicenceApplicationRequest request, CancellationToken ct) =>
        await applications.ResubmitAsync(id, request.Form(), Manager(), ct) ? Ok(await ShownAsync(id, ct)) : NotFound();

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

    [HttpPost("licence-applications/{id:guid}/decision"), Authorize(Policies.Office)]
    [ProducesResponseType<LicenceApplicationAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Decide(Guid id, DecisionRequest request, CancellationToken ct)
    {
        var office = User.CallerId();
        var done = request.Outcome == Decision.Grant
            ? await review.GrantAsync(id, request.ValidUntil ?? throw new RuleException("licence.end_missing", "Say until when the licence holds.", "validUntil"), request.Conditions, office, ct) is not null
            : await review.RefuseAsync(id, request.Reason, office, ct);
        return done ? Ok(await ShownAsync(id, ct)) : NotFound();
    }

    /// <summary>The public register of licences, newest first.</summary>
    [HttpGet("licences"), AllowAnonymous]
    public async Task<ListOf<LicenceAnswer>> Licences([FromQuery] Paging paging, [FromQuery, StringLength(60)] string? q, [FromQuery, RegularExpression("active|suspended|expired|revoked")] string? status, Guid? cooperative, CancellationToken ct)
    {
        var (items, total) = await register.ListAsync(new(q ?? "", status, cooperative), paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    [HttpGet("licences/{number}"), AllowAnonymous]
    [ProducesResponseType<LicenceAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Licence(string number, CancellationToken ct) => await register.FindAsync(number, ct) is { } licence ? Ok(Shape(licence)) : NotFound();

    /// <summary>Takes the logo away for now: the badge is gone everywhere at once.</summary>
    [HttpPost("licences/{number}/suspension"), Authorize(Policies.Office)]
    [ProducesResponseType<LicenceAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Suspend(string number, LicenceMeasureRequest request, CancellationToken ct) =>
        await supervision.SuspendAsync(number, request.Products ?? [], request.Reason, User.CallerId(), ct) ? await Licence(number, ct) : NotFound();

    /// <summary>Gives the logo back.</summary>
    [HttpPost("licences/{number}/restoration"), Authorize(Policies.Office)]
    [ProducesResponseType<LicenceAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Restore(string number, LicenceMeasureRequest request, CancellationToken ct) =>
        await supervision.RestoreAsync(number, request.Products ?? [], request.Reason, User.CallerId(), ct) ? await Licence(number, ct) : NotFound();

    /// <summary>Takes the logo away for good.</summary>
    [HttpPost("licences/{number}/revocation"), Authorize(Policies.Office)]
    [ProducesResponseType<LicenceAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Revoke(string number, LicenceMeasureRequest request, CancellationToken ct) =>
        await supervision.RevokeAsync(number, request.Reason, User.CallerId(), ct) ? await Licence(number, ct) : NotFound();

    private Lister Manager()
    {
        var caller = User.Caller();
        return new(caller.Id, caller.In(Role.Manager));
    }

    private async Task<LicenceApplicationAnswer?> ShownAsync(Guid id, CancellationToken ct) => await register.ApplicationAsync(id, ct) is { } shown ? Shape(shown) : null;

    private static LicenceApplicationAnswer Shape(ApplicationView x) => new(x.Id, x.CooperativeId, x.State, x.SubBrand, x.Evidence, new(x.MeetingNumber, x.MeetingOn), x.SubmittedAt,
        [.. x.Products.Select(Shape)], [.. x.Steps.Select(Shape)], x.LicenceNumber is { } number ? new(number) : null);

    internal static LicenceAnswer Shape(LicenceView x) => new(x.Number, new(x.CooperativeId, x.Cooperative, x.CooperativeEn), x.SubBrand, x.ValidFrom, x.ValidUntil, x.Conditions, x.Status,
        [.. x.Products.Select(Shape)], [.. x.Events.Select(Shape)]);

    private static ScopeAnswer Shape(ScopeView x) => new(x.Id, x.Name, x.NameEn, x.Suspended);

    private static StepAnswer Shape(StepView x) => new(x.Kind, x.At, x.Reason, x.ProductId, x.Person is "" ? null : x.Person);
}
