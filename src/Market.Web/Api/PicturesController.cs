using Market.Catalog.Pictures;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Hash">Names the picture in claims and listings; /pictures/{hash}-600.webp shows it.</param>
public sealed record PictureAnswer(string Hash);

/// <summary>Photos for claims and listings.</summary>
[ApiController, Route("api/v1/pictures"), Authorize]
public sealed class PicturesController(PictureStore pictures, Wording wording) : ControllerBase
{
    private const int Largest = 11 * 1024 * 1024;

    [HttpPost, Consumes("multipart/form-data"), RequestSizeLimit(Largest)]
    [ProducesResponseType<PictureAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Upload(IFormFile? picture, CancellationToken ct)
    {
        if (picture is null) return Problems.Of(HttpContext, StatusCodes.Status400BadRequest, "picture.missing", wording.Refusal("picture.missing"), "picture");
        await using var stream = picture.OpenReadStream();
        return StatusCode(StatusCodes.Status201Created, new PictureAnswer(await pictures.SaveAsync(stream, User.Caller().Id, ct)));
    }
}
