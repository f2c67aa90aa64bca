using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Kernel;
using Market.Orders.Sourcing.Forecasts;
using Market.Web.Features.Demands;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Features.Supply;

/// <summary>A forecast as typed.</summary>
/// <param name="Weeks">Kilograms of each week, in their order.</param>
public sealed record SupplyFields(Guid Product = default, List<decimal?>? Weeks = null);

/// <param name="InLots">Grams that open lots of the chosen product have now.</param>
public sealed record SupplyPage(IReadOnlyList<ForecastView> Forecasts, IReadOnlyList<MemberProduct> Products, IReadOnlyList<DateOnly> Weeks, SupplyFields Form, long InLots);

/// <summary>A cooperative's season calendar: how much of what in which week.</summary>
[Authorize(Policies.Manager)]
public sealed class SupplyController(ForecastDesk desk, UnionRegistry registry, ILotStatus lots, Wording wording, IStringLocalizer<Words> words) : Controller
{
    private const int WeeksShown = 16;

    /// <param name="product">The product whose weeks the form begins with.</param>
    [HttpGet("/office/supply")]
    public async Task<IActionResult> Index(Guid? product, CancellationToken ct) => View(await PageAsync(product, null, ct));

    [HttpPost("/office/supply")]
    public async Task<IActionResult> State(SupplyFields form, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var own = User.Caller().In(Role.Manager);
                var weeks = Weeks();
                var stated = (form.Weeks ?? []).Take(WeeksShown).Select((x, i) => new WeekGrams(weeks[i], KiloForm.Grams(x)));
                var cooperative = (await registry.ProductsAsync(own, ct)).Find(x => x.ProductId == form.Product)?.CooperativeId ?? own.First();
                if (!await desk.StateAsync(new(User.Caller().As(Role.Manager), own, null), cooperative, form.Product, [.. stated], ct)) return NotFound();
                TempData["done"] = words["supply.saved"].Value;
                return Redirect($"/office/supply?product={form.Product}");
            }
            catch (RuleException rule)
            {
                ModelState.AddModelError(rule.Field == "productId" ? "product" : rule.Field, wording.Refusal(rule));
            }
        }
        return View("Index", await PageAsync(form.Product, form, ct));
    }

    private async Task<SupplyPage> PageAsync(Guid? product, SupplyFields? typed, CancellationToken ct)
    {
        var own = User.Caller().In(Role.Manager);
        var (products, forecasts, weeks) = (await registry.ProductsAsync(own, ct), await desk.OwnAsync(own, ct), Weeks());
        var chosen = products.Find(x => x.ProductId == product) ?? products.FirstOrDefault();
        var known = forecasts.FirstOrDefault(x => x.ProductId == chosen?.ProductId);
        var form = typed ?? new(chosen?.ProductId ?? default, [.. weeks.Select(x => known?.Weeks.FirstOrDefault(y => y.Week == x) is { } week ? week.Grams / 1000m : (decimal?)null)]);
        return new(forecasts, products, weeks, form, chosen is null ? 0 : await lots.FreeAsync(chosen.ProductId, ct));
    }

    private IReadOnlyList<DateOnly> Weeks()
    {
        var first = ForecastDesk.Monday(DistrictClock.Date(HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime));
        return [.. Enumerable.Range(0, WeeksShown).Select(x => first.AddDays(7 * x))];
    }
}
