using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Catalog.Marks;
using Market.Kernel;
using Market.Web.Features.Brand;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Grants;

/// <summary>A decision as typed.</summary>
public sealed record DecisionFields(string? Outcome = null, DateOnly? ValidUntil = null, string? Conditions = null, string? Reason = null, long? QuotaLabels = null, int? QuotaKilograms = null, bool Provisional = false, string? Findings = null)
{
    internal LicenceTerms Terms() => new(ValidUntil ?? throw new RuleException("licence.end_missing", "Say until when the licence holds.", "validUntil"), Conditions?.Trim() ?? "", QuotaLabels ?? 0, (QuotaKilograms ?? 0) * 1000L, Provisional);
}

/// <summary>A measure as typed.</summary>
public sealed record MeasureFields(string? Measure = null, List<Guid>? Products = null, string? Reason = null, long? QuotaLabels = null, int? QuotaKilograms = null, DateOnly? ValidUntil = null);

public sealed record DecisionPage(ApplicationView Application, DecisionFields Form, IReadOnlyList<Fact> Facts, IReadOnlyList<ScopeCheck> Scope, IReadOnlyList<ApplicationView> Waiting, DateTime Now);

public sealed record MeasurePage(LicenceView Licence, MeasureFields Form, IReadOnlyList<LabelView> Labels);

public sealed record GrantsPage(IReadOnlyList<ApplicationView> Waiting, IReadOnlyList<LicenceView> Licences, string Words, string? Status, Pager Pager, DateTime Now);

/// <summary>The brand office: grants and refuses, suspends, restores and revokes.</summary>
[Authorize(Policies.Office), Route("district/licences")]
public sealed class GrantsController(LicenceReview review, LicenceSupervision supervision, LicenceRegister register, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? q, string? status, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await register.ListAsync(new(q ?? "", status), page, 20, ct);
        return View(new GrantsPage(await register.WaitingForOfficeAsync(ct), items, q ?? "", status, new(Request, page, total, 20), Now));
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken ct) => ShowAsync(id, new(), ct);

    private async Task<IActionResult> ShowAsync(Guid id, DecisionFields form, CancellationToken ct)
    {
        if (await register.ApplicationAsync(id, ct) is not { } application) return NotFound();
        var facts = await HttpContext.RequestServices.GetRequiredService<ApplicationFacts>().OfAsync(application.CooperativeId, words, Now, ct);
        return View(nameof(Show), new DecisionPage(application, form, facts, await HttpContext.RequestServices.GetRequiredService<ScopeChecks>().OfAsync(id, ct), await register.WaitingForOfficeAsync(ct), Now));
    }

    private DateTime Now => HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    [HttpPost("{id:guid}")]
    public Task<IActionResult> Decide(Guid id, DecisionFields form, CancellationToken ct) => TryAsync(async () => form.Outcome switch
    {
        "grant" => await review.GrantAsync(id, form.Terms(), User.CallerId(), ct) is not null,
        "visit" => await review.VisitAsync(id, form.Findings?.Trim() ?? "", null, User.CallerId(), ct),
        _ => await review.RefuseAsync(id, form.Reason?.Trim() ?? "", User.CallerId(), ct),
    }, form.Outcome switch { "grant" => "grants.granted", "visit" => "visit.recorded", _ => "grants.refused" }, form.Outcome == "visit" ? $"/district/licences/{id}" : "/district/licences", () => ShowAsync(id, form, ct));

    [HttpGet("of/{number}")]
    public Task<IActionResult> Licence(string number, CancellationToken ct) => LicenceAsync(number, new(), ct);

    private async Task<IActionResult> LicenceAsync(string number, MeasureFields form, CancellationToken ct) => await register.FindAsync(number, ct) is { } licence
        ? View(nameof(Licence), new MeasurePage(licence, form, await HttpContext.RequestServices.GetRequiredService<LabelDesk>().IssuesAsync(number, ct))) : NotFound();

    /// <summary>Suspends, restores or revokes; some products, or all when none is ticked. Takes products out, sets the quota, confirms what was provisional.</summary>
    [HttpPost("of/{number}")]
    public Task<IActionResult> Measure(string number, MeasureFields form, CancellationToken ct)
    {
        var (office, why, some) = (User.CallerId(), form.Reason?.Trim() ?? "", form.Products ?? []);
        return TryAsync(async () => form.Measure switch
        {
            "suspend" => await supervision.SuspendAsync(number, some, why, office, ct),
            "restore" => await supervision.RestoreAsync(number, some, why, office, ct),
            "revoke" => await supervision.RevokeAsync(number, why, office, ct),
            "reduce" => await supervision.ReduceAsync(number, some, why, office, ct),
            "quota" => await supervision.SetQuotaAsync(number, (form.QuotaLabels ?? 0, (form.QuotaKilograms ?? 0) * 1000L), why, office, ct),
            "confirm" => await supervision.ConfirmAsync(number, form.ValidUntil ?? throw new RuleException("licence.end_missing", "Say until when the licence holds.", "validUntil"), why, office, ct),
            _ => false,
        }, "grants." + form.Measure, $"/district/licences/of/{number}", () => LicenceAsync(number, form, ct));
    }

    /// <summary>What was typed stands in the form again when a rule says no.</summary>
    private async Task<IActionResult> TryAsync(Func<Task<bool>> act, string said, string next, Func<Task<IActionResult>> again)
    {
        if (!ModelState.IsValid) return await again();
        try
        {
            if (!await act()) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await again();
        }
        TempData["done"] = words[said].Value;
        return Redirect(next);
    }
}
