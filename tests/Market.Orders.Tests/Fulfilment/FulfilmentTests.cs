using Market.Kernel;
using Market.Kernel.Messages;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Data;
using Market.Orders.Fulfilment;
using Market.Orders.Income;
using Market.Orders.Purchase;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Fulfilment;

public sealed class FulfilmentTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private Guid _first, _second;
    private OfferTerms _greens = null!, _eggs = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        (_first, _second) = (_shop.Goods.Cooperative("甲"), _shop.Goods.Cooperative("乙"));
        _greens = _shop.Goods.Offer(_first, 320, Unit.Jin, 500, tolerance: 5);
        _eggs = _shop.Goods.Offer(_second, 3600);
        await _shop.StockAsync(_greens, 100_000);
        await _shop.StockAsync(_eggs, 20_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Lighter_goods_settle_by_real_weight_and_the_difference_goes_back_at_once()
    {
        var id = await _shop.PaidAsync((_greens, 2.5m));
        var part = (await _shop.OrderAsync(id)).SubOrders[0];
        Assert.Equal(840, part.Lines[0].Money.CeilingFen);

        await _shop.WeighAsync(part, (part.Lines[0], 1200));

        var order = await _shop.OrderAsync(id);
        Assert.Equal(768, order.SubOrders[0].Lines[0].Money.FinalFen);
        Assert.Equal(72, order.Payments[0].RefundedFen);
        Assert.Equal(SubOrderState.ToPack, order.SubOrders[0].State);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Heavier_goods_never_cost_more_than_the_agreed_ceiling()
    {
        var id = await _shop.PaidAsync((_greens, 2.5m));
        var part = (await _shop.OrderAsync(id)).SubOrders[0];

        await _shop.WeighAsync(part, (part.Lines[0], 1500));

        var order = await _shop.OrderAsync(id);
        Assert.Equal((840, 0), (order.SubOrders[0].Lines[0].Money.FinalFen, order.Payments[0].RefundedFen));
    }

    [Fact]
    public async Task A_line_is_exempt_from_value_added_tax_only_when_every_gram_is_of_own_plots()
    {
        _shop.Goods.Foreign.Add("H3");
        var cases = new (LotShare[] Lots, bool Exempt)[] { ([], false), ([new("H1", 900)], false), ([new("H1", 900), new("H3", 600)], false), ([new("H1", 900), new("H2", 600)], true) };
        foreach (var (lots, exempt) in cases)
        {
            _shop.Goods.Lots[_greens.ProductId] = new(false, lots);
            var id = await _shop.PaidAsync((_greens, 2.5m));
            var part = (await _shop.OrderAsync(id)).SubOrders[0];
            Assert.False(part.Lines[0].Proofs.VatExempt);
            await _shop.WeighAsync(part, (part.Lines[0], 1200));

            await _shop.DispatchAsync(part);

            Assert.Equal(exempt, (await _shop.OrderAsync(id)).SubOrders[0].Lines[0].Proofs.VatExempt);
        }
    }

    [Fact]
    public async Task Nothing_leaves_before_it_is_weighed_and_nothing_completes_before_it_left()
    {
        var part = (await _shop.OrderAsync(await _shop.PaidAsync((_greens, 1)))).SubOrders[0];

        Assert.Equal("suborder.weights_missing", (await Assert.ThrowsAsync<RuleException>(() => _shop.DispatchAsync(part))).Code);
        Assert.Equal("suborder.weights_missing", (await Assert.ThrowsAsync<RuleException>(() => _shop.ReceiveAsync(part))).Code);
        await _shop.WeighAsync(part, (part.Lines[0], 500));
        Assert.Equal("suborder.not_dispatched", (await Assert.ThrowsAsync<RuleException>(() => _shop.ReceiveAsync(part))).Code);
    }

    [Fact]
    public async Task What_was_picked_for_a_parcel_that_never_left_is_given_back_and_what_left_is_not()
    {
        _shop.Goods.Lots[_greens.ProductId] = new(false, [new("H1", 90_000)]);
        var (stays, leaves) = ((await _shop.OrderAsync(await _shop.PaidAsync((_greens, 1)))).SubOrders[0], (await _shop.OrderAsync(await _shop.PaidAsync((_greens, 1)))).SubOrders[0]);
        await _shop.WeighAsync(leaves, (leaves.Lines[0], 500));
        await _shop.DispatchAsync(leaves);
        // The program ended between the pick and the dispatch.
        _shop.Goods.Taken[stays.Id] = true;

        await _shop.SweepAsync();

        Assert.Equal([leaves.Id], _shop.Goods.Taken.Keys);
    }

    [Fact]
    public async Task What_is_not_shipped_is_refunded_and_written_off()
    {
        var id = await _shop.PaidAsync((_eggs, 3));
        var part = (await _shop.OrderAsync(id)).SubOrders[0];

        await _shop.DispatchAsync(part, (part.Lines[0], 2_000));
        await _shop.ReceiveAsync(part);

        var order = await _shop.OrderAsync(id);
        Assert.Equal((7200, 3600), (order.SubOrders[0].SubtotalFen, order.Payments[0].RefundedFen));
        var line = order.SubOrders[0].Lines[0].Quantities;
        Assert.Equal((3_000, 2_000, 2_000, 2_000, 2_000), (line.Ordered, line.Shipped, line.Received, line.Accepted, line.Billed));
        var stock = await _shop.StockOfAsync(_eggs);
        Assert.Equal((2_000, 1_000), (stock.Sold, stock.Wasted));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_parcel_that_is_still_on_its_way_is_not_handed_over_with_the_one_that_is_here()
    {
        var other = _shop.Goods.Offer(_shop.Goods.Cooperative("东岭合作社"), 500);
        await _shop.StockAsync(other, 10_000);
        var id = await _shop.PaidAsync((_eggs, 1), (other, 1));
        foreach (var part in (await _shop.OrderAsync(id)).SubOrders) await _shop.DispatchAsync(part);
        var station = new Actor(Guid.CreateVersion7(), "station");
        var order = await _shop.OrderAsync(id);
        var (here, code) = (order.SubOrders[0], order.SubOrders[0].PickupCode!);
        await _shop.InAsync<Pickup>(x => x.ArriveAsync(here.Id, [Goods.Station.Id], station, _shop.Now, default));
        Task Hand() => _shop.InAsync<Pickup>(x => x.HandOverAsync(code, null, [Goods.Station.Id], new(station, null, _shop.Now), default));

        await Hand();
        Assert.Equal(1, (await _shop.OrderAsync(id)).SubOrders.Count(x => x.State == SubOrderState.Completed));

        // When it is here too, the same code hands it over.
        await Hand();
        Assert.Equal(OrderState.Completed, (await _shop.OrderAsync(id)).State);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_completed_order_cannot_be_cancelled()
    {
        var id = await _shop.PaidAsync((_eggs, 1));
        await _shop.CompleteAsync(id);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.InAsync<OrderDesk>(x => x.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default)));

        Assert.Equal("suborder.already_packed", refusal.Code);
    }

    [Fact]
    public async Task A_parcel_at_a_station_is_handed_over_by_its_code_and_becomes_income()
    {
        var id = await _shop.PaidAsync((_greens, 1), (_eggs, 1));
        foreach (var part in (await _shop.OrderAsync(id)).SubOrders)
        {
            if (part.Lines[0].Weighed) await _shop.WeighAsync(part, (part.Lines[0], 500));
            await _shop.DispatchAsync(part);
        }
        var codes = (await _shop.OrderAsync(id)).SubOrders.Select(x => x.PickupCode).Distinct().ToList();
        var station = new Actor(Guid.CreateVersion7(), "station");
        Task<Guid> Hand(string code, Guid at) => _shop.InAsync<Pickup, Guid>(x => x.HandOverAsync(code, null, [at], new(station, null, _shop.Now), default));

        var code = Assert.Single(codes)!;
        Assert.Equal("pickup.code_unknown", (await Assert.ThrowsAsync<RuleException>(() => Hand("000000" == code ? "000001" : "000000", Goods.Station.Id))).Code);
        Assert.Equal("pickup.code_unknown", (await Assert.ThrowsAsync<RuleException>(() => Hand(code, Guid.CreateVersion7()))).Code);
        Assert.Equal(id, await Hand(code, Goods.Station.Id));

        Assert.Equal(OrderState.Completed, (await _shop.OrderAsync(id)).State);
        Assert.Equal(320, (await _shop.InAsync<IncomeReads, IncomeBalance>(x => x.BalanceAsync(_first, default))).OwedFen);
        Assert.Equal(3600, (await _shop.InAsync<IncomeReads, IncomeBalance>(x => x.BalanceAsync(_second, default))).OwedFen);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Another_cooperative_cannot_weigh_send_or_see_it()
    {
        var part = (await _shop.OrderAsync(await _shop.PaidAsync((_eggs, 1)))).SubOrders[0];
        var stranger = new SellerAct(part.Id, [_first], _shop.Manager, _shop.Now);

        Assert.Null(await _shop.InAsync<FulfilmentDesk, Guid?>(x => x.DispatchAsync(stranger, new Dictionary<Guid, long>(), null, default)));
        Assert.Null(await _shop.InAsync<FulfilmentReads, SubOrderView?>(x => x.FindAsync(part.Id, [_first], default)));
        Assert.Equal(SubOrderState.ToPack, (await _shop.OrderAsync(part.OrderId)).SubOrders[0].State);
    }

    [Fact]
    public async Task One_cooperatives_part_can_be_cancelled_before_packing_and_the_rest_goes_on()
    {
        var id = await _shop.PaidAsync((_greens, 1), (_eggs, 2));
        var eggs = (await _shop.OrderAsync(id)).SubOrders.Single(x => x.CooperativeId == _second);

        await _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, [eggs.Id], null, _shop.Now, default));

        var order = await _shop.OrderAsync(id);
        Assert.Equal((OrderState.Paid, 7200), (order.State, order.Payments[0].RefundedFen));
        Assert.Equal(20_000, (await _shop.StockOfAsync(_eggs)).Available);
        await _shop.CompleteAsync(id);
        Assert.Equal(OrderState.Completed, (await _shop.OrderAsync(id)).State);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Packed_goods_cannot_be_cancelled_any_more()
    {
        var id = await _shop.PaidAsync((_eggs, 1));
        await _shop.DispatchAsync((await _shop.OrderAsync(id)).SubOrders[0]);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => _shop.InAsync<OrderDesk>(desk => desk.CancelAsync(_shop.Consumer, id, null, null, _shop.Now, default)));

        Assert.Equal("suborder.already_packed", refusal.Code);
    }

    [Fact]
    public async Task A_parcel_nobody_confirms_completes_itself_after_the_set_days()
    {
        var id = await _shop.PaidAsync((_eggs, 1));
        await _shop.DispatchAsync((await _shop.OrderAsync(id)).SubOrders[0]);
        _shop.Clock.Advance(TimeSpan.FromDays(9));
        await _shop.SweepAsync();
        Assert.Equal(SubOrderState.Dispatched, (await _shop.OrderAsync(id)).SubOrders[0].State);

        _shop.Clock.Advance(TimeSpan.FromDays(2));
        await _shop.SweepAsync();

        Assert.Equal((SubOrderState.Completed, CompletionProof.Elapsed), ((await _shop.OrderAsync(id)).SubOrders[0].State, (await _shop.OrderAsync(id)).SubOrders[0].Proof!.Value));
    }

    [Fact]
    public async Task Parts_that_complete_at_the_same_moment_complete_their_order_and_number_without_gaps()
    {
        var cooperatives = Enumerable.Range(0, 4).Select(i => _shop.Goods.Cooperative("社" + i)).ToList();
        var offers = cooperatives.ConvertAll(x => _shop.Goods.Offer(x, 500));
        foreach (var offer in offers) await _shop.StockAsync(offer, 10_000);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++) ids.Add(await _shop.PaidAsync([.. offers.Select(x => (x, 1m))]));
        var parts = new List<SubOrderView>();
        foreach (var id in ids) parts.AddRange((await _shop.OrderAsync(id)).SubOrders);
        foreach (var part in parts) await _shop.DispatchAsync(part);

        await Task.WhenAll(parts.Select(x => _shop.ReceiveAsync(x)));

        foreach (var id in ids) Assert.Equal(OrderState.Completed, (await _shop.OrderAsync(id)).State);
        foreach (var cooperative in cooperatives)
            Assert.Equal([1L, 2L, 3L], await _shop.InAsync<OrdersDb, List<long>>(db => db.Invoices.Where(x => x.CooperativeId == cooperative).OrderBy(x => x.Number).Select(x => x.Number).ToListAsync()));
        await _shop.VerifyAsync();
    }
}
