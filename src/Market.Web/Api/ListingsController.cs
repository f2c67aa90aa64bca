using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Presale;
using Market.Orders.Stock;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Category">Slug.</param>
public sealed record ListingRequest([Required] Guid? CooperativeId, [Required] ProductWords Words, [StringLength(60)] string? Category = null);

/// <param name="DepositPercent">1 to 100.</param>
/// <param name="Cap">Forecast of the harvest.</param>
/// <param name="DepositReturned">What happens to the deposit when the balance is not paid.</param>
public sealed record PresaleRequest([Range(1, 100)] int DepositPercent, [Required] DateOnly? BalanceDue, [Required] Quantity? Cap, bool DepositReturned = true);

/// <param name="Step">Quantities are whole multiples; its unit is the unit of sale.</param>
/// <param name="NetWeight">Of one count unit.</param>
public sealed record OfferRequest([Required] Money? Price, [Required] Quantity? Step, Quantity? NetWeight = null, bool Weighed = false, [Range(0, 50)] int TolerancePercent = 0,
    PresaleRequest? Presale = null);

/// <param name="ProductIds">All are decided, or none.</param>
public sealed record ListingReviewRequest([Required, MinLength(1), MaxLength(200)] IReadOnlyList<Guid> ProductIds, bool Approve, [StringLength(500)] string Reason = "");

/// <param name="Quantity">What came in.</param>
/// <param name="Waste">It is written off instead.</param>
public sealed record StockRequest([Required] Guid? OfferId, [Required] Quantity? Quantity, bool Waste = false);

public sealed record HarvestRequest([Required] Quantity? Harvest);

/// <summary>Cooperatives list products, take stock in and settle harvests; towns review listings.</summary>
[ApiController, Route("api/v1"), Authorize]
public sealed class ListingsController(ListingDesk listings, ListingReview reviews, StockDesk stock, HarvestDesk harvests, Listers listers) : ControllerBase
{
    [HttpPost("products"), Authorize(Policies.Seller)]
    [ProducesResponseType<IdAnswer>(StatusCodes.Status201Created)]
    public async Task<IActionResult> Draft(ListingRequest request, CancellationToken ct)
    {
        var lister = await listers.OfAsync(User.Caller(), ct);
        if (!lister.Cooperatives.Contains(request.CooperativeId!.Value)) return NotFound();
        return StatusCode(StatusCodes.Status201Created, new IdAnswer(await listings.DraftAsync(request.CooperativeId.Value, request.Words, request.Category, lister, ct)));
    }

    [HttpPut("products/{id:guid}"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Describe(Guid id, ListingRequest request, CancellationToken ct) =>
        await listings.DescribeAsync(id, request.Words, request.Category, await listers.OfAsync(User.Caller(), ct), ct) ? NoContent() : NotFound();

    [HttpPost("products/{id:guid}/offers"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Offer(Guid id, OfferRequest request, CancellationToken ct)
    {
        var step = request.Step!.Value;
        if (request.NetWeight is { } net && !net.Unit.IsMass()) throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", "netWeight");
        if (request.Presale is { } given && given.Cap!.Value.Unit != step.Unit) throw new RuleException("quantity.unit", "This product is sold in another unit.", "cap", step.Unit.Code());
        var presale = request.Presale is { } x ? new PresaleTerms(x.DepositPercent, x.BalanceDue!.Value, x.Cap!.Value.Milli, x.DepositReturned) : null;
        var form = new OfferTermsForm(step.Unit, step.Milli, request.NetWeight?.Mass(0).Grams ?? 0, request.Price!.Value.Amount, request.Weighed, request.TolerancePercent, presale);
        return await listings.OfferAsync(id, form, await listers.OfAsync(User.Caller(), ct), ct) ? NoContent() : NotFound();
    }

    [HttpPost("products/{id:guid}/submission"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Submit(Guid id, CancellationToken ct) =>
        await listings.SubmitAsync(id, await listers.OfAsync(User.Caller(), ct), ct) ? NoContent() : NotFound();

    [HttpPost("listing-reviews"), Authorize(Policies.Town)]
    public async Task<IActionResult> Review(ListingReviewRequest request, CancellationToken ct)
    {
        var caller = User.Caller();
        return await reviews.DecideAsync([.. request.ProductIds], request.Approve, request.Reason, caller.In(Role.Reviewer), caller.Id, ct) ? NoContent() : NotFound();
    }

    [HttpPost("stock"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Stock(StockRequest request, [FromServices] ICatalogQuestions catalog, CancellationToken ct)
    {
        var lister = await listers.OfAsync(User.Caller(), ct);
        if (await catalog.OfferOwnerAsync(request.OfferId!.Value, ct) is { } owner && lister.Cooperatives.Contains(owner.CooperativeId)) RequireUnit(owner.Unit, request.Quantity!.Value, "quantity");
        var milli = request.Quantity!.Value.Milli;
        return await stock.ChangeAsync(request.OfferId!.Value, request.Waste ? -milli : milli, lister.Cooperatives, listers.Acting(User.Caller(), this.Key(request)), ct) is null
            ? NotFound()
            : NoContent();
    }

    /// <summary>Says what was really harvested of a presale, once: everybody gets a fair share.</summary>
    [HttpPost("offers/{id:guid}/harvest"), Authorize(Policies.Seller)]
    public async Task<IActionResult> Harvest(Guid id, HarvestRequest request, [FromServices] ICatalogQuestions catalog, CancellationToken ct)
    {
        var caller = User.Caller();
        if (await catalog.OfferOwnerAsync(id, ct) is { } owner && caller.In(Role.Manager, Role.Clerk).Contains(owner.CooperativeId)) RequireUnit(owner.Unit, request.Harvest!.Value, "harvest");
        return await harvests.SettleAsync(id, request.Harvest!.Value.Milli, caller.In(Role.Manager, Role.Clerk), listers.Acting(caller, this.Key(request)), ct) is null
            ? NotFound()
            : NoContent();
    }

    /// <summary>Quantities are counted in the offer's unit: 2 t of something sold by the kilogram is a slip, not 2 kg.</summary>
    private static void RequireUnit(Unit unit, Quantity quantity, string field)
    {
        if (quantity.Unit != unit) throw new RuleException("quantity.unit", "This product is sold in another unit.", field, unit.Code());
    }
}
