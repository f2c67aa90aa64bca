using Market.Catalog.People;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="File">CSV or xlsx: one row for a product, a store and some days.</param>
/// <param name="BidsUntil">Bids are taken until then.</param>
public sealed record DemandTableForm(IFormFile? File, string? Title = null, DateTime? BidsUntil = null, bool NeedsApproval = false);

/// <summary>Demands from tables.</summary>
[ApiController, Route("api/v1/demand-tables"), Authorize(Policies.Buyer)]
public sealed class DemandTablesController(DemandTables tables, Wording wording) : ControllerBase
{
    /// <summary>Publishes a demand from a table, or says what is wrong in which row and column and stores nothing.</summary>
    [HttpPost, Consumes("multipart/form-data"), RequestSizeLimit(Limits.Upload), RequestFormLimits(MultipartBodyLengthLimit = Limits.Upload)]
    [ProducesResponseType<MadeAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Publish([FromForm] DemandTableForm form, CancellationToken ct)
    {
        if (form.File is null) return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "file.missing", wording.Refusal("file.missing"), "file");
        if (form.BidsUntil is not { } until) return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "demand.field_missing", wording.Refusal("demand.field_missing"), "bidsUntil");
        var content = new byte[form.File.Length];
        await using (var stream = form.File.OpenReadStream()) await stream.ReadExactlyAsync(content, ct);
        var done = await tables.PublishAsync(new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), null), content, new(form.Title ?? "", until.ToUniversalTime(), [], new(), []) { NeedsApproval = form.NeedsApproval }, ct);
        if (done.Errors.Count == 0) return done.Id is { } id ? StatusCode(StatusCodes.Status201Created, new MadeAnswer(id)) : NotFound();
        var problem = Problems.Document(HttpContext, StatusCodes.Status409Conflict, "demand.table", wording.Refusal("demand.table", "", [done.Errors.Count]), "file");
        problem.Extensions["errors"] = done.Errors.Select(x => new ImportErrorAnswer(x.Row, x.Column, x.Code, wording.Refusal(x.Code, "", [.. x.Args]))).ToList();
        return Problems.Result(problem);
    }
}
