using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Sourcing;

/// <summary>What waits for an answer of suppliers and of members of unions.</summary>
public sealed class SourcingTaskTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private readonly Round round;

    public SourcingTaskTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    private async Task<(Guid Demand, Guid Union, (Guid Cooperative, Guid Product)[] Members)> UnionAsync()
    {
        (Guid Cooperative, Guid Product)[] members = [.. Enumerable.Range(0, 4).Select(i => shop.Supply.Seller($"社员{i}"))];
        var union = shop.Supply.Union("联合社", [.. members.Select(x => x.Cooperative)]);
        return ((await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value, union, members);
    }

    private Task<IReadOnlyList<ConsentTask>> ConsentsAsync(Guid member) => shop.InAsync<SourcingTasks, IReadOnlyList<ConsentTask>>(x => x.ConsentsAsync([member], default));

    private Task<IReadOnlyList<AwardTask>> AwardsAsync(params Guid[] suppliers) => shop.InAsync<SourcingTasks, IReadOnlyList<AwardTask>>(x => x.AwardsAsync(suppliers, default));

    [Fact]
    public async Task A_part_waits_for_its_member_until_it_agrees_the_union_bids_anew_or_bids_end()
    {
        var (demand, union, members) = await UnionAsync();
        var old = (await round.BidAsync(demand, round.Joint(union, 400, 300, members)))!.Value;
        var waiting = Assert.Single(await ConsentsAsync(members[0].Cooperative));
        Assert.Equal((demand, "联合社", "上海青", "一级", shop.Now.AddDays(3)), (waiting.DemandId, waiting.Union, waiting.Product, waiting.Grade, waiting.Until));
        Assert.Empty(await ConsentsAsync(union));

        await round.ConsentAsync(demand, old, members[0].Cooperative);
        Assert.Empty(await ConsentsAsync(members[0].Cooperative));
        await round.BidAsync(demand, round.Joint(union, 390, 300, members[0], members[1], members[2]));
        Assert.Single(await ConsentsAsync(members[0].Cooperative));
        Assert.Empty(await ConsentsAsync(members[3].Cooperative));

        await round.CloseAsync(demand);
        Assert.Empty(await ConsentsAsync(members[0].Cooperative));
    }

    [Fact]
    public async Task A_part_of_a_bid_that_was_taken_back_waits_no_more()
    {
        var (demand, union, members) = await UnionAsync();
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 300, members)))!.Value;

        Assert.True(await shop.InAsync<BidDesk, bool>(x => x.WithdrawAsync(round.Seller(union), demand, bid, default)));

        Assert.Empty(await ConsentsAsync(members[0].Cooperative));
    }

    [Fact]
    public async Task An_award_waits_for_its_supplier_once_it_is_offered_until_it_answers_or_the_day_has_passed()
    {
        (Guid Cooperative, Guid Product)[] sellers = [shop.Supply.Seller("社0"), shop.Supply.Seller("社1")];
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store())) with { NeedsApproval = true }))!.Value;
        for (var i = 0; i < 2; i++) await round.BidAsync(demand, round.Offer(sellers[i], 400 + 10 * i, 600));
        var plan = (await round.PlanAsync(demand)).Id;
        var awards = await round.AwardAsync(demand, plan);
        var (first, second) = (awards.Single(x => x.SupplierId == sellers[0].Cooperative), awards.Single(x => x.SupplierId == sellers[1].Cooperative));
        Assert.Empty(await AwardsAsync(first.SupplierId, second.SupplierId));

        await shop.InAsync<AwardDesk, Guid?>(x => x.ApproveAsync(new(new(Guid.CreateVersion7(), "approver"), [round.Chain], null), plan, default));

        var waiting = Assert.Single(await AwardsAsync(first.SupplierId));
        Assert.Equal((first.Id, "上海青", "一级", 1_200_000L, new DateTime(2026, 11, 26, 15, 59, 59)), (waiting.AwardId, waiting.Product, waiting.Grade, waiting.Grams, waiting.AnswerUntil));
        Assert.Equal(2, (await AwardsAsync(first.SupplierId, second.SupplierId)).Count);
        await round.AcceptAsync(first);
        Assert.Equal(second.Id, Assert.Single(await AwardsAsync(first.SupplierId, second.SupplierId)).AwardId);
        shop.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Empty(await AwardsAsync(first.SupplierId, second.SupplierId));
    }
}
