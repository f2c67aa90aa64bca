using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Demo;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Orders.Tests.Demo;

/// <summary>The demo's past year is made by the steps that real orders take.</summary>
public sealed class DemoOrdersTests : IAsyncLifetime
{
    private readonly Shop _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_year_of_orders_keeps_the_books_and_writes_to_nobody()
    {
        var cooperative = _shop.Goods.Cooperative();
        var offers = new[] { _shop.Goods.Offer(cooperative, 2500), _shop.Goods.Offer(cooperative, 600, Unit.Jin, 500, tolerance: 5) };
        var demo = new DemoOrders(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _shop.Clock);

        await demo.FillAsync([.. offers.Select(x => new DemoShelf(x.OfferId, cooperative, x.StepMilli, x.Weighed, 500_000))],
            new([_shop.Buyer], ["李晓梅"], new Dictionary<Guid, Guid> { [cooperative] = _shop.Manager.Id }, [Goods.Station.Id]), 20, default);

        await _shop.InAsync<OrdersDb>(async db =>
        {
            Assert.InRange(await db.Orders.CountAsync(), 10, 20);
            Assert.True(await db.Orders.MinAsync(x => x.PlacedAt) < _shop.Now.AddDays(-300));
            Assert.NotEmpty(await db.Invoices.ToListAsync());
            Assert.DoesNotContain(await db.Outbox.Where(x => x.SentAt == null).ToListAsync(), x => !x.Type.EndsWith("ReviewPublished", StringComparison.Ordinal));
        });
        await _shop.VerifyAsync();
    }
}
