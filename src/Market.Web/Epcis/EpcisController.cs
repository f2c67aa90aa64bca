using System.Globalization;
using Market.Catalog.People;
using Market.Traceability.Epcis;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Market.Web.Epcis;

/// <summary>The EPCIS 2.0 interface: events are captured and asked for. Described by GS1's own document, so it is not in ours.</summary>
[ApiController, Route("epcis"), Authorize(Policies.Tracer), ApiExplorerSettings(IgnoreApi = true), EpcisHeaders]
public sealed class EpcisController(CaptureDesk desk, EventReads reads) : ControllerBase
{
    private const int Shown = 30;

    /// <summary>Takes a document; a job captures it.</summary>
    [HttpPost("capture"), RequestSizeLimit(CaptureDesk.MaxBytes)]
    public async Task<IActionResult> Capture(CancellationToken ct)
    {
        if (Behaviour() is not { } behaviour) return this.Refused(StatusCodes.Status400BadRequest, "ValidationException", "epcis.behaviour", "GS1-Capture-Error-Behaviour");
        var (id, fault) = await desk.SubmitAsync(Party(), await BodyAsync(ct), behaviour, ct);
        if (id is null) return fault!.Code == "epcis.too_many" ? this.Refused(StatusCodes.Status413PayloadTooLarge, "CaptureLimitExceededException", fault.Code, fault.Path) : this.Refused(StatusCodes.Status400BadRequest, "ValidationException", fault.Code, fault.Path, fault.Found);
        return Accepted($"/epcis/capture/{id}");
    }

    /// <summary>The caller's jobs, newest first.</summary>
    [HttpGet("capture")]
    public async Task<IActionResult> Jobs(CancellationToken ct)
    {
        var page = Page();
        var jobs = await desk.ListAsync(Owner(), page.Skip, page.PerPage + 1, ct);
        if (jobs.Count > page.PerPage) NextPage((page.Skip + page.PerPage).ToString(CultureInfo.InvariantCulture));
        return Ok(jobs.Take(page.PerPage).Select(x => EpcisShapes.Job(HttpContext, x)));
    }

    [HttpGet("capture/{id:guid}")]
    public async Task<IActionResult> Job(Guid id, CancellationToken ct) =>
        await desk.FindAsync(id, Owner(), ct) is { } job ? Ok(EpcisShapes.Job(HttpContext, job)) : this.Refused(StatusCodes.Status404NotFound, "NoSuchResourceException", "request.absent");

    /// <summary>Keeps one event at once.</summary>
    [HttpPost("events"), RequestSizeLimit(CaptureDesk.MaxBytes)]
    public async Task<IActionResult> Add(CancellationToken ct)
    {
        var receipt = await desk.AddAsync(Party(), await BodyAsync(ct), ct);
        if (receipt.Fault is { } fault) return this.Refused(fault.Code == "epcis.id_taken" ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest, fault.Code == "epcis.id_taken" ? "ResourceAlreadyExistsException" : "ValidationException", fault.Code, fault.Path, fault.Found);
        if (receipt.Verdict == EventVerdict.Duplicate) return this.Refused(StatusCodes.Status409Conflict, "ResourceAlreadyExistsException", "epcis.duplicate", "/eventID", receipt.EventId);
        return Created($"/epcis/events/{Uri.EscapeDataString(receipt.EventId)}", null);
    }

    [HttpGet("events")]
    public Task<IActionResult> Events(CancellationToken ct) => AnswerAsync(Parameters(), ct);

    [HttpGet("events/{**eventId}")]
    public async Task<IActionResult> Event(string eventId, CancellationToken ct) => Form() is not { } form ? Refused406()
        : await reads.FindAsync(Owners(), Uri.UnescapeDataString(eventId), form, ct) is { } document ? File(document.ToArray(), EpcisShapes.MediaType(form)) : this.Refused(StatusCodes.Status404NotFound, "NoSuchResourceException", "request.absent");

    [HttpGet("epcs/{epc}/events")]
    public Task<IActionResult> OfKey(string epc, CancellationToken ct) => AnswerAsync(Parameters().Append(new("MATCH_anyEPC", Uri.UnescapeDataString(epc))), ct);

    [HttpGet("bizSteps/{step}/events")]
    public Task<IActionResult> OfStep(string step, CancellationToken ct) => AnswerAsync(Parameters().Append(new("EQ_bizStep", Uri.UnescapeDataString(step))), ct);

