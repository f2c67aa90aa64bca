using Market.Traceability.Epcis;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Epcis;

/// <summary>Events are asked for.</summary>
[ApiController, Route("epcis"), Authorize(Policies.Tracer), ApiExplorerSettings(IgnoreApi = true), EpcisHeaders]
public sealed class EpcisController(EventReads reads) : ControllerBase
{
    [HttpGet("events")]
    public Task<IActionResult> Events(CancellationToken ct) => AnswerAsync(Request.Parameters(), ct);

    [HttpGet("events/{**eventId}")]
    public async Task<IActionResult> Event(string eventId, CancellationToken ct) => Request.Form(out var header) is not { } form ? this.RefusedForm(header)
        : await reads.FindAsync(this.Owners(), EpcisRequest.Slashed(eventId), form, ct) is { } document ? File(document.ToArray(), EpcisShapes.MediaType(form)) : this.Absent();

    [HttpGet("epcs/{value}/events")]
    public Task<IActionResult> OfKey(string value, CancellationToken ct) => OfAsync("MATCH_anyEPC", value, ct);

    [HttpGet("bizSteps/{value}/events")]
    public Task<IActionResult> OfStep(string value, CancellationToken ct) => OfAsync("EQ_bizStep", value, ct);

    [HttpGet("bizLocations/{value}/events")]
    public Task<IActionResult> OfLocation(string value, CancellationToken ct) => OfAsync("EQ_bizLocation", value, ct);

    [HttpGet("readPoints/{value}/events")]
    public Task<IActionResult> OfReadPoint(string value, CancellationToken ct) => OfAsync("EQ_readPoint", value, ct);

    [HttpGet("dispositions/{value}/events")]
    public Task<IActionResult> OfDisposition(string value, CancellationToken ct) => OfAsync("EQ_disposition", value, ct);

    [HttpGet("eventTypes/{value}/events")]
    public Task<IActionResult> OfType(string value, CancellationToken ct) => OfAsync("eventType", value, ct);

    private Task<IActionResult> OfAsync(string parameter, string value, CancellationToken ct) => AnswerAsync(Request.Parameters().Append(new(parameter, EpcisRequest.Slashed(value))), ct);

    private async Task<IActionResult> AnswerAsync(IEnumerable<KeyValuePair<string, string>> parameters, CancellationToken ct)
    {
        if (Request.Form(out var header) is not { } form) return this.RefusedForm(header);
        var asked = Request.Page();
        var page = await reads.QueryAsync(this.Owners(), parameters, (asked.PerPage, asked.Token), form, ct);
        if (page.Next is { } next) this.NextPage(next);
        return File(page.Document.ToArray(), EpcisShapes.MediaType(form));
    }
}
