using Market.Traceability.Serials;
using Market.Traceability.DigitalLink;
using Market.Traceability.Log;
using Market.Traceability.Scans;
using Market.Traceability.Story;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.TracePages;

/// <summary>From field to shelf: the page behind the code on a pack, and the page of a lot.</summary>
[AllowAnonymous]
public sealed class TracePagesController(StoryReads stories, ScanDesk scans, LotPages pages, Shoppers shoppers) : Controller
{
    /// <summary>For those who type what the camera cannot read: a pack's code or a lot's.</summary>
    [HttpGet("/t")]
    public IActionResult Look(string? serial)
    {
        var typed = serial?.Trim() ?? "";
        if (typed.Length == 0) return View();
        return PublicCode.TryRead(typed, out var lot) ? LocalRedirect($"/id/{(lot[0] == 'K' ? "pallet" : "lot")}/{lot}") : LocalRedirect($"/t/{Uri.EscapeDataString(typed.Length > 40 ? typed[..40] : typed)}");
    }

    /// <summary>A pack: every look is counted, by <see cref="PackPages"/> as a rule.</summary>
    [HttpGet("/t/{serial}"), HttpGet("/01/{gtin}/21/{serial}"), HttpGet("/01/{gtin}/10/{lot}/21/{serial}")]
    public async Task<IActionResult> Pack(string? serial, string? gtin, [FromServices] FailedLooks failed, CancellationToken ct)
    {
        serial ??= "";
        Response.Headers.CacheControl = "no-store";
        if (gtin is not null && !IsLink()) return BadRequest();
        if (failed.IsBlocked(HttpContext)) return StatusCode(StatusCodes.Status429TooManyRequests);
        var code = HttpContext.Items[PackPages.Scanned] as ScannedCode ?? (KnownAddresses.IsHead(HttpContext) ? await HeadAsync(serial, gtin, ct) : await scans.ScanAsync(serial, gtin, await shoppers.OfAsync(HttpContext), ct));
        return code is not null && await stories.OfCodeAsync(code.Lot, ct) is { } story ? View("Show", await pages.OfAsync(story, code, null, ct)) : Unknown(serial);
    }

    /// <summary>Whoever asks for the head alone looks at no pack: nothing is counted.</summary>
    private async Task<ScannedCode?> HeadAsync(string serial, string? gtin, CancellationToken ct) => await scans.LookAsync(serial, ct) is { } code && (gtin is null || gtin.PadLeft(14, '0') == code.Gtin) ? code : null;

    /// <summary>Tries the covered code: by a button alone, for link previews open pages too.</summary>
    [HttpPost("/t/{serial}/covered"), IgnoreAntiforgeryToken]
    public async Task<IActionResult> Uncover(string? serial, string? covered, [FromServices] FailedLooks failed, CancellationToken ct)
    {
        serial ??= "";
        Response.Headers.CacheControl = "no-store";
        if (failed.IsBlocked(HttpContext)) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await scans.UncoverAsync(serial, covered ?? "", ct) is not { } verdict || await scans.LookAsync(serial, ct) is not { } code) return Unknown(serial);
        return await stories.OfCodeAsync(code.Lot, ct) is { } story ? View("Show", await pages.OfAsync(story, code, verdict, ct)) : Unknown(serial);
    }

    /// <summary>The shopper says in which town the scan was, or that this is to be forgotten; nothing finer is ever kept.</summary>
    [HttpPost("/t/{serial}/town"), IgnoreAntiforgeryToken]
    public async Task<IActionResult> Town(string? serial, string? town, [FromServices] FailedLooks failed, [FromServices] ScanTowns towns, CancellationToken ct)
    {
        serial ??= "";
        Response.Headers.CacheControl = "no-store";
        if (failed.IsBlocked(HttpContext)) return StatusCode(StatusCodes.Status429TooManyRequests);
        var name = await towns.NameAsync(town ?? "", ct);
        if (name.Length == 0 && !string.IsNullOrEmpty(town)) return BadRequest();
        if (await scans.LookAsync(serial, ct) is not { } code) return Unknown(serial);
        ScanTowns.Remember(HttpContext, town ?? "");
        if (name.Length > 0) await scans.PlaceAsync(serial, await shoppers.OfAsync(HttpContext) with { Place = name }, ct);
        return await stories.OfCodeAsync(code.Lot, ct) is { } story ? View("Show", await pages.OfAsync(story, await scans.LookAsync(serial, ct), null, ct)) : Unknown(serial);
    }

    [HttpGet("/id/lot/{code}")]
    public async Task<IActionResult> Lot(string code, CancellationToken ct) =>
        PublicCode.TryRead(code, out var read) && await stories.OfCodeAsync(read, ct) is { } story ? View("Show", await pages.OfAsync(story, null, null, ct)) : NotFound();

    [HttpGet("/01/{gtin}/10/{code}")]
    public async Task<IActionResult> GtinLot(string gtin, string code, CancellationToken ct) => !IsLink() ? BadRequest() :
        await stories.OfGtinAsync(gtin.PadLeft(14, '0'), code, ct) is { } story ? View("Show", await pages.OfAsync(story, null, null, ct)) : NotFound();

    /// <summary>The offline proof of a lot's newest record.</summary>
    [HttpGet("/id/lot/{code}/proof")]
    public async Task<IActionResult> Proof(string code, [FromServices] LogReads log, CancellationToken ct)
    {
        if (!PublicCode.TryRead(code, out var read) || await stories.OfCodeAsync(read, ct) is not { } story || await log.ProofAsync(story.Lot.Key, ct) is not { } proof) return NotFound();
        return File(System.Text.Encoding.UTF8.GetBytes(proof), "text/plain; charset=utf-8", $"{read}{TlogProof.FileExtension}");
    }

    /// <summary>Whether the address is a GS1 Digital Link at all, by its numbers' lengths and check digits.</summary>
    private bool IsLink() => DigitalLinkUri.TryParse("https://id.gs1.org" + Request.Path.ToUriComponent().TrimEnd('/'), new() { ZeroSuppressedGtin = true }, out _, out _);

    /// <summary>A typing error and a forgery look alike.</summary>
    private ViewResult Unknown(string serial)
    {
        HttpContext.RequestServices.GetRequiredService<FailedLooks>().Note(HttpContext);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("Unknown", serial.Length > 40 ? serial[..40] : serial);
    }
}
