using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Sourcing;

/// <summary>Awards: offered, approved, answered, lapsed, and filled again.</summary>
public sealed class AwardTests : IAsyncLifetime
{
    private readonly Shop shop = new() { Settings = new() { Sourcing = new() { FreightFenPerTonneKm = 100 } } };
    private readonly Round round;

    public AwardTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    /// <summary>Two weeks of 1,000 kg; bids of 600 kg each at 4.00, 4.10, 4.20 and so on.</summary>
    private async Task<(Guid Demand, (Guid Cooperative, Guid Product)[] Sellers)> MarketAsync(int sellers, Func<DemandFacts, DemandFacts>? change = null)
    {
        (Guid, Guid)[] all = [.. Enumerable.Range(0, sellers).Select(i => shop.Supply.Seller($"社{i}"))];
        var demand = (await round.PublishAsync((change ?? (x => x))(round.Facts(round.Line(shop.Supply.Store())))))!.Value;
        for (var i = 0; i < sellers; i++) await round.BidAsync(demand, round.Offer(all[i], 400 + 10 * i, 600));
        return (demand, all);
    }

    [Fact]
    public async Task Each_supplier_is_offered_its_part_with_price_freight_and_windows()
    {
        var (demand, sellers) = await MarketAsync(3);

        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);

