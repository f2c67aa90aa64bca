using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Epcis;

/// <summary>A named query, sent and answered.</summary>
/// <param name="Query">Parameters of SimpleEventQuery by name.</param>
public sealed record EpcisNamedQuery([Required] string? Name, [Required] JsonElement? Query);

/// <summary>Queries with names.</summary>
[ApiController, Route("epcis/queries"), Authorize(Policies.Tracer), ApiExplorerSettings(IgnoreApi = true), EpcisHeaders]
public sealed class EpcisQueriesController(QueryDesk desk, EventReads reads) : ControllerBase
{
    [HttpPost("")]
    public async Task<IActionResult> Add(EpcisNamedQuery sent, CancellationToken ct)
    {
        if (!QueryDesk.IsName(sent.Name!)) return this.Refused(StatusCodes.Status400BadRequest, "QueryValidationException", "epcis.query_name", "name");
        return await desk.AddAsync(this.Querier(), sent.Name!, sent.Query!.Value, ct) ? Created($"/epcis/queries/{sent.Name}", null) : this.Refused(StatusCodes.Status409Conflict, "ResourceAlreadyExistsException", "epcis.name_taken", "name", sent.Name!);
    }

    [HttpGet("")]
    public async Task<IActionResult> All(CancellationToken ct)
    {
        var page = Request.Page();
        var found = await desk.ListAsync(this.Querier(), page.Token ?? "", page.PerPage + 1, ct);
        if (found.Count > page.PerPage) this.NextPage(found[page.PerPage - 1].Name);
        return Ok(found.Take(page.PerPage).Select(Answer));
    }

    [HttpGet("{name}")]
    public async Task<IActionResult> One(string name, CancellationToken ct) => await desk.FindAsync(this.Querier(), name, ct) is { } found ? Ok(Answer(found)) : this.NoSuchName();

    [HttpDelete("{name}")]
    public async Task<IActionResult> Remove(string name, CancellationToken ct) => await desk.RemoveAsync(this.Querier(), name, ct) ? NoContent() : this.NoSuchName();

    /// <summary>The events that match; parameters in the address narrow them down.</summary>
    [HttpGet("{name}/events")]
    public async Task<IActionResult> Events(string name, CancellationToken ct)
    {
        if (Request.Form(out var header) is not { } form) return this.RefusedForm(header);
        var parameters = name == EventForm.Simple ? [] : await desk.ParametersAsync(this.Querier(), name, ct);
        if (parameters is null) return this.NoSuchName();
        var asked = Request.Page();
        var page = await reads.QueryAsync(this.Owners(), parameters.Concat(Request.Parameters()), (asked.PerPage, asked.Token), form with { QueryName = name }, ct);
        if (page.Next is { } next) this.NextPage(next);
        return File(page.Document.ToArray(), EpcisShapes.MediaType(form));
    }

    private static EpcisNamedQuery Answer(QueryView found) => new(found.Name, JsonSerializer.Deserialize<JsonElement>(found.Query));
}
