using Market.Catalog.Cooperatives;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Orders.Claims;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Purchase;
using Market.Orders.Sourcing.Awards;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Features.Office;

public sealed record TodayPage(IReadOnlyDictionary<SubOrderState, int> Parts, IReadOnlyDictionary<ListingState, int> Listings, int Claims, CharterView? Charter, OfficeFigures Figures)
{
    /// <summary>Awards that wait for the answer of a manager's cooperatives or unions.</summary>
    public IReadOnlyList<AwardTask> Awards { get; init; } = [];

    /// <summary>Parts of unions' bids that wait for their agreement.</summary>
    public IReadOnlyList<ConsentTask> Consents { get; init; } = [];
}

/// <param name="QuarterFen">Sales, freight and refunds of this quarter so far.</param>
/// <param name="HeldFen">Paid by buyers, not completed yet.</param>
/// <param name="ChainsFen">Owed by supermarkets.</param>
public sealed record OfficeFigures(long QuarterFen, long HeldFen, long OwedFen, long ChainsFen, DateOnly QuarterStart, DateOnly Today, IReadOnlyList<(DateOnly Month, long Fen)> Months);

/// <summary>A cooperative's home page: what must be done today, then the figures.</summary>
[Authorize(Policies.Seller)]
public sealed class OfficeController(FulfilmentReads parts, ListingReads listings, ClaimReads claims, IncomeReads income, Onboarding onboarding) : Controller
{
    [HttpGet("/office")]
    public async Task<IActionResult> Today([FromServices] TimeProvider clock, [FromServices] SourcingTasks sourcing, CancellationToken ct)
    {
        var caller = User.Caller();
        if (caller.Cooperatives.Count == 0) return Redirect(caller.Is(Role.Station) ? "/station" : "/");
        var own = caller.Cooperatives;
        var today = DistrictClock.Date(clock.GetUtcNow().UtcDateTime);
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        var balances = new List<IncomeBalance>();
        var sales = 0L;
        foreach (var cooperative in own)
        {
            balances.Add(await income.BalanceAsync(cooperative, ct));
            var totals = (await income.ListAsync(new(cooperative, quarter, null), 1, 1, ct)).Totals;
            sales += totals.GetValueOrDefault("sale") + totals.GetValueOrDefault("freight") + totals.GetValueOrDefault("refund");
        }
        var figures = new OfficeFigures(sales, balances.Sum(x => x.HeldFen), balances.Sum(x => x.OwedFen), balances.Sum(x => x.ChainsFen), quarter, today,
            await income.MonthsAsync(own, new DateOnly(today.Year, today.Month, 1).AddMonths(-5), ct));
        return View(new TodayPage(await parts.CountsAsync(own, ct), await listings.CountsAsync(own, ct), await claims.OpenAsync(own, ct),
            await onboarding.CharterAsync(own.First(), own, ct), figures)
        { Awards = await sourcing.AwardsAsync(caller.In(Role.Manager), ct), Consents = await sourcing.ConsentsAsync(caller.In(Role.Manager), ct) });
    }
}
