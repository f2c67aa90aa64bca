using Market.Kernel;
using Market.Kernel.Messages;
using Market.Kernel.Values;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Purchase;
using Market.Orders.Recalls;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Recalls;

/// <summary>What a recall does to orders: lines that have not left are held, buyers of what has left get their money back.</summary>
public sealed class RecallTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private Guid _cooperative;
    private OfferTerms _offer = null!, _other = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _cooperative = _shop.Goods.Cooperative();
        (_offer, _other) = (_shop.Goods.Offer(_cooperative, 1000), _shop.Goods.Offer(_cooperative, 500));
        await _shop.StockAsync(_offer, 500_000);
        await _shop.StockAsync(_other, 500_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_line_that_has_not_left_is_held_until_the_cooperative_takes_another_lot()
    {
        var part = await PartAsync(await _shop.PaidAsync((_offer, 3)));
        _shop.Goods.Lots[_offer.ProductId] = new(true, []);
        var recall = Recall(false, "H1");
        var message = Guid.CreateVersion7();
        for (var i = 0; i < 3; i++) await TellAsync(recall, message);

        Assert.Equal([("R-2026-0001", null)], (await StoppedAsync(part)).Select(x => (x.RecallNumber, x.Way)));
        Assert.Equal("line.stopped", await RefusalAsync(() => _shop.DispatchAsync(part)));
        Assert.Equal("lot.none_open", await RefusalAsync(() => OtherLotAsync(part)));
        Assert.Equal(1, await _shop.InAsync<OrdersDb, int>(async db => (await db.Outbox.ToListAsync()).Count(x => x.Open() is LineStopped)));
        _shop.Goods.Lots[_offer.ProductId] = new(true, [new("H2", 100_000)]);
        Assert.Equal(part.Id, await OtherLotAsync(part));
        Assert.Equal("line.not_stopped", await RefusalAsync(() => OtherLotAsync(part)));
        await _shop.DispatchAsync(part);

        Assert.Equal([("H2", 3_000)], await _shop.InAsync<OrdersDb, List<(string, long)>>(async db => (await db.LineLots.ToListAsync()).ConvertAll(x => (x.LotCode, x.Grams))));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Money_back_for_a_held_line_leaves_the_rest_of_the_parcel_or_cancels_it_when_nothing_is_left()
    {
        var both = await PartAsync(await _shop.PaidAsync((_offer, 3), (_other, 2)));
        var alone = await PartAsync(await _shop.PaidAsync((_offer, 1)));
        await TellAsync(Recall(false, "H1"));

        foreach (var part in new[] { both, alone }) Assert.Equal(part.Id, await RefundAsync(part));
        await _shop.DispatchAsync(both);
        await _shop.ReceiveAsync(both);

        var first = await _shop.OrderAsync(both.OrderId);
        Assert.Equal((SubOrderState.Completed, 1_000, 3_000), (first.SubOrders[0].State, first.SubOrders[0].SubtotalFen, first.Payments[0].RefundedFen));
        var second = await _shop.OrderAsync(alone.OrderId);
        Assert.Equal((SubOrderState.Cancelled, second.Payments[0].CapturedFen), (second.SubOrders[0].State, second.Payments[0].RefundedFen));
        Assert.Null(await _shop.InAsync<StoppedDesk, Guid?>(x => x.RefundAsync(_shop.Act(both) with { Cooperatives = [Guid.CreateVersion7()] }, both.Lines[0].Id, null, default)));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Weights_are_not_asked_for_what_a_recall_took_out()
    {
        var weighed = _shop.Goods.Offer(_cooperative, 600, Unit.Kg, 500, 10);
        await _shop.StockAsync(weighed, 100_000);
        var part = await PartAsync(await _shop.PaidAsync((weighed, 2), (_other, 1)));
        await TellAsync(Recall(false, "H1") with { ProductIds = [weighed.ProductId] });

        await RefundAsync(part, weighed);

        var now = await PartAsync(part.OrderId);
        Assert.Equal(SubOrderState.ToPack, now.State);
        await _shop.DispatchAsync(now);
        await _shop.VerifyAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Buyers_get_the_recalled_share_back_once_however_often_the_message_comes(bool completed)
    {
        _shop.Goods.Lots[_offer.ProductId] = new(false, [new("H1", 1_000), new("H2", 1_000), new("H3", 1_000)]);
        var part = await PartAsync(await _shop.PaidAsync((_offer, 3)));
        await _shop.DispatchAsync(part);
        if (completed) await _shop.ReceiveAsync(part);
        var recall = Recall(true, "H1");
        var message = Guid.CreateVersion7();

        for (var i = 0; i < 3; i++) await TellAsync(recall, message);
        // The same lot named by another recall: its share was paid back already.
        await TellAsync(recall with { RecallId = Guid.CreateVersion7(), Number = "R-2026-0002" });

        var order = await _shop.OrderAsync(part.OrderId);
        Assert.Equal(1_000, order.Payments[0].RefundedFen);
        var claim = (await _shop.InAsync<ClaimReads, List<ClaimView>>(x => x.OfOrderAsync(part.OrderId, _shop.Buyer, default))).Single();
        Assert.Equal((ClaimState.Granted, 1_000, "召回 R-2026-0001:农残超标"), (claim.State, claim.RefundFen, claim.Reason));
        if (completed)
        {
            Assert.Equal([-1_000], await RefundsAsync());
            Assert.Equal([1_000], await _shop.InAsync<OrdersDb, List<long>>(db => db.Invoices.Where(x => x.CreditNote).Select(x => x.AmountFen).ToListAsync()));
        }
        await _shop.VerifyAsync();
    }

    [Theory]
    [InlineData(1000, 3, "H1", "H2", "H3")]
    [InlineData(999, 1, "H1", "H2", "H3")]
    [InlineData(7, 1, "H1", "H2")]
    public async Task Recalls_of_all_lots_of_a_line_one_after_the_other_pay_back_exactly_what_was_paid(long fen, int boxes, params string[] lots)
    {
        var offer = _shop.Goods.Offer(_cooperative, fen);
        await _shop.StockAsync(offer, 50_000);
        _shop.Goods.Lots[offer.ProductId] = new(false, [.. lots.Select((x, i) => new LotShare(x, i + 1 < lots.Length ? 333 : 10_000))]);
        var part = await PartAsync(await _shop.PaidAsync((offer, boxes)));
        await _shop.DispatchAsync(part);
        await _shop.ReceiveAsync(part);

        foreach (var lot in lots) await TellAsync(Recall(true, lot) with { RecallId = Guid.CreateVersion7() });

        Assert.Equal(part.SubtotalFen, (await _shop.OrderAsync(part.OrderId)).Payments[0].RefundedFen);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Never_more_goes_back_than_is_left_and_nothing_without_the_decision()
    {
        _shop.Goods.Lots[_offer.ProductId] = new(false, [new("H1", 100_000)]);
        var part = await PartAsync(await _shop.PaidAsync((_offer, 3)));
        await _shop.DispatchAsync(part);
        await _shop.ReceiveAsync(part);
        await _shop.InAsync<RefundDesk>(x => x.RefundAsync(new(part.Lines[0].Id, 2_900, "碰坏了"), [_cooperative], new(_shop.Manager, null, _shop.Now), default));
        await TellAsync(Recall(false, "H1"));
        Assert.Equal(2_900, (await _shop.OrderAsync(part.OrderId)).Payments[0].RefundedFen);

        await TellAsync(Recall(true, "H1"));
        await TellAsync(Recall(true, "H1"));

        Assert.Equal(3_000, (await _shop.OrderAsync(part.OrderId)).Payments[0].RefundedFen);
        await _shop.VerifyAsync();
    }

    /// <summary>Eight deliveries of one message at once, as after a lease that ran out.</summary>
    [Fact]
    public async Task Deliveries_of_the_message_that_run_into_each_other_pay_once()
    {
        _shop.Goods.Lots[_offer.ProductId] = new(false, [new("H1", 100_000)]);
        var parts = new List<SubOrderView>();
        for (var i = 0; i < 4; i++) parts.Add(await PartAsync(await _shop.PaidAsync((_offer, 1))));
        foreach (var part in parts) await _shop.DispatchAsync(part);
        await _shop.ReceiveAsync(parts[0]);
        var (message, recall) = (Guid.CreateVersion7(), Recall(true, "H1"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TellAsync(recall, message)));

        foreach (var part in parts) Assert.Equal(1_000, (await _shop.OrderAsync(part.OrderId)).Payments[0].RefundedFen);
        Assert.Equal(4, await _shop.InAsync<OrdersDb, int>(db => db.Claims.CountAsync()));
        await _shop.VerifyAsync();
    }

    private RecallApproved Recall(bool refunds, params string[] lots) => new(Guid.CreateVersion7(), "R-2026-0001", 1, lots, "农残超标", [_offer.ProductId], refunds);

    private Task TellAsync(RecallApproved recall, Guid? message = null) => _shop.InAsync<IMediator>(bus => bus.Publish(recall, Pipe.Execute<PublishContext<RecallApproved>>(context => context.MessageId = message ?? Guid.CreateVersion7())));

    private async Task<SubOrderView> PartAsync(Guid order) => (await _shop.OrderAsync(order)).SubOrders.Single();

    private Task<List<StoppedView>> StoppedAsync(SubOrderView part) => _shop.InAsync<StoppedDesk, List<StoppedView>>(x => x.OfAsync(part.Id, default));

    private Guid LineOf(SubOrderView part, OfferTerms? offer = null) => part.Lines.Single(x => x.OfferId == (offer ?? _offer).OfferId).Id;

    private Task<Guid?> OtherLotAsync(SubOrderView part) => _shop.InAsync<StoppedDesk, Guid?>(x => x.TakeOtherLotAsync(_shop.Act(part), LineOf(part), null, default));

    private Task<Guid?> RefundAsync(SubOrderView part, OfferTerms? offer = null) => _shop.InAsync<StoppedDesk, Guid?>(x => x.RefundAsync(_shop.Act(part), LineOf(part, offer), null, default));

    private Task<List<long>> RefundsAsync() => _shop.InAsync<OrdersDb, List<long>>(db => db.LedgerEntries.Where(x => x.Account == Account.Refund && x.CooperativeId == _cooperative).Select(x => x.AmountFen).ToListAsync());

    private static async Task<string> RefusalAsync(Func<Task> work) => (await Assert.ThrowsAsync<RuleException>(work)).Code;
}
