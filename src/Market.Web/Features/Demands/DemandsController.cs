using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Forecasts;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Sourcing.Reliability;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Demands;

/// <summary>Demands of supermarkets, and the cooperatives' bids.</summary>
[Authorize(Policies.Sourcing)]
public sealed class DemandsController(DemandReads reads, PlanReads plans, TimeProvider clock, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int PageSize = 20;

    private Task<DemandParty> PartyAsync(CancellationToken ct) => HttpContext.RequestServices.GetRequiredService<Listers>().SourcingAsync(User.Caller(), ct);

    [HttpGet("/office/demands")]
    public async Task<IActionResult> Index(int page = 1, CancellationToken ct = default)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reads.ListAsync(await PartyAsync(ct), page, PageSize, ct);
        return View(new DemandsPage(items, User.Caller().Is(Role.Buyer), User.Caller().Is(Role.Buyer, Role.Approver), clock.GetUtcNow().UtcDateTime, new(Request, page, total, PageSize)));
    }

    /// <param name="like">A demand to begin with, <paramref name="weeks"/> later.</param>
    [HttpGet("/office/demands/new"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> New(Guid? like, int weeks = 4, CancellationToken ct = default)
    {
        if (like is not { } id) return View(await FormAsync(new(), ct));
        return await reads.FindAsync(new(User.Caller().In(Role.Buyer), []), id, ct) is { } old ? View(await FormAsync(DemandFields.Of(old.Again(Math.Clamp(weeks, 1, 104), default), Today.AddDays(7)), ct)) : NotFound();
    }

    /// <summary>The form with one line more, nothing lost.</summary>
    [HttpPost("/office/demands/lines"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> AddLine(DemandFields form, CancellationToken ct)
    {
        // What is not filled in yet is no mistake before it is published.
        ModelState.Clear();
        var last = form.Shown[^1];
        return View("New", await FormAsync(form with { Lines = form.Shown.Count < DemandFields.MostLines ? [.. form.Shown, new(last.Place, MaxSuppliers: last.MaxSuppliers, From: last.From, Weeks: last.Weeks)] : [.. form.Shown] }, ct));
    }

    [HttpPost("/office/demands"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Publish(DemandFields form, [FromServices] DemandDesk desk, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var facts = form.Facts();
                return await desk.PublishAsync(Act(), await ChainAsync(facts.Lines[0].StoreId, ct), facts, ct) is { } id ? Redirect($"/office/demands/{id}") : NotFound();
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(Field(rule.Field), wording.Refusal(rule));
            }
        }
        return View("New", await FormAsync(form, ct));
    }

    [HttpGet("/office/demands/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, null, ct) is { } page ? View(page) : NotFound();

    /// <summary>No more bids, before their last day.</summary>
    [HttpPost("/office/demands/{id:guid}/bids-closure"), Authorize(Policies.Buyer)]
    public Task<IActionResult> CloseBids(Guid id, [FromServices] DemandDesk desk, CancellationToken ct) => DoneAsync(id, null, "demands.bids_closed", () => desk.CloseBidsAsync(Act(), id, ct), ct);

    [HttpPost("/office/demands/{id:guid}/withdrawal"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Withdraw(Guid id, [FromServices] DemandWithdrawal withdrawal, CancellationToken ct) => DoneAsync(id, null, "demands.withdrawn", () => withdrawal.WithdrawAsync(Act(), id, ct), ct);

    [HttpPost("/office/demands/{id:guid}/match"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Match(Guid id, [FromServices] PlanDesk desk, CancellationToken ct) => DoneAsync(id, null, "demands.matching", async () => await desk.AskAsync(Act(), id, ct) is not null, ct);

    [HttpPost("/office/demands/{id:guid}/match/{job:guid}/cancellation"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Cancel(Guid id, Guid job, [FromServices] PlanDesk desk, CancellationToken ct) => DoneAsync(id, null, "demands.cancelled", async () =>
    {
        // Done in the meantime: the page shows the plan.
        await desk.CancelAsync(Act(), job, ct);
        return true;
    }, ct);

    /// <summary>How far the matching is, asked for by the page again and again.</summary>
    [HttpGet("/office/demands/{id:guid}/progress"), Authorize(Policies.Buyer)]
    public async Task<IActionResult> Progress(Guid id, CancellationToken ct)
    {
        if (await plans.LatestJobAsync(User.Caller().In(Role.Buyer), id, ct) is not { } job) return NotFound();
        if (job.State is not (PlanJobState.Waiting or PlanJobState.Running)) Response.Headers["HX-Refresh"] = "true";
        return PartialView("_Progress", new RunView(id, job));
    }

    /// <summary>Matches again without what suppliers gave back.</summary>
    [HttpPost("/office/demands/{id:guid}/refills"), Authorize(Policies.Buyer)]
    public Task<IActionResult> Refill(Guid id, [FromServices] RefillDesk desk, CancellationToken ct) => DoneAsync(id, null, "demands.matching", async () => await desk.AskAsync(Act(), id, ct) is not null, ct);

    [HttpPost("/office/demands/{id:guid}/bids"), Authorize(Policies.Manager)]
    public Task<IActionResult> Bid(Guid id, BidFields form, [FromServices] BidDesk desk, CancellationToken ct) => DoneAsync(id, form, "demands.bid_taken", async () =>
        await reads.FindAsync(await PartyAsync(ct), id, ct) is { } demand && await desk.BidAsync(Seller(), id, (await BidderAsync(form, ct)).Facts(demand), ct) is not null, ct);

    /// <summary>A member agrees to its part of a joint bid.</summary>
    [HttpPost("/office/demands/{id:guid}/bids/{bid:guid}/consents")]
    public Task<IActionResult> Consent(Guid id, Guid bid, Guid cooperative, [FromServices] ConsentDesk desk, [FromServices] Listers listers, CancellationToken ct) =>
        DoneAsync(id, null, "demands.consented", async () => await desk.ConsentAsync(await listers.ConsenterAsync(User.Caller(), ct), id, bid, cooperative, ct), ct);

    /// <summary>A member takes its agreement back.</summary>
    [HttpPost("/office/demands/{id:guid}/bids/{bid:guid}/consents/withdrawal")]
    public Task<IActionResult> Unconsent(Guid id, Guid bid, Guid cooperative, [FromServices] ConsentDesk desk, [FromServices] Listers listers, CancellationToken ct) =>
        DoneAsync(id, null, "demands.unconsented", async () => await desk.TakeBackAsync(await listers.ConsenterAsync(User.Caller(), ct), id, bid, cooperative, ct), ct);

    [HttpPost("/office/demands/{id:guid}/bids/{bid:guid}/withdrawal"), Authorize(Policies.Manager)]
    public Task<IActionResult> TakeBack(Guid id, Guid bid, [FromServices] BidDesk desk, CancellationToken ct) => DoneAsync(id, null, "demands.bid_withdrawn", () => desk.WithdrawAsync(Seller(), id, bid, ct), ct);

    private ChainAct Act() => new(User.Caller().As(Role.Buyer), User.Caller().In(Role.Buyer), null);

    private BidderAct Seller() => new(User.Caller().As(Role.Manager), User.Caller().In(Role.Manager), null);

    private DateOnly Today => DistrictClock.Date(clock.GetUtcNow().UtcDateTime);

    /// <summary>The engine names fields as its file does; the form has its own.</summary>
    private static string Field(string field)
    {
        if (field is "title" or "bidsUntil") return field;
        var line = field.StartsWith("lines[", StringComparison.Ordinal) && field.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? field[..(end + 1)] : "lines[0]";
        var last = field.Split('.')[^1].Split('[')[0];
        return $"{line}." + (field.Contains("windows", StringComparison.Ordinal) ? "from" : last switch
        {
            "grams" or "demand" => "weeks",
            "ceilingFenPerKg" => "ceiling",
            "minLotGrams" => "minLot",
            "maxSharePerMille" => "maxShare",
            "radiusMetres" => "radiusKm",
            "lines" => "product",
            _ => last,
        });
    }

    private static string BidField(string field) => field.StartsWith("shares", StringComparison.Ordinal) ? "shares" : field.StartsWith("supply", StringComparison.Ordinal) ? "supply" : !field.StartsWith("offers", StringComparison.Ordinal) ? field
        : field.Contains("shares", StringComparison.Ordinal) ? "shares"
        : field.Contains("harvests", StringComparison.Ordinal) ? "supply"
        : field.Contains("minLot", StringComparison.Ordinal) ? "minLot"
        : field.Contains("tiers[1].from", StringComparison.Ordinal) ? "from2"
        : field.Contains("tiers[1]", StringComparison.Ordinal) ? "price2" : "price";

    private async Task<IActionResult> DoneAsync(Guid id, BidFields? typed, string done, Func<Task<bool>> work, CancellationToken ct)
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

    /// <summary>Whose store it is; of a store that is nobody's, the first chain refuses it.</summary>
    private async Task<Guid> ChainAsync(Guid store, CancellationToken ct)
    {
        var (directory, own) = (HttpContext.RequestServices.GetRequiredService<DistrictDirectory>(), User.Caller().In(Role.Buyer));
        foreach (var chain in own)
            if ((await directory.StoresAsync([chain], ct)).Exists(x => x.Id == store)) return chain;
        return own.First();
    }

    /// <summary>A cooperative's bid is of whose product it is; a union says itself that it bids.</summary>
    private async Task<BidFields> BidderAsync(BidFields form, CancellationToken ct)
    {
        var managed = User.Caller().In(Role.Manager);
        if (form.Own is not { } product) return form with { Supply = null };
        var own = (await HttpContext.RequestServices.GetRequiredService<UnionRegistry>().ProductsAsync(managed, ct)).Find(x => x.ProductId == product);
        return form with { Cooperative = own?.CooperativeId ?? managed.First(), Shares = null };
    }

    private async Task<DemandFormPage> FormAsync(DemandFields form, CancellationToken ct)
    {
        var (services, own) = (HttpContext.RequestServices, User.Caller().In(Role.Buyer));
        var directory = services.GetRequiredService<DistrictDirectory>();
        var stores = new List<(PlaceView, IReadOnlyList<PlaceView>)>();
        foreach (var chain in (await directory.ChainsAsync(ct)).Where(x => own.Contains(x.Id))) stores.Add((chain, await directory.StoresAsync([chain.Id], ct)));
        var kinds = await services.GetRequiredService<ISupplyQuestions>().CertificateKindsAsync(ct);
        return new(form, stores, [.. kinds.Order(StringComparer.Ordinal)], Today, await services.GetRequiredService<ForecastDesk>().SumsAsync(ct));
    }

    private async Task<DemandPage?> PageAsync(Guid id, BidFields? typed, CancellationToken ct)
    {
        var party = await PartyAsync(ct);
        if (await reads.FindAsync(party, id, ct) is not { } demand) return null;
        var bidder = await BiddersAsync(ct);
        var buyer = User.Caller().In(Role.Buyer).Contains(demand.ChainId);
        var chain = party.Chains.Contains(demand.ChainId);
        // A form that was refused shows what was typed, empty fields too; otherwise it begins with the last bid.
        typed ??= demand.Bids.LastOrDefault(x => bidder.Managed.Contains(x.CooperativeId)) is { } last ? BidFields.Of(last, demand) : new();
        var awards = await HttpContext.RequestServices.GetRequiredService<AwardReads>().OfAsync(party, id, ct);
        var job = buyer ? await plans.LatestJobAsync(party.Chains, id, ct) : null;
        var refill = buyer && demand.State == DemandState.Open && job is not { State: PlanJobState.Waiting or PlanJobState.Running } && awards.Any(x => x.State is AwardState.Declined or AwardState.Lapsed or AwardState.DroppedOut);
        var reliability = await HttpContext.RequestServices.GetRequiredService<ReliabilityBook>().OfAsync([.. demand.Bids.Select(x => x.CooperativeId)], ct);
        return new(demand, reliability, await plans.OfAsync(party, demand, ct), job, bidder, new(id, awards, chain, refill), buyer, demand.State == DemandState.Open && clock.GetUtcNow().UtcDateTime <= demand.BidsUntil, typed);
    }

    private async Task<BidderView> BiddersAsync(CancellationToken ct)
    {
        var (services, caller) = (HttpContext.RequestServices, User.Caller());
        var registry = services.GetRequiredService<UnionRegistry>();
        var managed = caller.In(Role.Manager);
        var consents = (await services.GetRequiredService<Listers>().ConsenterAsync(caller, ct)).Cooperatives;
        if (managed.Count == 0) return new([], [], new Dictionary<Guid, CooperativeCard>(), [], [], consents);
        var unions = await registry.AmongAsync(managed, ct);
        var members = unions.SelectMany(x => x.Members).Where(x => x.LeftOn is null).Select(x => x.CooperativeId).Distinct().ToList();
        return new(managed, await registry.ProductsAsync(managed, ct), await services.GetRequiredService<CooperativeRegistry>().ByIdAsync(managed, ct), unions, await registry.ProductsAsync(members, ct), consents);
    }
}
