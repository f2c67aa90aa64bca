using Market.Traceability.Recall;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.PublicRecalls;

public sealed record PublicRecallsPage(IReadOnlyList<PublicRecall> Items, Pager Pager);

/// <summary>The public list of recalls.</summary>
[AllowAnonymous]
public sealed class PublicRecallsController(RecallReads reads) : Controller
{
    private const int PageSize = 20;

    [HttpGet("/recalls")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reads.PublicAsync(page, PageSize, ct);
        return View(new PublicRecallsPage(items, new(Request, page, total, PageSize)));
    }
}
