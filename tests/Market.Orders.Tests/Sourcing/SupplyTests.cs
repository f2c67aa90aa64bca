using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Sourcing.Forecasts;
using Market.Orders.Sourcing.Reliability;
using Market.Orders.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Tests.Sourcing;

/// <summary>How reliable suppliers are, and what they expect to have.</summary>
public sealed class SupplyTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    private readonly Shop shop = new() { Settings = new() { Sourcing = new() { ReliabilityDeliveries = 2, ReliabilityCreditPerMille = 30 } } };
    private readonly Round round;

    public SupplyTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task The_score_is_what_was_accepted_on_time_of_what_was_called_within_twelve_months()
    {
        var seller = Guid.CreateVersion7();
        await NoteAsync(seller, new(2026, 11, 1), 1_000_000, 1_000_000);
        Assert.Null((await ScoreAsync(seller)).PerMille);
        await NoteAsync(seller, new(2026, 11, 8), 1_000_000, 333_999);
        await NoteAsync(seller, new(2025, 11, 23), 9_000_000, 0);

        var score = await ScoreAsync(seller);

        Assert.Equal((666, 2, 2_000_000L, 1_333_999L), (score.PerMille, score.Deliveries, score.CalledGrams, score.OnTimeGrams));
        Assert.Equal((null, 1000), ((await ScoreAsync(Guid.CreateVersion7())).PerMille, (await ScoreAsync(Guid.CreateVersion7())).Counting));
    }

    [Fact]
    public async Task A_call_off_counts_once_and_never_for_more_than_was_called()
    {
        var (seller, callOff) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await NoteAsync(seller, Monday, 1_000, 500, callOff);
        await NoteAsync(seller, Monday, 1_000, 5_000, callOff);
        await NoteAsync(seller, Monday, 1_000, 1_000);

        Assert.Equal((1000, 2), ((await ScoreAsync(seller)).PerMille, (await ScoreAsync(seller)).Deliveries));
    }

    [Fact]
    public async Task At_the_same_price_the_more_reliable_one_wins()
    {
        var (late, punctual) = (shop.Supply.Seller("常迟到"), shop.Supply.Seller("准时"));
        for (var i = 0; i < 2; i++) await NoteAsync(late.Cooperative, Monday.AddDays(-i), 1_000, 200);
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(demand, round.Offer(late, 400, 1000));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await round.BidAsync(demand, round.Offer(punctual, 400, 1000));

        var view = await round.PlanAsync(demand);

        Assert.Equal("准时", view.Demand.Bids.Single(x => x.Id == Guid.ParseExact(view.Plan.Awards.Select(y => y.Offer).Distinct().Single(), "N")).Cooperative);
    }

    [Fact]
    public async Task A_forecast_is_read_by_its_owner_and_as_a_sum_without_names()
    {
        var (one, two, three) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"), shop.Supply.Seller("丙社"));
        Assert.True(await StateAsync(one, new WeekGrams(Monday, 100_000), new WeekGrams(Monday.AddDays(7), 50_000)));
        Assert.True(await StateAsync(two, new WeekGrams(Monday, 30_000)));
        Assert.True(await StateAsync(one, new WeekGrams(Monday.AddDays(7), 0)));

        // Two have stated it: whoever is one of them would know the other's.
        Assert.Empty(await shop.InAsync<ForecastDesk, IReadOnlyList<ForecastSum>>(x => x.SumsAsync(default)));
        Assert.True(await StateAsync(three, new WeekGrams(Monday, 5_000), new WeekGrams(Monday.AddDays(7), 5_000)));
        var sums = await shop.InAsync<ForecastDesk, IReadOnlyList<ForecastSum>>(x => x.SumsAsync(default));
        var own = await shop.InAsync<ForecastDesk, IReadOnlyList<ForecastView>>(x => x.OwnAsync([one.Cooperative], default));

        Assert.Equal([(Monday, 135_000L)], sums.Single().Weeks.Select(x => (x.Week, x.Grams)));
        Assert.Equal([(Monday, 100_000L)], own.Single().Weeks.Select(x => (x.Week, x.Grams)));
        shop.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Empty(await shop.InAsync<ForecastDesk, IReadOnlyList<ForecastSum>>(x => x.SumsAsync(default)));
    }

    [Fact]
    public async Task Weeks_that_are_none_and_products_of_others_are_refused()
    {
        var (one, two) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"));

        foreach (var week in new[] { Monday.AddDays(1), Monday.AddDays(-7), Monday.AddDays(7 * 53) })
            Assert.Equal("forecast.week", (await Assert.ThrowsAsync<RuleException>(() => StateAsync(one, new WeekGrams(week, 1)))).Code);
        Assert.Equal("forecast.week", (await Assert.ThrowsAsync<RuleException>(() => StateAsync(one, new WeekGrams(Monday, 1), new WeekGrams(Monday, 2)))).Code);
        Assert.Equal("forecast.quantity", (await Assert.ThrowsAsync<RuleException>(() => StateAsync(one, new WeekGrams(Monday, -1)))).Code);
        Assert.Equal("bid.product", (await Assert.ThrowsAsync<RuleException>(() => StateAsync((one.Cooperative, two.Product), new WeekGrams(Monday, 1)))).Code);
        Assert.False(await shop.InAsync<ForecastDesk, bool>(x => x.StateAsync(new(shop.Manager, [two.Cooperative], null), one.Cooperative, one.Product, [new(Monday, 1)], default)));
    }

    private Task<bool> StateAsync((Guid Cooperative, Guid Product) seller, params WeekGrams[] weeks) => shop.InAsync<ForecastDesk, bool>(x => x.StateAsync(new(shop.Manager, [seller.Cooperative], null), seller.Cooperative, seller.Product, weeks, default));

    private async Task<ReliabilityView> ScoreAsync(Guid seller) => (await shop.InAsync<ReliabilityBook, IReadOnlyDictionary<Guid, ReliabilityView>>(x => x.OfAsync([seller], default)))[seller];

    private async Task NoteAsync(Guid seller, DateOnly due, long called, long onTime, Guid? callOff = null)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReliabilityBook>().NoteAsync(callOff ?? Guid.CreateVersion7(), seller, due, called, onTime, default);
        await scope.ServiceProvider.GetRequiredService<OrdersDb>().SaveChangesAsync();
    }
}
