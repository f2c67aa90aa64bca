using Market.Catalog.Brand;
using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Orders.Claims;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Data;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Town;

/// <param name="Kind">claims, charters, logo, contracts, disputes or listings; null for everything that waits.</param>
public sealed record TownPage(IReadOnlyList<WaitingListing> Listings, Pager Pager, IReadOnlyList<CharterView> Charters, PageOf<ClaimView> Claims, IReadOnlyList<ApplicationView> Applications, IReadOnlyList<ContractCard> Contracts, IReadOnlyList<DeliveryView> Disputes, string? Kind, DateTime Now);

/// <summary>A town's queue: listings, charters, claims nobody answered, contracts, disputes about deliveries.</summary>
[Authorize(Policies.Town), Route("town")]
public sealed class TownController(ListingReview reviews, Onboarding onboarding, ClaimReads claims, TimeProvider clock, IStringLocalizer<Words> words) : Controller
{
    private static readonly string[] Kinds = ["claims", "charters", "logo", "contracts", "disputes", "listings"];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="kind">As of the page; what is no kind shows everything.</param>
    [HttpGet]
    public async Task<IActionResult> Index([FromServices] LicenceRegister licences, [FromServices] ContractReads contracts, [FromServices] DeliveryReads deliveries, string? kind, int page = 1, CancellationToken ct = default)
    {
        var towns = User.Caller().In(Role.Reviewer);
        page = Math.Clamp(page, 1, 10_000);
        var (items, total) = await reviews.WaitingAsync(towns, page, 20, ct);
        return View(new TownPage(items, new(Request, page, total, 20), await onboarding.WaitingAsync(towns, ct), await claims.WithTownsAsync(towns, 1, 20, ct), await licences.WaitingForTownsAsync(towns, ct), await contracts.WaitingForTownsAsync(towns, ct), await deliveries.DisputesAsync(towns, ct), Kinds.Contains(kind) ? kind : null, Now));
    }

    /// <summary>Approves or returns the ticked listings, all or none.</summary>
    [HttpPost("listings")]
    public async Task<IActionResult> Decide(List<Guid>? product, string? decision, string? reason, CancellationToken ct)
    {
        if (product is not { Count: > 0 }) throw new RuleException("listing.none_chosen", "Tick at least one listing.", "product");
        var caller = User.Caller();
        if (!await reviews.DecideAsync(product, decision == "approve", reason?.Trim() ?? "", caller.In(Role.Reviewer), caller.Id, ct)) return NotFound();
        TempData["done"] = words[decision == "approve" ? "town.approved" : "town.returned", product.Count].Value;
        return Redirect("/town");
    }

    /// <summary>A listing as the shop would show it, before it is on sale.</summary>
    [HttpGet("listings/{id:guid}")]
    public async Task<IActionResult> Listing(Guid id, [FromServices] ListingReads reads, [FromServices] CooperativeRegistry registry, CancellationToken ct)
    {
        var own = await registry.InTownsAsync(User.Caller().In(Role.Reviewer), ct);
        return await reads.FindAsync(id, own, ct) is { } listing ? View(listing) : NotFound();
    }

    [HttpPost("charters/{id:guid}")]
    public async Task<IActionResult> Charter(Guid id, string? decision, string? reason, CancellationToken ct)
    {
        var caller = User.Caller();
        return await onboarding.ReviewAsync(id, decision == "file", reason?.Trim() ?? "", caller.In(Role.Reviewer), caller.Id, ct) ? Redirect("/town") : NotFound();
    }

    [HttpPost("claims/{id:guid}/answer")]
    public async Task<IActionResult> Answer(Guid id, string? refund, string? answer, [FromServices] ClaimDesk desk, CancellationToken ct)
    {
        if (!Fen.TryParse(string.IsNullOrWhiteSpace(refund) ? "0" : refund, out var fen)) throw new RuleException("money.invalid", "Enter an amount such as 12.50.", "refund");
        var caller = User.Caller();
        return await desk.AnswerAsync(new(id, fen, answer ?? ""), [], caller.In(Role.Reviewer), new(caller.As(Role.Reviewer), null, Now), ct) is null ? NotFound() : Redirect("/town");
    }
}
