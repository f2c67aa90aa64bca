using Market.Kernel.Messages;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Sourcing;

/// <summary>What bidders and members of unions are told.</summary>
public sealed class SourcingTellingTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private readonly Round round;

    public SourcingTellingTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    /// <summary>Two weeks of 1,000 kg, and four bids of 600 kg each: two of them win.</summary>
    private async Task<(Guid Demand, Guid[] Sellers)> MarketAsync(bool approval = false)
    {
        (Guid Cooperative, Guid)[] all = [.. Enumerable.Range(0, 4).Select(i => shop.Supply.Seller($"社{i}"))];
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store())) with { NeedsApproval = approval }))!.Value;
        for (var i = 0; i < 4; i++) await round.BidAsync(demand, round.Offer(all[i], 400 + 10 * i, 600));
        return (demand, [.. all.Select(x => x.Cooperative)]);
    }

    private async Task<(Guid Demand, Guid Union, (Guid Cooperative, Guid Product)[] Members)> UnionAsync()
    {
        (Guid Cooperative, Guid Product)[] members = [.. Enumerable.Range(0, 4).Select(i => shop.Supply.Seller($"社员{i}"))];
        var union = shop.Supply.Union("联合社", [.. members.Select(x => x.Cooperative)]);
        return ((await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value, union, members);
    }

    [Fact]
    public async Task Members_are_told_that_their_union_has_bid_with_a_part_of_theirs_each_time_it_does()
    {
        var (demand, union, members) = await UnionAsync();

        await round.BidAsync(demand, round.Offer(members[3], 420, 100));
        await round.BidAsync(demand, round.Joint(union, 400, 300, members[0], members[1], members[2]));
        await round.BidAsync(demand, round.Joint(union, 390, 300, members));

        var told = await round.ToldAsync<JointBidMade>();
        Assert.Equal([3, 4], told.Select(x => x.Members.Length));
        Assert.Equal(members.Take(3).Select(x => x.Cooperative).Order(), told[0].Members.Order());
        Assert.All(told, x => Assert.Equal((demand, union, "联合社", shop.Now.AddDays(3)), (x.DemandId, x.UnionId, x.Union, x.BidsUntil)));
    }

    [Fact]
    public async Task Who_won_is_told_what_and_how_much_and_who_won_nothing_that_the_result_is_there()
    {
        var (demand, sellers) = await MarketAsync();
        var gone = shop.Supply.Seller("退出社");
        var bid = (await round.BidAsync(demand, round.Offer(gone, 590, 600)))!.Value;
        await shop.InAsync<BidDesk, bool>(x => x.WithdrawAsync(round.Seller(gone.Cooperative), demand, bid, default));

        await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);

        Assert.Equal([(sellers[0], "上海青", "一级", 1_200_000L), (sellers[1], "上海青", "一级", 800_000L)], (await round.ToldAsync<AwardOffered>()).OrderByDescending(x => x.Grams).Select(x => (x.SupplierId, x.Product, x.Grade, x.Grams)));
        var lost = Assert.Single(await round.ToldAsync<BidsLost>());
        Assert.Equal((demand, true), (lost.DemandId, sellers[2..].Order().SequenceEqual(lost.Suppliers.Order())));
    }

    [Fact]
    public async Task Nobody_is_told_again_when_a_gap_is_filled()
    {
        var (demand, sellers) = await MarketAsync();
        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);
        await round.DeclineAsync(awards.Single(x => x.SupplierId == sellers[1]));

        var after = await round.AwardAsync(demand, (await round.RefillAsync(demand)).Id);

        Assert.Contains(after, x => x.Version == 2);
        Assert.Single(await round.ToldAsync<BidsLost>());
    }

    [Fact]
    public async Task Where_an_approver_has_to_agree_nothing_is_told_before()
    {
        var (demand, sellers) = await MarketAsync(approval: true);
        var plan = (await round.PlanAsync(demand)).Id;
        var approver = new ChainAct(new(Guid.CreateVersion7(), "approver"), [round.Chain], null);
        await round.AwardAsync(demand, plan);
        await shop.InAsync<AwardDesk, Guid?>(x => x.RefuseAsync(approver, plan, "太贵", default));
        await round.AwardAsync(demand, plan);
        Assert.Empty(await round.ToldAsync<BidsLost>());

        await shop.InAsync<AwardDesk, Guid?>(x => x.ApproveAsync(approver, plan, default));

        Assert.Equal(sellers[2..].Order(), Assert.Single(await round.ToldAsync<BidsLost>()).Suppliers.Order());
        Assert.Equal([800_000L, 1_200_000L], (await round.ToldAsync<AwardOffered>()).Select(x => x.Grams).Order());
    }
}
