using System.Security.Cryptography;
using Market.Catalog.Artwork;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.ArtworkCheck;

/// <param name="Asked">Whether somebody asked about a file or a hash.</param>
public sealed record ArtworkCheckPage(bool Asked, string Sha256, ArtworkView? Found);

/// <summary>Anybody can ask whether an artwork file is one that was given out; and the logos themselves.</summary>
[AllowAnonymous]
public sealed class ArtworkCheckController(ArtworkDesk artwork) : Controller
{
    private const int Largest = 20 * 1024 * 1024;

    [HttpGet("/artwork")]
    public async Task<IActionResult> Check(string? sha256, CancellationToken ct) =>
        View(new ArtworkCheckPage(!string.IsNullOrWhiteSpace(sha256), sha256 ?? "", sha256 is { Length: > 0 and <= 100 } ? await artwork.FindAsync(sha256, ct) : null));

    /// <summary>The file itself is read and forgotten.</summary>
    [HttpPost("/artwork"), RequestSizeLimit(Largest)]
    public async Task<IActionResult> Compare(IFormFile? file, CancellationToken ct)
    {
        if (file is null) return Redirect("/artwork");
        await using var stream = file.OpenReadStream();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        return View(nameof(Check), new ArtworkCheckPage(true, hash, await artwork.FindAsync(hash, ct)));
    }

    /// <summary>A sub-brand's logo as outlines.</summary>
    [HttpGet("/sub-brands/{id:guid}.svg")]
    public async Task<IActionResult> Logo(Guid id, [FromServices] SubBrandDesk brands, CancellationToken ct)
    {
        if (await brands.SvgAsync(id, ct) is not { } svg) return NotFound();
        Response.Headers.CacheControl = "public, max-age=300";
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Content(svg, "image/svg+xml");
    }
}
