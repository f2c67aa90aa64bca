using System.Globalization;
using Market.Traceability.Epcis;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Epcis;

/// <summary>Events come in. Described by GS1's own document of the EPCIS 2.0 interface, so it is not in ours.</summary>
[ApiController, Route("epcis"), Authorize(Policies.Tracer), ApiExplorerSettings(IgnoreApi = true), EpcisHeaders]
public sealed class EpcisCaptureController(CaptureDesk desk) : ControllerBase
{
    private const string Behaviours = "GS1-Capture-Error-Behaviour";

    /// <summary>Takes a document; a job captures it.</summary>
    [HttpPost("capture"), RawBody, RequestSizeLimit(CaptureDesk.MaxBytes)]
    public async Task<IActionResult> Capture(CancellationToken ct)
    {
        if (Behaviour() is not { } behaviour) return Refused(new EpcisFault("epcis.behaviour", Behaviours));
        if (await Request.DocumentAsync(ct) is not { } document) return this.RefusedMediaType();
        var (id, fault) = await desk.SubmitAsync(this.Party(), document, behaviour, ct);
        return id is null ? Refused(fault!) : Accepted($"/epcis/capture/{id}");
    }

    /// <summary>The caller's jobs, newest first.</summary>
    [HttpGet("capture")]
    public async Task<IActionResult> Jobs(CancellationToken ct)
    {
        var page = Request.Page();
        var jobs = await desk.ListAsync(Owner(), page.Skip, page.PerPage + 1, ct);
        if (jobs.Count > page.PerPage) this.NextPage((page.Skip + page.PerPage).ToString(CultureInfo.InvariantCulture));
        return Ok(jobs.Take(page.PerPage).Select(x => EpcisShapes.Job(HttpContext, x)));
    }

    [HttpGet("capture/{id:guid}")]
    public async Task<IActionResult> Job(Guid id, CancellationToken ct) =>
        await desk.FindAsync(id, Owner(), ct) is { } job ? Ok(EpcisShapes.Job(HttpContext, job)) : this.Absent();

    /// <summary>Keeps one event at once.</summary>
    [HttpPost("events"), RawBody, RequestSizeLimit(CaptureDesk.MaxBytes)]
    public async Task<IActionResult> Add(CancellationToken ct)
    {
        if (await Request.DocumentAsync(ct) is not { } document) return this.RefusedMediaType();
        var receipt = await desk.AddAsync(this.Party(), document, ct);
        if (receipt.Fault is { } fault) return Refused(fault);
        return receipt.Verdict == EventVerdict.Duplicate ? Refused(new EpcisFault("epcis.duplicate", "/eventID", receipt.EventId)) : Created($"/epcis/events/{Uri.EscapeDataString(receipt.EventId)}", null);
    }

    private ObjectResult Refused(EpcisFault fault) => fault.Code switch
    {
        "epcis.too_many" => this.Refused(StatusCodes.Status413PayloadTooLarge, "CaptureLimitExceededException", fault.Code, fault.Path),
        "epcis.id_taken" or "epcis.duplicate" => this.Refused(StatusCodes.Status409Conflict, "ResourceAlreadyExistsException", fault.Code, fault.Path, fault.Found),
        _ => this.Refused(StatusCodes.Status400BadRequest, "ValidationException", fault.Code, fault.Path, fault.Found),
    };

    private CaptureErrorBehaviour? Behaviour() => Request.Headers[Behaviours].ToString() switch { "" or "rollback" => CaptureErrorBehaviour.Rollback, "proceed" => CaptureErrorBehaviour.Proceed, _ => null };

    private Guid? Owner() => this.Owners() is null ? null : this.Own().FirstOrDefault();
}
