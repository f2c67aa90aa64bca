using Market.Traceability.Log;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.PublicLog;

/// <summary>The public log: checkpoint, tiles and key, as C2SP tlog-tiles says.</summary>
[AllowAnonymous, Route("log")]
public sealed class PublicLogController(LogReads log) : Controller
{
    [HttpGet("checkpoint")]
    public async Task<IActionResult> Checkpoint(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-cache";
        return await log.CheckpointAsync(ct) is { } note ? Content(note, "text/plain; charset=utf-8") : NotFound();
    }

    /// <summary>The verifier key of this log, one line.</summary>
    [HttpGet("key")]
    public async Task<IActionResult> Key(CancellationToken ct) => Content(await log.KeyAsync(ct) + "\n", "text/plain; charset=utf-8");

    [HttpGet("tile/{**path}")]
    public async Task<IActionResult> Tile(string path, CancellationToken ct)
    {
        if (!TilePath.TryParse("tile/" + path, out var tile) || await log.TileAsync(tile, ct) is not { } bytes) return NotFound();
        // What a tile of this width says never changes.
        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return File(bytes, "application/octet-stream");
    }
}
