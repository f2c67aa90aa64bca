using Market.Catalog.Brand;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Demands;

public sealed record DemandsPage(IReadOnlyList<DemandCard> Items, bool Buyer, Pager Pager);

/// <param name="Kinds">Kinds of certificates to choose from.</param>
public sealed record DemandFormPage(DemandFields Form, IReadOnlyList<PlaceView> Stores, IReadOnlyList<string> Kinds, DateOnly Today);

/// <param name="Job">The newest run; null before the first.</param>
public sealed record RunView(Guid DemandId, PlanJobView? Job);

/// <param name="Own">Products the caller may bid with.</param>
/// <param name="Cooperatives">Cooperatives the caller manages.</param>
public sealed record DemandPage(DemandView Demand, IReadOnlyList<PlanCard> Plans, PlanJobView? Job, IReadOnlyList<ScopeView> Own, IReadOnlyCollection<Guid> Cooperatives, bool Buyer, bool Open, BidFields Typed)
{
    /// <summary>The demand's different products and grades.</summary>
    public static IReadOnlyList<(string Product, string Grade)> Items(DemandView demand) => [.. demand.Lines.Select(x => (x.Product, x.Grade)).Distinct()];

    /// <summary>All windows, in time order.</summary>
    public static IReadOnlyList<WindowFacts> Windows(DemandView demand) => [.. demand.Lines.SelectMany(x => x.Windows).GroupBy(x => (x.From, x.To)).OrderBy(x => x.Key).Select(x => new WindowFacts(x.Key.From, x.Key.To, x.Sum(y => y.Grams)))];
}

