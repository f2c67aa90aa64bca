using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Orders.Tests.Sourcing;

/// <summary>Runs of the matching and what the parties read of them.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private readonly Shop shop = new() { Settings = new() { Sourcing = new() { FreightFenPerTonneKm = 100 } } };
    private readonly Round round;

    public PlanTests() => round = new(shop);

    public Task InitializeAsync() => shop.InitializeAsync();

    public Task DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Two_cooperatives_share_a_demand_and_the_dearer_one_is_told_what_it_lacks()
    {
        var (cheap, middle, dear) = (shop.Supply.Seller("便宜社"), shop.Supply.Seller("中间社"), shop.Supply.Seller("贵社"));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(id, round.Offer(cheap, 400, 600));
        await round.BidAsync(id, round.Offer(middle, 450, 700));
        await round.BidAsync(id, round.Offer(dear, 500, 700));

        var view = await round.PlanAsync(id);

        var bids = view.Demand.Bids.ToDictionary(x => x.Id.ToString("N"), x => x.Cooperative);
        Assert.Equal((1m, 0), (view.Plan.Fill, view.Plan.Violations.Count));
        Assert.Equal([("中间社", 400_000L), ("中间社", 400_000L), ("便宜社", 600_000L), ("便宜社", 600_000L)], view.Plan.Awards.Select(x => (bids[x.Offer], x.Grams)).Order());
        // 5 km at 1 yuan a tonne and kilometre are half a fen a kilogram.
        Assert.Equal(2 * (600 * 400 + 400 * 450) + 2 * 500, view.Plan.Cost.LandedFen);
        var loser = view.Plan.Explanations.Single(x => bids[x.Offer] == "贵社");
        Assert.Equal((Reason.Dominated, 50L), (loser.Reason, loser.CutFenPerKg));
    }

    [Fact]
    public async Task A_cooperative_reads_its_own_awards_and_reasons_and_nobody_elses()
    {
        var (cheap, dear) = (shop.Supply.Seller("便宜社"), shop.Supply.Seller("贵社"));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(id, round.Offer(cheap, 400, 1000));
        await round.BidAsync(id, round.Offer(dear, 500, 1000));
        var whole = await round.PlanAsync(id);
        Assert.Null(await ReadAsync(new([], [dear.Cooperative]), whole.Id));
        shop.Clock.Advance(TimeSpan.FromDays(4));

        var own = (await ReadAsync(new([], [dear.Cooperative]), whole.Id))!;
        var winner = (await ReadAsync(new([], [cheap.Cooperative]), whole.Id))!;

        Assert.False(own.Whole);
        Assert.Equal((0, 1, 1), (own.Plan.Awards.Count, own.Plan.Explanations.Count, own.Demand.Bids.Count));
        Assert.NotNull(own.Plan.Explanations[0].MarginalMicroFen);
        Assert.Equal((1, null, 0), (winner.Plan.Awards.Select(x => x.Offer).Distinct().Count(), winner.Plan.Explanations.Single().MarginalMicroFen, winner.Plan.Unfilled.Count));
        Assert.Equal((0m, null), (winner.Plan.Cost.LandedFen, winner.Plan.Figures.Bound));
        Assert.Equal(own.Demand.Bids[0].Id.ToString("N"), own.Plan.Explanations[0].Offer);
        Assert.Null(await ReadAsync(new([Guid.CreateVersion7()], []), whole.Id));
    }

    [Fact]
    public async Task Certificates_roads_and_shelves_of_the_day_decide_who_may_deliver_in_which_week()
    {
        var (certified, expiring, uncertified, lost) = (shop.Supply.Seller("有证社"), shop.Supply.Seller("快到期社"), shop.Supply.Seller("无证社"), shop.Supply.Seller("无路社", Supply.NowhereTown));
        foreach (var (seller, until) in new[] { (certified, new DateOnly(2027, 6, 1)), (expiring, Round.First.AddDays(6)), (lost, new DateOnly(2027, 6, 1)) })
            shop.Supply.Proofs.Add(new(seller.Product, "green", new(2026, 1, 1), until));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()) with { Certificates = ["green"] })))!.Value;
        await round.BidAsync(id, round.Offer(certified, 500, 300));
        foreach (var seller in new[] { expiring, uncertified, lost }) await round.BidAsync(id, round.Offer(seller, 400, 1000));

        var view = await round.PlanAsync(id);

        var bids = view.Demand.Bids.ToDictionary(x => x.Id.ToString("N"), x => x.Cooperative);
        Assert.Equal([("快到期社", "2026-12-07", 1_000_000L), ("有证社", "2026-12-14", 300_000L)], view.Plan.Awards.Select(x => (bids[x.Offer], x.Window, x.Grams)).OrderBy(x => x.Window));
        var reasons = view.Plan.Explanations.ToDictionary(x => bids[x.Offer]);
        Assert.Equal((Reason.Filtered, FilterRule.Certificate), (reasons["无证社"].Reason, reasons["无证社"].Rule));
        Assert.Equal((Reason.Filtered, FilterRule.Distance), (reasons["无路社"].Reason, reasons["无路社"].Rule));
        Assert.Equal((1, 2), (reasons["快到期社"].EligibleWindows, reasons["快到期社"].LineWindows));
        Assert.Equal((700_000L, "2026-12-14"), (view.Plan.Unfilled.Single().Grams, view.Plan.Unfilled.Single().Window));
    }

    [Fact]
    public async Task Each_rule_says_what_it_costs_and_only_the_chain_reads_it()
    {
        var (cheap, dear) = (shop.Supply.Seller("便宜社"), shop.Supply.Seller("贵社"));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store(), weeks: 1) with { Certificates = ["green"], MaxSuppliers = 1 })))!.Value;
        shop.Supply.Proofs.Add(new(dear.Product, "green", new(2026, 1, 1), new(2027, 6, 1)));
        await round.BidAsync(id, round.Offer(cheap, 400, 1000, weeks: 1));
        await round.BidAsync(id, round.Offer(dear, 500, 600, weeks: 1));

        var view = await round.PlanAsync(id);
        shop.Clock.Advance(TimeSpan.FromDays(4));
        var own = (await ReadAsync(new([], [dear.Cooperative]), view.Id))!;

        // Certified are 600 kg at 5.00; without the rule it is 1,000 kg at 4.00, and the 400 kg missing counted 12.00 each.
        Assert.Equal([(BuyerRule.Certificates, (600 * 500 + 400 * 1200) - 1000 * 400 - 400 * 1 / 2, 400_000L), (BuyerRule.MaxSuppliers, 0, 0L)], view.RuleCosts.Select(x => (x.Rule, (int)x.SavedFen, x.ExtraGrams)));
        Assert.Empty(own.RuleCosts);
    }

    [Fact]
    public async Task The_same_market_gives_the_same_fingerprint_and_versions_are_counted()
    {
        var a = shop.Supply.Seller("甲社");
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(id, round.Offer(a, 400, 600));

        var (one, two) = (await round.PlanAsync(id), await round.PlanAsync(id));
        await round.BidAsync(id, round.Offer(a, 399, 600));
        var three = await round.PlanAsync(id);

        Assert.Equal((1, 2, 3), (one.Nth, two.Nth, three.Nth));
        Assert.Equal(one.Plan.Hash, two.Plan.Hash);
        Assert.NotEqual(one.Plan.Hash, three.Plan.Hash);
    }

    [Fact]
    public async Task Nobody_bids_and_the_plan_says_so()
    {
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;

        var view = await round.PlanAsync(id);

        Assert.Equal((0m, 2_000_000L), (view.Plan.Fill, view.Plan.Unfilled.Sum(x => x.Grams)));
    }

    [Fact]
    public async Task One_run_at_a_time_and_whoever_calls_it_off_keeps_the_demand_as_it_was()
    {
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try { return (Job: await round.AskAsync(id), Code: ""); }
            catch (RuleException refusal) { return (null, refusal.Code); }
        }));
        var job = Assert.Single(asked, x => x.Job is not null).Job!.Value;

        Assert.All(asked.Where(x => x.Job is null), x => Assert.Equal("plan.running", x.Code));
        Assert.False(await shop.InAsync<PlanDesk, bool>(x => x.CancelAsync(new(round.Buyer, [Guid.CreateVersion7()], null), job, default)));
        Assert.True(await shop.InAsync<PlanDesk, bool>(x => x.CancelAsync(round.Act, job, default)));
        Assert.False(await round.RunAsync());
        Assert.Equal(PlanJobState.Cancelled, (await round.JobAsync(job))!.State);
        Assert.Equal(DemandState.Open, (await shop.InAsync<DemandReads, DemandView?>(x => x.FindAsync(round.Whole, id, default)))!.State);
        Assert.NotNull(await round.AskAsync(id));
    }

    [Fact]
    public async Task A_run_whose_process_died_is_taken_over_after_its_lease()
    {
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var job = (await round.AskAsync(id))!.Value;
        var (now, dead) = (shop.Now, Guid.CreateVersion7());
        await shop.InAsync<OrdersDb>(db => db.PlanJobs.ExecuteUpdateAsync(set => set.SetProperty(x => x.State, PlanJobState.Running).SetProperty(x => x.LeasedBy, dead).SetProperty(x => x.LeaseUntil, now.AddSeconds(30))));

        Assert.False(await round.RunAsync());
        shop.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(await round.RunAsync());

        Assert.Equal((PlanJobState.Done, 1), ((await round.JobAsync(job))!.State, await shop.InAsync<OrdersDb, int>(db => db.Plans.CountAsync())));
    }

    [Fact]
    public async Task A_run_that_was_called_off_while_it_ran_leaves_no_plan()
    {
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var job = (await round.AskAsync(id))!.Value;
        await shop.InAsync<OrdersDb>(db => db.PlanJobs.ExecuteUpdateAsync(set => set.SetProperty(x => x.CancelAsked, true)));

        Assert.True(await round.RunAsync());

        Assert.Equal((PlanJobState.Cancelled, 0), ((await round.JobAsync(job))!.State, await shop.InAsync<OrdersDb, int>(db => db.Plans.CountAsync())));
        Assert.NotNull(await round.AskAsync(id));
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_the_next_one_can_begin()
    {
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var job = (await round.AskAsync(id))!.Value;
        await shop.InAsync<OrdersDb>(db => db.PlanJobs.ExecuteUpdateAsync(set => set.SetProperty(x => x.Problem, PackedText.Pack("{"))));

        Assert.True(await round.RunAsync());

        Assert.Equal((PlanJobState.Failed, "match.json_malformed"), ((await round.JobAsync(job))!.State, (await round.JobAsync(job))!.Refusal));
        Assert.NotNull(await round.AskAsync(id));
    }

    [Fact]
    public async Task A_run_that_takes_its_process_with_it_is_given_up_and_does_not_block_the_others()
    {
        var (bad, good) = ((await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value, (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value);
        var job = (await round.AskAsync(bad))!.Value;
        await shop.InAsync<OrdersDb>(db => db.PlanJobs.ExecuteUpdateAsync(set => set.SetProperty(x => x.Attempts, 3)));
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = (await round.AskAsync(good))!.Value;

        Assert.True(await round.RunAsync());

        Assert.Equal((PlanJobState.Failed, "plan.failed"), ((await round.JobAsync(job))!.State, (await round.JobAsync(job))!.Refusal));
        Assert.Equal(PlanJobState.Done, (await round.JobAsync(next))!.State);
    }

    [Fact]
    public async Task More_supply_than_anybody_asked_for_spoils_nothing_and_a_withdrawn_bid_is_out()
    {
        var (huge, gone, plain) = (shop.Supply.Seller("海量社"), shop.Supply.Seller("撤回社"), shop.Supply.Seller("平常社"));
        var id = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        foreach (var seller in new[] { huge, gone }) await round.BidAsync(id, round.Offer(seller, 400, 9_000_000_000_000));
        var withdrawn = (await round.BidAsync(id, round.Offer(gone, 390, 9_000_000_000_000)))!.Value;
        await round.BidAsync(id, round.Offer(plain, 500, 1000));
        Assert.True(await shop.InAsync<BidDesk, bool>(x => x.WithdrawAsync(new(shop.Manager, [gone.Cooperative], null), id, withdrawn, default)));

        var view = await round.PlanAsync(id);

        Assert.Equal((1m, 0), (view.Plan.Fill, view.Plan.Violations.Count));
        Assert.Equal("海量社", view.Demand.Bids.Single(x => x.Id == Guid.ParseExact(view.Plan.Awards[0].Offer, "N")).Cooperative);
    }

    [Fact]
    public async Task Workers_of_two_processes_never_run_the_same()
    {
        var (one, two) = ((await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value, (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value);
        await round.AskAsync(one);
        await round.AskAsync(two);
        PlanWorker[] workers = [.. Enumerable.Range(0, 6).Select(_ => new PlanWorker(shop.Services.GetRequiredService<IServiceScopeFactory>(), shop.Clock, NullLogger<PlanWorker>.Instance))];

        var ran = await Task.WhenAll(workers.Select(x => Task.Run(() => x.RunNextAsync(default))));

        Assert.Equal((2, 2), (ran.Count(x => x), await shop.InAsync<OrdersDb, int>(db => db.Plans.CountAsync())));
    }

    private Task<PlanView?> ReadAsync(DemandParty party, Guid id) => shop.InAsync<PlanReads, PlanView?>(x => x.FindAsync(party, id, default));
}
