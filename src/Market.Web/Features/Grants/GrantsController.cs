using Market.Catalog.Brand;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Grants;

public sealed record GrantsPage(IReadOnlyList<ApplicationView> Waiting, IReadOnlyList<LicenceView> Licences, string Words, string? Status, Pager Pager, DateTime Now);

/// <summary>The brand office: grants and refuses, suspends, restores and revokes.</summary>
[Authorize(Policies.Office), Route("district/licences")]
public sealed class GrantsController(LicenceReview review, LicenceSupervision supervision, LicenceRegister register, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? q, string? status, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await register.ListAsync(new(q ?? "", status), page, 20, ct);
        return View(new GrantsPage(await register.WaitingForOfficeAsync(ct), items, q ?? "", status, new(Request, page, total, 20), clock.GetUtcNow().UtcDateTime));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await register.ApplicationAsync(id, ct) is { } application ? View(application) : NotFound();

    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Decide(Guid id, string? outcome, DateOnly? validUntil, string? conditions, string? reason, CancellationToken ct)
    {
        var office = User.CallerId();
        var done = outcome == "grant"
            ? await review.GrantAsync(id, validUntil ?? throw new RuleException("licence.end_missing", "Say until when the licence holds.", "validUntil"), conditions?.Trim() ?? "", office, ct) is not null
            : await review.RefuseAsync(id, reason?.Trim() ?? "", office, ct);
        if (!done) return NotFound();
        TempData["done"] = words[outcome == "grant" ? "grants.granted" : "grants.refused"].Value;
        return Redirect("/district/licences");
    }

    [HttpGet("of/{number}")]
    public async Task<IActionResult> Licence(string number, CancellationToken ct) => await register.FindAsync(number, ct) is { } licence ? View(licence) : NotFound();

    /// <summary>Suspends, restores or revokes; some products, or all when none is ticked.</summary>
    [HttpPost("of/{number}")]
    public async Task<IActionResult> Measure(string number, string? measure, List<Guid>? products, string? reason, CancellationToken ct)
    {
        var (office, why, some) = (User.CallerId(), reason?.Trim() ?? "", products ?? []);
        var done = measure switch
        {
            "suspend" => await supervision.SuspendAsync(number, some, why, office, ct),
            "restore" => await supervision.RestoreAsync(number, some, why, office, ct),
            "revoke" => await supervision.RevokeAsync(number, why, office, ct),
            _ => false,
        };
        if (!done) return NotFound();
        TempData["done"] = words["grants." + measure].Value;
        return RedirectToAction(nameof(Licence), new { number });
    }
}
