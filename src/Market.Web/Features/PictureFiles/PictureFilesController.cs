using Market.Catalog.Pictures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.PictureFiles;

/// <summary>Pictures by the hash of their content: they never change, so they may be kept for ever.</summary>
[AllowAnonymous]
public sealed class PictureFilesController(PictureStore pictures) : Controller
{
    [HttpGet("/pictures/{hash:regex(^[[0-9a-f]]{{64}}$)}-{size:int}.webp")]
    public async Task<IActionResult> Show(string hash, int size)
    {
        if (await pictures.OpenAsync(hash, size) is not { } file) return NotFound();
        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return File(file.Content, "image/webp");
    }
}
