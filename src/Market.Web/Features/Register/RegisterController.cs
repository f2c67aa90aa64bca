using Market.Catalog.Brand;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Register;

public sealed record RegisterPage(IReadOnlyList<LicenceView> Licences, string Words, string? Status, Pager Pager);

/// <summary>The public register of licences: what anybody can check without signing in.</summary>
[AllowAnonymous, Route("licences")]
public sealed class RegisterController(LicenceRegister register) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(string? q, string? status, int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await register.ListAsync(new(q ?? "", status), page, 20, ct);
        return View(new RegisterPage(items, q ?? "", status, new(Request, page, total, 20)));
    }

    /// <summary>Behind the code on artwork and labels: whether this licence holds today, and all that happened to it.</summary>
    [HttpGet("{number}")]
    public async Task<IActionResult> Show(string number, CancellationToken ct) => await register.FindAsync(number, ct) is { } licence ? View(licence) : NotFound();
}
