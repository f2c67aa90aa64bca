using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Checkout;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Settings;

/// <summary>Freight as typed: grams and yuan.</summary>
public sealed record FreightForm(long FirstGrams = 1000, string? First = "0", long NextGrams = 1000, string? Next = "0", string? FreeOver = null, string? Minimum = "0", string? NoDelivery = null,
    TimeOnly? CutOff = null);

public sealed record SettingsPage(CharterView Charter, string BankAccount, FreightForm Freight, IReadOnlyList<PlaceView> Stations, IReadOnlyList<MandateView> Mandates);

/// <summary>A cooperative's own settings: charter, account, freight, mandates.</summary>
[Authorize(Policies.Seller), Route("office/settings")]
public sealed class SettingsController(Onboarding onboarding, DistrictDirectory directory, FreightDesk freight, Wording wording, IStringLocalizer<Words> words) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        if (Own is not { } own || await onboarding.CharterAsync(own, [own], ct) is not { } charter) return NotFound();
        var terms = await freight.FindAsync(own, ct);
        var form = terms is null ? new() : new FreightForm(terms.FirstGrams, wording.Amount(terms.FirstFen), terms.NextGrams, wording.Amount(terms.NextFen),
            terms.FreeOverFen is { } free ? wording.Amount(free) : null, wording.Amount(terms.MinimumFen), terms.NoDelivery, terms.CutOff);
        return View(new SettingsPage(charter, await onboarding.BankAccountAsync(own, ct), form, await directory.StationsAsync(ct), await directory.MandatesAsync(own, ct)));
    }

    [HttpPost("freight")]
    public async Task<IActionResult> Freight(FreightForm form, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        if (Own is not { } own) return NotFound();
        long Read(string? text, string field) => Fen.TryParse(string.IsNullOrWhiteSpace(text) ? "0" : text, out var fen)
            ? fen : throw new RuleException("money.invalid", "Enter an amount such as 12.50.", field);
        await freight.SetAsync(own, new(form.FirstGrams, Read(form.First, "first"), form.NextGrams, Read(form.Next, "next"),
            string.IsNullOrWhiteSpace(form.FreeOver) ? null : Read(form.FreeOver, "freeOver"), Read(form.Minimum, "minimum"), form.NoDelivery?.Trim() ?? "", form.CutOff),
            User.Caller().As(Role.Manager), clock.GetUtcNow().UtcDateTime, ct);
        return Done();
    }

    [HttpPost("charter")]
    public async Task<IActionResult> Charter(string? charter, CancellationToken ct)
    {
        if (Own is not { } own) return NotFound();
        await onboarding.ResubmitAsync(own, charter ?? "", User.Caller().Id, ct);
        return Done();
    }

    [HttpPost("account")]
    public async Task<IActionResult> Account(string? account, CancellationToken ct)
    {
        if (Own is not { } own) return NotFound();
        await onboarding.SetBankAccountAsync(own, account ?? "", User.Caller().Id, ct);
        return Done();
    }

    [HttpPost("mandates")]
    public async Task<IActionResult> Mandate(Guid stationId, DateOnly? until, CancellationToken ct)
    {
        if (Own is not { } own) return NotFound();
        if (until is not { } day) throw new RuleException("mandate.dates", "A mandate ends within a year from today.", "until");
        await directory.GiveMandateAsync(own, stationId, day, User.Caller().Id, ct);
        return Done();
    }

    private RedirectResult Done()
    {
        TempData["done"] = words["settings.saved"].Value;
        return Redirect("/office/settings");
    }

    /// <summary>Only a manager changes settings.</summary>
    private Guid? Own => User.Caller().In(Role.Manager) is { Count: > 0 } own ? own.First() : null;
}
