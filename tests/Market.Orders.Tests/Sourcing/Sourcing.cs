using Market.Orders.Data;
using Market.Orders.Sourcing.Demands;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Tests.Support;
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

    public Task<Guid?> AskAsync(Guid demand) => shop.InAsync<PlanDesk, Guid?>(x => x.AskAsync(Act, demand, default));

    public Task<bool> RunAsync() => shop.Services.GetRequiredService<PlanWorker>().RunNextAsync(default);

    public Task<PlanJobView?> JobAsync(Guid job) => shop.InAsync<PlanReads, PlanJobView?>(x => x.JobAsync([Chain], job, default));

    public async Task<PlanView> PlanAsync(Guid demand, DemandParty? party = null)
    {
        var job = (await AskAsync(demand))!.Value;
        Assert.True(await RunAsync());
        var done = (await JobAsync(job))!;
        Assert.Equal((PlanJobState.Done, ""), (done.State, done.Refusal));
        return (await shop.InAsync<PlanReads, PlanView?>(x => x.FindAsync(party ?? Whole, done.PlanId!.Value, default)))!;
    }
}
