using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Sourcing;

/// <summary>Demands of chains and bids of cooperatives.</summary>
public sealed class DemandTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private readonly Round round;

    public DemandTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task A_demand_keeps_every_line_window_and_gram_and_gets_a_number()
    {
        var (one, two) = (shop.Supply.Store("金穗店"), shop.Supply.Store("双河店"));
        var id = (await round.PublishAsync(round.Facts(round.Line(one, 1200), round.Line(two, 800) with { Certificates = ["green"], SharedLogo = true, MinLotGrams = 200_000, MaxSharePerMille = 600, RadiusMetres = 60_000 })))!.Value;

        var view = (await shop.InAsync<DemandReads, DemandView?>(x => x.FindAsync(round.Whole, id, default)))!;

        Assert.StartsWith("XQ-2026-000001", view.Number, StringComparison.Ordinal);
        Assert.Equal(["金穗店", "双河店"], view.Lines.Select(x => x.Store));
        Assert.Equal((2, 1_200_000L, 600L), (view.Lines[0].Windows.Count, view.Lines[0].Windows[1].Grams, view.Lines[0].CeilingFenPerKg));
        Assert.Equal(("green", true, 200_000L, 600, 60_000L), (view.Lines[1].Certificates.Single(), view.Lines[1].SharedLogo, view.Lines[1].MinLotGrams, view.Lines[1].MaxSharePerMille, view.Lines[1].RadiusMetres));
    }

    public static TheoryData<string, Func<DemandFacts, DemandFacts>> Wrong => new()
    {
        { "demand.title", x => x with { Title = " " } },
        { "demand.title", x => x with { Title = new string('长', 121) } },
        { "demand.bids_until", x => x with { BidsUntil = new(2026, 11, 23, 1, 0, 0, DateTimeKind.Utc) } },
        { "demand.too_many", x => x with { Lines = [] } },
        { "demand.days", x => x with { Lines = [x.Lines[0] with { Windows = [new(new(2026, 11, 22), new(2026, 11, 28), 1000)] }] } },
        { "demand.days", x => x with { Lines = [x.Lines[0] with { Windows = [new(Round.First, new(2028, 11, 24), 1000)] }] } },
        { "demand.store", x => x with { Lines = [x.Lines[0] with { StoreId = Guid.CreateVersion7() }] } },
        { "demand.certificate", x => x with { Lines = [x.Lines[0] with { Certificates = ["halal"] }] } },
        { "match.not_positive", x => x with { Lines = [x.Lines[0] with { Windows = [x.Lines[0].Windows[0] with { Grams = 0 }] }] } },
        { "match.not_positive", x => x with { Lines = [x.Lines[0] with { Windows = [x.Lines[0].Windows[0] with { Grams = -5 }] }] } },
        { "match.not_positive", x => x with { Lines = [x.Lines[0] with { CeilingFenPerKg = 0 }] } },
        { "match.max_suppliers", x => x with { Lines = [x.Lines[0] with { MaxSuppliers = 0 }] } },
        { "match.window_order", x => x with { Lines = [x.Lines[0] with { Windows = [new(Round.First.AddDays(6), Round.First, 1000)] }] } },
        { "match.window_overlap", x => x with { Lines = [x.Lines[0], x.Lines[0] with { Windows = [new(Round.First.AddDays(3), Round.First.AddDays(9), 1000)] }] } },
        { "match.shortage_range", x => x with { Rules = new() { ShortagePerMille = 10 } } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task What_no_plan_can_be_made_of_is_refused_and_nothing_is_kept(string code, Func<DemandFacts, DemandFacts> spoil)
    {
        var facts = spoil(round.Facts(round.Line(shop.Supply.Store())));

        var refusal = await Assert.ThrowsAsync<RuleException>(() => round.PublishAsync(facts));

        Assert.Equal(code, refusal.Code);
        Assert.Equal(0, await shop.InAsync<OrdersDb, int>(db => db.Demands.CountAsync()));
    }

    [Fact]
    public async Task Only_the_chains_own_buyers_publish_and_see_everything_cooperatives_see_their_own_bids()
    {
        var (a, b) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(id, round.Offer(a, 500, 1000));
        await round.BidAsync(id, round.Offer(b, 510, 1000));

        Assert.Null(await shop.InAsync<DemandDesk, Guid?>(x => x.PublishAsync(new(round.Buyer, [Guid.CreateVersion7()], null), round.Chain, round.Facts(), default)));
        Assert.Equal(2, (await FindAsync(round.Whole, id))!.Bids.Count);
        Assert.Equal([a.Cooperative], (await FindAsync(new([], [a.Cooperative]), id))!.Bids.Select(x => x.CooperativeId));
        Assert.Null(await FindAsync(new([Guid.CreateVersion7()], []), id));
        Assert.Null(await FindAsync(new([], []), id));
        var (list, total) = await shop.InAsync<DemandReads, (IReadOnlyList<DemandCard>, int)>(x => x.ListAsync(new([], [b.Cooperative]), 1, 20, default));
        Assert.Equal((1, 1, 2_000_000L), (total, list[0].Bids, list[0].Grams));
    }

    [Fact]
    public async Task A_demand_for_invited_cooperatives_does_not_exist_for_others()
    {
        var (a, b) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store())) with { Invited = [a.Cooperative] }))!.Value;

        Assert.NotNull(await round.BidAsync(id, round.Offer(a, 500, 1000)));
        Assert.Null(await round.BidAsync(id, round.Offer(b, 500, 1000)));
        Assert.Null(await FindAsync(new([], [b.Cooperative]), id));
    }

    [Fact]
    public async Task A_new_bid_takes_the_place_of_the_old_one_which_is_kept()
    {
        var a = shop.Supply.Seller("甲社");
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(id, round.Offer(a, 500, 1000));
        await round.BidAsync(id, round.Offer(a, 480, 900));

        var view = (await FindAsync(round.Whole, id))!;
        var plan = await round.PlanAsync(id);

        Assert.Equal([1, 2], view.Bids.Select(x => x.Nth));
        Assert.Equal("bid.superseded", (await Assert.ThrowsAsync<RuleException>(() => WithdrawAsync(id, view.Bids.Single(x => x.Nth == 1).Id, a.Cooperative))).Code);
        Assert.Equal([(480L, 900_000L)], view.Bids.Where(x => x.Nth == 2).Select(x => (x.Tiers[0].FenPerKg, x.Harvests[0].Grams)));
        Assert.Equal(1_800_000, plan.Plan.Figures.Filled);
    }

    public static TheoryData<string, Func<BidFacts, BidFacts>> WrongBids => new()
    {
        { "bid.product", x => x with { ProductId = Guid.CreateVersion7() } },
        { "bid.line", x => x with { Product = "茄子" } },
        { "bid.line", x => x with { Grade = "" } },
        { "bid.supply", x => x with { Harvests = [] } },
        { "bid.price", x => x with { Tiers = [new(0, 6_010)] } },
        { "bid.valid_until", x => x with { ValidUntil = new(2026, 11, 22) } },
        { "match.list_empty", x => x with { Tiers = [] } },
        { "match.tier_order", x => x with { Tiers = [new(5, 500)] } },
        { "match.tier_order", x => x with { Tiers = [new(0, 500), new(0, 400)] } },
        { "match.tier_price", x => x with { Tiers = [new(0, 500), new(1000, 600)] } },
        { "match.not_positive", x => x with { Tiers = [new(0, 0)] } },
        { "match.not_positive", x => x with { Harvests = [new(Round.First, Round.First, 0)] } },
        { "bid.window", x => x with { Harvests = [new(Round.First.AddDays(1), Round.First, 10)] } },
        { "bid.window", x => x with { Harvests = [new(Round.First, Round.First.AddDays(1), 10)] } },
        { "bid.keeps", x => x with { Harvests = [new(Round.First.AddDays(7), Round.First, 10)] } },
    };

    [Theory, MemberData(nameof(WrongBids))]
    public async Task A_bid_that_makes_no_sense_is_refused(string code, Func<BidFacts, BidFacts> spoil)
    {
        var a = shop.Supply.Seller("甲社");
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;

        var refusal = await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(id, spoil(round.Offer(a, 500, 1000))));

        Assert.Equal(code, refusal.Code);
        if (code is "bid.window" or "bid.keeps") Assert.StartsWith("supply[0].", refusal.Field, StringComparison.Ordinal);
        Assert.Empty((await FindAsync(round.Whole, id))!.Bids);
    }

    [Fact]
    public async Task Grades_that_differ_in_case_are_two_grades_on_every_database()
    {
        var a = shop.Supply.Seller("甲社");
        var store = shop.Supply.Store();
        var id = (await round.PublishAsync(round.Facts(round.Line(store) with { Grade = "A" }, round.Line(store) with { Grade = "a" })))!.Value;
        await round.BidAsync(id, round.Offer(a, 500, 1000) with { Grade = "A" });
        await round.BidAsync(id, round.Offer(a, 480, 1000) with { Grade = "a" });

        var view = (await FindAsync(round.Whole, id))!;

        Assert.Equal([1, 1], view.Bids.Select(x => x.Nth));
        Assert.Equal(4_000_000, (await round.PlanAsync(id)).Plan.Figures.Filled);
    }

    [Fact]
    public async Task Bids_end_with_the_demands_last_moment_or_its_withdrawal()
    {
        var a = shop.Supply.Seller("甲社");
        var (open, late) = ((await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value, (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value);
        var bid = (await round.BidAsync(late, round.Offer(a, 500, 1000)))!.Value;
        Assert.True(await shop.InAsync<DemandWithdrawal, bool>(x => x.WithdrawAsync(round.Act, open, default)));
        Assert.Equal("demand.not_open", (await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(open, round.Offer(a, 500, 1000)))).Code);
        shop.Clock.Advance(TimeSpan.FromDays(4));

        Assert.Equal("bid.late", (await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(late, round.Offer(a, 490, 1000)))).Code);
        Assert.Equal("bid.late", (await Assert.ThrowsAsync<RuleException>(() => WithdrawAsync(late, bid, a.Cooperative))).Code);
        Assert.False(await WithdrawAsync(late, bid, Guid.CreateVersion7()));
    }

    private Task<bool> WithdrawAsync(Guid demand, Guid bid, Guid cooperative) => shop.InAsync<BidDesk, bool>(x => x.WithdrawAsync(new(shop.Manager, [cooperative], null), demand, bid, default));

    private Task<DemandView?> FindAsync(DemandParty party, Guid id) => shop.InAsync<DemandReads, DemandView?>(x => x.FindAsync(party, id, default));
}
