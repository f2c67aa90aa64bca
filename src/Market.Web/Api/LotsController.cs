using System.ComponentModel.DataAnnotations;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Market.Web.Features.CodeSheets;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Area">Area in mu, 0.01 to 100,000.</param>
public sealed record PlotRequest([Required] Guid? CooperativeId, [Required, StringLength(80)] string Name, [Required, Range(0.01, 100_000)] decimal? Area, [StringLength(80)] string Village = "");

/// <param name="IntervalDays">Pre-harvest interval from the product's label, 0 to 365.</param>
public sealed record PlotInputRequest([Required] InputKind? InputKind, [Required, StringLength(120)] string Name, [Required] DateOnly? AppliedOn, [Range(0, 365)] int IntervalDays = 0, [StringLength(120)] string Dose = "");

/// <param name="FreeFrom">First day on which it may be harvested; absent when nothing stands against it.</param>
public sealed record PlotAnswer(Guid Id, string Code, string Name, string Village, decimal Area, DateOnly? FreeFrom);

/// <param name="Plots">At least one of the cooperative's plots.</param>
/// <param name="Gtin">14 digits, only with a licensed GS1 prefix.</param>
public sealed record LotRequest([Required] Guid? CooperativeId, [Required] Guid? ProductId, [Required, MinLength(1), MaxLength(100)] IReadOnlyList<Guid> Plots, [Required] Quantity? Weight, [Required] DateOnly? HarvestedOn,
    DateOnly? BestBefore = null, [StringLength(80)] string Variety = "", [StringLength(80)] string Crew = "", [StringLength(14)] string Gtin = "");

/// <param name="Key">The lot's key in EPCIS events.</param>
/// <param name="State">open, failed or recalled.</param>
public sealed record LotAnswer(Guid Id, string Code, string Key, Guid CooperativeId, Guid ProductId, DateOnly HarvestedOn, DateOnly? BestBefore, LotState State, Quantity Produced, Quantity Left, string? CommitmentNumber, Quantity Unchecked);

/// <param name="Outcome">restocked, destroyed or usedOtherwise.</param>
/// <param name="Reason">What was found; needed when it is not sold again.</param>
public sealed record ReturnCheckRequest([Required] Quantity? Weight, [Required] ReturnOutcome? Outcome, [StringLength(200)] string Reason = "");

/// <param name="Result">Values as the report gives them.</param>
/// <param name="ReportHash">SHA-256 of the report in 64 hexadecimal digits, or left out.</param>
/// <param name="At">When; now when left out.</param>
public sealed record InspectionRequest([Required, StringLength(120)] string Lab, [Required, StringLength(300)] string Result, [Required] bool? Conformant, [StringLength(120)] string Method = "", [StringLength(64)] string ReportHash = "", DateTime? At = null);

/// <param name="Number">As printed on the certificate.</param>
/// <param name="Contact">Not shown in public.</param>
public sealed record CommitmentRequest([Required, StringLength(40)] string Number, [Required, StringLength(120)] string Party, [Required, StringLength(120)] string Contact, [StringLength(120)] string Origin = "");

/// <param name="Picture">Hash of an uploaded picture.</param>
/// <param name="Note">What it shows.</param>
public sealed record LotPhotoRequest([Required, StringLength(64, MinimumLength = 64)] string Picture, [StringLength(200)] string Note = "");

/// <param name="Count">1 to 100,000,000.</param>
public sealed record CodeBatchRequest([Required] Guid? LotId, [Required, Range(1, 100_000_000L)] long? Count, [StringLength(80)] string Printer = "");

public sealed record CodeBatchAnswer(Guid Id, string Lot, long Count, DateTime CreatedAt, string Printer);

