using System.ComponentModel.DataAnnotations;
using Market.Kernel.Values;
using Market.Traceability.Lots;
using Market.Traceability.Recall;
using Market.Traceability.Scans;
using Market.Traceability.Tracing;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Lots">1 to 200 codes of lots; what was made from them is found at the approval.</param>
/// <param name="Class">i, ii or iii: the recall starts within 24, 48 or 72 hours of learning of the risk.</param>
/// <param name="Advice">What people shall do; "do not eat it, bring it back" when left out.</param>
/// <param name="LearnedAt">When the risk became known; now when left out.</param>
public sealed record RecallRequest([Required, MinLength(1), MaxLength(200)] IReadOnlyList<string> Lots, [Required] RecallClass? Class, [Required, StringLength(500)] string Reason, [StringLength(500)] string Advice = "", DateTime? LearnedAt = null);

public sealed record RecallRefusal([Required, StringLength(500)] string Reason);

/// <param name="Others">Places that are neither orders, stations nor stores of this marketplace.</param>
public sealed record RecallReached(int Orders, Quantity Quantity, int Stations, int Stores, int Others);

/// <param name="Lots">Codes of all lots in scope.</param>
/// <param name="Reached">Absent before the approval.</param>
public sealed record RecallAnswer(Guid Id, string Number, IReadOnlyList<string> Lots, RecallReached? Reached);

/// <summary>A recall as everybody may see it.</summary>
public sealed record PublicRecallAnswer(string Number, DateOnly Date, IReadOnlyList<string> Products, IReadOnlyList<string> Lots, RecallClass Class, string Reason, string Advice, bool Closed);

/// <summary>Recalls, and the way of goods from plot to buyer.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class RecallsController(RecallDesk desk, RecallReads reads) : ControllerBase
{
    /// <summary>Approved recalls, newest first.</summary>
    [HttpGet("recalls"), AllowAnonymous]
    public async Task<ListOf<PublicRecallAnswer>> Recalls([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await reads.PublicAsync(paging.Page, paging.PageSize, ct);
        return new([.. items.Select(x => new PublicRecallAnswer(x.Number, x.Date, x.Products, x.Lots, x.Class, x.Reason, x.Advice, x.Closed))], total, paging.Page, paging.PageSize);
    }

    /// <summary>Proposes a recall; another person approves it.</summary>
    [HttpPost("recalls"), Authorize(Policies.Inspector)]
    [ProducesResponseType<RecallAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Propose(RecallRequest request, CancellationToken ct)
    {
        var form = new RecallForm(request.Lots, request.Class!.Value, request.Reason, request.Advice.Length > 0 ? request.Advice : RecallForm.Standard, request.LearnedAt?.ToUniversalTime());
        return await desk.ProposeAsync(User.CallerId(), form, ct) is var (id, number) ? StatusCode(StatusCodes.Status201Created, new RecallAnswer(id, number, request.Lots, null)) : NotFound();
    }

    /// <summary>Stops the lots and everything made from them at once, and tells everybody who received any.</summary>
    [HttpPost("recalls/{id:guid}/approval"), Authorize(Policies.Office)]
    [ProducesResponseType<RecallAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Approve(Guid id, CancellationToken ct) => await desk.ApproveAsync(User.CallerId(), id, ct) is { } reach
        ? Ok(new RecallAnswer(reach.Id, reach.Number, reach.Lots, new(reach.Orders, new(reach.Grams, Unit.Kg), reach.Stations, reach.Stores, reach.Others))) : NotFound();

    [HttpPost("recalls/{id:guid}/refusal"), Authorize(Policies.Office)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Refuse(Guid id, RecallRefusal request, CancellationToken ct) => await desk.RefuseAsync(User.CallerId(), id, request.Reason, ct) ? NoContent() : NotFound();

    /// <summary>Ends a recall; its lots stay stopped.</summary>
    [HttpPost("recalls/{id:guid}/closure"), Authorize(Policies.Office)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) => await desk.CloseAsync(id, ct) ? NoContent() : NotFound();

    /// <summary>The graph of a lot or a pack's code: where it came from and where it went.</summary>
    /// <param name="key">Code of a lot, serial of a pack, or a key of EPCIS events.</param>
    [HttpGet("trace/{**key}"), Authorize(Policies.Tracer)]
    [ProducesResponseType<TraceGraph>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Trace(string key, [FromServices] TraceReads traces, [FromServices] LotReads lots, [FromServices] ScanDesk scans, TraceDirection direction = TraceDirection.Both, CancellationToken ct = default)
    {
        var party = User.Caller().Tracer();
        var code = await scans.LotOfAsync(key, ct) ?? key;
        var asked = await lots.FindAsync(party, code, ct) is { } lot ? lot.Key : Uri.UnescapeDataString(key);
        return await traces.FindAsync(party, asked, new(direction), ct) is { } graph ? Ok(graph) : NotFound();
    }
}
