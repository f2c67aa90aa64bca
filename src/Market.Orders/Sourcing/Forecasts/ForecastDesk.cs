using Market.Kernel;
using Market.Kernel.Data;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Sourcing.Forecasts;

/// <summary>Grams of one week.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Grams">0 takes the week back.</param>
public sealed record WeekGrams(DateOnly Week, long Grams);

/// <summary>A cooperative's own forecast of a product.</summary>
/// <param name="Weeks">In time order.</param>
public sealed record ForecastView(Guid CooperativeId, Guid ProductId, string Product, string ProductEn, IReadOnlyList<WeekGrams> Weeks);

/// <summary>What all cooperatives together expect of a product; no names.</summary>
public sealed record ForecastSum(string Product, string ProductEn, IReadOnlyList<WeekGrams> Weeks);

/// <summary>Forecasts of supply (供应预报): cooperatives state their own, buyers read the sums.</summary>
public sealed class ForecastDesk(OrdersDb db, ICatalogQuestions products, OrdersSettings settings, TimeProvider clock)
{
    /// <summary>Weeks ahead that can be stated, and are read.</summary>
    public const int MostWeeks = 53;

    private const long MostGrams = 100_000_000_000;

    /// <summary>States what there will be; weeks that are not named stay as they are.</summary>
    /// <returns>false when the caller does not sell for this cooperative.</returns>
    /// <exception cref="RuleException"><c>bid.product</c>, <c>forecast.week</c>, <c>forecast.quantity</c></exception>
    public async Task<bool> StateAsync(BidderAct act, Guid cooperativeId, Guid productId, IReadOnlyList<WeekGrams> weeks, CancellationToken ct)
    {
        if (!act.Cooperatives.Contains(cooperativeId)) return false;
        if (await products.ProductAsync(productId, ct) is not { } product || product.CooperativeId != cooperativeId) throw new RuleException("bid.product", "This is no product of the cooperative.", "productId");
        var now = clock.GetUtcNow().UtcDateTime;
        var first = Monday(DistrictClock.Date(now));
        if (weeks.Any(x => Monday(x.Week) != x.Week || x.Week < first || x.Week >= first.AddDays(7 * MostWeeks)) || weeks.DistinctBy(x => x.Week).Count() != weeks.Count)
            throw new RuleException("forecast.week", $"A week begins on a Monday and lies within {MostWeeks} weeks; each is named once.", "weeks", MostWeeks);
        if (weeks.Any(x => x.Grams is < 0 or > MostGrams)) throw new RuleException("forecast.quantity", "The weight of a week lies between 0 and 100,000 tonnes.", "weeks");
        return await db.InTransactionAsync(async () =>
        {
            var (last, named) = (first.AddDays(7 * MostWeeks), weeks.ToDictionary(x => x.Week, x => x.Grams));
            var known = await db.Forecasts.Where(x => x.CooperativeId == cooperativeId && x.ProductId == productId && x.Week >= first && x.Week < last).ToDictionaryAsync(x => x.Week, ct);
            foreach (var (week, grams) in named)
            {
                if (!known.TryGetValue(week, out var row)) db.Forecasts.Add(row = new() { CooperativeId = cooperativeId, ProductId = productId, Week = week });
                (row.Grams, row.Product, row.ProductEn, row.At) = (grams, product.Name, product.NameEn, now);
            }
            db.Deeds.Add(act.Actor.Does("forecast.state", productId, now, cooperativeId));
            return true;
        }, ct);
    }

    /// <summary>Own forecasts from this week on, by product.</summary>
    public async Task<IReadOnlyList<ForecastView>> OwnAsync(IReadOnlyCollection<Guid> cooperatives, CancellationToken ct)
    {
        var rows = await Ahead().Where(x => cooperatives.Contains(x.CooperativeId)).ToListAsync(ct);
        return [.. rows.GroupBy(x => (x.CooperativeId, x.ProductId)).Select(x => new ForecastView(x.Key.CooperativeId, x.Key.ProductId, x.First().Product, x.First().ProductEn, Weeks(x))).OrderBy(x => x.Product, StringComparer.Ordinal).ThenBy(x => x.ProductId)];
    }

    /// <summary>Sums of all cooperatives from this week on, by the product's name. A week that fewer than <see cref="SourcingSettings.ForecastSuppliers"/> of them have stated is left out: it would tell what one has.</summary>
    public async Task<IReadOnlyList<ForecastSum>> SumsAsync(CancellationToken ct)
    {
        var least = settings.Sourcing.ForecastSuppliers;
        var weeks = await Ahead().GroupBy(x => new { x.Product, x.Week })
            .Select(x => new { x.Key.Product, x.Key.Week, English = x.Max(y => y.ProductEn), Grams = x.Sum(y => y.Grams), Suppliers = x.Select(y => y.CooperativeId).Distinct().Count() })
            .Where(x => x.Suppliers >= least).ToListAsync(ct);
        return [.. weeks.GroupBy(x => x.Product).Select(x => new ForecastSum(x.Key, x.First().English ?? "", [.. x.OrderBy(y => y.Week).Select(y => new WeekGrams(y.Week, y.Grams))])).OrderBy(x => x.Product, StringComparer.Ordinal)];
    }

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private IQueryable<Forecast> Ahead()
    {
        var first = Monday(DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        return db.Forecasts.AsNoTracking().Where(x => x.Week >= first && x.Grams > 0);
    }

    private static IReadOnlyList<WeekGrams> Weeks(IEnumerable<Forecast> rows) => [.. rows.GroupBy(x => x.Week).OrderBy(x => x.Key).Select(x => new WeekGrams(x.Key, x.Sum(y => y.Grams)))];
}
