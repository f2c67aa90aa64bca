using System.Globalization;
using System.Runtime.CompilerServices;
using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Kernel.Messages;
using Market.Traceability.Log;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Register;

/// <param name="Brand">The sub-brand as recorded; null when nothing is.</param>
public sealed record CheckPage(LicenceView Licence, SubBrandView? Brand);

public sealed record RegisterPage(IReadOnlyList<LicenceView> Licences, string Words, string? Status, Pager Pager);

/// <summary>The public register of licences: what anybody can check without signing in.</summary>
[AllowAnonymous, Route("licences")]
public sealed class RegisterController(LicenceRegister register, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? q, string? status, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await register.ListAsync(new(q ?? "", status), page, 20, ct);
        return View(new RegisterPage(items, q ?? "", status, new(Request, page, total, 20)));
    }

    /// <summary>The whole register as a table.</summary>
    [HttpGet("/licences.csv")]
    public Task Table(CancellationToken ct) => Response.WriteCsvAsync("licences.csv",
        [words["licences.number"], words["join.name"], words["brand.sub_brand"], words["licences.from"], words["grants.until"], words["licences.status"], words["brand.products"]], RowsAsync(ct), ct);

    private async IAsyncEnumerable<string[]> RowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var x in register.StreamAsync(ct))
        {
            yield return [x.Number, wording.Pick(x.Cooperative, x.CooperativeEn), x.SubBrand, Day(x.ValidFrom), Day(x.ValidUntil), words["licence.status." + x.Status],
                string.Join("; ", x.Products.Select(y => wording.Pick(y.Name, y.NameEn) + (y.Suspended ? $" ({words["licence.status.suspended"]})" : "")))];
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Behind the code on artwork and labels: whether this licence holds today, and all that happened to it.</summary>
    [HttpGet("{number}")]
    public async Task<IActionResult> Show(string number, [FromServices] SubBrandDesk brands, CancellationToken ct) =>
        await register.FindAsync(number, ct) is { } licence ? View(new CheckPage(licence, await brands.FindAsync(licence.CooperativeId, licence.SubBrand, ct))) : NotFound();

    /// <summary>The offline proof of what happened last to a licence.</summary>
    [HttpGet("{number}/proof")]
    public async Task<IActionResult> Proof(string number, [FromServices] LogReads log, CancellationToken ct) =>
        await register.FindAsync(number, ct) is not null && await log.ProofAsync(MarkChanges.Subject(MarkChanged.Licence, number), ct) is { } proof
            ? File(System.Text.Encoding.UTF8.GetBytes(proof), "text/plain; charset=utf-8", number + TlogProof.FileExtension)
            : NotFound();
}
