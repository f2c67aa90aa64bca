using Market.Kernel.Values;
using Market.Traceability.Lots;
using Market.Traceability.Recall;
using Market.Traceability.Scans;
using Market.Traceability.Tracing;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

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
        var form = new RecallForm(request.Lots, request.Class!.Value, request.Reason, request.Advice.Length > 0 ? request.Advice : RecallForm.Standard, request.LearnedAt?.ToUniversalTime(), request.Refunds);
        return await desk.ProposeAsync(User.CallerId(), form, ct) is var (id, number) ? StatusCode(StatusCodes.Status201Created, new RecallAnswer(id, number, request.Lots, null)) : NotFound();
    }

    /// <summary>Stops the lots and everything made from them at once, and tells everybody who received any.</summary>
    [HttpPost("recalls/{id:guid}/approval"), Authorize(Policies.Office)]
    [ProducesResponseType<RecallAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Approve(Guid id, CancellationToken ct) => await desk.ApproveAsync(User.CallerId(), id, ct) is { } reach
        ? Ok(Answer(reach)) : NotFound();

    private static RecallAnswer Answer(RecallReach reach) => new(reach.Id, reach.Number, reach.Lots, new(reach.Orders, new(reach.Grams, Unit.Kg), reach.Stations, reach.Stores, reach.Others));

    [HttpPost("recalls/{id:guid}/refusal"), Authorize(Policies.Office)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Refuse(Guid id, RecallRefusal request, CancellationToken ct) => await desk.RefuseAsync(User.CallerId(), id, request.Reason, ct) ? NoContent() : NotFound();

    /// <summary>Ends a recall; its lots stay stopped.</summary>
    [HttpPost("recalls/{id:guid}/closure"), Authorize(Policies.Office)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Close(Guid id, CancellationToken ct) => await desk.CloseAsync(id, ct) ? NoContent() : NotFound();

    /// <summary>How a recall or an exercise stands: its clock, what it reached, what was found.</summary>
    [HttpGet("recalls/{id:guid}"), Authorize(Policies.Checker)]
    [ProducesResponseType<RecallReportAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Find(Guid id, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        if (await reads.ReportAsync(id, ct) is not { } report) return NotFound();
        var (recall, sums) = (report.Recall, report.Sums);
        return Ok(new RecallReportAnswer(recall.Id, recall.Number, recall.State, recall.Mock, recall.Class, recall.Reason, recall.Refunds, recall.LearnedAt, recall.StartBy, recall.HoursLeft(clock.GetUtcNow().UtcDateTime), report.Minutes,
            recall.Clock.SystemMilliseconds, recall.Notices, recall.Answered, recall.Owing, new(sums.Sent, Unit.Kg), new(sums.Found, Unit.Kg), new(sums.Returned, Unit.Kg), new(sums.Destroyed, Unit.Kg), report.Lots, [.. report.Timeline.Select(x => new RecallMoment(x.What, x.At))]));
    }

    /// <summary>Reminds everybody who owes an answer.</summary>
    [HttpPost("recalls/{id:guid}/reminders"), Authorize(Policies.Office)]
    [ProducesResponseType<RemindersAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Remind(Guid id, [FromServices] NoticeDesk notices, CancellationToken ct) => await notices.RemindAsync(id, ct) is { } reminded ? Ok(new RemindersAnswer(reminded)) : NotFound();

    /// <summary>Runs an exercise: everything but the stop.</summary>
    [HttpPost("recalls/exercises"), Authorize(Policies.Checker)]
    [ProducesResponseType<RecallAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Rehearse(ExerciseRequest request, CancellationToken ct) => await desk.RehearseAsync(User.CallerId(), string.IsNullOrWhiteSpace(request.Lot) ? null : request.Lot.Trim(), ct) is { } reach
        ? StatusCode(StatusCodes.Status201Created, Answer(reach)) : NotFound();

    /// <summary>What a recall would reach before anybody proposes it: narrowest and widest scope.</summary>
    [HttpGet("trace/what-if"), Authorize(Policies.Checker)]
    [ProducesResponseType<WhatIfScope>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Suppose([FromQuery] WhatIfQuery query, [FromServices] WhatIf suppositions, CancellationToken ct) =>
        Ok(await suppositions.FindAsync(User.Caller().Tracer(), new(query.Kind, query.Text, query.From, query.Until, (int)decimal.Round(query.Above * 10m)), ct));

    /// <summary>Mass balances of the caller's lots, those outside the band unless all are asked for.</summary>
    [HttpGet("trace/balances"), Authorize(Policies.Tracer)]
    public async Task<ListOf<LotBalance>> Balances([FromQuery] Paging paging, [FromQuery] BalanceQuery query, [FromServices] MassBalance balances, CancellationToken ct)
    {
        var (items, total) = await balances.ListAsync(User.Caller().Tracer(), new(query.Cooperative, query.From, query.Until, !query.All), paging.Page, paging.PageSize, ct);
        return new(items, total, paging.Page, paging.PageSize);
    }

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
