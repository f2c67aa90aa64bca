using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.LicencePages;

/// <summary>What the holder typed.</summary>
public sealed record LicenceFields(ArtworkFormat Format = ArtworkFormat.Svg, ArtworkLayout Layout = ArtworkLayout.Landscape, ArtworkColours Colours = ArtworkColours.Colour, int Millimetres = 80, Guid? Product = null, int? Labels = null, int? Grams = null,
    string? Note = null, string? Reason = null);

public sealed record HolderLicencePage(LicenceView Licence, SubBrandView? Brand, IReadOnlyList<ArtworkView> Files, IReadOnlyList<LabelView> Issues, LicenceFields Form);

/// <summary>A holder's own licence: artwork files, labels, giving it back.</summary>
[Authorize(Policies.Manager), Route("office/licences/{number}")]
public sealed class LicencePagesController(LicenceRegister register, ArtworkDesk artwork, LabelDesk labels, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public Task<IActionResult> Show(string number, CancellationToken ct) => PageAsync(number, new(), ct);

    /// <summary>Makes a file, numbered and with its hash on record.</summary>
    [HttpPost("artwork")]
    public Task<IActionResult> Issue(string number, LicenceFields form, [FromServices] MarketSettings settings, CancellationToken ct) => TryAsync(number, form, async () =>
        await artwork.IssueAsync(number, new(form.Format, form.Layout, form.Colours, form.Millimetres), settings.BaseUrl, User.Manager(), ct) is { } file ? File(file.Bytes, file.MediaType, file.Name) : NotFound(), ct);

    [HttpPost("labels")]
    public Task<IActionResult> IssueLabels(string number, LicenceFields form, CancellationToken ct) => TryAsync(number, form, async () =>
        await labels.IssueAsync(number, new(form.Product ?? Guid.Empty, form.Labels ?? 0, form.Grams ?? 0, form.Note ?? ""), User.Manager(), ct) ? Done(number, "labels.issued", form.Labels ?? 0) : NotFound(), ct);

    [HttpPost("withdrawal")]
    public Task<IActionResult> Withdraw(string number, LicenceFields form, [FromServices] LicenceSupervision supervision, CancellationToken ct) => TryAsync(number, form, async () =>
        await supervision.WithdrawAsync(number, form.Reason?.Trim() ?? "", User.Manager(), ct) ? Done(number, "licence.given_back") : NotFound(), ct);

    private RedirectResult Done(string number, string said, params object[] args)
    {
        TempData["done"] = words[said, args].Value;
        return Redirect($"/office/licences/{number}");
    }

    private async Task<IActionResult> TryAsync(string number, LicenceFields form, Func<Task<IActionResult>> act, CancellationToken ct)
    {
        if (!ModelState.IsValid) return await PageAsync(number, form, ct);
        try
        {
            return await act();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await PageAsync(number, form, ct);
        }
    }

    private async Task<IActionResult> PageAsync(string number, LicenceFields form, CancellationToken ct)
    {
        if (await register.FindAsync(number, ct) is not { } licence || !User.Manager().Cooperatives.Contains(licence.CooperativeId)) return NotFound();
        var brands = HttpContext.RequestServices.GetRequiredService<SubBrandDesk>();
        return View("Show", new HolderLicencePage(licence, await brands.FindAsync(licence.CooperativeId, licence.SubBrand, ct), await artwork.FilesAsync(number, ct), await labels.IssuesAsync(number, ct), form));
    }
}
