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
        Assert.Null(await DraftAsync(demand, seller.Cooperative));
        Assert.Equal("award.contracted", (await Assert.ThrowsAsync<RuleException>(() => round.DropOutAsync(award))).Code);

        Assert.True(await shop.InAsync<ContractDesk, bool>(x => x.CancelAsync(Buys, first, default)));
        Assert.NotNull(await DraftAsync(demand, seller.Cooperative));
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
