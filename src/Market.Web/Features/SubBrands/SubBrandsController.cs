using Market.Catalog.Artwork;
using Market.Catalog.Marks;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.SubBrands;

/// <summary>A mark as typed.</summary>
public sealed record SubBrandFields(string? Name = null, TrademarkStatus Status = TrademarkStatus.Unregistered, string? Number = null, string? Classes = null, string? Owner = null, DateOnly? ValidUntil = null)
{
    internal SubBrandForm Read() => new(Name ?? "", Status, Number ?? "", Classes ?? "", Owner ?? "", ValidUntil);
}

public sealed record SubBrandsPage(IReadOnlyList<SubBrandView> Brands, SubBrandFields Form);

/// <summary>A cooperative's own marks: trademark and logo.</summary>
[Authorize(Policies.Manager), Route("office/sub-brands")]
public sealed class SubBrandsController(SubBrandDesk desk, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int Largest = 11 * 1024 * 1024;

    /// <param name="name">The mark that is to be changed.</param>
    [HttpGet]
    public async Task<IActionResult> Index(string? name, CancellationToken ct)
    {
        var brands = await desk.ListAsync(User.Manager().Cooperatives, ct);
        return View(new SubBrandsPage(brands, brands.FirstOrDefault(x => x.Name == name) is { } x ? new(x.Name, x.Status, x.Number, x.Classes, x.Owner, x.ValidUntil) : new()));
    }

    [HttpPost]
    public Task<IActionResult> Record(SubBrandFields form, CancellationToken ct) => TryAsync(form, "sub_brands.saved", async () =>
        User.Manager() is { Cooperatives.Count: > 0 } manager && await desk.RecordAsync(manager.Cooperatives.First(), form.Read(), manager, ct) is not null, ct);

    [HttpPost("{id:guid}/logo"), RequestSizeLimit(Largest)]
    public Task<IActionResult> Upload(Guid id, IFormFile? logo, CancellationToken ct) => TryAsync(new(), "sub_brands.logo_saved", async () =>
    {
        if (logo is null) throw new RuleException("picture.missing", "Choose a picture.", "logo");
        await using var file = logo.OpenReadStream();
        return await desk.UploadAsync(id, file, User.Manager(), ct);
    }, ct);

    private async Task<IActionResult> TryAsync(SubBrandFields form, string said, Func<Task<bool>> act, CancellationToken ct)
    {
        try
        {
            if (!await act()) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View(nameof(Index), new SubBrandsPage(await desk.ListAsync(User.Manager().Cooperatives, ct), form));
        }
        TempData["done"] = words[said].Value;
        return Redirect("/office/sub-brands");
    }
}