        Assert.Equal([("社0", 1_200_000L), ("社1", 800_000L)], awards.Select(x => (x.Supplier, x.Grams)));
        Assert.All(awards, x => Assert.Equal((AwardState.Offered, new DateTime(2026, 11, 26, 15, 59, 59)), (x.State, x.AnswerUntil)));
        var line = awards[0].Lines[0];
        Assert.Equal((400L, 400_500L, Round.First, Round.First.AddDays(6), "惠家金穗店"), (line.FenPerKg, line.LandedMicroFen, line.From, line.To, line.Store));
        Assert.Equal((sellers[0].Cooperative, sellers[0].Product, 600_000L), (line.Parts.Single().CooperativeId, line.Parts.Single().ProductId, line.Parts.Single().Grams));
        Assert.Equal("社1", (await round.AwardsAsync(demand, new([], [sellers[1].Cooperative]))).Single().Supplier);
        Assert.Empty(await round.AwardsAsync(demand, new([], [sellers[2].Cooperative])));
        Assert.Empty(await round.AwardsAsync(demand, new([Guid.CreateVersion7()], [])));
    }

    [Fact]
    public async Task The_price_follows_the_weight_of_each_delivery()
    {
        var seller = shop.Supply.Seller("社");
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(demand, round.Offer(seller, 500, 1000) with { Tiers = [new(0, 500), new(800_000, 450)], Harvests = [new(Round.First, Round.First, 1_000_000), new(Round.First.AddDays(7), Round.First.AddDays(7), 700_000)] });

        var award = (await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id)).Single();

        Assert.Equal([(1_000_000L, 450L), (700_000L, 500L)], award.Lines.Select(x => (x.Grams, x.FenPerKg)));
    }

    [Fact]
    public async Task An_award_is_accepted_or_declined_once_and_by_its_supplier_only()
    {
        var (demand, _) = await MarketAsync(2);
        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);

        Assert.Null(await shop.InAsync<AwardAnswers, Guid?>(x => x.AcceptAsync(round.Seller(awards[1].SupplierId), awards[0].Id, default)));
        Assert.Equal("award.not_accepted", (await Assert.ThrowsAsync<RuleException>(() => round.DropOutAsync(awards[0]))).Code);
        Assert.NotNull(await round.AcceptAsync(awards[0]));
        Assert.Equal("award.answered", (await Assert.ThrowsAsync<RuleException>(() => round.DeclineAsync(awards[0]))).Code);
        Assert.Equal("award.reason", (await Assert.ThrowsAsync<RuleException>(() => shop.InAsync<AwardAnswers, Guid?>(x => x.DeclineAsync(round.Seller(awards[1].SupplierId), awards[1].Id, " ", default)))).Code);
        Assert.NotNull(await round.DeclineAsync(awards[1]));

        Assert.Equal([AwardState.Accepted, AwardState.Declined], (await round.AwardsAsync(demand)).Select(x => x.State));
        Assert.Equal("没货了", (await round.AwardsAsync(demand))[1].Reason);
    }

    [Fact]
    public async Task Of_64_answers_at_once_one_wins()
    {
        var (demand, _) = await MarketAsync(1);
        var award = (await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id)).Single();

        var codes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            try
            {
                return await (i % 2 == 0 ? round.AcceptAsync(award) : round.DeclineAsync(award)) is null ? "absent" : i % 2 == 0 ? "accepted" : "declined";
            }
            catch (RuleException refusal)
            {
                return refusal.Code;
            }
        })));

        var won = Assert.Single(codes, x => x is "accepted" or "declined");
        Assert.Equal(63, codes.Count(x => x == "award.answered"));
        Assert.Equal(won, (await round.AwardsAsync(demand)).Single().State.ToString().ToLowerInvariant());
        Assert.Equal(1, await shop.InAsync<OrdersDb, int>(db => db.Deeds.CountAsync(x => x.SubjectId == award.Id)));
    }

    [Fact]
    public async Task Who_is_silent_past_the_day_loses_the_award_without_anybody_looking()
    {
        var (demand, _) = await MarketAsync(2);
        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id, new(2026, 11, 24));
        await round.AcceptAsync(awards[0]);
        shop.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("award.late", (await Assert.ThrowsAsync<RuleException>(() => round.AcceptAsync(awards[1]))).Code);
        await shop.SweepAsync();

        Assert.Equal([AwardState.Accepted, AwardState.Lapsed], (await round.AwardsAsync(demand)).Select(x => x.State));
        Assert.Equal("award.late", (await Assert.ThrowsAsync<RuleException>(() => round.AcceptAsync(awards[1]))).Code);
    }

    [Fact]
    public async Task An_approver_who_did_not_ask_agrees_before_a_supplier_sees_anything()
    {
        var (demand, sellers) = await MarketAsync(1, x => x with { NeedsApproval = true });
        var plan = (await round.PlanAsync(demand)).Id;
        var awards = await round.AwardAsync(demand, plan);
        Assert.Equal(AwardState.Proposed, awards.Single().State);
        Assert.Empty(await round.AwardsAsync(demand, new([], [sellers[0].Cooperative])));
        Assert.Null(await round.AcceptAsync(awards.Single()));

        Assert.Equal("award.own_request", (await Assert.ThrowsAsync<RuleException>(() => ApproveAsync(round.Act, plan))).Code);
        Assert.Null(await ApproveAsync(new(new(Guid.CreateVersion7(), "approver"), [Guid.CreateVersion7()], null), plan));
        var approver = new ChainAct(new(Guid.CreateVersion7(), "approver"), [round.Chain], null);
        Assert.NotNull(await ApproveAsync(approver, plan));
        Assert.Equal("award.not_waiting", (await Assert.ThrowsAsync<RuleException>(() => ApproveAsync(approver, plan))).Code);
        Assert.NotNull(await round.AcceptAsync((await round.AwardsAsync(demand, new([], [sellers[0].Cooperative]))).Single()));
    }

    [Fact]
    public async Task An_approver_refuses_with_a_reason_and_the_buyer_may_ask_again()
    {
        var (demand, sellers) = await MarketAsync(1, x => x with { NeedsApproval = true });
        var plan = (await round.PlanAsync(demand)).Id;
        await round.AwardAsync(demand, plan);
        var approver = new ChainAct(new(Guid.CreateVersion7(), "approver"), [round.Chain], null);

        Assert.Equal("award.reason", (await Assert.ThrowsAsync<RuleException>(() => RefuseAsync(approver, plan, " "))).Code);
        Assert.Equal("award.own_request", (await Assert.ThrowsAsync<RuleException>(() => RefuseAsync(round.Act, plan, "太贵"))).Code);
        Assert.Null(await RefuseAsync(approver with { Chains = [Guid.CreateVersion7()] }, plan, "太贵"));
        var codes = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            try { return await (i % 2 == 0 ? RefuseAsync(approver, plan, "太贵") : ApproveAsync(approver, plan)) is null ? "absent" : i % 2 == 0 ? "refused" : "approved"; }
            catch (RuleException refusal) { return refusal.Code; }
        })));
        Assert.Equal(63, codes.Count(x => x == "award.not_waiting"));
        if (codes.Contains("approved")) return;

        Assert.Empty(await round.AwardsAsync(demand, new([], [sellers[0].Cooperative])));
        Assert.Equal("太贵", (await shop.InAsync<AwardReads, AwardRefusal?>(x => x.RefusedAsync([round.Chain], plan, default)))!.Reason);
        Assert.Null(await shop.InAsync<AwardReads, AwardRefusal?>(x => x.RefusedAsync([Guid.CreateVersion7()], plan, default)));
        Assert.Equal(round.Buyer.Id, await shop.InAsync<OrdersDb, Guid>(async db => (await db.Outbox.ToListAsync()).Select(x => x.Open()).OfType<Market.Kernel.Messages.AwardsRefused>().Single().BuyerId));
        var again = await round.AwardAsync(demand, plan);
        Assert.NotNull(await ApproveAsync(approver, plan));
        Assert.NotNull(await round.AcceptAsync(again.Single(x => x.State == AwardState.Proposed)));
    }

    [Fact]
    public async Task A_refused_second_set_leaves_the_first_to_be_filled_again()
    {
        var (demand, _) = await MarketAsync(4, x => x with { NeedsApproval = true });
        var plan = (await round.PlanAsync(demand)).Id;
        var approver = new ChainAct(new(Guid.CreateVersion7(), "approver"), [round.Chain], null);
        await round.AwardAsync(demand, plan);
        await ApproveAsync(approver, plan);
        await round.DeclineAsync((await round.AwardsAsync(demand))[0]);
        var refilled = (await round.RefillAsync(demand)).Id;
        await round.AwardAsync(demand, refilled);

        await RefuseAsync(approver, refilled, "再等等");

        Assert.Equal((plan, AwardSetState.Offered), await shop.InAsync<AwardReads, (Guid, AwardSetState)>(async x => (await x.ActiveAsync([round.Chain], demand, default)) is var set ? (set!.PlanId, set.State) : default));
        Assert.NotEqual(refilled, (await round.RefillAsync(demand)).Id);
    }

    [Fact]
    public async Task Awards_are_made_after_the_bids_are_closed_and_from_a_plan_that_knows_them_all()
    {
        var (demand, _) = await MarketAsync(2);
        var plan = (await round.PlanAsync(demand)).Id;
        Task<Guid?> AskAsync() => shop.InAsync<AwardDesk, Guid?>(x => x.AskAsync(round.Act, plan, null, default));
        Task<bool> CloseAsync(ChainAct act) => shop.InAsync<DemandDesk, bool>(x => x.CloseBidsAsync(act, demand, default));

        Assert.Equal("award.bids_open", (await Assert.ThrowsAsync<RuleException>(AskAsync)).Code);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await round.BidAsync(demand, round.Offer(shop.Supply.Seller("迟来社"), 390, 100));
        Assert.False(await CloseAsync(new(round.Buyer, [Guid.CreateVersion7()], null)));
        var closed = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try { return await CloseAsync(round.Act) ? "" : "absent"; }
            catch (RuleException refusal) { return refusal.Code; }
        })));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((1, 63), (closed.Count(x => x is ""), closed.Count(x => x is "bid.late")));
        Assert.Equal("bid.late", (await Assert.ThrowsAsync<RuleException>(() => round.BidAsync(demand, round.Offer(shop.Supply.Seller("更迟社"), 390, 100)))).Code);
        var view = (await shop.InAsync<DemandReads, DemandView?>(x => x.FindAsync(round.Whole, demand, default)))!;
        Assert.Equal((shop.Now.AddMinutes(-1), shop.Now.AddMinutes(-2).AddDays(3)), (view.BidsUntil, view.PlannedUntil));
        Assert.Equal("award.plan_outdated", (await Assert.ThrowsAsync<RuleException>(AskAsync)).Code);
        Assert.Equal(3, await shop.InAsync<OrdersDb, int>(async db => (await db.Outbox.ToListAsync()).Select(x => x.Open()).OfType<Market.Kernel.Messages.BidsClosed>().Single().Suppliers.Length));
        plan = (await round.PlanAsync(demand)).Id;
        Assert.NotNull(await AskAsync());
    }

    [Fact]
    public async Task One_who_drops_out_is_replaced_and_not_one_accepted_award_changes()
    {
        var (demand, sellers) = await MarketAsync(5);
        var plan = await round.PlanAsync(demand);
        var awards = await round.AwardAsync(demand, plan.Id);
        foreach (var award in awards) await round.AcceptAsync(award);
        var kept = awards.Single(x => x.Supplier == "社1");
        await round.DropOutAsync(awards.Single(x => x.Supplier == "社0"));

        var second = await round.RefillAsync(demand);
        var after = await round.AwardAsync(demand, second.Id);

        Assert.Equal((2, 1m, 0), (second.Nth, second.Plan.Fill, second.Plan.Violations.Count));
        var unchanged = after.Single(x => x.Id == kept.Id);
        Assert.Equal((AwardState.Accepted, kept.Grams), (unchanged.State, unchanged.Grams));
        Assert.Equal(kept.Lines.Select(x => (x.From, x.Grams, x.FenPerKg)), unchanged.Lines.Select(x => (x.From, x.Grams, x.FenPerKg)));
        Assert.Equal(AwardState.DroppedOut, after.Single(x => x.Id == awards[0].Id).State);
        var made = after.Where(x => x.Version == 2).ToList();
        Assert.All(made, x => Assert.Equal(AwardState.Offered, x.State));
        // 2,000 kg less the 800 kg that were kept; nobody who dropped out is asked again.
        Assert.Equal((1_200_000L, true), (made.Sum(x => x.Grams), made.TrueForAll(x => x.SupplierId != sellers[0].Cooperative)));
        await shop.VerifyAsync();
    }

    [Fact]
    public async Task The_refill_is_as_full_as_a_match_from_scratch_without_the_supplier()
    {
        var (one, two) = (shop.Supply.Store("金穗店"), shop.Supply.Store("双河店"));
        var sellers = Enumerable.Range(0, 12).Select(i => shop.Supply.Seller($"社{i:00}")).ToList();
        var demand = (await round.PublishAsync(round.Facts(round.Line(one, 2000) with { MinLotGrams = 100_000, MaxSuppliers = 8 }, round.Line(two, 1500) with { MaxSuppliers = 8 })))!.Value;
        for (var i = 0; i < 12; i++) await round.BidAsync(demand, round.Offer(sellers[i], 400 + 7 * (i % 5), 280 + 40 * (i % 4)));
        var first = await round.PlanAsync(demand);
        var awards = await round.AwardAsync(demand, first.Id);
        foreach (var award in awards.Skip(1)) await round.AcceptAsync(award);
        await round.DeclineAsync(awards[0]);

        var refilled = await round.RefillAsync(demand);

        var market = ProblemJson.Read(PackedText.Unpack(await shop.InAsync<OrdersDb, byte[]>(async db => await db.PlanJobs.Where(x => x.Kind == PlanJobKind.Match).Select(x => x.Problem).SingleAsync())));
        var scratch = Matcher.Match(market with { Offers = [.. market.Offers.Select(x => x with { Withdrawn = x.Id == awards[0].BidId.ToString("N") })] });
        Assert.InRange(refilled.Plan.Fill, scratch.Fill - 0.005m, 1m);
        var after = await round.AwardAsync(demand, refilled.Id);
        foreach (var award in awards.Skip(1))
            Assert.Equal((AwardState.Accepted, award.Grams), (after.Single(x => x.Id == award.Id).State, after.Single(x => x.Id == award.Id).Grams));
        var planned = refilled.Plan.Awards.ToDictionary(x => (x.Offer, x.Line, x.Window), x => x.Grams);
        Assert.Equal(planned, after.Where(x => x.State is AwardState.Accepted or AwardState.Offered).SelectMany(x => x.Lines, (award, line) => (Key: (award.BidId.ToString("N"), DemandMarket.Name(line.Position), DemandMarket.Name(line.From)), line.Grams))
            .GroupBy(x => x.Key).ToDictionary(x => x.Key, x => x.Sum(y => y.Grams)));
    }

    [Fact]
    public async Task Who_gave_back_a_second_part_keeps_the_first_and_is_not_asked_for_more()
    {
        var (demand, _) = await MarketAsync(4);
        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);
        await round.AcceptAsync(awards[1]);
        await round.DeclineAsync(awards[0]);
        var second = await round.AwardAsync(demand, (await round.RefillAsync(demand)).Id);
        var more = second.Single(x => x.Version == 2 && x.SupplierId == awards[1].SupplierId);
        await round.DeclineAsync(more);

        var third = await round.AwardAsync(demand, (await round.RefillAsync(demand)).Id);

        Assert.Equal(AwardState.Accepted, third.Single(x => x.Id == awards[1].Id).State);
        Assert.DoesNotContain(third, x => x.Version == 3 && x.SupplierId == awards[1].SupplierId);
        Assert.Equal(2_000_000, third.Where(x => x.State is AwardState.Accepted or AwardState.Offered).Sum(x => x.Grams));
    }

    [Fact]
    public async Task The_verifier_finds_an_award_above_the_demand_and_parts_that_are_not_all_of_it()
    {
        var (demand, _) = await MarketAsync(2);
        await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);
        await shop.VerifyAsync();
        await shop.InAsync<OrdersDb>(db => db.Set<AwardLine>().ExecuteUpdateAsync(set => set.SetProperty(x => x.Grams, x => x.Grams + 1)));

        var broken = await Assert.ThrowsAnyAsync<Exception>(shop.VerifyAsync);

        Assert.Contains("never exceed what a demand asks for", broken.Message, StringComparison.Ordinal);
        Assert.Contains("the parts of an award are all of it", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unions_award_tells_each_members_part_and_survives_a_refill()
    {
        var members = Enumerable.Range(0, 3).Select(i => shop.Supply.Seller($"社员{i}")).ToArray();
        var (other, spare) = (shop.Supply.Seller("别家"), shop.Supply.Seller("后备"));
        var union = shop.Supply.Union("联合社", [.. members.Select(x => x.Cooperative)]);
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 200, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);
        await round.BidAsync(demand, round.Offer(other, 410, 400));
        await round.BidAsync(demand, round.Offer(spare, 420, 400));
        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);
        var joint = awards.Single(x => x.SupplierId == union);
        await round.AcceptAsync(joint);
        await round.DeclineAsync(awards.Single(x => x.SupplierId == other.Cooperative));

        var after = await round.AwardAsync(demand, (await round.RefillAsync(demand)).Id);

        Assert.Equal([200_000L, 200_000L, 200_000L], joint.Lines[0].Parts.Select(x => x.Grams));
        Assert.Equal(members.Select(x => x.Product).Order(), joint.Lines[0].Parts.Select(x => x.ProductId).Order());
        Assert.Equal(400_000, (await round.AwardsAsync(demand, new([], [members[0].Cooperative]))).Single().Grams);
        Assert.Null(await shop.InAsync<AwardAnswers, Guid?>(x => x.AcceptAsync(round.Seller(members[0].Cooperative), joint.Id, default)));
        Assert.Equal([spare.Cooperative], after.Where(x => x.Version == 2).Select(x => x.SupplierId));
        var accepted = (await shop.InAsync<AwardReads, AcceptedSupply?>(x => x.AcceptedAsync([round.Chain], demand, union, default)))!;
        Assert.Equal([joint.Id], accepted.Awards);
        Assert.Equal((round.Chain, 400L, 2, 3), (accepted.ChainId, accepted.Goods.Single().FenPerKg, accepted.Goods.Single().Windows.Count, accepted.Goods.Single().Parts.Count));
        Assert.All(accepted.Goods.Single().Parts, x => Assert.Equal(400_000, x.Grams));
        Assert.Null(await shop.InAsync<AwardReads, AcceptedSupply?>(x => x.AcceptedAsync([Guid.CreateVersion7()], demand, union, default)));
        Assert.Null(await shop.InAsync<AwardReads, AcceptedSupply?>(x => x.AcceptedAsync([round.Chain], demand, spare.Cooperative, default)));
    }

    [Fact]
    public async Task A_plan_that_would_take_away_what_is_open_or_accepted_is_refused()
    {
        var (demand, _) = await MarketAsync(2);
        var first = (await round.PlanAsync(demand)).Id;
        var cheap = shop.Supply.Seller("便宜社");
        await round.BidAsync(demand, round.Offer(cheap, 100, 1000));
        await round.AwardAsync(demand, first);

        var second = (await round.PlanAsync(demand)).Id;

        Assert.Equal("award.plan_outdated", (await Assert.ThrowsAsync<RuleException>(() => round.AwardAsync(demand, second))).Code);
        Assert.Equal("award.nothing_new", (await Assert.ThrowsAsync<RuleException>(() => round.AwardAsync(demand, first))).Code);
        Assert.Equal("award.nothing_to_refill", (await Assert.ThrowsAsync<RuleException>(() => round.RefillAsync(demand))).Code);
    }

    [Fact]
    public async Task Who_declines_while_the_gap_is_being_filled_is_not_offered_the_same_again()
    {
        var (demand, _) = await MarketAsync(4);
        var awards = await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id);
        await round.DeclineAsync(awards[0]);
        var refilled = await round.RefillAsync(demand);
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await round.DeclineAsync(awards[1]);

        Assert.Equal("award.plan_outdated", (await Assert.ThrowsAsync<RuleException>(() => round.AwardAsync(demand, refilled.Id))).Code);
        var after = await round.AwardAsync(demand, (await round.RefillAsync(demand)).Id);
        Assert.DoesNotContain(after, x => x.Version == 2 && (x.SupplierId == awards[0].SupplierId || x.SupplierId == awards[1].SupplierId));
    }

    [Fact]
    public async Task A_bid_that_was_changed_after_the_plan_is_not_awarded()
    {
        var (demand, sellers) = await MarketAsync(2);
        var plan = (await round.PlanAsync(demand)).Id;
        await round.BidAsync(demand, round.Offer(sellers[0], 450, 600));

        var refusal = await Assert.ThrowsAsync<RuleException>(() => round.AwardAsync(demand, plan));

        Assert.Equal(("award.bid_gone", "社0"), (refusal.Code, refusal.Args.Single()));
        Assert.Equal("award.answer_until", (await Assert.ThrowsAsync<RuleException>(() => round.AwardAsync(demand, plan, new(2026, 11, 22)))).Code);
    }

    [Fact]
    public async Task Asked_eight_times_at_once_there_is_one_set()
    {
        var (demand, _) = await MarketAsync(2);
        var plan = (await round.PlanAsync(demand)).Id;
        await round.CloseAsync(demand);

        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try { return await shop.InAsync<AwardDesk, Guid?>(x => x.AskAsync(round.Act, plan, null, default)) is null ? "absent" : ""; }
            catch (RuleException refusal) { return refusal.Code; }
        })));

        Assert.Equal((1, 7), (codes.Count(x => x is ""), codes.Count(x => x == "award.nothing_new")));
        Assert.Equal(2, (await round.AwardsAsync(demand)).Count);
    }

    [Fact]
    public async Task A_demand_is_withdrawn_with_its_open_awards_and_its_run_but_not_once_one_is_accepted()
    {
        var (open, _) = await MarketAsync(1);
        var award = (await round.AwardAsync(open, (await round.PlanAsync(open)).Id)).Single();
        var run = (await round.AskAsync(open))!.Value;
        var (taken, _) = await MarketAsync(1);
        var accepted = (await round.AwardAsync(taken, (await PlanLaterAsync(taken)).Id)).Single();
        await round.AcceptAsync(accepted);

        Assert.True(await WithdrawAsync(open));
        var refusal = await Assert.ThrowsAsync<RuleException>(() => WithdrawAsync(taken));

        Assert.Equal("demand.awarded", refusal.Code);
        Assert.Equal((AwardState.Lapsed, AwardState.Accepted), ((await round.AwardsAsync(open)).Single().State, (await round.AwardsAsync(taken)).Single().State));
        Assert.Equal(PlanJobState.Cancelled, (await round.JobAsync(run))!.State);
        Assert.Equal("award.late", (await Assert.ThrowsAsync<RuleException>(() => round.AcceptAsync(award))).Code);

        // The older run waits before it: both are run.
        async Task<PlanView> PlanLaterAsync(Guid demand)
        {
            await round.RunAsync();
            run = (await round.AskAsync(open))!.Value;
            await shop.InAsync<OrdersDb>(db => db.PlanJobs.Where(x => x.Id == run).ExecuteUpdateAsync(set => set.SetProperty(x => x.At, shop.Now.AddDays(1))));
            return await round.PlanAsync(demand);
        }
    }

    private Task<Guid?> ApproveAsync(ChainAct act, Guid plan) => shop.InAsync<AwardDesk, Guid?>(x => x.ApproveAsync(act, plan, default));

    private Task<Guid?> RefuseAsync(ChainAct act, Guid plan, string reason) => shop.InAsync<AwardDesk, Guid?>(x => x.RefuseAsync(act, plan, reason, default));

    private Task<bool> WithdrawAsync(Guid demand) => shop.InAsync<DemandWithdrawal, bool>(x => x.WithdrawAsync(round.Act, demand, default));
}
