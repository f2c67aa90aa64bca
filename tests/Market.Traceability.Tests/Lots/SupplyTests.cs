using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Messages;
using Market.Traceability.Recall;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Lots;

/// <summary>Goods that go to a supermarket under a contract.</summary>
public sealed class SupplyTests : IAsyncLifetime
{
    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task What_left_and_what_came_stands_in_the_lots_books_and_events_once_however_often_the_bus_says_so()
    {
        var (lot, delivery, chain) = (await farm.LotAsync(10_000), Guid.CreateVersion7(), Guid.CreateVersion7());
        var taken = await trace.AskAsync<LotStatus, IReadOnlyList<TakenGoods>>(x => x.TakeAsync(delivery, [new(Guid.CreateVersion7(), farm.Product.Id, 6_000, "菜")], default));
        var (shipped, received) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        for (var i = 0; i < 3; i++) await trace.DeliverAsync(shipped, new DeliveryShipped(delivery, "SH-2026-000001", chain, farm.Cooperative, [new(taken.Single().LotCode, 6_000)]));
        for (var i = 0; i < 3; i++) await trace.DeliverAsync(received, new GoodsReceived(delivery, "SH-2026-000001", chain, farm.Cooperative, [new(lot, 5_000, 200, 800)], default, []));

        await trace.WithAsync(async db =>
        {
            var row = await db.Lots.SingleAsync(x => x.Code == lot);
            Assert.Equal((6_000, 800, 0, 4_800), (row.ShippedGrams, row.ReturnedGrams, row.TakenGrams, row.FreeGrams));
            var bodies = await db.Events.Where(x => x.BizStep == "shipping" || x.BizStep == "receiving").OrderBy(x => x.Seq).Select(x => x.Body).ToListAsync();
            Assert.Equal(2, bodies.Count);
            var (left, came) = (JsonNode.Parse(bodies[0])!, JsonNode.Parse(bodies[1])!);
            Assert.Equal((5.0m, 0.2m, 0.8m), (came["cm:acceptedKilograms"]!.GetValue<decimal>(), came["cm:shortKilograms"]!.GetValue<decimal>(), came["cm:rejectedKilograms"]!.GetValue<decimal>()));
            Assert.EndsWith("/id/store/" + chain, left["destinationList"]![0]!["destination"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.EndsWith("/id/delivery/SH-2026-000001", came["bizTransactionList"]![0]!["bizTransaction"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }
}
