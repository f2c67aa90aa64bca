using Market.Traceability.Scans;
using Market.Traceability.Serials;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.ScanFigures;

/// <summary>What a cooperative learns from the scans of a lot's packs.</summary>
[Authorize(Policies.Grower)]
public sealed class ScanFiguresController(ScanReads scans) : Controller
{
    [HttpGet("/office/lots/{code}/scans")]
    public async Task<IActionResult> Show(string? code, CancellationToken ct) =>
        PublicCode.TryRead(code, out var read) && await scans.OfLotAsync(User.Caller().Grower(), read, ct) is { } figures ? View(figures) : NotFound();
}
