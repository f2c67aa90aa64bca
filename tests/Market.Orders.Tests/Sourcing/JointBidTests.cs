using Market.Kernel;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Sourcing;

/// <summary>Bids of unions, and their members' consent.</summary>
public sealed class JointBidTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private readonly Round round;

    public JointBidTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    private (Guid Cooperative, Guid Product)[] Members(int count) => [.. Enumerable.Range(0, count).Select(i => shop.Supply.Seller($"社员{i}"))];

    private Guid Union(params (Guid Cooperative, Guid Product)[] members) => shop.Supply.Union("联合社", [.. members.Select(x => x.Cooperative)]);

    private async Task<Guid> DemandAsync(params string[] certificates) => (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()) with { Certificates = certificates })))!.Value;

    [Fact]
    public async Task A_joint_bid_counts_once_three_members_have_agreed_and_only_with_their_parts()
    {
        var members = Members(4);
        var union = Union(members);
        var demand = await DemandAsync();
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 300, members)))!.Value;

        await round.ConsentAsync(demand, bid, members[0].Cooperative);
        await round.ConsentAsync(demand, bid, members[1].Cooperative);
        var two = await round.PlanAsync(demand);
        await round.ConsentAsync(demand, bid, members[2].Cooperative);
        var three = await round.PlanAsync(demand);

        Assert.Equal((0, 0), (two.Plan.Awards.Count, two.Plan.Explanations.Count));
        Assert.False(two.Demand.Bids.Single().Counts);
        // 3 of 4 members agreed: 3 x 300 kg in each of two weeks.
        Assert.Equal(2 * 900_000, three.Plan.Awards.Sum(x => x.Grams));
        Assert.Equal(members.Take(3).Select(x => x.Cooperative).Order(), three.Plan.Awards.SelectMany(x => x.Parts).Select(x => Guid.ParseExact(x.Cooperative, "N")).Distinct().Order());
    }

    [Fact]
    public async Task A_member_without_the_certificate_delivers_nothing_and_the_others_do()
    {
        var members = Members(3);
        var demand = await DemandAsync("green");
        foreach (var member in members.Take(2)) shop.Supply.Proofs.Add(new(member.Product, "green", new(2026, 1, 1), new(2027, 6, 1)));
        var bid = (await round.BidAsync(demand, round.Joint(Union(members), 400, 300, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);

        var plan = (await round.PlanAsync(demand)).Plan;

        Assert.Equal(2 * 600_000, plan.Awards.Sum(x => x.Grams));
        Assert.DoesNotContain(plan.Awards.SelectMany(x => x.Parts), x => x.Cooperative == members[2].Cooperative.ToString("N"));
    }

    [Fact]
    public async Task The_same_harvest_alone_and_in_the_union_counts_once()
    {
        var members = Members(3);
        var demand = await DemandAsync();
        await round.BidAsync(demand, round.Offer(members[0], 390, 300));
        var bid = (await round.BidAsync(demand, round.Joint(Union(members), 400, 300, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);

        var plan = (await round.PlanAsync(demand)).Plan;

        Assert.Equal(2 * 900_000, plan.Figures.Filled);
        Assert.Empty(plan.Violations);
    }

    [Fact]
    public async Task A_harvest_told_in_two_ways_is_refused_to_whoever_comes_second_and_never_spoils_the_match()
    {
        var members = Members(3);
        var demand = await DemandAsync();
        var keeps = new[] { new BidSupply(Round.First, Round.First.AddDays(7), 300_000) };
        var joint = round.Joint(Union(members), 400, 300, members);
        var bid = (await round.BidAsync(demand, joint))!.Value;
        await round.BidAsync(demand, round.Offer(members[0], 390, 300) with { Harvests = keeps });

        var second = await Assert.ThrowsAsync<RuleException>(() => round.ConsentAsync(demand, bid, members[0].Cooperative));
        await round.ConsentAsync(demand, bid, members[1].Cooperative);
        var other = await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(demand, round.Offer(members[1], 390, 300) with { Harvests = keeps }));

        Assert.Equal(("bid.harvest_conflict", "bid.harvest_conflict"), (second.Code, other.Code));
        Assert.Equal(300_000, (await round.PlanAsync(demand)).Plan.Figures.Filled);
    }

    public static TheoryData<string, Func<BidFacts, BidFacts>> Wrong => new()
    {
        { "bid.members_few", x => x with { Shares = [.. x.Shares.Take(2)] } },
        { "bid.members_few", x => x with { Shares = [] } },
        { "bid.member", x => x with { Shares = [.. x.Shares.Take(2), x.Shares[2] with { CooperativeId = Guid.CreateVersion7() }] } },
        { "bid.member", x => x with { Shares = [.. x.Shares, x.Shares[0]] } },
        { "bid.product", x => x with { Shares = [.. x.Shares.Take(2), x.Shares[2] with { ProductId = x.Shares[0].ProductId }] } },
        { "bid.product", x => x with { ProductId = x.Shares[0].ProductId } },
        { "bid.supply", x => x with { Shares = [.. x.Shares.Take(2), x.Shares[2] with { Harvests = [] }] } },
        { "bid.window", x => x with { Shares = [.. x.Shares.Take(2), x.Shares[2] with { Harvests = [new(Round.First, Round.First.AddDays(2), 10_000)] }] } },
        { "match.not_positive", x => x with { Shares = [.. x.Shares.Take(2), x.Shares[2] with { Harvests = [new(Round.First, Round.First, 0)] }] } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_joint_bid_that_makes_no_sense_is_refused(string code, Func<BidFacts, BidFacts> spoil)
    {
        var members = Members(3);
        var demand = await DemandAsync();

        var refusal = await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(demand, spoil(round.Joint(Union(members), 400, 300, members))));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_cooperative_cannot_bid_for_others_and_a_union_has_three_members()
    {
        var members = Members(3);
        var demand = await DemandAsync();

        var refusal = await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(demand, round.Offer(members[0], 400, 300) with { Shares = [new(members[1].Cooperative, members[1].Product, [])] }));

        Assert.Equal("bid.member", refusal.Code);
    }

    [Fact]
    public async Task The_union_reads_all_of_it_each_member_its_part_and_nobody_else_a_part()
    {
        var members = Members(4);
        var union = Union(members[0], members[1], members[2]);
        var demand = await DemandAsync();
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 300, members[0], members[1], members[2])))!.Value;
        for (var i = 0; i < 3; i++) await round.ConsentAsync(demand, bid, members[i].Cooperative);

        var (whole, chain, member, stranger) = (await FindAsync(new([], [union])), await FindAsync(round.Whole), await FindAsync(new([], [members[0].Cooperative])), await FindAsync(new([], [members[3].Cooperative])));

        Assert.Equal((3, 1_800_000L), (whole.Bids.Single().Shares.Count, whole.Bids.Single().Harvests.Sum(x => x.Grams)));
        Assert.Equal((0, 3, 1_800_000L), (chain.Bids.Single().Shares.Count, chain.Bids.Single().Consented, chain.Bids.Single().Harvests.Sum(x => x.Grams)));
        Assert.Equal((members[0].Cooperative, 600_000L), (member.Bids.Single().Shares.Single().CooperativeId, member.Bids.Single().Harvests.Sum(x => x.Grams)));
        Assert.Empty(stranger.Bids);

        var plan = await round.PlanAsync(demand);
        shop.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal([900_000L, 900_000L], (await PlanAsync(new([], [union]), plan.Id)).Plan.Awards.Select(x => x.Grams));
        var part = (await PlanAsync(new([], [members[0].Cooperative]), plan.Id)).Plan;
        Assert.Equal([300_000L, 300_000L], part.Awards.Select(x => x.Grams));
        Assert.All(part.Awards.SelectMany(x => x.Parts), x => Assert.Equal(members[0].Cooperative.ToString("N"), x.Cooperative));
        Assert.Empty(part.Explanations);
        Assert.Empty((await PlanAsync(new([], [members[3].Cooperative]), plan.Id)).Plan.Awards);

        async Task<DemandView> FindAsync(DemandParty party) => (await shop.InAsync<DemandReads, DemandView?>(x => x.FindAsync(party, demand, default)))!;
        async Task<PlanView> PlanAsync(DemandParty party, Guid id) => (await shop.InAsync<PlanReads, PlanView?>(x => x.FindAsync(party, id, default)))!;
    }

    [Fact]
    public async Task Only_the_member_agrees_once_in_time_and_to_the_newest_bid()
    {
        var members = Members(3);
        var demand = await DemandAsync();
        var old = (await round.BidAsync(demand, round.Joint(Union(members), 400, 300, members)))!.Value;
        await round.ConsentAsync(demand, old, members[0].Cooperative);

        Assert.False(await round.ConsentAsync(demand, old, members[1].Cooperative, actsFor: members[0].Cooperative));
        Assert.False(await round.ConsentAsync(demand, old, Guid.CreateVersion7()));
        Assert.Equal("bid.consented", (await Assert.ThrowsAsync<RuleException>(() => round.ConsentAsync(demand, old, members[0].Cooperative))).Code);
        var view = (await shop.InAsync<DemandReads, DemandView?>(x => x.FindAsync(round.Whole, demand, default)))!;
        var newer = (await round.BidAsync(demand, round.Joint(view.Bids[0].CooperativeId, 380, 300, members)))!.Value;
        Assert.Equal("bid.superseded", (await Assert.ThrowsAsync<RuleException>(() => round.ConsentAsync(demand, old, members[1].Cooperative))).Code);
        shop.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal("bid.late", (await Assert.ThrowsAsync<RuleException>(() => round.ConsentAsync(demand, newer, members[1].Cooperative))).Code);
    }

    [Fact]
    public async Task A_member_takes_its_agreement_back_while_bids_are_taken_and_is_not_awarded()
    {
        var members = Members(4);
        var demand = await DemandAsync();
        var bid = (await round.BidAsync(demand, round.Joint(Union(members), 400, 300, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);
        var before = (await round.PlanAsync(demand)).Id;
        Task<bool> BackAsync(Guid cooperative, Guid actsFor) => shop.InAsync<ConsentDesk, bool>(x => x.TakeBackAsync(new(shop.Manager, [actsFor], null), demand, bid, cooperative, default));

        Assert.False(await BackAsync(members[3].Cooperative, members[0].Cooperative));
        var codes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try { return await BackAsync(members[3].Cooperative, members[3].Cooperative) ? "" : "absent"; }
            catch (RuleException refusal) { return refusal.Code; }
        })));

        Assert.Equal((1, 63), (codes.Count(x => x is ""), codes.Count(x => x is "bid.not_consented")));
        Assert.Equal("award.bid_gone", (await Assert.ThrowsAsync<RuleException>(() => round.AwardAsync(demand, before))).Code);
        Assert.Equal(2 * 900_000, (await round.PlanAsync(demand)).Plan.Awards.Sum(x => x.Grams));
        Assert.Equal("bid.late", (await Assert.ThrowsAsync<RuleException>(() => BackAsync(members[0].Cooperative, members[0].Cooperative))).Code);
    }

    [Fact]
    public async Task A_member_that_has_left_counts_no_more_and_two_are_no_union()
    {
        var members = Members(3);
        var union = Union(members);
        var demand = await DemandAsync();
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 300, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);
        var newcomer = shop.Supply.Seller("新社员");
        shop.Supply.Suppliers[union] = shop.Supply.Suppliers[union] with { Members = [members[0].Cooperative, members[1].Cooperative, newcomer.Cooperative] };

        Assert.Equal(0, (await round.PlanAsync(demand)).Plan.Figures.Filled);
    }

    [Fact]
    public async Task Neighbours_below_the_minimum_lot_win_together()
    {
        var members = Members(3);
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()) with { MinLotGrams = 800_000 })))!.Value;
        foreach (var member in members) await round.BidAsync(demand, round.Offer(member, 400, 300));
        var bid = (await round.BidAsync(demand, round.Joint(Union(members), 410, 300, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);

        var plan = (await round.PlanAsync(demand)).Plan;

        Assert.Equal(2 * 900_000, plan.Figures.Filled);
        Assert.All(plan.Explanations.Where(x => x.Offer != bid.ToString("N")), x => Assert.Equal(FilterRule.MinLot, x.Rule));
    }
}