/// <summary>Demands of supermarkets, and the cooperatives' bids.</summary>
[Authorize(Policies.Sourcing)]
public sealed class DemandsController(DemandReads reads, PlanReads plans, TimeProvider clock, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int PageSize = 20;

    private DemandParty Party => User.Caller().Sourcing;

    [HttpGet("/office/demands")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reads.ListAsync(Party, page, PageSize, ct);
        return View(new DemandsPage(items, User.Caller().Is(Role.Buyer), new(Request, page, total, PageSize)));
    }

    [HttpGet("/office/demands/new"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> New(CancellationToken ct) => View(await FormAsync(new(), ct));

    [HttpPost("/office/demands"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Publish(DemandFields form, [FromServices] DemandDesk desk, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var act = Act();
                return await desk.PublishAsync(act, act.Chains.First(), form.Facts(), ct) is { } id ? Redirect($"/office/demands/{id}") : NotFound();
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(Field(rule.Field), wording.Refusal(rule));
            }
        }
        return View("New", await FormAsync(form, ct));
    }

    [HttpGet("/office/demands/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, new(), ct) is { } page ? View(page) : NotFound();

    [HttpPost("/office/demands/{id:guid}/withdrawal"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Withdraw(Guid id, [FromServices] DemandDesk desk, CancellationToken ct) => DoneAsync(id, new(), "demands.withdrawn", () => desk.WithdrawAsync(Act(), id, ct), ct);

    [HttpPost("/office/demands/{id:guid}/match"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Match(Guid id, [FromServices] PlanDesk desk, CancellationToken ct) => DoneAsync(id, new(), "demands.matching", async () => await desk.AskAsync(Act(), id, ct) is not null, ct);

    [HttpPost("/office/demands/{id:guid}/match/{job:guid}/cancellation"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Cancel(Guid id, Guid job, [FromServices] PlanDesk desk, CancellationToken ct) => DoneAsync(id, new(), "demands.cancelled", async () =>
    {
        // Done in the meantime: the page shows the plan.
        await desk.CancelAsync(Act(), job, ct);
        return true;
    }, ct);

    /// <summary>How far the matching is, asked for by the page again and again.</summary>
    [HttpGet("/office/demands/{id:guid}/progress"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Progress(Guid id, CancellationToken ct)
    {
        if (await plans.LatestJobAsync(Party.Chains, id, ct) is not { } job) return NotFound();
        if (job.State is not (PlanJobState.Waiting or PlanJobState.Running)) Response.Headers["HX-Refresh"] = "true";
        return PartialView("_Progress", new RunView(id, job));
    }

    [HttpPost("/office/demands/{id:guid}/bids"), Authorize(Policies.Manager)]
    public Task<IActionResult> Bid(Guid id, BidFields form, [FromServices] BidDesk desk, CancellationToken ct) => DoneAsync(id, form, "demands.bid_taken", async () =>
        await reads.FindAsync(Party, id, ct) is { } demand && await desk.BidAsync(Seller(), id, form.Facts(demand), ct) is not null, ct);

    [HttpPost("/office/demands/{id:guid}/bids/{bid:guid}/withdrawal"), Authorize(Policies.Manager)]
    public Task<IActionResult> TakeBack(Guid id, Guid bid, [FromServices] BidDesk desk, CancellationToken ct) => DoneAsync(id, new(), "demands.bid_withdrawn", () => desk.WithdrawAsync(Seller(), id, bid, ct), ct);

    private ChainAct Act() => new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), null);

    private BidderAct Seller() => new(User.Caller().As(Role.Manager), User.Caller().In(Role.Manager), null);

    /// <summary>The engine names fields as its file does; the form has one line.</summary>
    private static string Field(string field) => field.Split('.', '[')[^1].TrimEnd(']') is var last && field.Contains("windows", StringComparison.Ordinal) ? "from" : last switch
    {
        "grams" or "0" => "weeks",
        "ceilingFenPerKg" => "ceiling",
        "minLotGrams" => "minLot",
        "maxSharePerMille" => "maxShare",
        "radiusMetres" => "radiusKm",
        "demand" => "weeks",
        _ => last,
    };

    private static string BidField(string field) => !field.StartsWith("offers", StringComparison.Ordinal) ? field
        : field.Contains("harvests", StringComparison.Ordinal) ? "supply"
        : field.Contains("minLot", StringComparison.Ordinal) ? "minLot"
        : field.Contains("tiers[1].from", StringComparison.Ordinal) ? "from2"
        : field.Contains("tiers[1]", StringComparison.Ordinal) ? "price2" : "price";

    private async Task<IActionResult> DoneAsync(Guid id, BidFields typed, string done, Func<Task<bool>> work, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                if (!await work()) return NotFound();
                TempData["done"] = words[done].Value;
                return Redirect($"/office/demands/{id}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(BidField(rule.Field), wording.Refusal(rule));
            }
        }
        return await PageAsync(id, typed, ct) is { } page ? View("Show", page) : NotFound();
    }

    private async Task<DemandFormPage> FormAsync(DemandFields form, CancellationToken ct)
    {
        var services = HttpContext.RequestServices;
        var stores = await services.GetRequiredService<DistrictDirectory>().StoresAsync(User.Caller().In(Role.Buyer), ct);
        var kinds = await services.GetRequiredService<ISupplyQuestions>().CertificateKindsAsync(ct);
        return new(form, stores, [.. kinds.Order(StringComparer.Ordinal)], DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
    }

    private async Task<DemandPage?> PageAsync(Guid id, BidFields typed, CancellationToken ct)
    {
        if (await reads.FindAsync(Party, id, ct) is not { } demand) return null;
        var managed = User.Caller().In(Role.Manager);
        var own = managed.Count > 0 ? await HttpContext.RequestServices.GetRequiredService<LicenceRegister>().ProductsAsync(managed, ct) : [];
        var buyer = User.Caller().In(Role.Buyer).Contains(demand.ChainId);
        if (typed.Price is null && demand.Bids.LastOrDefault(x => managed.Contains(x.CooperativeId)) is { } last) typed = BidFields.Of(last, demand);
        return new(demand, await plans.OfAsync(Party, demand, ct), buyer ? await plans.LatestJobAsync(Party.Chains, id, ct) : null, own, managed, buyer,
            demand.State == DemandState.Open && clock.GetUtcNow().UtcDateTime <= demand.BidsUntil, typed);
    }
}
