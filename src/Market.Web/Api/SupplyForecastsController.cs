using System.ComponentModel.DataAnnotations;
using Market.Catalog.People;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Sourcing.Forecasts;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <param name="Week">Its Monday.</param>
/// <param name="Quantity">In g, kg, t or jin; 0 takes the week back.</param>
public sealed record ForecastWeekRequest([Required] DateOnly? Week, [Required] Quantity? Quantity);

/// <param name="Weeks">Weeks that are not named stay as they are.</param>
public sealed record ForecastRequest([Required] Guid? CooperativeId, [Required] Guid? ProductId, [Required, MinLength(1), MaxLength(53), NoNulls] IReadOnlyList<ForecastWeekRequest> Weeks);

/// <param name="Week">Its Monday.</param>
public sealed record ForecastWeekAnswer(DateOnly Week, Quantity Quantity);

/// <param name="CooperativeId">Absent in sums.</param>
/// <param name="ProductId">Absent in sums.</param>
public sealed record ForecastAnswer(Guid? CooperativeId, Guid? ProductId, string Product, string ProductEn, IReadOnlyList<ForecastWeekAnswer> Weeks);

/// <summary>What cooperatives expect to have: their own for them, sums without names for supermarkets.</summary>
[ApiController, Route("api/v1/supply-forecasts"), Authorize(Policies.Sourcing)]
public sealed class SupplyForecastsController(ForecastDesk desk) : ControllerBase
{
    /// <summary>Forecasts from this week on: sums by product for a supermarket, a cooperative's own for it.</summary>
    [HttpGet]
    public async Task<ListOf<ForecastAnswer>> List([FromServices] Listers listers, CancellationToken ct)
    {
        IReadOnlyList<ForecastAnswer> all = User.Caller().Organisation
            ? [.. (await desk.SumsAsync(ct)).Select(x => new ForecastAnswer(null, null, x.Product, x.ProductEn, Shape(x.Weeks)))]
            : [.. (await desk.OwnAsync((await listers.OfAsync(User.Caller(), ct)).Cooperatives, ct)).Select(x => new ForecastAnswer(x.CooperativeId, x.ProductId, x.Product, x.ProductEn, Shape(x.Weeks)))];
        return new(all, all.Count, 1, Math.Max(all.Count, 1));
    }

    /// <summary>States how much of a product there will be in which weeks.</summary>
    [HttpPost, Authorize(Policies.Manager)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> State(ForecastRequest request, CancellationToken ct)
    {
        var weeks = request.Weeks.Select((x, i) => new WeekGrams(x.Week!.Value, x.Quantity!.Value is var one && one.Unit.IsMass() ? one.Mass(0).Grams : throw new RuleException("line.weight_unit", "Enter the weight in g, kg, t or jin.", $"weeks[{i}].quantity")));
        return await desk.StateAsync(new(User.Caller().As(Role.Manager), User.Caller().In(Role.Manager), null), request.CooperativeId!.Value, request.ProductId!.Value, [.. weeks], ct) ? NoContent() : NotFound();
    }

    private static IReadOnlyList<ForecastWeekAnswer> Shape(IReadOnlyList<WeekGrams> weeks) => [.. weeks.Select(x => new ForecastWeekAnswer(x.Week, new(x.Grams, Unit.Kg)))];
}
