using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Demo;

/// <summary>A cooperative and a product of one category.</summary>
/// <param name="Category">Slug.</param>
/// <param name="Manager">Who bids for it.</param>
public sealed record DemoBidder(string Category, Guid CooperativeId, Guid Manager, Guid ProductId);

/// <summary>A supermarket's demand of eight weeks with its bids, closed and waiting for the matching, made by the same steps as real ones.</summary>
public sealed class DemoDemand(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Weeks = 8;

    /// <summary>What is asked for, by category: kilograms a week and most fen per kilogram.</summary>
    private static readonly (string Category, string Product, long Kilograms, long Ceiling)[] Wanted = [("leafy", "绿叶菜", 2_400, 680), ("fruit-veg", "茄果", 1_600, 760), ("roots", "根茎菜", 1_250, 520)];

    /// <summary>Kilograms a week that the nth bidder has; its price in per mille of the ceiling; and that of a delivery of 500 kg and more.</summary>
    private static readonly (long Kilograms, int Price, int Bulk)[] Offered = [(1_150, 800, 770), (900, 760, 760), (700, 830, 790), (520, 720, 720)];

    public async Task FillAsync(DemoDeal deal, IReadOnlyList<DemoBidder> bidders, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (services, now) = (scope.ServiceProvider, clock.GetUtcNow().UtcDateTime);
        var monday = DistrictClock.Date(now).AddDays(7);
        while (monday.DayOfWeek != DayOfWeek.Monday) monday = monday.AddDays(1);
        List<(DateOnly From, DateOnly To)> weeks = [.. Enumerable.Range(0, Weeks).Select(x => (monday.AddDays(7 * x), monday.AddDays(7 * x + 6)))];
        var buyer = new ChainAct(new(deal.Buyer, "buyer"), [deal.ChainId], null);
        var lines = Wanted.Select(x => new DemandLineFacts(x.Product, "一级", [], false, deal.StoreId, x.Ceiling, 100_000, 3, null, null, [.. weeks.Select(y => new WindowFacts(y.From, y.To, x.Kilograms * 1000))]));
        var (demands, bids) = (services.GetRequiredService<DemandDesk>(), services.GetRequiredService<BidDesk>());
        var id = (await demands.PublishAsync(buyer, deal.ChainId, new("冬季蔬菜,八周", now.AddDays(3), [.. lines], new() { SmallSharePerMille = 200 }, []), ct))!.Value;
        foreach (var (category, product, _, ceiling) in Wanted)
            foreach (var (bidder, offered) in bidders.Where(x => x.Category == category).Zip(Offered))
                await bids.BidAsync(new(new(bidder.Manager, "manager"), [bidder.CooperativeId], null), id, new(bidder.CooperativeId, bidder.ProductId, product, "一级", 100_000,
                    offered.Bulk < offered.Price ? [new(0, ceiling * offered.Price / 1000), new(500_000, ceiling * offered.Bulk / 1000)] : [new(0, ceiling * offered.Price / 1000)],
                    [.. weeks.Select(x => new BidSupply(x.From, x.From, offered.Kilograms * 1000))], null), ct);
        await demands.CloseBidsAsync(buyer, id, ct);
        await services.GetRequiredService<PlanDesk>().AskAsync(buyer, id, ct);
        // Nobody is written to about what the demo made up.
        await services.GetRequiredService<OrdersDb>().Outbox.Where(x => x.SentAt == null && (x.Type.EndsWith("DemandPublished") || x.Type.EndsWith("BidsClosed"))).ExecuteUpdateAsync(set => set.SetProperty(x => x.SentAt, x => x.CreatedAt), ct);
    }
}
