using System.ComponentModel.DataAnnotations;
using Market.Catalog.Supervision;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Random">How many licences at random.</param>
/// <param name="Risky">How many of those most at risk.</param>
/// <param name="DueOn">Day by which they are to be checked.</param>
public sealed record DrawRequest([Range(0, 200)] int Random, [Range(0, 200)] int Risky, [Required] DateOnly? DueOn);

public sealed record DrawNumber(string Number);

/// <param name="Seed">The numbers whose SHA-256 of "seed:number" is smallest are drawn.</param>
/// <param name="Pool">Licences in force that moment.</param>
public sealed record DrawAnswer(string Number, DateTime At, string Seed, int Random, int Risky, int Pool, DateOnly DueOn, IReadOnlyList<string> Drawn);

/// <summary>What a check found.</summary>
public enum CheckOutcome { Passed, Failed }

/// <param name="Findings">Required when it failed.</param>
/// <param name="Pictures">Hashes of photos uploaded before, at most 5.</param>
public sealed record CheckResultRequest([Required] CheckOutcome? Outcome, [StringLength(2000)] string Findings = "", [MaxLength(5), NoNulls] IReadOnlyList<string>? Pictures = null);

/// <param name="Why">What speaks for checking it; points as the local rule counts them.</param>
/// <param name="Case">Number of the case that came of it.</param>
public sealed record SpotCheckAnswer(Guid Id, string Draw, string Licence, string Holder, CheckPick Pick, RiskReasons Why, int Points, DateOnly DueOn, CheckState Status, bool Overdue, string? By, DateTime? DoneAt, string Findings, IReadOnlyList<string> Pictures, string? Case);

/// <summary>Spot checks of licences, and the lists they are drawn on.</summary>
[ApiController, Route("api/v1"), Authorize(Policies.Checker)]
public sealed class SpotChecksController(CheckDesk desk, CheckReads reads) : ControllerBase
{
    /// <summary>Those to be made first.</summary>
    [HttpGet("spot-checks")]
    public async Task<ListOf<SpotCheckAnswer>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await reads.ListAsync(paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    [HttpGet("spot-checks/{id:guid}")]
    [ProducesResponseType<SpotCheckAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Find(Guid id, CancellationToken ct) => await reads.FindAsync(id, ct) is { } check ? Ok(Shape(check)) : NotFound();

    [HttpPost("spot-checks/{id:guid}/result")]
    [ProducesResponseType<SpotCheckAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Record(Guid id, CheckResultRequest request, CancellationToken ct) =>
        await desk.RecordAsync(id, new(request.Outcome == CheckOutcome.Passed, request.Findings, [.. request.Pictures ?? []]), User.CallerId(), ct) ? await Find(id, ct) : NotFound();

    /// <summary>Draws a list of licences to check.</summary>
    [HttpPost("spot-check-draws"), Authorize(Policies.Office)]
    [ProducesResponseType<DrawNumber>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Draw(DrawRequest request, CancellationToken ct) =>
        StatusCode(StatusCodes.Status201Created, new DrawNumber(await desk.DrawAsync(request.Random, request.Risky, request.DueOn!.Value, User.CallerId(), ct)));

    /// <summary>Lists that are over, with their seeds: anybody can draw them again.</summary>
    [HttpGet("spot-check-draws"), AllowAnonymous]
    public async Task<ListOf<DrawAnswer>> Draws([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await reads.DrawsAsync(over: true, paging.Page, paging.PageSize, ct);
        return new([.. items.Select(x => new DrawAnswer(x.Number, x.At, x.Seed, x.Random, x.Risky, x.Pool, x.DueOn, x.Drawn))], total, paging.Page, paging.PageSize);
    }

    internal static SpotCheckAnswer Shape(CheckView x) => new(x.Id, x.Draw, x.Licence, x.Holder, x.Pick, x.Why, x.Points, x.DueOn, x.State, x.Overdue, x.Person is "" ? null : x.Person, x.DoneAt, x.Findings, x.Pictures, x.Case);
}
