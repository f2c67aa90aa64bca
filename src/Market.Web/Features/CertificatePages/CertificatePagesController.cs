using System.Globalization;
using System.Runtime.CompilerServices;
using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.CertificatePages;

/// <summary>A certificate as typed.</summary>
public sealed record CertificateFields(string? Kind = null, string? Number = null, List<Guid>? Products = null, string? Issuer = null, DateOnly? IssuedOn = null, DateOnly? ValidUntil = null, int? Kilograms = null, string? Level = null, string? File = null)
{
    internal CertificateForm Read() => new(Kind ?? "", Number ?? "", [.. Products ?? []], Issuer ?? "", Day(IssuedOn, "issuedOn"), Day(ValidUntil, "validUntil"), (Kilograms ?? 0) * 1000L, File ?? "", Level ?? "");

    private static DateOnly Day(DateOnly? day, string field) => day ?? throw new RuleException("licence.field_missing", "Fill this in.", field);
}

public sealed record CertificatesPage(IReadOnlyList<CertificateView> Items, IReadOnlyList<SchemeView> Kinds, string Words, string? Kind, Pager Pager);

public sealed record CertificateFormPage(CertificateFields Form, IReadOnlyList<SchemeView> Kinds, IReadOnlyList<ScopeView> Choices);

/// <param name="Typed">The reason in a form that was refused, by certificate.</param>
public sealed record CertificateQueuePage(IReadOnlyList<CertificateView> Waiting, (Guid Id, string Reason)? Typed);

/// <summary>Certificates: the public register, the cooperative's form, the brand office's check.</summary>
public sealed class CertificatePagesController(CertificateDesk desk, CertificateRegister register, SchemeDesk schemes, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int Largest = 11 * 1024 * 1024;

    [HttpGet("/certificates"), AllowAnonymous]
    public async Task<IActionResult> Index(string? q, string? kind, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await register.ListAsync(q ?? "", string.IsNullOrEmpty(kind) ? null : kind, null, page, 20, ct);
        return View(new CertificatesPage(items, [.. (await schemes.ListAsync(ct)).Where(x => x.Kind != "shared_logo")], q ?? "", kind, new(Request, page, total, 20)));
    }

    /// <summary>The whole register as a table.</summary>
    [HttpGet("/certificates.csv"), AllowAnonymous]
    public Task Table(CancellationToken ct) => Response.WriteCsvAsync("certificates.csv",
        [words["certificates.kind"], words["certificates.number"], words["join.name"], words["certificates.issuer"], words["certificates.issued_on"], words["certificates.valid_until"], words["licences.status"], words["certificates.products"]], RowsAsync(ct), ct);

    private async IAsyncEnumerable<string[]> RowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var x in register.StreamAsync(ct))
        {
            yield return [wording.Badge(x.Kind), x.Number, wording.Pick(x.Cooperative, x.CooperativeEn), x.Issuer, Day(x.IssuedOn), Day(x.ValidUntil), words["certificates.status." + x.Status],
                string.Join("; ", x.Products.Select(y => wording.Pick(y.Name, y.NameEn)))];
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [HttpGet("/office/certificates/new"), Authorize(Policies.Manager)]
    public async Task<IActionResult> New(CancellationToken ct) => View(await PageAsync(new(), ct));

    [HttpPost("/office/certificates"), Authorize(Policies.Manager)]
    [RequestSizeLimit(Largest)]
    public async Task<IActionResult> Submit(CertificateFields form, IFormFile? papers, [FromServices] PictureStore pictures, CancellationToken ct)
    {
        if (!ModelState.IsValid) return View("New", await PageAsync(form, ct));
        var own = User.Caller().In(Role.Manager);
        if (own.Count == 0) return NotFound();
        try
        {
            // The picture is kept although the form is refused: nobody photographs the papers twice.
            if (papers is not null)
            {
                await using var stream = papers.OpenReadStream();
                form = form with { File = await pictures.SaveAsync(stream, User.CallerId(), ct) };
                ModelState.Remove(nameof(form.File));
            }
            await desk.SubmitAsync(own.First(), form.Read(), new(User.CallerId(), own), ct);
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("New", await PageAsync(form, ct));
        }
        TempData["done"] = words["certificates.sent"].Value;
        return Redirect("/office/brand");
    }

    [HttpGet("/district/certificates"), Authorize(Policies.Office)]
    public async Task<IActionResult> Waiting(CancellationToken ct) => View(new CertificateQueuePage(await register.WaitingAsync(ct), null));

    [HttpPost("/district/certificates/{id:guid}"), Authorize(Policies.Office)]
    public async Task<IActionResult> Check(Guid id, string? outcome, DateOnly? recheckOn, string? reason, CancellationToken ct)
    {
        var office = User.CallerId();
        try
        {
            if (!(outcome == "verified" ? await desk.VerifyAsync(id, recheckOn, office, ct) : await desk.RefuseAsync(id, reason?.Trim() ?? "", office, ct))) return NotFound();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return View("Waiting", new CertificateQueuePage(await register.WaitingAsync(ct), (id, reason ?? "")));
        }
        TempData["done"] = words[outcome == "verified" ? "certificates.verified" : "certificates.refused"].Value;
        return Redirect("/district/certificates");
    }

    private async Task<CertificateFormPage> PageAsync(CertificateFields form, CancellationToken ct) =>
        new(form, await schemes.OpenAsync(ct), await HttpContext.RequestServices.GetRequiredService<LicenceRegister>().ProductsAsync(User.Caller().In(Role.Manager), ct));
}
