using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Purchase;
using Market.Orders.Reviews;
using Market.Orders.Settlement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Demo;

/// <summary>One thing that can be ordered in the demo.</summary>
public sealed record DemoShelf(Guid OfferId, Guid CooperativeId, long StepMilli, bool Weighed, long StockMilli);

/// <summary>Who orders and who serves.</summary>
/// <param name="Managers">By cooperative.</param>
public sealed record DemoCast(IReadOnlyList<Guid> Consumers, IReadOnlyList<string> Names, IReadOnlyDictionary<Guid, Guid> Managers, IReadOnlyList<Guid> Stations);

/// <summary>A year of demo orders, made by the same steps as real ones, so that boards and statements are not empty.</summary>
public sealed class DemoOrders(IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly Random _luck = new(20262);

    /// <param name="count">Orders spread over the past year, more of them lately.</param>
    public async Task FillAsync(IReadOnlyList<DemoShelf> shelf, DemoCast cast, int count, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await StockAsync(shelf, cast, now, ct);
        for (var i = 0; i < count; i++)
        {
            // Squared, so that the last weeks are the busiest.
            var age = Math.Pow((count - i) / (double)count, 2) * 364;
            await OneAsync(shelf, cast, i, now.AddDays(-age).AddMinutes(-_luck.Next(5, 300)), ct);
        }
        await SettleAsync(ct);
    }

    /// <summary>Old orders write no mails; what ran out of time in the past ends now.</summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Sweep.OrderSweep>().SweepAsync(ct);
        await scope.ServiceProvider.GetRequiredService<OrdersDb>().Outbox.Where(x => x.SentAt == null && !x.Type.EndsWith("ReviewPublished"))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.SentAt, x => x.CreatedAt), ct);
    }

    private async Task StockAsync(IReadOnlyList<DemoShelf> shelf, DemoCast cast, DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var stock = scope.ServiceProvider.GetRequiredService<Stock.StockBook>();
        var freight = scope.ServiceProvider.GetRequiredService<FreightDesk>();
        var db = scope.ServiceProvider.GetRequiredService<OrdersDb>();
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            // Twice: one part will be sold by the orders of the past year.
            foreach (var offer in shelf) await stock.ReceiveAsync(offer.OfferId, offer.CooperativeId, offer.StockMilli * 2, cast.Managers[offer.CooperativeId], ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        var i = 0;
        foreach (var cooperative in shelf.Select(x => x.CooperativeId).Distinct())
        {
            // Two cooperatives send only from a certain value on; the others have no minimum.
            var minimum = i is 2 or 7 ? 1500 : 0;
            await freight.SetAsync(cooperative, new(2000, 400 + i % 3 * 100, 1000, 100, 3900 + i % 4 * 1000, minimum, "云台", new TimeOnly(16, 0)),
                new(cast.Managers[cooperative], "manager"), now, ct);
            i++;
        }
    }

    private async Task OneAsync(IReadOnlyList<DemoShelf> shelf, DemoCast cast, int number, DateTime at, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var who = _luck.Next(cast.Consumers.Count);
        var buyer = cast.Consumers[who];
        var offers = (await services.GetRequiredService<ICatalogQuestions>().OffersAsync([.. shelf.Select(x => x.OfferId)], ct)).ToDictionary(x => x.OfferId);
        var lines = Enumerable.Range(0, _luck.Next(1, 5)).Select(_ => shelf[_luck.Next(shelf.Count)]).DistinctBy(x => x.OfferId)
            .Select(x => new WantedLine(x.OfferId, new(Math.Max(x.StepMilli, _luck.Next(1, 6) * 1000 / x.StepMilli * x.StepMilli), offers[x.OfferId].Unit))).ToList();
        Guid? station = _luck.Next(3) > 0 ? cast.Stations[_luck.Next(cast.Stations.Count)] : null;
        Guid id;
        try
        {
            id = (await services.GetRequiredService<CheckoutDesk>().PlaceAsync(
                new(buyer, lines, station, station is null ? new(cast.Names[who], "13800000000", "金穗区人民路 1 号") : null, SandboxProvider.Method),
                new(buyer, $"demo-{number}", "demo"), at, ct)).Id;
        }
        catch (RuleException refusal) when (refusal.Code is "order.below_minimum" or "stock.insufficient")
        {
            // As real buyers do: not every basket becomes an order.
            return;
        }
        if (_luck.Next(20) == 0) return;
        await PayAsync(services, id, buyer, at.AddMinutes(2), ct);
        await ServeAsync(services, id, buyer, cast, at, ct);
    }

    private static async Task PayAsync(IServiceProvider services, Guid id, Guid buyer, DateTime at, CancellationToken ct)
    {
        var order = (await services.GetRequiredService<OrderDesk>().FindAsync(buyer, id, ct))!;
        var payment = order.Payments[0];
        var sandbox = services.GetRequiredService<SandboxProvider>();
        var said = sandbox.DecideQuietly(sandbox.Open(payment.Id, payment.Url!)!, at);
        await services.GetRequiredService<PaymentDesk>().TakeAsync(SandboxProvider.Method, said, at, ct);
    }

    private async Task ServeAsync(IServiceProvider services, Guid id, Guid buyer, DemoCast cast, DateTime at, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var desk = services.GetRequiredService<FulfilmentDesk>();
        foreach (var part in (await services.GetRequiredService<OrderDesk>().FindAsync(buyer, id, ct))!.SubOrders)
        {
            // The last day's orders still wait to be weighed and packed, so that the offices have something to do.
            if (at > now.AddDays(-1)) return;
            SellerAct Act(DateTime when) => new(part.Id, [part.CooperativeId], new(cast.Managers[part.CooperativeId], "manager"), when);
            var weights = part.Lines.Where(x => x.Weighed).ToDictionary(x => x.Id, x => new Weight(x.Quantities.Ordered * x.Unit.Grams() / 1000 * _luck.Next(97, 105) / 100));
            if (weights.Count > 0) await desk.WeighAsync(Act(at.AddHours(3)), weights, null, ct);
            await desk.DispatchAsync(Act(at.AddHours(5)), new Dictionary<Guid, long>(), null, ct);
            if (at > now.AddDays(-2)) continue;
            await services.GetRequiredService<Pickup>().ConfirmAsync(part.Id, new(new(buyer, "consumer"), null, at.AddHours(30)), ct);
            if (_luck.Next(4) == 0)
                await services.GetRequiredService<ReviewDesk>().WriteAsync(new(part.Lines[0].Id, _luck.Next(4, 6), Praise[_luck.Next(Praise.Length)]), new(buyer, "consumer"), cast.Names[cast.Consumers.ToList().IndexOf(buyer)], at.AddHours(40), ct);
            if (_luck.Next(25) == 0) await ClaimAsync(services, part, buyer, cast, at.AddHours(41), ct);
        }
    }

    private static readonly string[] Praise = ["新鲜,分量足。", "取菜方便,味道正。", "比超市的甜,下次还买。", "包得仔细,没有磕碰。", "孩子爱吃。"];

    private static async Task ClaimAsync(IServiceProvider services, SubOrderView part, Guid buyer, DemoCast cast, DateTime at, CancellationToken ct)
    {
        var line = part.Lines[0];
        if (line.Money.FinalFen < 200) return;
        var claims = services.GetRequiredService<ClaimDesk>();
        var claim = await claims.OpenAsync(new(line.Id, "有两个压坏了。", null, line.Money.FinalFen / 4), new(new(buyer, "consumer"), null, at), ct);
        await claims.AnswerAsync(new(claim!.Value, line.Money.FinalFen / 4, "抱歉,退给您。"), [part.CooperativeId], [],
            new(new(cast.Managers[part.CooperativeId], "manager"), null, at.AddHours(5)), ct);
    }
}
