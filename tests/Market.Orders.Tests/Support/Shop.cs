using Market.Kernel;
using Market.Kernel.Outbox;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Payments;
using Market.Orders.Payments.Sandbox;
using Market.Orders.Purchase;
using Market.Orders.Settlement;
using Market.Orders.Sourcing.Plans;
using Market.Orders.Stock;
using Market.Orders.Sweep;
using Market.Testing;
using Market.Verify;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Orders.Tests.Support;

/// <summary>The Orders module on a real database with the sandbox provider, and the steps people take.</summary>
public sealed class Shop : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public Shop() => Supply = new(Goods);

    public Goods Goods { get; } = new();
    public Supply Supply { get; }
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    public Guid Buyer { get; } = Guid.CreateVersion7();
    public Actor Consumer => new(Buyer, "consumer");
    public Actor Manager { get; } = new(Guid.CreateVersion7(), "manager");
    public DateTime Now => Clock.GetUtcNow().UtcDateTime;
    public IServiceProvider Services => _services;
    public OrdersSettings Settings { get; init; } = new() { CommissionBasisPoints = 0 };
    public SandboxSettings Sandbox { get; init; } = new();

    /// <summary>A provider of the test's own beside the sandbox.</summary>
    public IPaymentProvider? Provider { get; init; }

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<TimeProvider>(Clock).AddSingleton<ICatalogQuestions>(Goods).AddSingleton<ILotStatus>(Goods).AddSingleton<ISupplyQuestions>(Supply).AddSingleton<PlanWorker>();
        services.AddOrders(_database.For("orders"), Settings);
        services.AddSandboxPayments(Sandbox with { File = Path.Combine(_database.Folder, "sandbox.db") });
        if (Provider is not null) services.AddSingleton(Provider);
        services.AddMediator(bus => bus.AddConsumers(typeof(OrdersModule).Assembly));
        services.AddSingleton<OutboxSender<OrdersDb>>().AddSingleton<OrderSweep>().AddSingleton<RefundSender>();
        _services = services.BuildServiceProvider();
        await InAsync<OrdersDb>(db => db.Database.MigrateAsync());
        await _services.GetRequiredService<CheckoutCommitter>().StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _services.GetRequiredService<CheckoutCommitter>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    public Task InAsync<T>(Func<T, Task> work) where T : notnull => InAsync<T, int>(async x => { await work(x); return 0; });

    /// <summary>One unit of work in a scope of its own, as a request has it.</summary>
    public async Task<TResult> InAsync<T, TResult>(Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>What the sandbox's own log says was charged and sent back, fen, and how many refunds it knows.</summary>
    public (long Charged, long Refunded, long Refunds) BankSays()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_database.Folder, "sandbox.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT SUM(amount_fen) FROM charges), (SELECT SUM(amount_fen) FROM refunds), (SELECT COUNT(*) FROM refunds)";
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }

    public async Task StockAsync(OfferTerms offer, long milli)
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StockBook>().ReceiveAsync(offer.OfferId, offer.CooperativeId, milli, Manager.Id, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<OrdersDb>().SaveChangesAsync();
    }

    public Task<Guid> PlaceAsync(params (OfferTerms Offer, decimal Quantity)[] goods) => PlaceAsync(Guid.CreateVersion7().ToString(), goods);

    public Task<Guid> PlaceAsync(string key, params (OfferTerms Offer, decimal Quantity)[] goods) => InAsync<CheckoutDesk, Guid>(async desk => (await desk.PlaceAsync(
        new(Buyer, [.. goods.Select(x => new WantedLine(x.Offer.OfferId, Quantity.Of(x.Quantity, x.Offer.Unit)))], Goods.Station.Id, null, "sandbox"),
        new(Buyer, key, Hash(string.Join(';', goods.Select(x => $"{x.Offer.OfferId}={x.Quantity}")))), Now, CancellationToken.None)).Id);

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    public Task<OrderView> OrderAsync(Guid id) => InAsync<OrderDesk, OrderView>(async desk => (await desk.FindAsync(Buyer, id, CancellationToken.None))!);

    /// <summary>The buyer pays at the sandbox, and its webhook arrives.</summary>
    public async Task<Taking> PayAsync(Guid orderId)
    {
        var order = await OrderAsync(orderId);
        var payment = order.Payments[^1];
        var sandbox = _services.GetRequiredService<SandboxProvider>();
        var said = sandbox.DecideQuietly(sandbox.Open(payment.Id, payment.Url!)!, Now);
        return await InAsync<PaymentDesk, Taking>(desk => desk.TakeAsync("sandbox", said, Now, CancellationToken.None));
    }

    public async Task<Guid> PaidAsync(params (OfferTerms Offer, decimal Quantity)[] goods)
    {
        var id = await PlaceAsync(goods);
        await PayAsync(id);
        return id;
    }

    public SellerAct Act(SubOrderView part) => new(part.Id, [part.CooperativeId], Manager, Now);

    public Task WeighAsync(SubOrderView part, params (LineView Line, long Grams)[] weights) => InAsync<FulfilmentDesk>(desk =>
        desk.WeighAsync(Act(part), weights.ToDictionary(x => x.Line.Id, x => new Weight(x.Grams)), null, CancellationToken.None));

    public Task DispatchAsync(SubOrderView part, params (LineView Line, long Milli)[] shipped) => InAsync<FulfilmentDesk>(desk =>
        desk.DispatchAsync(Act(part), shipped.ToDictionary(x => x.Line.Id, x => x.Milli), null, CancellationToken.None));

    public Task ReceiveAsync(SubOrderView part) => InAsync<Pickup>(pickup => pickup.ConfirmAsync(part.Id, new(Consumer, null, Now), CancellationToken.None));

    /// <summary>Every part that was not cancelled: weighed at its nominal weight, sent and received.</summary>
    public async Task CompleteAsync(Guid orderId)
    {
        foreach (var part in (await OrderAsync(orderId)).SubOrders.Where(x => x.State != SubOrderState.Cancelled))
        {
            var weighed = part.Lines.Where(x => x.Weighed).Select(x => (x, x.Quantities.Ordered * x.Unit.Grams() / 1000)).ToArray();
            if (weighed.Length > 0) await WeighAsync(part, weighed);
            await DispatchAsync(part);
            await ReceiveAsync(part);
        }
    }

    /// <summary>Every invariant holds, by the verifier's own SQL.</summary>
    public async Task VerifyAsync()
    {
        while (await _services.GetRequiredService<OutboxSender<OrdersDb>>().SendDueAsync(CancellationToken.None) > 0) { }
        var broken = await new Verifier(new(_database.Folder, _database.MySql), Now).RunAsync(VerifyScope.Orders);
        Assert.True(broken.Count == 0, string.Join('\n', broken.Select(x => $"{x.Key} {x.Says}: {x.Rows} rows, first {x.First}")));
    }

    public Task<StockView> StockOfAsync(OfferTerms offer) => InAsync<StockDesk, StockView>(async desk =>
        (await desk.OfAsync([offer.OfferId], [offer.CooperativeId], CancellationToken.None))[offer.OfferId]);

    public Task SweepAsync() => _services.GetRequiredService<OrderSweep>().SweepAsync(CancellationToken.None);
}
