using System.Globalization;
using Market.Catalog.Brand;
using Market.Catalog.Fairs;
using Market.Catalog.People;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Fairs;

/// <summary>Fairs (展销会) with the cooperatives' sample lists.</summary>
[Route("office/fairs"), Authorize(Policies.Fairs)]
public sealed class FairsController(FairReads reads, FairDesk desk, LicenceRegister register, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int Listed = 50;

    private static readonly string[] Header = ["cooperative", "village", "phone", "product", "kilograms", "note", "state"];

    private bool Office => User.Caller().Is(Role.Office);

    private IReadOnlyCollection<Guid> Own => User.Caller().In(Role.Manager);

    /// <summary>What the public sees: fairs ahead and who takes part.</summary>
    [HttpGet("/fairs"), AllowAnonymous]
    public async Task<IActionResult> Public(CancellationToken ct)
    {
        var fairs = new List<(FairCard, IReadOnlyList<FairEntryView>)>();
        foreach (var fair in (await reads.ListAsync(past: false, 1, Listed, ct)).Items) fairs.Add((fair, [.. (await reads.EntriesAsync(fair.Id, null, ct)).Where(x => x.State == FairEntryState.Accepted)]));
        return View("Public", fairs);
    }

    [HttpGet]
    public Task<IActionResult> Index(CancellationToken ct) => ListAsync(new(), ct);

    [HttpPost, Authorize(Policies.Office)]
    public async Task<IActionResult> Announce(FairFields form, CancellationToken ct)
    {
        if (!ModelState.IsValid) return await ListAsync(form, ct);
        try
        {
            return Redirect($"/office/fairs/{await desk.AnnounceAsync(form.Facts(), User.CallerId(), ct)}");
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            return await ListAsync(form, ct);
        }
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Show(Guid id, CancellationToken ct) => PageAsync(id, new(), ct);

    /// <summary>The sample list of all who applied, for the hall.</summary>
    [HttpGet("{id:guid}/samples.csv"), Authorize(Policies.Office)]
    public async Task<IActionResult> Samples(Guid id, CancellationToken ct)
    {
        if (await reads.FindAsync(id, ct) is null) return NotFound();
        var rows = (await reads.EntriesAsync(id, null, ct)).SelectMany(x => x.Samples, (x, y) => new[]
        {
            wording.Pick(x.Cooperative, x.CooperativeEn), x.Village, x.Phone, wording.Pick(y.Product, y.ProductEn), (y.Grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture), y.Note, x.State.ToString().ToLowerInvariant(),
        });
        await Response.WriteCsvAsync("samples.csv", Header, rows.ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    [HttpPost("{id:guid}/entries"), Authorize(Policies.Manager)]
    public Task<IActionResult> Apply(Guid id, SampleFields form, CancellationToken ct) => TryAsync(id, form, "fairs.applied", async () =>
        await desk.ApplyAsync(Own, id, form.CooperativeId ?? Own.First(), form.Facts(), User.CallerId(), ct) is not null, ct);

    [HttpPost("{id:guid}/entries/{entry:guid}/withdrawal"), Authorize(Policies.Manager)]
    public Task<IActionResult> Withdraw(Guid id, Guid entry, CancellationToken ct) => TryAsync(id, new(), "fairs.withdrawn", () => desk.WithdrawAsync(Own, id, entry, User.CallerId(), ct), ct);

    [HttpPost("{id:guid}/entries/{entry:guid}/decision"), Authorize(Policies.Office)]
    public Task<IActionResult> Decide(Guid id, Guid entry, bool accept, string? reason, CancellationToken ct) => TryAsync(id, new(), "fairs.decided", () => desk.DecideAsync(id, entry, accept, reason ?? "", User.CallerId(), ct), ct);

    [HttpPost("{id:guid}/cancellation"), Authorize(Policies.Office)]
    public Task<IActionResult> Cancel(Guid id, string? reason, CancellationToken ct) => TryAsync(id, new(), "fairs.cancelled", () => desk.CancelAsync(id, reason ?? "", User.CallerId(), ct), ct);

    private async Task<IActionResult> TryAsync(Guid id, SampleFields typed, string done, Func<Task<bool>> act, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await act()) return NotFound();
                TempData["done"] = words[done].Value;
                return Redirect($"/office/fairs/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field, wording.Refusal(rule));
            }
        }
        return await PageAsync(id, typed, ct);
    }

    private async Task<IActionResult> ListAsync(FairFields form, CancellationToken ct) =>
        View("Index", new FairsPage((await reads.ListAsync(past: false, 1, Listed, ct)).Items, (await reads.ListAsync(past: true, 1, Listed, ct)).Items, form, Office, reads.Today));

    private async Task<IActionResult> PageAsync(Guid id, SampleFields typed, CancellationToken ct)
    {
        if (await reads.FindAsync(id, ct) is not { } fair) return NotFound();
        var entries = await reads.EntriesAsync(id, Office ? null : Own, ct);
        return View("Show", new FairPage(fair, entries, Own.Count > 0 ? await register.ProductsAsync(Own, ct) : [], Own, typed, Office, fair.Reason is "" && reads.Today <= fair.ApplyUntil));
    }
}