    [HttpGet("bizLocations/{place}/events")]
    public Task<IActionResult> OfLocation(string place, CancellationToken ct) => AnswerAsync(Parameters().Append(new("EQ_bizLocation", Uri.UnescapeDataString(place))), ct);

    [HttpGet("readPoints/{place}/events")]
    public Task<IActionResult> OfReadPoint(string place, CancellationToken ct) => AnswerAsync(Parameters().Append(new("EQ_readPoint", Uri.UnescapeDataString(place))), ct);

    [HttpGet("dispositions/{disposition}/events")]
    public Task<IActionResult> OfDisposition(string disposition, CancellationToken ct) => AnswerAsync(Parameters().Append(new("EQ_disposition", Uri.UnescapeDataString(disposition))), ct);

    [HttpGet("eventTypes/{type}/events")]
    public Task<IActionResult> OfType(string type, CancellationToken ct) => AnswerAsync(Parameters().Append(new("eventType", type)), ct);

    private async Task<IActionResult> AnswerAsync(IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken ct)
    {
        if (Form() is not { } form) return Refused406();
        try
        {
            var (_, perPage, token) = Page();
            var page = await reads.QueryAsync(Owners(), parameters, (perPage, token), form, ct);
            if (page.Next is { } next) NextPage(next);
            return File(page.Document.ToArray(), EpcisShapes.MediaType(form));
        }
        catch (QueryParameterException wrong)
        {
            return this.Refused(StatusCodes.Status400BadRequest, "QueryParameterException", "epcis.parameter", wrong.Name, wrong.Value);
        }
        catch (QueryTooLargeException)
        {
            return this.Refused(StatusCodes.Status413PayloadTooLarge, "QueryTooLargeException", "epcis.too_large", "maxEventCount");
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Parameters() => Request.Query.Where(x => x.Key is not ("perPage" or "nextPageToken")).Select(x => new KeyValuePair<string, string>(x.Key, string.Join('|', x.Value.ToArray())));

    private (int Skip, int PerPage, string? Token) Page()
    {
        var token = Request.Query["nextPageToken"] is [{ Length: > 0 } given] ? given : null;
        var perPage = int.TryParse(Request.Query["perPage"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, EventReads.MostPerPage) : Shown;
        return (int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0, perPage, token);
    }

    private void NextPage(string token) => Response.Headers.Link = $"<{Request.Path}{QueryHelpers.AddQueryString("", Request.Query.Where(x => x.Key != "nextPageToken").SelectMany(x => x.Value, (x, value) => new KeyValuePair<string, string?>(x.Key, value)).Append(new("nextPageToken", token)))}>; rel=\"next\"";

    /// <returns>null for an answer we do not give.</returns>
    private EventForm? Form()
    {
        var format = EpcFormat.AsStored;
        if (Request.Headers["GS1-EPC-Format"] is [{ } asked] && !EpcForm.TryParse(asked, out format)) return null;
        var accept = Request.Headers.Accept.ToString();
        var xml = accept.Contains("xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
        return new(new EpcForm { Format = format, WebUris = Request.Headers["GS1-CBV-XML-Format"] == "Always_Web_URI" }, xml);
    }

    private ObjectResult Refused406() => this.Refused(StatusCodes.Status406NotAcceptable, "NotAcceptableException", "epcis.not_acceptable", "GS1-EPC-Format");

    private CaptureErrorBehaviour? Behaviour() => Request.Headers["GS1-Capture-Error-Behaviour"].ToString() switch { "" or "rollback" => CaptureErrorBehaviour.Rollback, "proceed" => CaptureErrorBehaviour.Proceed, _ => null };

    private CaptureParty Party() => new(User.CallerId(), Own().Select(x => (Guid?)x).FirstOrDefault());

    private IReadOnlyCollection<Guid> Own() => User.Caller().In(Role.Manager, Role.Clerk, Role.Receiver);

    /// <summary>Inspectors and offices see everybody's.</summary>
    private IReadOnlyCollection<Guid>? Owners() => User.Caller().Is(Role.Inspector, Role.Office, Role.Admin) ? null : Own();

    private Guid? Owner() => Owners() is null ? null : Own().FirstOrDefault();

    private async Task<ReadOnlyMemory<byte>> BodyAsync(CancellationToken ct)
    {
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, ct);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
