using System.ComponentModel.DataAnnotations;
using Market.Catalog.Artwork;
using Market.Catalog.Marks;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Number">Registration or application number; needed unless unregistered.</param>
/// <param name="Classes">Classes of the Nice classification, e.g. 29,31.</param>
/// <param name="ValidUntil">Last day of the registration.</param>
public sealed record SubBrandRequest([Required] Guid? CooperativeId, [Required, StringLength(60)] string Name, [Required] TrademarkStatus? Status, [StringLength(40)] string Number = "", [StringLength(150)] string Classes = "",
    [StringLength(120)] string Owner = "", DateOnly? ValidUntil = null);

/// <param name="Millimetres">Width in print.</param>
public sealed record ArtworkRequest([Required] ArtworkFormat? Format, [Required] ArtworkLayout? Layout, [Required] ArtworkColours? Colours, [Required, Range(1, ArtworkDesk.Widest)] int? Millimetres);

/// <param name="Logo">Address of the logo; null when none was uploaded.</param>
public sealed record SubBrandAnswer(Guid Id, Guid CooperativeId, string Name, TrademarkStatus Status, string Number, string Classes, string Owner, DateOnly? ValidUntil, string? Logo);

/// <summary>Sub-brands with their trademarks, and artwork files of the pair.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class ArtworkController(SubBrandDesk brands, ArtworkDesk artwork, MarketSettings settings, Wording wording) : ControllerBase
{
    private const int Largest = 11 * 1024 * 1024;

    /// <summary>The register of sub-brands.</summary>
    [HttpGet("sub-brands"), AllowAnonymous]
    public async Task<ListOf<SubBrandAnswer>> SubBrands(Guid? cooperative, CancellationToken ct)
    {
        var found = await brands.ListAsync(cooperative is { } id ? [id] : null, ct);
        return new([.. found.Select(Shape)], found.Count, 1, Math.Max(found.Count, 1));
    }

    /// <summary>Records a sub-brand, or what changed about it.</summary>
    [HttpPut("sub-brands"), Authorize(Policies.Manager)]
    [ProducesResponseType<SubBrandAnswer>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Record(SubBrandRequest request, CancellationToken ct) =>
        await brands.RecordAsync(request.CooperativeId!.Value, new(request.Name, request.Status!.Value, request.Number, request.Classes, request.Owner, request.ValidUntil), User.Manager(), ct) is not null
        && await brands.FindAsync(request.CooperativeId.Value, request.Name.Trim(), ct) is { } brand ? Ok(Shape(brand)) : NotFound();

    /// <summary>Takes a sub-brand's logo: an SVG of shapes, or a picture.</summary>
    [HttpPost("sub-brands/{id:guid}/logo"), Authorize(Policies.Manager), Consumes("multipart/form-data"), RequestSizeLimit(Largest)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Upload(Guid id, IFormFile? logo, CancellationToken ct)
    {
        if (logo is null) return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "picture.missing", wording.Refusal("picture.missing"), "logo");
        await using var file = logo.OpenReadStream();
        return await brands.UploadAsync(id, file, User.Manager(), ct) ? NoContent() : NotFound();
    }

    /// <summary>Makes an artwork file: numbered, its hash kept on record.</summary>
    [HttpPost("licences/{number}/artwork"), Authorize(Policies.Manager)]
    [Produces("image/svg+xml", "image/png", "application/pdf")]
    public async Task<IActionResult> Issue(string number, ArtworkRequest request, CancellationToken ct) =>
        await artwork.IssueAsync(number, new(request.Format!.Value, request.Layout!.Value, request.Colours!.Value, request.Millimetres!.Value), settings.BaseUrl, User.Manager(), ct) is { } file ? File(file.Bytes, file.MediaType, file.Name) : NotFound();

    /// <summary>Which file has this hash, and whether its licence holds today.</summary>
    [HttpGet("artwork/{sha256}"), AllowAnonymous]
    [ProducesResponseType<ArtworkView>(StatusCodes.Status200OK)]
    public async Task<IActionResult> Find([StringLength(64, MinimumLength = 64)] string sha256, CancellationToken ct) => await artwork.FindAsync(sha256, ct) is { } file ? Ok(file) : NotFound();

    private static SubBrandAnswer Shape(SubBrandView x) => new(x.Id, x.CooperativeId, x.Name, x.Status, x.Number, x.Classes, x.Owner, x.ValidUntil, x.HasSvg ? $"/sub-brands/{x.Id}.svg" : x.Picture is "" ? null : $"/pictures/{x.Picture}-600.webp");
}
