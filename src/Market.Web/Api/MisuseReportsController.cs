using System.ComponentModel.DataAnnotations;
using Market.Catalog.Pictures;
using Market.Catalog.Supervision;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Market.Web.Api;

/// <param name="Seen">What was seen.</param>
/// <param name="Place">Shop, market or address.</param>
/// <param name="Licence">The number on the pack, if there is one.</param>
/// <param name="Contact">Phone or e-mail for questions; shown to the brand office alone.</param>
/// <param name="Photo">One still picture, at most 10 MiB.</param>
public sealed record MisuseReportRequest([Required, StringLength(2000)] string? Seen = null, [Required, StringLength(200)] string? Place = null, [StringLength(20)] string? Licence = null, [StringLength(100)] string? Contact = null, IFormFile? Photo = null)
{
    internal ReportForm Form() => new(Seen ?? "", Place ?? "", Licence ?? "", Contact ?? "");
}

/// <param name="Number">To quote when asking about it.</param>
public sealed record MisuseReportNumber(string Number);

public sealed record ReasonRequest([Required, StringLength(500)] string Reason);

/// <param name="Case">Number of the case that came of it.</param>
public sealed record MisuseReportAnswer(string Number, DateTime At, string Seen, string Place, string Licence, string? Contact, string? Picture, ReportState Status, string? Case);

/// <summary>Reports of misuse: sent by anybody, dealt with by the brand office.</summary>
[ApiController, Route("api/v1/misuse-reports"), Authorize(Policies.Office)]
public sealed class MisuseReportsController(MisuseReports reports, CaseReads reads) : ControllerBase
{
    /// <summary>Anybody may send one, without an account.</summary>
    [HttpPost, AllowAnonymous, EnableRateLimiting(RateLimits.Reports), Consumes("multipart/form-data"), RequestSizeLimit(12 * 1024 * 1024)]
    [ProducesResponseType<MisuseReportNumber>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Send([FromForm] MisuseReportRequest request, [FromServices] PictureStore pictures, CancellationToken ct) =>
        StatusCode(StatusCodes.Status201Created, new MisuseReportNumber(await reports.SendAsync(pictures, request.Form(), request.Photo, ct)));

    /// <summary>Reports nobody has dealt with, the oldest first.</summary>
    [HttpGet]
    public async Task<ListOf<MisuseReportAnswer>> List([FromQuery] Paging paging, CancellationToken ct)
    {
        var (items, total) = await reads.NewReportsAsync(paging.Page, paging.PageSize, ct);
        return new([.. items.Select(Shape)], total, paging.Page, paging.PageSize);
    }

    /// <summary>Nothing in it: the reason stays on record.</summary>
    [HttpPost("{number}/dismissal")]
    public async Task<IActionResult> Dismiss(string number, ReasonRequest request, CancellationToken ct) => await reports.SetAsideAsync(number, request.Reason, User.CallerId(), ct) ? NoContent() : NotFound();

    internal static MisuseReportAnswer Shape(ReportView x) => new(x.Number, x.At, x.Seen, x.Place, x.Licence, x.Contact is "" ? null : x.Contact, x.Picture is "" ? null : x.Picture, x.State, x.Case);
}

/// <summary>A report with its photo, from the page and the API alike.</summary>
internal static class ReportsWithPhoto
{
    /// <summary>The words are looked at first: no photo is kept of a report that is refused for them.</summary>
    public static async Task<string> SendAsync(this MisuseReports reports, PictureStore pictures, ReportForm form, IFormFile? photo, CancellationToken ct)
    {
        reports.Check(form);
        if (photo is null) return await reports.SendAsync(form, ct);
        await using var stream = photo.OpenReadStream();
        return await reports.SendAsync(form with { Picture = await pictures.SaveAsync(stream, Guid.Empty, ct) }, ct);
    }
}
