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
