using Market.Kernel;
using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Data;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Contracts;

/// <summary>What is short, what the town decides, and receipts that are put right.</summary>
public sealed class DisputeTests : IAsyncLifetime
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

    private async Task<(long Chains, long Disputed, long Owed)> MoneyAsync() => await dealing.BalanceAsync() is var x ? (x.ChainsFen, x.DisputedFen, x.OwedFen) : default;

    [Fact]
    public async Task What_is_short_beyond_the_natural_loss_needs_a_reason_and_nothing_within_it_does()
    {
        var id = await dealing.FiledAsync();
        var callOff = (await dealing.CallAsync(id, 100_000))!.Value;
        await dealing.ShipAsync(callOff, 100_000);

        Assert.Equal("receipt.short_reason_missing", await Dealing.RefusedAsync(() => dealing.ReceiveAsync(callOff, 97_999, shortReason: " ")));
        var within = (await dealing.ReceiveAsync(callOff, 98_000, shortReason: ""))!.Value;

        Assert.Equal(RejectionState.None, (await dealing.ReceiptAsync(within)).State);
    }

    [Fact]
    public async Task What_is_short_is_disputed_held_and_given_in_like_what_was_rejected()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 80_000, 10_000);
        Assert.Equal((RejectionState.Waiting, 10_000L, 4_000L, "磅差"), (await dealing.ReceiptAsync(receipt)) is var waits ? (waits.State, waits.Lines[0].Short, waits.Lines[0].ShortFen, waits.Lines[0].ShortReason) : default);

        await dealing.DisputeAsync(receipt);
        Assert.Equal((32_000L, 8_000L, 0L), await MoneyAsync());
        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, true, "", default));

        Assert.Equal((40_000L, 0L, 0L), await MoneyAsync());
    }

    [Fact]
    public async Task A_dispute_in_which_both_stand_firm_is_decided_by_the_town_to_the_gram()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await dealing.DisputeAsync(receipt);
        Assert.Equal("rejection.not_upheld", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.ReferAsync(dealing.Sells, ContractSide.Supplier, receipt, "请镇里来看", default))));
        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, false, "看清楚", default));
        Assert.Null(await dealing.DecideAsync(receipt, 0));
        Assert.Equal("rejection.reason_missing", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.ReferAsync(dealing.Buys, ContractSide.Chain, receipt, " ", default))));
        Assert.NotNull(await shop.InAsync<RejectionDesk, Guid?>(x => x.ReferAsync(dealing.Buys, ContractSide.Chain, receipt, "请镇里来看", default)));
        Assert.Single(await shop.InAsync<DeliveryReads, IReadOnlyList<DeliveryView>>(x => x.DisputesAsync([Supply.NearTown], default)));

        Assert.Equal("rejection.grams", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 10_001)));
        Assert.Equal("rejection.undecided", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.DecideAsync(dealing.Reviews, new([], [], []), receipt, (new Dictionary<Guid, long>(), "看过磅单"), default))));
        Assert.Equal("rejection.grams", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, -1)));
        Assert.Equal("rejection.reason_missing", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 1, " ")));
        Assert.Null(await dealing.DecideAsync(receipt, 1, by: new(dealing.Reviewer, [Guid.CreateVersion7()], null)));
        // Nobody decides who acts for a party, or has had a hand in it.
        Assert.Equal("rejection.own_case", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 1, own: dealing.Whole)));
        Assert.Equal("rejection.own_case", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 1, own: dealing.Own)));
        Assert.Equal("rejection.own_case", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 1, by: new(dealing.Receiver, [Supply.NearTown], null))));
        Assert.NotNull(await dealing.DecideAsync(receipt, 2_500));

        Assert.Equal((37_000L, 0L, 0L), await MoneyAsync());
        Assert.Equal([36_000L, 1_000L], (await dealing.IncomeAsync()).Entries.Items.Select(x => x.AmountFen));
        Assert.Equal("rejection.not_referred", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 1)));
        Assert.Equal("rejection.closed", await Dealing.RefusedAsync(() => shop.InAsync<RejectionDesk, Guid?>(x => x.AgreeAsync(dealing.Sells, receipt, default))));
        Assert.Equal("receipt.settled", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 100_000)));
        Assert.Empty(await shop.InAsync<DeliveryReads, IReadOnlyList<DeliveryView>>(x => x.DisputesAsync([Supply.NearTown], default)));
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal([(90_000L, false), (2_500L, true)], (await dealing.StatementAsync()).Lines.Select(x => (x.Grams, x.Conceded)));
    }

    [Theory]
    [InlineData(0, 36_000)]
    [InlineData(10_000, 40_000)]
    public async Task The_town_may_decide_for_one_of_them_wholly(long grams, long fen)
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await dealing.ReferAsync(receipt);

        await dealing.DecideAsync(receipt, grams);

        Assert.Equal((fen, 0L, 0L), await MoneyAsync());
    }

    [Fact]
    public async Task While_the_town_looks_at_it_the_parties_may_still_agree()
    {
        var contract = await dealing.FiledAsync();
        var (agreed, paid) = (await dealing.ReceivedAsync(contract, 10_000, 9_000, 1_000), await dealing.ReceivedAsync(contract, 10_000, 9_000, 1_000));
        foreach (var receipt in new[] { agreed, paid }) await dealing.ReferAsync(receipt);

        await shop.InAsync<RejectionDesk, Guid?>(x => x.AgreeAsync(dealing.Sells, agreed, default));
        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, paid, true, "", default));

        Assert.Equal((3_600L + 4_000L, 0L, 0L), await MoneyAsync());
        Assert.Equal("rejection.not_referred", await Dealing.RefusedAsync(() => dealing.DecideAsync(paid, 1)));
    }

    [Fact]
    public async Task Of_64_decisions_one_counts()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await dealing.ReferAsync(receipt);

        var (done, codes) = await Dealing.CrowdAsync(i => dealing.DecideAsync(receipt, i * 100));

        Assert.Equal((1, "rejection.not_referred"), (done, Assert.Single(codes)));
    }

    [Fact]
    public async Task A_receipt_is_put_right_with_entries_of_the_difference_and_the_old_figures_are_kept()
    {
        var id = await dealing.FiledAsync();
        var receipt = await dealing.ReceivedAsync(id, 100_000, 90_000, 10_000);
        Assert.Equal("receipt.correction_reason", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 95_000, 5_000, " ")));
        Assert.Equal("receipt.correction_same", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 90_000, 10_000, shortReason: "")));
        Assert.Equal("receipt.range", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 100_001)));
        Assert.Null(await shop.InAsync<CorrectionDesk, Guid?>(x => x.CorrectAsync(new(dealing.Receiver, [Guid.CreateVersion7()], null), receipt, [], "数错了", default)));

        await dealing.CorrectAsync(receipt, 80_000, 5_000);
        await dealing.CorrectAsync(receipt, 95_000, 5_000, "又找到一筐");

        var (view, line) = (await dealing.ReceiptAsync(receipt), (await dealing.ReadAsync(id)).Lines[0]);
        Assert.Equal((95_000L, 5_000L, RejectionState.Waiting), (line.Accepted, line.Rejected, view.State));
        Assert.Equal([(90_000L, 10_000L, "数错了"), (80_000L, 5_000L, "又找到一筐")], view.Earlier.Select(x => (x.Lines[0].Accepted, x.Lines[0].Rejected, x.Why)));
        Assert.Equal([("sale", 36_000L), ("correction", -4_000L), ("correction", 6_000L)], (await dealing.IncomeAsync()).Entries.Items.Select(x => (x.Kind, x.AmountFen)));
        Assert.Equal((38_000L, 0L, 0L), await MoneyAsync());
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal((38_000L, 95_000L), (await dealing.StatementAsync()) is var statement ? (statement.Card.Fen, statement.Lines.Single().Grams) : default);
    }

    [Fact]
    public async Task Goods_that_were_found_after_all_are_a_sale_and_those_that_never_came_are_none()
    {
        var id = await dealing.FiledAsync();
        var (nothing, all) = (await dealing.ReceivedAsync(id, 10_000, 0, 10_000), await dealing.ReceivedAsync(id, 10_000, 10_000));

        await dealing.CorrectAsync(nothing, 10_000);
        await dealing.CorrectAsync(all, 0);

        Assert.Equal((RejectionState.None, RejectionState.Waiting), ((await dealing.ReceiptAsync(nothing)).State, (await dealing.ReceiptAsync(all)).State));
        Assert.Equal((4_000L, 0L, 0L), await MoneyAsync());
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        Assert.Equal(4_000, (await dealing.StatementAsync()).Card.Fen);
    }

    [Fact]
    public async Task During_a_dispute_a_correction_is_how_the_chain_gives_in()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await dealing.DisputeAsync(receipt);

        Assert.Equal("receipt.correction_worse", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 89_000, 11_000)));
        await dealing.CorrectAsync(receipt, 94_000, 6_000);
        Assert.Equal((37_600L, 2_400L, 0L), await MoneyAsync());
        Assert.Equal(RejectionState.Disputed, (await dealing.ReceiptAsync(receipt)).State);
        await dealing.CorrectAsync(receipt, 100_000);

        Assert.Equal(RejectionState.Conceded, (await dealing.ReceiptAsync(receipt)).State);
        Assert.Equal((40_000L, 0L, 0L), await MoneyAsync());
    }

    [Fact]
    public async Task On_an_open_statement_it_changes_the_sum_and_both_confirm_anew_and_a_confirmed_one_stays()
    {
        var id = await dealing.FiledAsync();
        var (first, second) = (await dealing.ReceivedAsync(id, 100_000, 90_000, 10_000), await dealing.ReceivedAsync(id, 10_000, 10_000));
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var statement = (await dealing.StatementAsync()).Card.Id;
        await dealing.ConfirmAsync(statement, ContractSide.Supplier);

        await dealing.CorrectAsync(first, 100_000);

        Assert.Equal((44_000L, 44_000L, null), (await dealing.StatementAsync(statement)) is var open ? (open.Card.Fen, open.Shares.Single().Fen, open.SupplierConfirmedAt) : default);
        await dealing.ConfirmAsync(statement);
        Assert.Equal("receipt.on_statement", await Dealing.RefusedAsync(() => dealing.CorrectAsync(second, 9_000, 1_000)));
        Assert.Equal(10_000, (await dealing.ReceiptAsync(second)).Lines[0].Accepted);
    }

    [Fact]
    public async Task A_statement_whose_receipts_were_all_put_right_to_nothing_is_settled_when_both_confirm()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 10_000, 10_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var statement = (await dealing.StatementAsync()).Card.Id;

        await dealing.CorrectAsync(receipt, 0, 10_000);
        await dealing.ConfirmAsync(statement);

        Assert.Equal((0L, Market.Orders.Contracts.Statements.StatementState.Paid), (await dealing.StatementAsync(statement)).Card is var card ? (card.Fen, card.State) : default);
    }

    [Fact]
    public async Task A_correction_to_goods_of_a_stopped_lot_is_refused()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 9000)]);
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 5_000, 4_000, 1_000);
        shop.Goods.Standing["P1"] = new(LotMark.Recalled, "ZH-2026-0001");

        Assert.Equal("receipt.stopped", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 5_000)));
        Assert.NotNull(await dealing.CorrectAsync(receipt, 3_000, 2_000));
    }

    [Fact]
    public async Task Of_64_corrections_to_the_same_figures_one_counts_and_a_repeated_key_gives_the_same()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);

        var (done, codes) = await Dealing.CrowdAsync(_ => dealing.CorrectAsync(receipt, 95_000, 5_000));
        var repeated = await Dealing.CrowdAsync(_ => dealing.CorrectAsync(receipt, 96_000, 4_000, key: new(dealing.Receiver.Id, "key-1", "hash")));

        Assert.Equal((1, "receipt.correction_same", 64), (done, Assert.Single(codes), repeated.Done));
        Assert.Equal(2, (await dealing.ReceiptAsync(receipt)).Earlier.Count);
        Assert.Equal((38_400L, 0L, 0L), await MoneyAsync());
        Assert.Equal(2, await shop.InAsync<OrdersDb, int>(db => db.Receipts.Select(x => x.Corrections).SingleAsync()));
    }

    [Fact]
    public async Task A_correction_counts_in_the_suppliers_record()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await dealing.CorrectAsync(receipt, 97_000, 3_000);

        Assert.Equal((100_000L, 97_000L), await shop.InAsync<OrdersDb, (long, long)>(async db => await db.SupplyRecords.SingleAsync() is var x ? (x.CalledGrams, x.OnTimeGrams) : default));
    }

    [Fact]
    public async Task A_lot_that_was_picked_for_two_lines_is_told_once_and_its_receipt_can_be_put_right()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 20_000)]);
        var id = await dealing.FiledAsync(dealing.Facts(dealing.Line(), dealing.Line(fenPerKg: 500)));
        var (cheap, dear) = (await dealing.LineIdAsync(id), await dealing.LineIdAsync(id, 2));
        var callOff = (await shop.InAsync<CallOffDesk, Guid?>(x => x.CallAsync(dealing.Buys, id, new([new(cheap, 6_000), new(dear, 4_000)], DistrictClock.Date(shop.Now).AddDays(1), ""), default)))!.Value;
        await shop.InAsync<DeliveryDesk, Guid?>(x => x.ShipAsync(dealing.Sells, callOff, new(dealing.Seller.Cooperative, [new(cheap, 6_000), new(dear, 4_000)], ""), default));
        var receipt = (await shop.InAsync<ReceiptDesk, Guid?>(x => x.ReceiveAsync(dealing.Receives, callOff, [new(cheap, 5_000, 1_000, "压坏了", "ab12"), new(dear, 3_000, 1_000, "压坏了", "ab12")], default)))!.Value;

        await shop.InAsync<CorrectionDesk, Guid?>(x => x.CorrectAsync(dealing.Receives, receipt, [new(cheap, 6_000, 0, "", ""), new(dear, 3_000, 1_000, "压坏了", "ab12")], "数错了", default));

        var told = await shop.InAsync<OrdersDb, List<string>>(db => db.Outbox.OrderBy(x => x.Id).Where(x => x.Type.Contains("GoodsReceived") || x.Type.Contains("GoodsCorrected")).Select(x => x.Body).ToListAsync());
        var (came, right) = (System.Text.Json.JsonDocument.Parse(told[0]).RootElement, System.Text.Json.JsonDocument.Parse(told[1]).RootElement);
        Assert.Equal(("P1", 8_000L, 2_000L), came.GetProperty("Lots").EnumerateArray().Single() is var lot ? (lot.GetProperty("LotCode").GetString(), lot.GetProperty("Accepted").GetInt64(), lot.GetProperty("Rejected").GetInt64()) : default);
        Assert.Equal((8_000L, 9_000L), right.GetProperty("Lots").EnumerateArray().Single() is var both ? (both.GetProperty("Before").GetProperty("Accepted").GetInt64(), both.GetProperty("Now").GetProperty("Accepted").GetInt64()) : default);
    }

    [Fact]
    public async Task What_both_have_confirmed_stays_also_where_the_money_would_not_change()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        await dealing.ConfirmAsync((await dealing.StatementAsync()).Card.Id);

        Assert.Equal("receipt.on_statement", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 90_000)));
        Assert.Equal((10_000L, 0), await dealing.ReceiptAsync(receipt) is var stays ? (stays.Lines[0].Rejected, stays.Earlier.Count) : default);
    }

    [Fact]
    public async Task A_reason_that_no_event_can_carry_is_refused_before_anything_is_booked()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 10_000, 9_000, 1_000);

        Assert.Equal("event.text", await Dealing.RefusedAsync(() => dealing.CorrectAsync(receipt, 10_000, words: "数错了\u0001")));
        Assert.NotNull(await dealing.CorrectAsync(receipt, 10_000, words: "数错了\n两筐"));
    }

    [Fact]
    public async Task Short_goods_of_a_receipt_from_before_they_could_be_disputed_are_not_in_the_dispute()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 80_000, 10_000);
        await shop.InAsync<OrdersDb, int>(async db => (await db.Receipts.Include(x => x.Lines).SingleAsync()) is var row && await db.Database.ExecuteSqlRawAsync("UPDATE orders_receipt_lines SET ShortFen = 0, ShortReason = ''") == 1 ? row.Lines.Count : 0);
        await dealing.ReferAsync(receipt);

        Assert.Equal("rejection.grams", await Dealing.RefusedAsync(() => dealing.DecideAsync(receipt, 10_001)));
        Assert.NotNull(await dealing.DecideAsync(receipt, 10_000));

        Assert.Equal((36_000L, 0L, 0L), await MoneyAsync());
    }
}
