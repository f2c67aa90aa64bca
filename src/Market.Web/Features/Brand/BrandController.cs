using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Brand;

/// <summary>An application as typed.</summary>
public sealed record ApplicationForm(List<Guid>? Products = null, string? SubBrand = null, string? WellRun = null, string? Quality = null, string? Repute = null, string? MeetingNumber = null, DateOnly? MeetingOn = null, string? Renews = null)
{
    internal LicenceForm Read() => new([.. Products ?? []], SubBrand ?? "", new(WellRun ?? "", Quality ?? "", Repute ?? ""), MeetingNumber ?? "",
        MeetingOn ?? throw new RuleException("licence.field_missing", "Fill this in.", "meetingOn"), Renews ?? "");

    internal static ApplicationForm Of(ApplicationView x) => new([.. x.Products.Select(y => y.Id)], x.SubBrand, x.Evidence.WellRun, x.Evidence.Quality, x.Evidence.Repute, x.MeetingNumber, x.MeetingOn, x.Renews);
}

public sealed record BrandPage(IReadOnlyList<ApplicationView> Applications, IReadOnlyList<LicenceView> Licences, IReadOnlyList<CertificateView> Certificates);

/// <param name="Application">null for a new one.</param>
public sealed record ApplicationPage(ApplicationView? Application, ApplicationForm Form, IReadOnlyList<ScopeView> Choices, AskedView Asked);

/// <summary>A cooperative's own brand: what it applied for, and its licences for the shared logo.</summary>
[Authorize(Policies.Manager), Route("office/brand")]
public sealed class BrandController(LicenceApplications applications, LicenceRegister register, Wording wording) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Index([FromServices] CertificateRegister certificates, CancellationToken ct)
    {
        var own = Own;
        var licences = new List<LicenceView>();
        foreach (var cooperative in own) licences.AddRange((await register.ListAsync(new(CooperativeId: cooperative), 1, 100, ct)).Items);
        return View(new BrandPage(await register.OfCooperativesAsync(own, ct), licences, await certificates.OfCooperativesAsync(own, ct)));
    }

    /// <summary>An empty form begins with what the shop knows; a renewal with what the licence covers.</summary>
    /// <param name="renews">Number of the licence to follow on.</param>
    [HttpGet("new")]
    public async Task<IActionResult> New(string? renews, [FromServices] ApplicationFacts facts, [FromServices] IStringLocalizer<Words> words, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        if (Own.FirstOrDefault() is var own && own == default) return NotFound();
        var known = await facts.OfAsync(own, words, clock.GetUtcNow().UtcDateTime, ct);
        string Sheet(string name) => string.Join('\n', known.Where(x => x.Sheet == name).Select(x => x.Text));
        var form = new ApplicationForm(WellRun: Sheet("wellRun"), Quality: Sheet("quality"), Repute: Sheet("repute"));
        if (renews is { Length: > 0 } && await register.FindAsync(renews, ct) is { } licence && Own.Contains(licence.CooperativeId))
            form = form with { Renews = licence.Number, SubBrand = licence.SubBrand, Products = [.. licence.Products.Select(x => x.Id)] };
        return View("Edit", await PageAsync(null, form, ct));
    }

    [HttpPost]
    public async Task<IActionResult> Apply(ApplicationForm form, CancellationToken ct)
    {
        if (Own.FirstOrDefault() is var own && own == default) return NotFound();
        return await TryAsync(null, form, async () => await applications.ApplyAsync(own, form.Read(), Manager, ct) is { } id ? Redirect($"/office/brand/{id}") : NotFound(), ct);
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } application) return NotFound();
        return application.State == ApplicationState.Returned ? View("Edit", await PageAsync(application, ApplicationForm.Of(application), ct)) : View(application);
    }

    /// <summary>Sends a returned application again.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Resubmit(Guid id, ApplicationForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } application) return NotFound();
        return await TryAsync(application, form, async () => await applications.ResubmitAsync(id, form.Read(), Manager, ct) ? Redirect($"/office/brand/{id}") : NotFound(), ct);
    }

    private IReadOnlyCollection<Guid> Own => User.Caller().In(Role.Manager);

    private Lister Manager => new(User.CallerId(), Own);

    private async Task<ApplicationView?> FindAsync(Guid id, CancellationToken ct) => await register.ApplicationAsync(id, ct) is { } found && Own.Contains(found.CooperativeId) ? found : null;

    private async Task<ApplicationPage> PageAsync(ApplicationView? application, ApplicationForm form, CancellationToken ct) =>
        new(application, form, [.. await register.ChoicesAsync(application is null ? Own : [application.CooperativeId], form.Renews, ct)], application?.Asked ?? await register.AskedAsync(ct));

    private async Task<IActionResult> TryAsync(ApplicationView? application, ApplicationForm form, Func<Task<IActionResult>> send, CancellationToken ct)
    {
        try
        {
            return await send();
        }
        catch (RuleException rule)
        {
            ModelState.AddModelError(rule.Field.Replace("evidence.", "", StringComparison.Ordinal).Replace("meetingRecord", "meetingOn", StringComparison.Ordinal), wording.Refusal(rule));
            return View("Edit", await PageAsync(application, form, ct));
        }
    }
}
