using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Supervision;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Licence">A licence's number; or the spot check names it, or there is none and suspect says who it is about.</param>
/// <param name="Report">Number of the report it comes from.</param>
/// <param name="SpotCheck">Id of the failed spot check it comes from.</param>
public sealed record CaseRequest([Required, StringLength(2000)] string About, [StringLength(20)] string Licence = "", [StringLength(200)] string Suspect = "", [StringLength(20)] string Report = "", Guid? SpotCheck = null);

/// <param name="Until">Last day to answer, ahead of today.</param>
public sealed record QuestionRequest([Required] DateOnly? Until, [Required, StringLength(2000)] string Question);

/// <param name="Pictures">Hashes of photos uploaded before, at most 5.</param>
public sealed record CaseAnswerRequest([Required, StringLength(2000)] string Text, [MaxLength(5), NoNulls] IReadOnlyList<string>? Pictures = null);

/// <param name="PutRightBy">Day by which it is to be put right, with that outcome.</param>
/// <param name="Products">Only these are suspended; all when left out.</param>
public sealed record CaseDecisionRequest([Required] CaseOutcome? Outcome, [Required, StringLength(500)] string Reason, DateOnly? PutRightBy = null, [MaxLength(200)] IReadOnlyList<Guid>? Products = null);

/// <param name="Text">What was seen.</param>
public sealed record CaseConfirmationRequest([Required, StringLength(500)] string Text);

public sealed record AppealRequest([Required, StringLength(2000)] string Reason);

/// <summary>What becomes of the first decision.</summary>
public enum AppealVerdict { Uphold, Overturn }

public sealed record AppealDecisionRequest([Required] AppealVerdict? Outcome, [Required, StringLength(500)] string Reason);

public sealed record CaseStepAnswer(string Kind, DateTime At, string? By, string Text, IReadOnlyList<string> Pictures);

/// <param name="Status">open, put, overdue, answered, decided, to_put_right, not_put_right (in time), put_right, appealed, upheld or overturned.</param>
/// <param name="Holder">null for somebody without a licence, whom suspect names.</param>
/// <param name="AppealBy">Last day to appeal.</param>
public sealed record CaseAnswer(Guid Id, string Number, CaseSource Source, string Status, string? Licence, LicenceHolderAnswer? Holder, string? Suspect, string About, DateTime OpenedAt, DateOnly? AnswerBy, CaseOutcome? Outcome, DateOnly? PutRightBy,
    DateOnly? AppealBy, IReadOnlyList<CaseStepAnswer> Steps, AppealAnswer? Appeal);

/// <param name="Report">The reporter's contact is the brand office's alone.</param>
public sealed record CaseFileAnswer(CaseAnswer Case, MisuseReportAnswer? Report, LicenceAnswer? Licence, IReadOnlyList<SpotCheckAnswer> Checks);

/// <summary>Cases of misuse.</summary>
[ApiController, Route("api/v1/cases"), Authorize]
public sealed class CasesController(CaseDesk desk, CaseReads reads, AppealDesk appeals) : ControllerBase
{
    /// <summary>The brand office sees all; a holder those that were put to it.</summary>
    [HttpGet]
    public async Task<ListOf<CaseAnswer>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(Holders(), paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    /// <summary>The evidence: report, licence with its history, checks, steps and appeal.</summary>
    [HttpGet("{number}")]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Find(string number, CancellationToken ct) => await reads.FindAsync(number, Holders(), ct) is { } file
        ? Ok(new CaseFileAnswer(Shape(file.Case), file.Report is { } report ? MisuseReportsController.Shape(report) : null, file.Licence is { } licence ? LicencesController.Shape(licence) : null, [.. file.Checks.Select(SpotChecksController.Shape)]))
        : NotFound();

    [HttpPost, Authorize(Policies.Office)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Open(CaseRequest request, CancellationToken ct)
    {
        var number = await desk.OpenAsync(new(request.About, request.Licence, request.Suspect, request.Report, request.SpotCheck), User.CallerId(), ct);
        return StatusCode(StatusCodes.Status201Created, ((ObjectResult)await Find(number, ct)).Value);
    }

    /// <summary>Asks the holder, who sees the case from then on.</summary>
    [HttpPost("{number}/question"), Authorize(Policies.Office)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Put(string number, QuestionRequest request, CancellationToken ct) =>
        await desk.PutAsync(number, request.Until!.Value, request.Question, User.CallerId(), ct) ? await Find(number, ct) : NotFound();

    /// <summary>The holder answers.</summary>
    [HttpPost("{number}/answer"), Authorize(Policies.Manager)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Answer(string number, CaseAnswerRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await desk.AnswerAsync(number, request.Text, [.. request.Pictures ?? []], new(caller.Id, caller.In(Role.Manager)), ct) ? await Find(number, ct) : NotFound();
    }

    /// <summary>Decides; a suspension or revocation takes the badge away at once.</summary>
    [HttpPost("{number}/decision"), Authorize(Policies.Office)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Decide(string number, CaseDecisionRequest request, CancellationToken ct) =>
        await desk.DecideAsync(number, new(request.Outcome!.Value, request.Reason, request.PutRightBy, [.. request.Products ?? []]), User.CallerId(), ct) ? await Find(number, ct) : NotFound();

    /// <summary>Says that what was decided was put right.</summary>
    [HttpPost("{number}/confirmation"), Authorize(Policies.Office)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Confirm(string number, CaseConfirmationRequest request, CancellationToken ct) =>
        await desk.ConfirmAsync(number, request.Text, User.CallerId(), ct) ? await Find(number, ct) : NotFound();

    /// <summary>The holder appeals.</summary>
    [HttpPost("{number}/appeal"), Authorize(Policies.Manager)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Appeal(string number, AppealRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await reads.FindAsync(number, caller.In(Role.Manager), ct) is { } file && await appeals.MakeAsync(file.Case.Id, request.Reason, new(caller.Id, caller.In(Role.Manager)), ct) is not null ? await Find(number, ct) : NotFound();
    }

    /// <summary>Somebody who did not decide first upholds the decision or overturns it.</summary>
    [HttpPost("{number}/appeal-decision"), Authorize(Policies.Office)]
    [ProducesResponseType<CaseFileAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> DecideAppeal(string number, AppealDecisionRequest request, CancellationToken ct) => await reads.FindAsync(number, null, ct) is { Case.Appeal: { } appeal }
        && await appeals.DecideAsync(appeal.Id, request.Outcome == AppealVerdict.Overturn, request.Reason, User.CallerId(), ct) ? await Find(number, ct) : NotFound();

    private IReadOnlyCollection<Guid>? Holders()
    {
        var caller = User.Caller();
        return caller.Is(Role.Office) ? null : caller.In(Role.Manager);
    }

    private static CaseAnswer Shape(CaseView x) => new(x.Id, x.Number, x.Source, x.Status, x.Licence, x.CooperativeId is { } id ? new(id, x.Holder, x.HolderEn) : null, x.CooperativeId is null ? x.Holder : null, x.About, x.OpenedAt, x.AnswerBy, x.Outcome, x.PutRightBy,
        x.AppealBy, [.. x.Steps.Select(y => new CaseStepAnswer(y.Kind, y.At, y.Person is "" ? null : y.Person, y.Text, y.Pictures))], x.Appeal is { } appeal ? AppealsController.Shape(appeal) : null);
}
