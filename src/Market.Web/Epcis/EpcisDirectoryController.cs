using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Market.Traceability.Epcis;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Epcis;

/// <summary>A list of EPCIS 2.0.</summary>
public sealed record EpcisCollection([property: JsonPropertyOrder(1)] IReadOnlyList<string> Member)
{
    [JsonPropertyName("@context")]
    public string Context { get; } = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    public string Type { get; } = "Collection";
}

/// <summary>What can be found, level by level.</summary>
[ApiController, Route("epcis"), Authorize(Policies.Tracer), ApiExplorerSettings(IgnoreApi = true), EpcisHeaders]
public sealed class EpcisDirectoryController(EventDirectory directory) : ControllerBase
{
    private static readonly FrozenDictionary<string, EventResource> Resources = new Dictionary<string, EventResource>
    {
        ["eventTypes"] = EventResource.EventTypes,
        ["epcs"] = EventResource.Epcs,
        ["bizSteps"] = EventResource.BizSteps,
        ["bizLocations"] = EventResource.BizLocations,
        ["readPoints"] = EventResource.ReadPoints,
        ["dispositions"] = EventResource.Dispositions,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Top = ["events", "eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions", "capture", "queries"];

    [HttpGet("")]
    public IActionResult Root() => Ok(new EpcisCollection(Top));

    /// <summary>The members that occur in the caller's events.</summary>
    [HttpGet("{resource}")]
    public async Task<IActionResult> Members(string resource, CancellationToken ct)
    {
        if (!Resources.TryGetValue(resource, out var kind)) return this.Absent();
        if (Request.Form(out var header) is not { Xml: false } form) return this.RefusedForm(header);
        var page = Request.Page();
        var (members, next) = await directory.ListAsync(this.Owners(), kind, (page.PerPage, page.Token), form.Keys, ct);
        if (next is not null) this.NextPage(next);
        return Ok(new EpcisCollection(members));
    }

    /// <summary>What is known of one member: its events.</summary>
    [HttpGet("{resource}/{value}")]
    public async Task<IActionResult> Member(string resource, string value, CancellationToken ct) =>
        Resources.TryGetValue(resource, out var kind) && await directory.HasAsync(this.Owners(), kind, EpcisRequest.Slashed(value), ct) ? Ok(new EpcisCollection(["events"])) : this.Absent();

    /// <summary>Which methods an address takes; any other is refused, and so is an address that nobody has.</summary>
    [Route("{**path}")]
    public IActionResult Other(string? path)
    {
        if (Allowed((path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)) is not { } allowed) return this.Absent();
        Response.Headers.Allow = "OPTIONS, " + allowed;
        return HttpMethods.IsOptions(Request.Method) ? NoContent() : this.Refused(StatusCodes.Status405MethodNotAllowed, "ImplementationException", "request.method");
    }

    private static string? Allowed(string[] path) => path switch
    {
        [] => "GET",
        ["capture"] or ["events"] or ["queries"] or ["queries", _, "subscriptions"] => "GET, POST",
        ["queries", _] or ["queries", _, "subscriptions", _] => "GET, DELETE",
        ["capture", _] or ["events", ..] or ["queries", _, "events"] => "GET",
        [_] or [_, _] or [_, _, "events"] when Resources.ContainsKey(path[0]) => "GET",
        _ => null,
    };
}
