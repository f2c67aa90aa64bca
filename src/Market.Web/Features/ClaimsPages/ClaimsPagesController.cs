using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.ClaimsPages;

public sealed record ClaimsPage(PageOf<ClaimView> Claims, Pager Pager, DateTime Now, bool MayAnswer);

/// <summary>Claims a cooperative has to answer.</summary>
[Authorize(Policies.Seller), Route("office/claims")]
public sealed class ClaimsPagesController(ClaimReads reads, ClaimDesk desk, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        var caller = User.Caller();
        var found = await reads.OfCooperativesAsync(caller.Cooperatives, Math.Clamp(page, 1, 10_000), 20, ct);
        return View(new ClaimsPage(found, new(Request, found.Page, found.Total, 20), clock.GetUtcNow().UtcDateTime, caller.Is(Role.Manager)));
    }

    [HttpPost("{id:guid}/answer")]
    public async Task<IActionResult> Answer(Guid id, string? refund, string? answer, CancellationToken ct)
    {
        if (!Fen.TryParse(string.IsNullOrWhiteSpace(refund) ? "0" : refund, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "refund");
        var caller = User.Caller();
        return await desk.AnswerAsync(new(id, fen, answer ?? ""), caller.In(Role.Manager), [], new(caller.As(Role.Manager), null, clock.GetUtcNow().UtcDateTime), ct) is null
            ? NotFound()
            : Redirect("/office/claims");
    }
}