/// <summary>Plots, lots and codes of cooperatives.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class LotsController(PlotDesk plots, LotDesk desk, LotReads lots, CodeDesk codes) : ControllerBase
{
    private TraceParty Party => User.Caller().Grower();

    [HttpPost("plots"), Authorize(Policies.Grower)]
    [ProducesResponseType<PlotAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> AddPlot(PlotRequest request, CancellationToken ct)
    {
        if (await plots.AddAsync(Party with { Key = this.KeyIfAny(request) }, request.CooperativeId!.Value, new(request.Name, request.Village, (long)(request.Area!.Value * 100m)), ct) is not { } id) return NotFound();
        return StatusCode(StatusCodes.Status201Created, (await plots.ListAsync(Party, ct)).Where(x => x.Id == id).Select(Shape).Single());
    }

    /// <summary>The caller's plots.</summary>
    [HttpGet("plots"), Authorize(Policies.Grower)]
    public async Task<ListOf<PlotAnswer>> Plots([FromQuery] Paging paging, CancellationToken ct)
    {
        var all = await plots.ListAsync(Party, ct);
        return new([.. all.Skip((paging.Page - 1) * paging.PageSize).Take(paging.PageSize).Select(Shape)], all.Count, paging.Page, paging.PageSize);
    }

    [HttpPost("plots/{id:guid}/inputs"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Apply(Guid id, PlotInputRequest request, CancellationToken ct) =>
        await plots.ApplyAsync(Party with { Key = this.KeyIfAny(request) }, id, new(request.InputKind!.Value, request.Name, request.Dose, request.AppliedOn!.Value, request.IntervalDays), ct) ? NoContent() : NotFound();

    [HttpPost("lots"), Authorize(Policies.Grower)]
    [ProducesResponseType<LotAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Harvest(LotRequest request, CancellationToken ct)
    {
        if (!request.Weight!.Value.Unit.IsMass()) throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", "weight");
        var facts = new LotFacts(request.ProductId!.Value, request.HarvestedOn!.Value, request.BestBefore, request.Weight.Value.Mass(0).Grams, request.Variety, request.Crew);
        return await desk.HarvestAsync(Party with { Key = this.KeyIfAny(request) }, new(request.CooperativeId!.Value, request.Plots, facts, request.Gtin, null), ct) is { } code
            ? StatusCode(StatusCodes.Status201Created, Shape((await lots.FindAsync(Party, code, ct))!)) : NotFound();
    }

    /// <summary>The caller's lots, the newest harvest first.</summary>
    [HttpGet("lots"), Authorize(Policies.Grower)]
    public async Task<ListOf<LotAnswer>> Lots([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await lots.ListAsync(Party, paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    /// <summary>An inspection's result: by the cooperative for its own lots, by the district's inspectors for any.</summary>
    [HttpPost("lots/{code}/inspections"), Authorize(Policies.Inspecting)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Inspect(string code, InspectionRequest request, [FromServices] LotSteps steps, CancellationToken ct) =>
        await steps.InspectAsync(User.Caller().Tracer() with { Key = this.KeyIfAny(request) }, code, new(request.Lab, request.Method, request.Result, request.Conformant!.Value, request.ReportHash, request.At?.ToUniversalTime()), ct) ? NoContent() : NotFound();

    /// <summary>The lot's commitment certificate (承诺达标合格证).</summary>
    [HttpPost("lots/{code}/commitment"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Commit(string code, CommitmentRequest request, [FromServices] LotSteps steps, CancellationToken ct) =>
        await steps.CommitAsync(Party with { Key = this.KeyIfAny(request) }, code, new(request.Number, request.Origin, request.Party, request.Contact, null), ct) ? NoContent() : NotFound();

    /// <summary>A photo for the lot's public story.</summary>
    [HttpPost("lots/{code}/return-checks"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> CheckReturn(string code, ReturnCheckRequest request, [FromServices] ReturnDesk returns, CancellationToken ct) =>
        await returns.CheckAsync(Party with { Key = this.KeyIfAny(request) }, code, request.Weight.Grams("weight"), (request.Outcome!.Value, request.Reason), ct) ? NoContent() : NotFound();

    [HttpPost("lots/{code}/photos"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Photo(string code, LotPhotoRequest request, [FromServices] LotSteps steps, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (!(await pictures.ShapesAsync([request.Picture], ct)).ContainsKey(request.Picture)) throw new RuleException("lot.photo", "Choose a photo.", "picture");
        return await steps.ShowAsync(Party with { Key = this.KeyIfAny(request) }, code, request.Picture, request.Note, ct) ? NoContent() : NotFound();
    }

    [HttpPost("code-batches"), Authorize(Policies.Grower)]
    [ProducesResponseType<CodeBatchAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Issue(CodeBatchRequest request, CancellationToken ct)
    {
        if (await codes.IssueAsync(Party, request.LotId!.Value, request.Count!.Value, request.Printer, ct) is not { } id) return NotFound();
        var batch = (await codes.FindAsync(Party, id, ct))!;
        return StatusCode(StatusCodes.Status201Created, new CodeBatchAnswer(batch.Id, batch.Lot, batch.Count, batch.CreatedAt, batch.Printer));
    }

    /// <summary>All codes of a batch as a stream: serial,url.</summary>
    [HttpGet("code-batches/{id:guid}/codes.csv"), Authorize(Policies.Grower)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public async Task<IActionResult> Codes(Guid id, CancellationToken ct)
    {
        if (await codes.FindAsync(Party, id, ct) is null) return NotFound();
        await Response.WriteCodesAsync(codes, Party, id, ct);
        return new EmptyResult();
    }

    private static PlotAnswer Shape(PlotView x) => new(x.Id, x.Code, x.Name, x.Village, x.AreaHundredths / 100m, x.FreeFrom);

    private static LotAnswer Shape(LotView x) => new(x.Id, x.Code, x.Key, x.CooperativeId, x.ProductId, x.HarvestedOn, x.BestBefore, x.State, Kilograms(x.Produced), Kilograms(x.Left), x.CommitmentNumber is "" ? null : x.CommitmentNumber, Kilograms(x.Unchecked));

    private static Quantity Kilograms(long grams) => new(grams, Unit.Kg);
}
