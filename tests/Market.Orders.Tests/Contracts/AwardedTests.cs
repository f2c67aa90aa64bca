using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Reliability;
using Market.Orders.Tests.Sourcing;
using Market.Orders.Tests.Support;

namespace Market.Orders.Tests.Contracts;

/// <summary>From accepted awards to a contract, and from its deliveries to the supplier's reliability.</summary>
public sealed class AwardedTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private Round round = null!;

    public async Task InitializeAsync()
    {
        await shop.InitializeAsync();
        round = new(shop);
    }

    public Task DisposeAsync() => shop.DisposeAsync();

    private OrganisationAct Buys => new(new(Guid.CreateVersion7(), "buyer"), [round.Chain], null);

    [Fact]
    public async Task An_accepted_award_becomes_one_contract_and_is_free_again_when_its_draft_is_cancelled()
    {
        var (demand, award, seller) = await AcceptedAsync();

        var first = (await DraftAsync(demand, seller.Cooperative))!.Value;

        var contract = await ContractAsync(first);
        Assert.Equal((demand, seller.Cooperative, award.Grams), (contract.DemandId, contract.SupplierId, contract.Lines.Sum(x => x.Agreed)));
        Assert.All(contract.Lines, x => Assert.Equal(seller.Product, x.Parts.Single().ProductId));
        Assert.Equal(award.Lines.Select(x => (x.From, x.Grams)).Order(), contract.Lines.SelectMany(x => x.Windows).Select(x => (x.From, x.Grams)).Order());
        var prices = await shop.InAsync<AwardReads, ILookup<(Guid, string, string), long>>(x => x.PricesAsync(contract.ChainId, contract.HeadId, default));
        Assert.All(contract.Lines, x => Assert.Equal([x.FenPerKg], prices[(x.StoreId, x.Product, x.Grade)]));
        Assert.Null(await DraftAsync(demand, seller.Cooperative));
        Assert.Equal("award.contracted", (await Assert.ThrowsAsync<RuleException>(() => round.DropOutAsync(award))).Code);

        Assert.True(await shop.InAsync<ContractDesk, bool>(x => x.CancelAsync(Buys, first, default)));
        Assert.NotNull(await DraftAsync(demand, seller.Cooperative));
    }

    [Fact]
    public async Task A_member_that_left_gives_its_part_back_and_the_others_parts_become_the_contract()
    {
        var members = Enumerable.Range(0, 4).Select(i => shop.Supply.Seller($"社员{i}")).ToArray();
        var spare = shop.Supply.Seller("后备");
        var union = shop.Supply.Union("联合社", [.. members.Select(x => x.Cooperative)]);
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 250, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);
        await round.BidAsync(demand, round.Offer(spare, 420, 400));
        var award = (await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id)).Single();
        await round.AcceptAsync(award);
        Assert.Equal("award.nothing_to_refill", (await Assert.ThrowsAsync<RuleException>(() => round.RefillAsync(demand))).Code);
        shop.Supply.Suppliers[union] = shop.Supply.Suppliers[union] with { Members = [.. members.Take(3).Select(x => x.Cooperative)] };

        var drafted = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try { return await DraftAsync(demand, union); }
            catch (RuleException refusal) when (refusal.Code is "contract.awards_taken" or "changed_meanwhile") { return null; }
        })));

        var contract = await ContractAsync(Assert.Single(drafted, x => x is not null)!.Value);
        Assert.Equal(1_500_000, contract.Lines.Sum(x => x.Agreed));
        Assert.Equal(members.Take(3).Select(x => x.Cooperative).Order(), contract.Lines.SelectMany(x => x.Parts).Select(x => x.CooperativeId).Distinct().Order());
        Assert.Equal((AwardState.Accepted, 1_500_000L), ((await round.AwardsAsync(demand)).Single().State, (await round.AwardsAsync(demand)).Single().Grams));
        var after = await round.AwardAsync(demand, (await round.RefillAsync(demand)).Id);
        Assert.Equal([(spare.Cooperative, 500_000L)], after.Where(x => x.Version == 2).Select(x => (x.SupplierId, x.Grams)));
        await shop.VerifyAsync();
    }

    [Fact]
    public void A_contract_from_awards_has_as_many_lines_as_they_have_and_a_direct_one_at_most_200()
    {
        var (cooperative, product) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var stores = Enumerable.Range(0, 201).Select(i => new StoreView(Guid.CreateVersion7(), round.Chain, "s" + i, "店", "Store", Guid.CreateVersion7())).ToDictionary(x => x.Id);
        var goods = new Dictionary<Guid, ProductView> { [product] = new(product, cooperative, "上海青", "Pak choi") };
        ContractLineFacts Line(Guid store) => new(store, "上海青", "", 400, [new(Round.First, Round.First.AddDays(6), 1_000)], [new(cooperative, product, 1_000)]);
        var facts = new ContractFacts(round.Chain, cooperative, Guid.CreateVersion7(), "很多店", Round.First, Round.First.AddDays(6), [.. stores.Keys.Select(Line)], new());

        ContractCheck.Check(facts, stores, goods);

        Assert.Equal("contract.lines", Assert.Throws<RuleException>(() => ContractCheck.Check(facts with { DemandId = null }, stores, goods)).Code);
    }

    [Fact]
    public async Task Awards_of_which_no_member_is_left_are_given_up()
    {
        var members = Enumerable.Range(0, 3).Select(i => shop.Supply.Seller($"社员{i}")).ToArray();
        var union = shop.Supply.Union("联合社", [.. members.Select(x => x.Cooperative)]);
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        var bid = (await round.BidAsync(demand, round.Joint(union, 400, 300, members)))!.Value;
        foreach (var member in members) await round.ConsentAsync(demand, bid, member.Cooperative);
        await round.AcceptAsync((await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id)).Single());
        shop.Supply.Suppliers[union] = shop.Supply.Suppliers[union] with { Members = [.. Enumerable.Range(0, 3).Select(i => shop.Supply.Seller($"新社员{i}").Cooperative)] };

        Assert.Null(await DraftAsync(demand, union));
        Assert.Equal(AwardState.DroppedOut, (await shop.InAsync<Market.Orders.Data.OrdersDb, AwardState>(async db => await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Awards.Select(x => x.State)))));
    }

    [Fact]
    public async Task A_draft_asked_for_again_with_its_key_is_the_same_contract()
    {
        var (demand, _, seller) = await AcceptedAsync();
        var buyer = Buys;
        buyer = buyer with { Key = new(buyer.Actor.Id, "k", "h") };
        Task<Guid?> Draft() => shop.InAsync<AwardedContracts, Guid?>(x => x.DraftAsync(buyer, demand, seller.Cooperative, new(), default));

        var first = await Draft();

        Assert.NotNull(first);
        Assert.Equal(first, await Draft());
    }

    [Fact]
    public async Task Sixty_four_who_draft_at_once_make_one_contract()
    {
        var (demand, _, seller) = await AcceptedAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await DraftAsync(demand, seller.Cooperative);
            }
            catch (RuleException rule)
            {
                Assert.Equal("contract.awards_taken", rule.Code);
                return null;
            }
        })));

        Assert.Single(made, x => x is not null);
    }

    [Fact]
    public async Task Goods_of_somebody_who_is_no_member_are_refused_and_awards_of_others_are_not_touched()
    {
        var (demand, award, seller) = await AcceptedAsync();
        var stranger = shop.Supply.Seller("外社");
        var supply = (await shop.InAsync<AwardReads, AcceptedSupply?>(x => x.AcceptedAsync([round.Chain], demand, seller.Cooperative, default)))!;
        ContractFacts Facts(Guid supplier, Guid cooperative, Guid product) => new(round.Chain, supplier, demand, "上海青", award.Lines.Min(x => x.From), award.Lines.Max(x => x.To),
            [.. supply.Goods.Select(x => new ContractLineFacts(x.StoreId, x.Product, x.Grade, x.FenPerKg, [.. x.Windows.Select(y => new ContractWindow(y.From, y.To, y.Grams))], [new(cooperative, product, x.Parts.Sum(y => y.Grams))]))], new())
        { Awards = supply.Awards };

        Assert.Equal("contract.member", (await Assert.ThrowsAsync<RuleException>(() => shop.InAsync<ContractDesk, Guid?>(x => x.DraftAsync(Buys, Facts(seller.Cooperative, stranger.Cooperative, stranger.Product), default)))).Code);
        Assert.Equal("contract.awards_taken", (await Assert.ThrowsAsync<RuleException>(() => shop.InAsync<ContractDesk, Guid?>(x => x.DraftAsync(Buys, Facts(stranger.Cooperative, stranger.Cooperative, stranger.Product), default)))).Code);
        Assert.Null(await DraftAsync(demand, stranger.Cooperative));
        Assert.NotNull(await DraftAsync(demand, seller.Cooperative));
    }

    [Fact]
    public async Task What_comes_on_its_day_counts_for_the_supplier_and_what_does_not_come_counts_against_it()
    {
        var dealing = new Dealing(shop);
        var id = await dealing.FiledAsync();
        var kept = (await dealing.CallAsync(id, 100_000, day: Dealing.First.AddDays(3)))!.Value;
        var missed = (await dealing.CallAsync(id, 300_000, day: Dealing.First.AddDays(4)))!.Value;
        await dealing.ShipAsync(kept, 100_000);
        Assert.NotNull(await dealing.ReceiveAsync(kept, 90_000, 10_000));

        // Neither is due yet.
        Assert.Equal((0, 0L, 0L), await RecordAsync(dealing.Seller.Cooperative));

        shop.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal((1, 100_000L, 90_000L), await RecordAsync(dealing.Seller.Cooperative));
        Assert.Equal(1, await shop.InAsync<CallOffDesk, int>(x => x.NoteMissedAsync(default)));
        Assert.Equal(0, await shop.InAsync<CallOffDesk, int>(x => x.NoteMissedAsync(default)));
        Assert.Equal((2, 400_000L, 90_000L), await RecordAsync(dealing.Seller.Cooperative));

        // Late goods are paid for, but were late.
        await dealing.ShipAsync(missed, 300_000);
        Assert.NotNull(await dealing.ReceiveAsync(missed, 300_000));
        Assert.Equal((2, 400_000L, 90_000L), await RecordAsync(dealing.Seller.Cooperative));
    }

    private async Task<(Guid Demand, AwardView Award, (Guid Cooperative, Guid Product) Seller)> AcceptedAsync()
    {
        var seller = shop.Supply.Seller("上湾社");
        var demand = (await round.PublishAsync(round.Facts(round.Line(shop.Supply.Store()))))!.Value;
        await round.BidAsync(demand, round.Offer(seller, 400, 1000));
        var award = (await round.AwardAsync(demand, (await round.PlanAsync(demand)).Id)).Single();
        await round.AcceptAsync(award);
        return (demand, award, seller);
    }

    private Task<Guid?> DraftAsync(Guid demand, Guid supplier) => shop.InAsync<AwardedContracts, Guid?>(x => x.DraftAsync(Buys, demand, supplier, new(), default));

    private async Task<ContractView> ContractAsync(Guid id) => (await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(new([round.Chain], [], []), id, default)))!;

    private async Task<(int, long, long)> RecordAsync(Guid supplier) => (await shop.InAsync<ReliabilityBook, IReadOnlyDictionary<Guid, ReliabilityView>>(x => x.OfAsync([supplier], default)))[supplier] is var x ? (x.Deliveries, x.CalledGrams, x.OnTimeGrams) : default;
}
