using Market.Kernel.Data;
using Market.Kernel.Hosting;
using Market.Orders.Checkout;
using Market.Orders.Claims;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Presale;
using Market.Orders.Purchase;
using Market.Orders.Sourcing.Awards;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Market.Orders.Sweep;

/// <summary>What time does by itself: reservations run out, parcels complete, claims go to the town, months end with their statements. Several replicas may run it.</summary>
public sealed class OrderSweep(IServiceScopeFactory scopes, OrdersSettings settings, TimeProvider clock, ILogger<OrderSweep> log) : Worker(clock, log)
{
    /// <summary>Time between two sweeps: a reservation is held at most that much longer than promised.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override TimeSpan Pause => Every;

    protected override async Task<bool> PassAsync(CancellationToken ct)
    {
        await SweepAsync(ct);
        return false;
    }

    /// <summary>Does everything that is due now.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        while (await ExpireAsync(now, ct) > 0) { }
        await using var scope = scopes.CreateAsyncScope();
        while (await scope.ServiceProvider.GetRequiredService<HoldDesk>().ExpireAsync(now, ct) > 0) { }
        while (await CompleteAsync(now, ct) > 0) { }
        while (await scope.ServiceProvider.GetRequiredService<ClaimDesk>().EscalateAsync(now, ct) > 0) { }
        while (await scope.ServiceProvider.GetRequiredService<CallOffDesk>().NoteMissedAsync(ct) > 0) { }
        while (await scope.ServiceProvider.GetRequiredService<AwardAnswers>().LapseAsync(now, ct) > 0) { }
        while (await scope.ServiceProvider.GetRequiredService<StatementDesk>().MakeDueAsync(ct) > 0) { }
        while (await scope.ServiceProvider.GetRequiredService<StatementDesk>().RemindAsync(ct) > 0) { }
        await scope.ServiceProvider.GetRequiredService<LostPicks>().GiveBackAsync(now, ct);
    }

    private async Task<int> ExpireAsync(DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        var due = await db.Orders.Where(x => x.State == OrderState.AwaitingPayment && x.ExpiresAt < now).OrderBy(x => x.ExpiresAt).Select(x => x.Id).Take(100).ToListAsync(ct);
        var orders = scope.ServiceProvider.GetRequiredService<OrderDesk>();
        var balances = scope.ServiceProvider.GetRequiredService<BalanceDesk>();
        return await EachAsync(due, id => db.InTransactionAsync(async () =>
            {
                var order = (await db.LoadAsync(id, ct))!;
                if (order.State != OrderState.AwaitingPayment || order.ExpiresAt >= now) return 0;
                if (order.Payments.Exists(x => x.CapturedAt is not null)) await balances.LapseAsync(order, now, ct);
                else await orders.ExpireAsync(order, now, ct);
                return 1;
            }, ct));
    }

    private async Task<int> CompleteAsync(DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        var completion = scope.ServiceProvider.GetRequiredService<CompletionBook>();
        var before = now - settings.CompletesAfter;
        var due = await db.SubOrders.Where(x => (x.State == SubOrderState.Dispatched || x.State == SubOrderState.ReadyForPickup) && x.DispatchedAt < before)
            .OrderBy(x => x.DispatchedAt).Select(x => new { x.Id, x.OrderId }).Take(100).ToListAsync(ct);
        return await EachAsync(due, parcel => db.InTransactionAsync(async () =>
            {
                var order = (await db.LoadAsync(parcel.OrderId, ct))!;
                var part = order.SubOrders.Single(x => x.Id == parcel.Id);
                if (part.State is not (SubOrderState.Dispatched or SubOrderState.ReadyForPickup)) return 0;
                await completion.CompleteAsync(order, part, CompletionProof.Elapsed, null, now, ct);
                db.Deeds.Add(new Deed { At = now, Role = "system", Action = "suborder.complete", SubjectId = part.Id, CooperativeId = part.CooperativeId });
                return 1;
            }, ct));
    }

    /// <summary>One order that cannot be dealt with must not keep the others waiting, nor the shop from running.</summary>
    /// <returns>How many were dealt with.</returns>
    private async Task<int> EachAsync<T>(List<T> due, Func<T, Task<int>> work)
    {
        var done = 0;
        foreach (var item in due)
        {
            try
            {
                done += await work(item);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.LogError(failure, "The sweep could not deal with {Item}", item);
            }
        }
        return done;
    }
}
