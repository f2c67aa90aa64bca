using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Contracts;

/// <summary>Call-offs, deliveries, goods-in and the money of it.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly Shop shop = new();
    private Dealing dealing = null!;

    public async Task InitializeAsync()
    {
        await shop.InitializeAsync();
        dealing = new(shop);
    }

    public async Task DisposeAsync()
    {
        await shop.VerifyAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_called_for_before_the_contract_is_filed_or_outside_its_days()
    {
        var draft = (await dealing.DraftAsync())!.Value;
        Assert.Equal("contract.not_filed", await Dealing.RefusedAsync(() => dealing.CallAsync(draft, 1000)));
        await dealing.ToFiledAsync(draft, "备-1");

        Assert.Equal("contract.days", await Dealing.RefusedAsync(() => dealing.CallAsync(draft, 1000, day: Dealing.Last.AddDays(1))));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal("call_off.past", await Dealing.RefusedAsync(() => dealing.CallAsync(draft, 1000, day: Dealing.First)));
        Assert.NotNull(await dealing.CallAsync(draft, 12_500));
    }

    [Fact]
    public async Task More_than_the_contract_has_left_is_refused_and_what_was_refused_can_be_called_again()
    {
        var id = await dealing.FiledAsync();
        var first = (await dealing.CallAsync(id, 900_000))!.Value;
        Assert.Equal("call_off.too_much", await Dealing.RefusedAsync(() => dealing.CallAsync(id, 100_001)));

        Assert.Equal("call_off.reason_missing", await Dealing.RefusedAsync(() => shop.InAsync<CallOffDesk, Guid?>(x => x.RefuseAsync(dealing.Sells, first, " ", default))));
        Assert.NotNull(await shop.InAsync<CallOffDesk, Guid?>(x => x.RefuseAsync(dealing.Sells, first, "冰雹", default)));

        Assert.Equal(0, (await dealing.ReadAsync(id)).Lines[0].Called);
        Assert.NotNull(await dealing.CallAsync(id, 1_000_000));
        Assert.Equal("call_off.answered", await Dealing.RefusedAsync(() => shop.InAsync<CallOffDesk, Guid?>(x => x.ConfirmAsync(dealing.Sells, first, default))));
    }

    [Fact]
    public async Task Whoever_said_nothing_in_time_cannot_refuse_but_whoever_confirmed_can_take_back_the_rest()
    {
        var id = await dealing.FiledAsync();
        var (late, sent) = ((await dealing.CallAsync(id, 1000))!.Value, (await dealing.CallAsync(id, 5000))!.Value);
        await shop.InAsync<CallOffDesk, Guid?>(x => x.ConfirmAsync(dealing.Sells, sent, default));
        await dealing.ShipAsync(sent, 3000);
        shop.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal("call_off.late", await Dealing.RefusedAsync(() => shop.InAsync<CallOffDesk, Guid?>(x => x.RefuseAsync(dealing.Sells, late, "冰雹", default))));
        await shop.InAsync<CallOffDesk, Guid?>(x => x.RefuseAsync(dealing.Sells, sent, "冰雹", default));

        Assert.Equal(4000, (await dealing.ReadAsync(id)).Lines[0].Called);
        Assert.Equal("call_off.answered", await Dealing.RefusedAsync(() => dealing.ShipAsync(sent, 1)));
    }

    [Fact]
    public async Task Goods_leave_in_parts_from_lots_and_never_more_than_was_called_for()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 2000), new("P2", 9000)]);
        var id = await dealing.FiledAsync();
        var callOff = (await dealing.CallAsync(id, 5000))!.Value;

        var one = (await dealing.ShipAsync(callOff, 3000))!.Value;
        Assert.Equal("delivery.too_much", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 2001)));
        // A word instead of a pallet, somebody else's pallet, too little on it: the goods stay.
        Assert.Equal("delivery.pallet", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 2000, "x")));
        shop.Goods.Pallets["K0001"] = new(Guid.CreateVersion7(), new Dictionary<Guid, long> { [dealing.Seller.Product] = 2000 });
        Assert.Equal("delivery.pallet", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 2000, "K0001")));
        shop.Goods.Pallets["K0001"] = new(dealing.Seller.Cooperative, new Dictionary<Guid, long> { [dealing.Seller.Product] = 1999 });
        Assert.Equal("delivery.pallet_short", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 2000, "K0001")));
        shop.Goods.Pallets["K0001"] = new(dealing.Seller.Cooperative, new Dictionary<Guid, long> { [dealing.Seller.Product] = 2000 });
        await dealing.ShipAsync(callOff, 1500, "K0001");
        Assert.Equal("delivery.pallet", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 500, "K0001")));
        shop.Goods.Pallets["K0002"] = shop.Goods.Pallets["K0001"];
        await dealing.ShipAsync(callOff, 500, "K0002");

        var view = (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(dealing.Own, callOff, default)))!;
        Assert.Equal((CallOffState.Delivered, 0L, 3), (view.State, view.Lines[0].Open, view.Deliveries.Count));
        Assert.Equal(["P1", "P2"], view.Deliveries.Single(x => x.Id == one).Lines[0].Lots);
        // What stands on a pallet is shipped with the pallet's lots.
        Assert.Equal([("K0001", 0), ("K0002", 0)], view.Deliveries.Where(x => x.Id != one).Select(x => (x.Pallet, x.Lines[0].Lots.Count)).Order());
    }

    [Fact]
    public async Task Goods_of_a_lot_that_was_stopped_on_the_way_are_rejected_not_sold()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 9000)]);
        var id = await dealing.FiledAsync();
        var callOff = (await dealing.CallAsync(id, 5000))!.Value;
        await dealing.ShipAsync(callOff, 5000);
        shop.Goods.Standing["P1"] = new(LotMark.Recalled, "ZH-2026-0001");

        Assert.Equal("receipt.stopped", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 4000, 1000)));
        Assert.NotNull(await dealing.ReceiveAsync(callOff, 0, 5000));
        Assert.Equal(0, (await dealing.BalanceAsync()).OwedFen);
    }

    [Fact]
    public async Task Goods_of_a_recalled_lot_do_not_leave()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (true, [new("P1", 2000)]);
        var callOff = (await dealing.CallAsync(await dealing.FiledAsync(), 5000))!.Value;

        Assert.Equal("lot.none_open", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 2001)));
        Assert.Equal(0, (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(dealing.Whole, callOff, default)))!.Lines[0].Shipped);
    }

    [Theory]
    // 100 kg at 4.00 yuan with 2 % natural loss: up to 2 kg that got lost are paid, above that only what came.
    [InlineData(100_000, 0, 100_000, 40_000)]
    [InlineData(98_000, 0, 100_000, 40_000)]
    [InlineData(97_999, 0, 97_999, 39_200)]
    [InlineData(90_000, 8_000, 92_000, 36_800)]
    [InlineData(90_000, 7_999, 90_000, 36_000)]
    [InlineData(0, 100_000, 0, 0)]
    [InlineData(0, 0, 0, 0)]
    public async Task Natural_loss_is_paid_up_to_the_agreed_tolerance(long accepted, long rejected, long paid, long fen)
    {
        var receipt = await dealing.ReceiptAsync(await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, accepted, rejected));

        Assert.Equal((paid, fen), (receipt.Lines[0].Paid, receipt.Lines[0].Fen));
        Assert.Equal(fen, (await dealing.BalanceAsync()).ChainsFen);
    }

    [Fact]
    public void A_lines_amount_is_rounded_once_half_up()
    {
        Assert.Equal((4111L, 1L, 0L, 2L), (Price.Of(12_345, 333), Price.Of(1, 500), Price.Of(1, 499), Price.Of(3, 500)));
    }

    [Fact]
    public async Task What_came_is_a_sale_of_the_cooperative_that_the_chain_owes_and_nobody_pays_out()
    {
        var id = await dealing.FiledAsync();

        await dealing.ReceivedAsync(id, 100_000, 90_000, 10_000);

        var (line, balance, income) = ((await dealing.ReadAsync(id)).Lines[0], await dealing.BalanceAsync(), await dealing.IncomeAsync());
        Assert.Equal((100_000L, 100_000L, 90_000L, 10_000L), (line.Called, line.Delivered, line.Accepted, line.Rejected));
        Assert.Equal((0L, 0L, 36_000L, 0L), (balance.HeldFen, balance.OwedFen, balance.ChainsFen, balance.DisputedFen));
        var sale = Assert.Single(income.Entries.Items);
        Assert.Equal(("sale", 36_000L), (sale.Kind, sale.AmountFen));
        Assert.StartsWith("YH-2026-", sale.OrderNumber, StringComparison.Ordinal);
        Assert.Contains("HT-2026-", sale.Note, StringComparison.Ordinal);
        Assert.Equal("payout.too_much", await Dealing.RefusedAsync(() => shop.InAsync<PayoutDesk, Guid?>(x => x.RecordAsync(dealing.Seller.Cooperative, 1, "B1", new(new(Guid.CreateVersion7(), "admin"), null, shop.Now), default))));
        Assert.Equal(0, (await shop.InAsync<PayoutDesk, PageOf<OwedView>>(x => x.OwedListAsync(1, 20, default))).Items[0].OwedFen);
    }

    [Fact]
    public async Task Rejected_goods_need_a_reason_and_a_photo_and_nothing_comes_that_was_not_sent()
    {
        var callOff = (await dealing.CallAsync(await dealing.FiledAsync(), 5000))!.Value;
        Assert.Equal("receipt.nothing_under_way", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 1)));
        await dealing.ShipAsync(callOff, 5000);

        Assert.Equal("receipt.reason_missing", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 4000, 1000, reason: "")));
        Assert.Equal("receipt.photo_missing", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 4000, 1000, photo: "")));
        foreach (var (accepted, rejected) in new[] { (5001L, 0L), (4000L, 1001L), (-1L, 0L), (long.MaxValue, long.MaxValue) })
            Assert.Equal("receipt.range", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, accepted, rejected)));
        Assert.Equal("receipt.lines", await Dealing.RefusedAsync(() => shop.InAsync<ReceiptDesk, Guid?>(x => x.ReceiveAsync(dealing.Receives, callOff, [], default))));
        Assert.Null(await shop.InAsync<ReceiptDesk, Guid?>(x => x.ReceiveAsync(new(dealing.Receiver, [Guid.CreateVersion7()], null), callOff, [], default)));
        await dealing.ReceiveAsync(callOff, 5000);
        Assert.Equal("receipt.nothing_under_way", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 5000)));
    }

    [Fact]
    public async Task A_disputed_rejection_is_held_until_the_supplier_agrees()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);

        await shop.InAsync<RejectionDesk, Guid?>(x => x.DisputeAsync(dealing.Sells, receipt, "照片不是我们的货", default));
        var disputed = await dealing.BalanceAsync();
        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, false, "看清楚", default));
        var upheld = await dealing.ReceiptAsync(receipt);
        await shop.InAsync<RejectionDesk, Guid?>(x => x.AgreeAsync(dealing.Sells, receipt, default));

        Assert.Equal((0L, 36_000L, 4_000L), (disputed.OwedFen, disputed.ChainsFen, disputed.DisputedFen));
        Assert.Equal((RejectionState.Upheld, "看清楚"), (upheld.State, upheld.Answer));
        Assert.Equal((0L, 36_000L, 0L), (await dealing.BalanceAsync()) is var after ? (after.OwedFen, after.ChainsFen, after.DisputedFen) : default);
        Assert.Equal("rejection.closed", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.AgreeAsync(dealing.Sells, receipt, default))));
    }

    [Fact]
    public async Task A_chain_that_gives_in_owes_the_rejected_goods_too()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await shop.InAsync<RejectionDesk, Guid?>(x => x.DisputeAsync(dealing.Sells, receipt, "合格", default));

        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, true, "", default));

        var (balance, income) = (await dealing.BalanceAsync(), await dealing.IncomeAsync());
        Assert.Equal((0L, 40_000L, 0L), (balance.OwedFen, balance.ChainsFen, balance.DisputedFen));
        Assert.Equal([("sale", 36_000L), ("sale", 4_000L)], income.Entries.Items.Select(x => (x.Kind, x.AmountFen)).OrderDescending());
        Assert.Equal("rejection.not_disputed", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, true, "", default))));
    }

    [Fact]
    public async Task A_rejection_is_disputed_in_time_or_not_at_all()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        shop.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(1));

        Assert.Equal("rejection.late", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.DisputeAsync(dealing.Sells, receipt, "合格", default))));
        Assert.Equal("rejection.not_disputed", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, true, "", default))));
        Assert.NotNull(await shop.InAsync<RejectionDesk, Guid?>(x => x.AgreeAsync(dealing.Sells, receipt, default)));
    }

    [Fact]
    public async Task Members_of_a_union_deliver_their_parts_and_each_has_its_own_income()
    {
        var (a, b) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"));
        var union = shop.Supply.Union("联合社", a.Cooperative, b.Cooperative);
        var line = dealing.Line() with { Parts = [new(a.Cooperative, a.Product, 600_000), new(b.Cooperative, b.Product, 400_000)] };
        var id = (await dealing.DraftAsync(dealing.Facts(line) with { SupplierId = union }))!.Value;
        var manages = new OrganisationAct(shop.Manager, [union], null);
        await shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(manages, ContractSide.Supplier, id, (null, null), default));
        await dealing.AgreeAsync(id, ContractSide.Chain);
        await dealing.ReviewAsync(id);
        await shop.InAsync<ContractSteps, bool>(x => x.SealAsync(manages, id, new("李强", "马玉兰"), default));
        await dealing.FileAsync(id);
        // A member reads its own part, the union all.
        var part = await dealing.ReadAsync(id, new([], [a.Cooperative], []));
        Assert.Equal((a.Cooperative, 240_000L), (part.Lines.Single().Parts.Single().CooperativeId, part.TotalFen));
        Assert.Equal(2, (await dealing.ReadAsync(id, new([], [union], []))).Lines.Single().Parts.Count);
        Assert.Equal(240_000, (await ListedAsync(a.Cooperative)).TotalFen);
        Assert.Equal(400_000, (await ListedAsync(union)).TotalFen);
        var callOff = (await dealing.CallAsync(id, 900_000))!.Value;
        var actor = new Actor(Guid.CreateVersion7(), "manager");

        await dealing.ShipAsync(callOff, 500_000, by: (a.Cooperative, actor));
        Assert.Equal("delivery.part", await Dealing.RefusedAsync(() => dealing.ShipAsync(callOff, 400_001, by: (b.Cooperative, actor))));
        Assert.Null(await dealing.ShipAsync(callOff, 1));
        await dealing.ReceiveAsync(callOff, 500_000);
        await dealing.ShipAsync(callOff, 400_000, by: (b.Cooperative, actor));
        await dealing.ReceiveAsync(callOff, 300_000, 100_000);

        Assert.Equal((200_000L, 120_000L, 0L), ((await dealing.BalanceAsync(a.Cooperative)).ChainsFen, (await dealing.BalanceAsync(b.Cooperative)).ChainsFen, (await dealing.BalanceAsync(union)).ChainsFen));
        var seen = (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(new([], [a.Cooperative], []), callOff, default)))!;
        Assert.Equal(a.Cooperative, Assert.Single(seen.Deliveries).CooperativeId);
        Assert.NotNull(await shop.InAsync<ContractReads, ContractView?>(x => x.FindAsync(new([], [b.Cooperative], []), id, default)));
    }

    private async Task<ContractCard> ListedAsync(Guid supplier) => Assert.Single((await shop.InAsync<ContractReads, PageOf<ContractCard>>(x => x.ListAsync(new([], [supplier], []), new(), 1, 20, default))).Items);

    [Fact]
    public async Task Of_64_call_offs_for_what_is_left_as_many_count_as_fit()
    {
        var id = await dealing.FiledAsync();

        var (done, codes) = await Dealing.CrowdAsync(_ => dealing.CallAsync(id, 300_000));

        Assert.Equal((3, "call_off.too_much"), (done, Assert.Single(codes)));
        Assert.Equal(900_000, (await dealing.ReadAsync(id)).Lines[0].Called);
    }

    [Fact]
    public async Task Of_64_receipts_one_counts_and_a_repeated_key_gives_the_same_one()
    {
        var id = await dealing.FiledAsync();
        var callOff = (await dealing.CallAsync(id, 100_000))!.Value;
        await dealing.ShipAsync(callOff, 100_000);

        var (done, codes) = await Dealing.CrowdAsync(_ => dealing.ReceiveAsync(callOff, 100_000));
        var again = (await dealing.CallAsync(id, 50_000))!.Value;
        await dealing.ShipAsync(again, 50_000);
        var same = new List<Guid?>();
        var repeated = await Dealing.CrowdAsync(async _ => { var receipt = await dealing.ReceiveAsync(again, 50_000, key: new(dealing.Receiver.Id, "key-1", "hash")); lock (same) same.Add(receipt); });

        Assert.Equal((1, "receipt.nothing_under_way", 64), (done, Assert.Single(codes), repeated.Done));
        Assert.Single(same.Distinct());
        Assert.Equal(60_000, (await dealing.BalanceAsync()).ChainsFen);
        Assert.Equal(2, await shop.InAsync<OrdersDb, int>(db => db.Receipts.CountAsync()));
    }
}
