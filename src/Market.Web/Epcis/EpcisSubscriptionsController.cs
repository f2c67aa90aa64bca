using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Epcis;

/// <summary>A subscription as it is asked for: with a schedule, or with stream.</summary>
/// <param name="Dest">Where documents are sent.</param>
/// <param name="SignatureToken">Key of the signatures.</param>
public sealed record EpcisSubscriptionRequest([Required] string? Dest, string? SignatureToken, Dictionary<string, string>? Schedule, bool? Stream, bool? ReportIfEmpty, DateTime? InitialRecordTime);

/// <summary>A subscription as EPCIS 2.0 describes it, with what went wrong last beside.</summary>
public sealed record EpcisSubscriptionAnswer(
    Guid SubscriptionID, string QueryName, string Dest, DateTime CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? LastNotifiedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? InitialRecordTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Schedule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Stream,
    bool ReportIfEmpty, string EpcFormat, int Failures, string LastError);

/// <summary>Whoever wants to be told of new events.</summary>
[ApiController, Route("epcis/queries/{name}/subscriptions"), Authorize(Policies.Tracer), ApiExplorerSettings(IgnoreApi = true), EpcisHeaders]
public sealed class EpcisSubscriptionsController(SubscriptionDesk desk) : ControllerBase
{
    [HttpPost("")]
    public async Task<IActionResult> Add(string name, EpcisSubscriptionRequest sent, CancellationToken ct)
    {
        if (Request.Form(out var header) is not { } form) return this.RefusedForm(header);
        if (!Uri.TryCreate(sent.Dest, UriKind.Absolute, out var destination)) return Refused(new("epcis.destination", "dest"));
        if (sent.Schedule is null != (sent.Stream == true)) return Refused(new("epcis.schedule_or_stream", "schedule"));
        try
        {
            var wish = new SubscriptionWish(destination, sent.SignatureToken ?? "", sent.Schedule, sent.ReportIfEmpty == true, sent.InitialRecordTime, form.Keys.Format);
            return await desk.AddAsync(this.Querier(), name, wish, ct) is { } made ? Created($"/epcis/queries/{name}/subscriptions/{made.Id}", Answer(made)) : this.NoSuchName();
        }
        catch (SubscriptionException wrong)
        {
            return Refused(wrong);
        }
    }

    [HttpGet("")]
    public async Task<IActionResult> All(string name, CancellationToken ct) => await desk.ListAsync(this.Querier(), name, ct) is { } found ? Ok(found.Select(Answer)) : this.NoSuchName();

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> One(string name, Guid id, CancellationToken ct) => await desk.FindAsync(this.Querier(), name, id, ct) is { } found ? Ok(Answer(found)) : this.NoSuchName();

    [HttpDelete("{id:guid}")]
    public async Task<IActionResult> Remove(string name, Guid id, CancellationToken ct) => await desk.RemoveAsync(this.Querier(), name, id, ct) ? NoContent() : this.NoSuchName();

    private ObjectResult Refused(SubscriptionException wrong) => this.Refused(StatusCodes.Status400BadRequest, "SubscriptionControlsException", wrong.Code, wrong.Field);

    private static EpcisSubscriptionAnswer Answer(SubscriptionView x) => new(x.Id, x.QueryName, x.Destination, x.CreatedAt, x.LastNotifiedAt, x.InitialRecordTime, x.Schedule, x.Schedule is null ? true : null,
        x.ReportIfEmpty, EpcForm.NameOf(x.Format), x.Failures, x.LastError);
}
