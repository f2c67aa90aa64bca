using Market.Catalog.Artwork;
using Market.Catalog.Certificates;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Schemes;

/// <summary>A scheme or its rules as typed.</summary>
public sealed record SchemeFields(string? Kind = null, string? Name = null, string? NameEn = null, DateOnly? From = null, int? ValidMonths = null, int RenewalDays = 90, int? Digits = null, string? Documents = null, string? DocumentsEn = null, string? Source = null,
    int LeastMillimetres = 0, int QuotaAlarmPercent = 90, string? Sheets = null, string? SheetsEn = null)
{
    /// <summary>What holds now, to be changed; the first day is left open.</summary>
    internal static SchemeFields Of(SchemeView x) => new(x.Kind, x.Name, x.NameEn, null, x.ValidMonths, x.RenewalDays, x.Digits, x.Documents, x.DocumentsEn, x.Source, x.LeastMillimetres, x.QuotaAlarmPercent, x.Sheets, x.SheetsEn);

    internal SchemeRulesForm Rules() => new(From ?? throw new RuleException("licence.field_missing", "Fill this in.", "from"), ValidMonths, RenewalDays, Digits, Documents ?? "", DocumentsEn ?? "", Source ?? "", LeastMillimetres, QuotaAlarmPercent, Sheets ?? "", SheetsEn ?? "");
}

/// <summary>The logo's registration as typed.</summary>
public sealed record LogoFields(string? Number = null, string? Classes = null, string? Owner = null, DateOnly? Until = null);

public sealed record SchemesPage(IReadOnlyList<SchemeView> Schemes, SchemeFields Form, LogoFields Logo);

/// <summary>The brand office's schemes: kinds of certificates with their rules, and the logo's own registration.</summary>
[Authorize(Policies.Office), Route("district/schemes")]
public sealed class SchemesController(SchemeDesk desk, Wording wording, IStringLocalizer<Words> words) : Controller
{
    /// <param name="kind">The scheme whose rules the form begins with.</param>
    [HttpGet]
    public async Task<IActionResult> Index(string? kind, CancellationToken ct) =>
        await PageAsync((await desk.ListAsync(ct)).FirstOrDefault(x => x.Kind == kind) is { } scheme ? SchemeFields.Of(scheme) : new(), null, ct);

    /// <summary>The logo's drawing that artwork files carry now.</summary>
    [HttpGet("logo.svg")]
    public async Task<IActionResult> Logo([FromServices] ArtworkDesk artwork, CancellationToken ct) => Content(await artwork.LogoAsync(ct), "image/svg+xml");

    [HttpPost("logo"), RequestSizeLimit(1024 * 1024)]
    public Task<IActionResult> Draw(IFormFile? logo, [FromServices] ArtworkDesk artwork, CancellationToken ct) => TryAsync(new(), null, async () =>
    {
        if (logo is null) throw new RuleException("picture.missing", "Choose a picture.", "logo");
        using var file = new MemoryStream();
        await logo.CopyToAsync(file, ct);
        return await artwork.DrawAsync(file.ToArray(), User.CallerId(), ct);
    }, ct, "logo-");

    /// <summary>Adds a kind, or a version of an old one's rules.</summary>
    [HttpPost]
    public Task<IActionResult> Save(SchemeFields form, CancellationToken ct) => TryAsync(form, null, async () =>
        (await desk.ListAsync(ct)).Any(x => x.Kind == form.Kind) ? await desk.ReviseAsync(form.Kind!, form.Rules(), User.CallerId(), ct) : await desk.AddAsync(form.Kind ?? "", (form.Name ?? "", form.NameEn ?? ""), form.Rules(), User.CallerId(), ct), ct);

    [HttpPost("{kind}/closure")]
    public Task<IActionResult> Close(string kind, DateOnly? from, CancellationToken ct) => TryAsync(new(), null, () => desk.CloseAsync(kind, from, User.CallerId(), ct), ct);

    [HttpPost("trademark")]
    public Task<IActionResult> Register(LogoFields form, CancellationToken ct) => TryAsync(new(), form, () =>
        desk.RegisterAsync(new(form.Number ?? "", form.Classes ?? "", form.Owner ?? "", form.Until ?? throw new RuleException("licence.field_missing", "Fill this in.", "until")), User.CallerId(), ct), ct, "logo-");

    private async Task<IActionResult> TryAsync(SchemeFields form, LogoFields? logo, Func<Task<bool>> act, CancellationToken ct, string prefix = "")
    {
        if (!ModelState.IsValid) return await PageAsync(form, logo, ct);
        try
        {
            if (!await act()) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(prefix + rule.Field, wording.Refusal(rule));
            return await PageAsync(form, logo, ct);
        }
        TempData["done"] = words["schemes.saved"].Value;
        return Redirect("/district/schemes");
    }

    private async Task<IActionResult> PageAsync(SchemeFields form, LogoFields? logo, CancellationToken ct)
    {
        var schemes = await desk.ListAsync(ct);
        var known = schemes.First(x => x.Kind == "shared_logo").Trademark;
        return View("Index", new SchemesPage(schemes, form, logo ?? (known is null ? new() : new(known.Number, known.Classes, known.Owner, known.Until))));
    }
}
