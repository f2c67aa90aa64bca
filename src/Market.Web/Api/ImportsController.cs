using Market.Catalog.Imports;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="File">CSV or xlsx, at most 20 MiB; UTF-8, UTF-16 and GB18030 are detected.</param>
/// <param name="Mapping">Corrections of the detected columns, as JSON.</param>
public sealed record ImportForm(IFormFile? File, bool DryRun = false, string? Mapping = null, Guid? Cooperative = null);

public sealed record ImportErrorAnswer(int Row, string Column, string Code, string Message);

public sealed record ImportAnswer(Guid Id, string FileName, bool DryRun, ImportState State, int Percent, int Rows, int Created, int Updated, int Unchanged, int Rejected,
    ImportErrorAnswer? Failure, IReadOnlyList<ImportErrorAnswer> Errors);

/// <summary>Imports of products and prices.</summary>
[ApiController, Route("api/v1/imports"), Authorize(Policies.Seller)]
public sealed class ImportsController(ImportDesk imports, Listers listers, Wording wording) : ControllerBase
{
    [HttpPost, Consumes("multipart/form-data"), RequestSizeLimit(Limits.Upload), RequestFormLimits(MultipartBodyLengthLimit = Limits.Upload)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status202Accepted)]
    public async Task<IActionResult> Start([FromForm] ImportForm form, CancellationToken ct)
    {
        var lister = await listers.OfAsync(User.Caller(), ct);
        if (form.File is null) return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "file.missing", wording.Refusal("file.missing"), "file");
        var cooperative = form.Cooperative ?? lister.Cooperatives.FirstOrDefault();
        if (!lister.Cooperatives.Contains(cooperative)) return NotFound();
        var content = new byte[form.File.Length];
        await using (var stream = form.File.OpenReadStream()) await stream.ReadExactlyAsync(content, ct);
        var id = await imports.StartAsync(cooperative, new(form.File.FileName, content, form.Mapping, form.DryRun), lister, ct);
        return AcceptedAtAction(nameof(Find), new { id }, new IdAnswer(id));
    }

    /// <param name="page">Page of the errors, 1,000 each.</param>
    [HttpGet("{id:guid}")]
    public async Task<ActionResult<ImportAnswer>> Find(Guid id, int page = 1, CancellationToken ct = default)
    {
        var own = (await listers.OfAsync(User.Caller(), ct)).Cooperatives;
        if (await imports.FindAsync(id, own, ct) is not { } import) return NotFound();
        var errors = await imports.ErrorsAsync(id, own, Math.Clamp(page, 1, 10_000), ct);
        return new ImportAnswer(import.Id, import.FileName, import.DryRun, import.State, import.Percent, import.Rows, import.Created, import.Updated, import.Unchanged, import.Rejected,
            import.Failure is { } failure ? new(0, "", failure.Code, wording.Refusal(failure.Code, failure.Message, failure.Args)) : null,
            [.. errors.Select(x => new ImportErrorAnswer(x.Row, x.Column, x.Code, wording.Refusal(x.Code, x.Message, x.Args)))]);
    }

    [HttpPost("{id:guid}/cancellation")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken ct) =>
        await imports.CancelAsync(id, (await listers.OfAsync(User.Caller(), ct)).Cooperatives, ct) ? NoContent() : NotFound();
}
