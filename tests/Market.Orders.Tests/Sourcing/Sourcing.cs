using Market.Kernel;
using Market.Orders.Data;
using Market.Orders.Sourcing.Awards;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Tests.Sourcing;

/// <summary>Steps of a buyer and of bidders.</summary>
internal sealed class Round(Shop shop)
{
    public static readonly DateOnly First = new(2026, 12, 7);

    public Actor Buyer { get; } = new(Guid.CreateVersion7(), "buyer");
    public Guid Chain => shop.Supply.Chain.Id;
    public ChainAct Act => new(Buyer, [Chain], null);
    public DemandParty Whole => new([Chain], []);

    public DemandLineFacts Line(Guid store, long kilograms = 1000, int weeks = 2) => new("上海青", "一级", [], false, store, 600, 0, 4, null, null,
        [.. Enumerable.Range(0, weeks).Select(i => new WindowFacts(First.AddDays(7 * i), First.AddDays(7 * i + 6), kilograms * 1000))]);

    public DemandFacts Facts(params DemandLineFacts[] lines) => new("上海青,两周", shop.Now.AddDays(3), lines, new(), []);

    public Task<Guid?> PublishAsync(DemandFacts facts) => shop.InAsync<DemandDesk, Guid?>(x => x.PublishAsync(Act, Chain, facts, default));

    public BidFacts Offer((Guid Cooperative, Guid Product) seller, long fenPerKg, long kilograms, int weeks = 2) => new(seller.Cooperative, seller.Product, "上海青", "一级", 0, [new(0, fenPerKg)],
        [.. Enumerable.Range(0, weeks).Select(i => new BidSupply(First.AddDays(7 * i), First.AddDays(7 * i), kilograms * 1000))], null);

    public Task<Guid?> BidAsync(Guid demand, BidFacts facts) => shop.InAsync<BidDesk, Guid?>(x => x.BidAsync(new(shop.Manager, [facts.CooperativeId], null), demand, facts, default));

    public BidFacts Joint(Guid union, long fenPerKg, long kilograms, params (Guid Cooperative, Guid Product)[] members) => new(union, null, "上海青", "一级", 0, [new(0, fenPerKg)], [], null)
    {
        Shares = [.. members.Select(x => new BidShareFacts(x.Cooperative, x.Product, [.. Enumerable.Range(0, 2).Select(i => new BidSupply(First.AddDays(7 * i), First.AddDays(7 * i), kilograms * 1000))]))],
    };

    public Task<bool> ConsentAsync(Guid demand, Guid bid, Guid cooperative, Guid? actsFor = null) => shop.InAsync<ConsentDesk, bool>(x => x.ConsentAsync(new(shop.Manager, [actsFor ?? cooperative], null), demand, bid, cooperative, default));

    /// <summary>Awards of a plan, offered or waiting for the approver.</summary>
    public async Task<IReadOnlyList<AwardView>> AwardAsync(Guid demand, Guid plan, DateOnly? until = null)
    {
        await CloseAsync(demand);
        Assert.NotNull(await shop.InAsync<AwardDesk, Guid?>(x => x.AskAsync(Act, plan, until, default)));
        return await AwardsAsync(demand);
    }

    /// <summary>No more bids; closed already is as well. A moment later, so that nothing was bid at the moment of closing.</summary>
    public async Task CloseAsync(Guid demand)
    {
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
        try { await shop.InAsync<DemandDesk, bool>(x => x.CloseBidsAsync(Act, demand, default)); }
        catch (RuleException closed) when (closed.Code is "bid.late") { }
        shop.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public Task<IReadOnlyList<AwardView>> AwardsAsync(Guid demand, DemandParty? party = null) => shop.InAsync<AwardReads, IReadOnlyList<AwardView>>(x => x.OfAsync(party ?? Whole, demand, default));

    public BidderAct Seller(Guid supplier) => new(shop.Manager, [supplier], null);

    public Task<Guid?> AcceptAsync(AwardView award) => shop.InAsync<AwardAnswers, Guid?>(x => x.AcceptAsync(Seller(award.SupplierId), award.Id, default));

    public Task<Guid?> DeclineAsync(AwardView award) => shop.InAsync<AwardAnswers, Guid?>(x => x.DeclineAsync(Seller(award.SupplierId), award.Id, "没货了", default));

    public Task<Guid?> DropOutAsync(AwardView award) => shop.InAsync<AwardAnswers, Guid?>(x => x.DropOutAsync(Seller(award.SupplierId), award.Id, "冰雹", default));

    public async Task<PlanView> RefillAsync(Guid demand)
    {
        var job = (await shop.InAsync<RefillDesk, Guid?>(x => x.AskAsync(Act, demand, default)))!.Value;
        return await PlanOfAsync(job);
    }

    /// <summary>What was told of this kind, in order.</summary>
    public Task<List<T>> ToldAsync<T>() => shop.InAsync<OrdersDb, List<T>>(async db => [.. (await db.Outbox.AsNoTracking().OrderBy(x => x.CreatedAt).ToListAsync()).Select(x => x.Open()).OfType<T>()]);

    public Task<Guid?> AskAsync(Guid demand) => shop.InAsync<PlanDesk, Guid?>(x => x.AskAsync(Act, demand, default));

    public Task<bool> RunAsync() => shop.Services.GetRequiredService<PlanWorker>().RunNextAsync(default);

    public Task<PlanJobView?> JobAsync(Guid job) => shop.InAsync<PlanReads, PlanJobView?>(x => x.JobAsync([Chain], job, default));

    public async Task<PlanView> PlanAsync(Guid demand, DemandParty? party = null)
    {
        return await PlanOfAsync((await AskAsync(demand))!.Value, party);
    }

    private async Task<PlanView> PlanOfAsync(Guid job, DemandParty? party = null)
    {
        Assert.True(await RunAsync());
        var done = (await JobAsync(job))!;
        Assert.Equal((PlanJobState.Done, ""), (done.State, done.Refusal));
        return (await shop.InAsync<PlanReads, PlanView?>(x => x.FindAsync(party ?? Whole, done.PlanId!.Value, default)))!;
    }
}
