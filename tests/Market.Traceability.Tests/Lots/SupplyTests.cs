using System.Text.Json.Nodes;
using Market.Kernel;
using Market.Kernel.Messages;
using Market.Traceability.Lots;
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
            // What was rejected is there again, and nobody can buy it before it was checked.
            Assert.Equal((6_000, 800, 0, 4_000, 4_800), (row.ShippedGrams, row.ReturnedGrams, row.TakenGrams, row.FreeGrams, row.LeftGrams));
            var bodies = await db.Events.Where(x => x.BizStep == "shipping" || x.BizStep == "receiving").OrderBy(x => x.Seq).Select(x => x.Body).ToListAsync();
            Assert.Equal(2, bodies.Count);
            var (left, came) = (JsonNode.Parse(bodies[0])!, JsonNode.Parse(bodies[1])!);
            Assert.Equal((5.0m, 0.2m, 0.8m), (came["cm:acceptedKilograms"]!.GetValue<decimal>(), came["cm:shortKilograms"]!.GetValue<decimal>(), came["cm:rejectedKilograms"]!.GetValue<decimal>()));
            Assert.EndsWith("/id/store/" + chain, left["destinationList"]![0]!["destination"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.EndsWith("/id/delivery/SH-2026-000001", came["bizTransactionList"]![0]!["bizTransaction"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }

    private async Task<(string Lot, Guid Delivery)> ReceivedAsync(long accepted, long missing, long rejected)
    {
        var (lot, delivery) = (await farm.LotAsync(10_000), Guid.CreateVersion7());
        await trace.AskAsync<LotStatus, IReadOnlyList<TakenGoods>>(x => x.TakeAsync(delivery, [new(Guid.CreateVersion7(), farm.Product.Id, accepted + missing + rejected, "菜")], default));
        await trace.DeliverAsync(Guid.CreateVersion7(), new DeliveryShipped(delivery, "SH-2026-000001", delivery, farm.Cooperative, [new(lot, accepted + missing + rejected)]));
        await trace.DeliverAsync(Guid.CreateVersion7(), new GoodsReceived(delivery, "SH-2026-000001", delivery, farm.Cooperative, [new(lot, accepted, missing, rejected)], trace.Clock.GetUtcNow().UtcDateTime, []));
        return (lot, delivery);
    }

    private Task<bool> CheckAsync(string lot, long grams, ReturnOutcome outcome, string reason = "") => trace.AskAsync<ReturnDesk, bool>(x => x.CheckAsync(farm.Party, lot, grams, (outcome, reason), default));

    private static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleException>(act)).Code;

    [Fact]
    public async Task Rejected_goods_are_sold_again_only_when_their_cooperative_has_checked_them()
    {
        var (lot, _) = await ReceivedAsync(5_000, 0, 5_000);
        Assert.Equal(0, await trace.AskAsync<LotStatus, long>(x => x.FreeAsync(farm.Product.Id, default)));

        Assert.Equal("lot.unchecked", await RefusedAsync(() => CheckAsync(lot, 5_001, ReturnOutcome.Restocked)));
        Assert.Equal("lot.weight", await RefusedAsync(() => CheckAsync(lot, 0, ReturnOutcome.Restocked)));
        Assert.Equal("lot.return_reason", await RefusedAsync(() => CheckAsync(lot, 1, ReturnOutcome.Destroyed, " ")));
        Assert.Equal("lot.too_little", await RefusedAsync(() => trace.AskAsync<LotSteps, bool>(x => x.DestroyAsync(farm.Party, lot, 1, "烂了", default))));
        Assert.False(await trace.AskAsync<ReturnDesk, bool>(x => x.CheckAsync(new(Guid.CreateVersion7(), [Guid.CreateVersion7()]), lot, 1, (ReturnOutcome.Restocked, ""), default)));
        Assert.True(await CheckAsync(lot, 3_000, ReturnOutcome.Restocked));
        Assert.True(await CheckAsync(lot, 1_500, ReturnOutcome.Destroyed, "烂了"));
        Assert.True(await CheckAsync(lot, 500, ReturnOutcome.UsedOtherwise, "喂羊"));

        Assert.Equal(3_000, await trace.AskAsync<LotStatus, long>(x => x.FreeAsync(farm.Product.Id, default)));
        await trace.WithAsync(async db =>
        {
            var row = await db.Lots.SingleAsync(x => x.Code == lot);
            Assert.Equal((0, 2_000, 3_000), (row.UncheckedGrams, row.LostGrams, row.LeftGrams));
            Assert.Equal(["inspecting", "destroying", "decommissioning"], await db.Events.Where(x => x.Body.Contains("return_check")).OrderBy(x => x.Seq).Select(x => x.BizStep).ToListAsync());
        });
        Assert.Equal(10_000, (await trace.AskAsync<Market.Traceability.Tracing.MassBalance, Market.Traceability.Tracing.LotBalance?>(x => x.OfAsync(farm.Party, lot, default)))!.BasisPoints);
    }

    [Fact]
    public async Task Of_64_checks_of_the_same_goods_one_counts()
    {
        var (lot, _) = await ReceivedAsync(5_000, 0, 5_000);

        var done = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await CheckAsync(lot, 5_000, ReturnOutcome.Destroyed, "烂了");
            }
            catch (RuleException rule) when (rule.Code == "lot.unchecked")
            {
                return false;
            }
        })));

        Assert.Single(done, x => x);
        await trace.WithAsync(async db => Assert.Equal(5_000, await db.Lots.Where(x => x.Code == lot).Select(x => x.LostGrams).SingleAsync()));
    }

    [Fact]
    public async Task A_receipt_that_is_put_right_declares_the_old_event_wrong_and_names_the_new_one()
    {
        var (lot, delivery) = await ReceivedAsync(5_000, 200, 800);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        GoodsCorrected Right(int nth, ReceivedShare before, ReceivedShare now) => new(delivery, "SH-2026-000001", delivery, farm.Cooperative, [new(before, now)], trace.Clock.GetUtcNow().UtcDateTime, nth, "数错了", [], []);

        // There and back again: the same figures are a new statement.
        for (var i = 0; i < 3; i++) await trace.DeliverAsync(first, Right(1, new(lot, 5_000, 200, 800), new(lot, 5_900, 0, 100)));
        await trace.DeliverAsync(second, Right(2, new(lot, 5_900, 0, 100), new(lot, 5_000, 200, 800)));

        await trace.WithAsync(async db =>
        {
            var row = await db.Lots.SingleAsync(x => x.Code == lot);
            Assert.Equal((800, 800, 4_800), (row.ReturnedGrams, row.UncheckedGrams, row.LeftGrams));
            var rows = await db.Events.Where(x => x.BizStep == "receiving").OrderBy(x => x.Seq).ToListAsync();
            Assert.Equal([true, false, true, false, true], rows.Select(x => x.Declared.Length == 0));
            var declared = JsonNode.Parse(rows[1].Body)!["errorDeclaration"]!;
            Assert.Equal((rows[0].EventId, rows[2].EventId, "incorrect_data"), (rows[1].EventId, declared["correctiveEventIDs"]![0]!.GetValue<string>(), declared["reason"]!.GetValue<string>()));
            Assert.Equal((rows[2].EventId, rows[4].EventId), (rows[3].EventId, JsonNode.Parse(rows[3].Body)!["errorDeclaration"]!["correctiveEventIDs"]![0]!.GetValue<string>()));
        });
    }

    [Fact]
    public async Task Corrections_that_come_in_the_wrong_order_wait_for_each_other()
    {
        var (lot, delivery) = await ReceivedAsync(5_000, 200, 800);
        GoodsCorrected Right(int nth, ReceivedShare before, ReceivedShare now) => new(delivery, "SH-2026-000001", delivery, farm.Cooperative, [new(before, now)], trace.Clock.GetUtcNow().UtcDateTime, nth, "数错了", [], []);
        var (one, two) = (Right(1, new(lot, 5_000, 200, 800), new(lot, 5_900, 0, 100)), Right(2, new(lot, 5_900, 0, 100), new(lot, 5_500, 0, 500)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => trace.DeliverAsync(Guid.CreateVersion7(), two));
        await trace.DeliverAsync(Guid.CreateVersion7(), one);
        await trace.DeliverAsync(Guid.CreateVersion7(), two);

        await trace.WithAsync(async db =>
        {
            Assert.Equal(500, await db.Lots.Where(x => x.Code == lot).Select(x => x.ReturnedGrams).SingleAsync());
            var rows = await db.Events.Where(x => x.BizStep == "receiving").OrderBy(x => x.Seq).ToListAsync();
            var standing = Assert.Single(rows, x => x.Declared.Length == 0 && !rows.Exists(y => y.EventId == x.EventId && y.Declared.Length > 0));
            Assert.Equal(5.5m, JsonNode.Parse(standing.Body)!["cm:acceptedKilograms"]!.GetValue<decimal>());
        });
    }

    [Fact]
    public async Task What_the_cooperative_destroyed_meanwhile_stays_destroyed()
    {
        var (lot, delivery) = await ReceivedAsync(5_000, 0, 5_000);
        await CheckAsync(lot, 4_000, ReturnOutcome.Destroyed, "烂了");

        await trace.DeliverAsync(Guid.CreateVersion7(), new GoodsCorrected(delivery, "SH-2026-000001", delivery, farm.Cooperative, [new(new(lot, 5_000, 0, 5_000), new(lot, 10_000, 0, 0))], trace.Clock.GetUtcNow().UtcDateTime, 1, "数错了", [], []));

        await trace.WithAsync(async db => Assert.Equal((4_000, 0, 0), await db.Lots.Where(x => x.Code == lot).SingleAsync() is var row ? (row.ReturnedGrams, row.UncheckedGrams, row.LeftGrams) : default));
    }

    [Fact]
    public async Task What_was_destroyed_does_not_come_back_a_second_time_when_the_receiver_changes_its_mind_twice()
    {
        var (lot, delivery) = await ReceivedAsync(5_000, 0, 5_000);
        await CheckAsync(lot, 4_000, ReturnOutcome.Destroyed, "烂了");
        GoodsCorrected Right(int nth, ReceivedShare before, ReceivedShare now) => new(delivery, "SH-2026-000001", delivery, farm.Cooperative, [new(before, now)], trace.Clock.GetUtcNow().UtcDateTime, nth, "数错了", [], []);

        await trace.DeliverAsync(Guid.CreateVersion7(), Right(1, new(lot, 5_000, 0, 5_000), new(lot, 10_000, 0, 0)));
        var (denied, another) = (await ReturnedAsync(lot), Guid.CreateVersion7());
        await trace.DeliverAsync(Guid.CreateVersion7(), new GoodsReceived(another, "SH-2026-000002", another, farm.Cooperative, [new(lot, 0, 0, 100)], trace.Clock.GetUtcNow().UtcDateTime, []));
        Assert.Equal(denied + 100, await ReturnedAsync(lot));
        await CheckAsync(lot, 100, ReturnOutcome.Destroyed, "烂了");
        await trace.DeliverAsync(Guid.CreateVersion7(), Right(2, new(lot, 10_000, 0, 0), new(lot, 4_500, 0, 5_500)));

        // Of the 5.5 kg that came back after all, 4 kg are the destroyed ones.
        await trace.WithAsync(async db => Assert.Equal((5_600, 1_500, 1_500), await db.Lots.Where(x => x.Code == lot).SingleAsync() is var row ? (row.ReturnedGrams, row.UncheckedGrams, row.LeftGrams) : default));
    }

    private async Task<long> ReturnedAsync(string lot)
    {
        var grams = 0L;
        await trace.WithAsync(async db => grams = await db.Lots.Where(x => x.Code == lot).Select(x => x.ReturnedGrams).SingleAsync());
        return grams;
    }
}
