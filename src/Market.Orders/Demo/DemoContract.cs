using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Demo;

/// <summary>Who deals with whom in the demo.</summary>
/// <param name="Chair">Who chairs the supplier.</param>
public sealed record DemoDeal(Guid ChainId, Guid StoreId, Guid Buyer, Guid Approver, Guid CooperativeId, Guid TownId, Guid Manager, Guid Reviewer, string Chair);

/// <summary>A filed contract with goods that wait to be booked in, made by the same steps as real ones.</summary>
public sealed class DemoContract(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <param name="product">The cooperative's own.</param>
    public async Task FillAsync(DemoDeal deal, ProductView product, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (services, today) = (scope.ServiceProvider, DistrictClock.Date(clock.GetUtcNow().UtcDateTime));
        OrganisationAct Act(Guid person, string role, Guid organisation) => new(new(person, role), [organisation], null);
        var (buyer, manager, reviewer) = (Act(deal.Buyer, "buyer", deal.ChainId), Act(deal.Manager, "manager", deal.CooperativeId), Act(deal.Reviewer, "reviewer", deal.TownId));
        var (desk, steps) = (services.GetRequiredService<ContractDesk>(), services.GetRequiredService<ContractSteps>());
        const long grams = 3_000_000;
        var line = new ContractLineFacts(deal.StoreId, product.Name, "一级", 520, [new(today, today.AddDays(90), grams)], [new(deal.CooperativeId, product.Id, grams)]);
        var id = (await desk.DraftAsync(buyer, new(deal.ChainId, deal.CooperativeId, null, product.Name + ",一个季度", today, today.AddDays(90), [line],
            new() { CreditDays = 30, LossPerMille = 20, Quality = "无黄叶、无机械伤", HarvestFailure = "遇灾 48 小时内通知采购员,当周免责。" }), ct))!.Value;
        await steps.AgreeAsync(manager, ContractSide.Supplier, id, (new("社议-01", today.AddDays(-3)), null), ct);
        await steps.AgreeAsync(Act(deal.Approver, "approver", deal.ChainId), ContractSide.Chain, id, (null, null), ct);
        await steps.ReviewAsync(reviewer, id, true, "", ct);
        await steps.SealAsync(manager, id, new("社里会计", deal.Chair), ct);
        await steps.FileAsync(reviewer, id, "演示-01", ct);
        var figure = (await services.GetRequiredService<ContractReads>().FindAsync(new([deal.ChainId], [], []), id, ct))!.Lines[0].LineId;
        var callOff = (await services.GetRequiredService<CallOffDesk>().CallAsync(buyer, id, new([new(figure, 260_000)], today, "早上七点前到"), ct))!.Value;
        await services.GetRequiredService<DeliveryDesk>().ShipAsync(manager, callOff, new(deal.CooperativeId, [new(figure, 260_000)], ""), ct);
        // Nobody is written to about what the demo made up.
        await services.GetRequiredService<OrdersDb>().Outbox.Where(x => x.SentAt == null && x.Type.EndsWith("SupplyStep")).ExecuteUpdateAsync(set => set.SetProperty(x => x.SentAt, x => x.CreatedAt), ct);
    }
}
