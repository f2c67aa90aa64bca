using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Contracts;

/// <summary>Call-offs taken back, their days, lots that are given back, and the small print of payments.</summary>
public sealed class CallOffRuleTests : IAsyncLifetime
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
    public async Task A_buyer_takes_back_what_nobody_has_answered()
    {
        var id = await dealing.FiledAsync();
        var (open, confirmed, sent) = ((await dealing.CallAsync(id, 900_000))!.Value, (await dealing.CallAsync(id, 50_000))!.Value, (await dealing.CallAsync(id, 50_000))!.Value);
        await shop.InAsync<CallOffDesk, Guid?>(x => x.ConfirmAsync(dealing.Sells, confirmed, default));
        await dealing.ShipAsync(sent, 1_000);
        Task<Guid?> BackAsync(Guid callOff) => shop.InAsync<CallOffDesk, Guid?>(x => x.WithdrawAsync(dealing.Buys, callOff, default));

        Assert.Null(await shop.InAsync<CallOffDesk, Guid?>(x => x.WithdrawAsync(dealing.Sells, open, default)));
        Assert.Equal("call_off.answered", await Dealing.RefusedAsync(() => BackAsync(confirmed)));
        Assert.Equal("call_off.answered", await Dealing.RefusedAsync(() => BackAsync(sent)));
        var (done, codes) = await Dealing.CrowdAsync(_ => BackAsync(open));

        Assert.Equal((1, "call_off.answered"), (done, Assert.Single(codes)));
        Assert.Equal(100_000, (await dealing.ReadAsync(id)).Lines[0].Called);
        Assert.Equal("call_off.answered", await Dealing.RefusedAsync(() => dealing.ShipAsync(open, 1)));
        Assert.NotNull(await dealing.CallAsync(id, 900_000));
        shop.Clock.Advance(TimeSpan.FromDays(3));
        await shop.SweepAsync();
        Assert.DoesNotContain(open, await shop.InAsync<OrdersDb, List<Guid>>(db => db.SupplyRecords.Select(x => x.CallOffId).ToListAsync()));
    }

    [Fact]
    public async Task A_call_off_whose_day_passed_and_that_is_taken_back_counts_against_nobody()
    {
        var callOff = (await dealing.CallAsync(await dealing.FiledAsync(), 5_000))!.Value;
        shop.Clock.Advance(TimeSpan.FromDays(3));
        await shop.SweepAsync();
        Assert.Single(await shop.InAsync<OrdersDb, List<Guid>>(db => db.SupplyRecords.Select(x => x.CallOffId).ToListAsync()), callOff);

        await shop.InAsync<CallOffDesk, Guid?>(x => x.WithdrawAsync(dealing.Buys, callOff, default));
        await shop.SweepAsync();

        Assert.Empty(await shop.InAsync<OrdersDb, List<Guid>>(db => db.SupplyRecords.Select(x => x.CallOffId).ToListAsync()));
    }

    [Fact]
    public async Task A_call_off_comes_within_the_windows_of_its_line()
    {
        var (first, second) = (new ContractWindow(Dealing.First, Dealing.First.AddDays(6), 400_000), new ContractWindow(Dealing.First.AddDays(14), Dealing.First.AddDays(20), 600_000));
        var id = await dealing.FiledAsync(dealing.Facts(dealing.Line() with { Windows = [first, second] }));

        Assert.Equal("call_off.window", await Dealing.RefusedAsync(() => dealing.CallAsync(id, 1000, day: Dealing.First.AddDays(7))));
        Assert.Equal("call_off.window", await Dealing.RefusedAsync(() => dealing.CallAsync(id, 1000, day: Dealing.First.AddDays(13))));
        foreach (var day in new[] { 0, 6, 14, 20 }) Assert.NotNull(await dealing.CallAsync(id, 1000, day: Dealing.First.AddDays(day)));
        Assert.Equal(4000, (await dealing.ReadAsync(id)).Lines[0].Called);
    }

    [Fact]
    public async Task What_is_refused_after_the_supplier_confirmed_counts_as_called_for_and_what_is_refused_before_does_not()
    {
        var id = await dealing.FiledAsync();
        var (before, after, rest) = ((await dealing.CallAsync(id, 1000))!.Value, (await dealing.CallAsync(id, 2000))!.Value, (await dealing.CallAsync(id, 3000))!.Value);
        await shop.InAsync<CallOffDesk, Guid?>(x => x.ConfirmAsync(dealing.Sells, after, default));
        await dealing.ShipAsync(rest, 500);

        foreach (var callOff in new[] { before, after, rest }) await shop.InAsync<CallOffDesk, Guid?>(x => x.RefuseAsync(dealing.Sells, callOff, "冰雹", default));
        await dealing.ReceiveAsync(rest, 500);

        Assert.Equal([(2000L, 0L), (3000L, 500L)], await shop.InAsync<OrdersDb, List<(long, long)>>(async db => [.. (await db.SupplyRecords.OrderBy(x => x.CalledGrams).ToListAsync()).Select(x => (x.CalledGrams, x.OnTimeGrams))]));
    }

    [Fact]
    public async Task Of_64_deliveries_under_one_key_one_leaves_and_no_lot_stays_taken_for_another()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 900_000)]);
        var callOff = (await dealing.CallAsync(await dealing.FiledAsync(), 900_000))!.Value;
        var said = new List<Guid?>();

        var (done, _) = await Dealing.CrowdAsync(async _ => { var made = await dealing.ShipAsync(callOff, 1000, key: new(shop.Manager.Id, "key-1", "hash")); lock (said) said.Add(made); });

        Assert.Equal((64, 1), (done, said.Distinct().Count()));
        Assert.Equal(said[0], Assert.Single(shop.Goods.Taken.Keys));
        Assert.Equal(1, await shop.InAsync<OrdersDb, int>(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task Lots_that_were_picked_for_a_delivery_that_fails_are_given_back()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 900_000)]);
        var callOff = (await dealing.CallAsync(await dealing.FiledAsync(), 900_000))!.Value;
        shop.Goods.AfterTaking = () => throw new InvalidOperationException("The power is gone.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => dealing.ShipAsync(callOff, 1000));

        Assert.Empty(shop.Goods.Taken);
        shop.Goods.AfterTaking = null;
        Assert.NotNull(await dealing.ShipAsync(callOff, 1000));
    }

    [Fact]
    public async Task Lots_that_stay_picked_when_the_program_ends_are_given_back_later_and_those_of_what_left_are_not()
    {
        shop.Goods.Lots[dealing.Seller.Product] = (false, [new("P1", 900_000)]);
        var callOff = (await dealing.CallAsync(await dealing.FiledAsync(), 900_000))!.Value;
        var sent = (await dealing.ShipAsync(callOff, 1000))!.Value;
        var lost = Guid.CreateVersion7();
        shop.Goods.Taken[lost] = true;

        await shop.SweepAsync();

        Assert.Equal([sent], shop.Goods.Taken.Keys);
    }

    [Fact]
    public async Task Of_64_deliveries_that_name_one_pallet_one_leaves()
    {
        var id = await dealing.FiledAsync();
        var callOffs = new List<Guid>();
        for (var i = 0; i < 8; i++) callOffs.Add((await dealing.CallAsync(id, 10_000))!.Value);
        shop.Goods.Pallets["K0001"] = new(dealing.Seller.Cooperative, new Dictionary<Guid, long> { [dealing.Seller.Product] = 2000 });

        var (done, codes) = await Dealing.CrowdAsync(i => dealing.ShipAsync(callOffs[i % 8], 1000, "K0001"));

        Assert.Equal((1, "delivery.pallet"), (done, Assert.Single(codes)));
    }

    private async Task<Guid> StatementAsync(long kilograms = 100)
    {
        await dealing.ReceivedAsync(await dealing.FiledAsync(number: "备-" + Guid.CreateVersion7()), kilograms * 1000, kilograms * 1000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var id = (await dealing.StatementAsync()).Card.Id;
        await dealing.ConfirmAsync(id);
        return id;
    }

    [Fact]
    public async Task A_payment_that_was_missing_may_arrive_after_all_while_there_is_room_for_it()
    {
        var id = await StatementAsync();
        var lost = (await dealing.SendAsync(id, 25_000, "HK-1"))!.Value;
        await dealing.ArriveAsync(lost, arrived: false);
        var again = (await dealing.SendAsync(id, 40_000, "HK-2"))!.Value;
        Assert.Equal("statement.too_much", await Dealing.RefusedAsync(() => dealing.ArriveAsync(lost)));
        await dealing.ArriveAsync(again, arrived: false);

        var (done, codes) = await Dealing.CrowdAsync(_ => dealing.ArriveAsync(lost));

        Assert.Equal((1, "payment.answered"), (done, Assert.Single(codes)));
        Assert.Equal((25_000L, 15_000L), ((await dealing.StatementAsync(id)).Card.PaidFen, (await dealing.BalanceAsync()).ChainsFen));
        Assert.Equal("payment.answered", await Dealing.RefusedAsync(() => dealing.ArriveAsync(lost, arrived: false)));
    }

    [Fact]
    public async Task Two_chains_may_have_the_same_bank_reference()
    {
        var id = await StatementAsync();
        await dealing.SendAsync(id, 1, "HK-1");
        Assert.Equal("payout.reference_used", await Dealing.RefusedAsync(() => dealing.SendAsync(id, 1, "HK-1")));
        await shop.InAsync<OrdersDb>(async db =>
        {
            db.StatementPayments.Add(new() { StatementId = Guid.CreateVersion7(), ChainId = Guid.CreateVersion7(), Fen = 1, BankReference = "HK-1", SentAt = shop.Now });
            await db.SaveChangesAsync();
            Assert.Equal(1, await db.StatementPayments.Where(x => x.StatementId != id).ExecuteDeleteAsync());
        });
    }

    [Fact]
    public async Task Both_parties_are_reminded_of_an_overdue_statement_once_on_each_day_that_is_set()
    {
        await StatementAsync();
        async Task<int> AfterAsync(int days)
        {
            shop.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 2, 0, 0, TimeSpan.Zero).AddDays(days));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => shop.InAsync<StatementDesk, int>(x => x.RemindAsync(default)))));
            return await shop.InAsync<OrdersDb, int>(db => db.Outbox.CountAsync(x => x.Type.EndsWith("SupplyStep") && x.Body.Contains("statement.overdue")));
        }

        foreach (var (days, sent) in new[] { (0, 0), (1, 1), (6, 1), (7, 2), (20, 3), (60, 3) }) Assert.Equal(sent, await AfterAsync(days));
    }

    [Fact]
    public async Task A_statement_that_is_found_long_overdue_is_reminded_of_once_and_anew_after_an_objection()
    {
        var id = await StatementAsync();
        async Task<int> AfterAsync(int days)
        {
            shop.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 31, 2, 0, 0, TimeSpan.Zero).AddDays(days));
            await shop.InAsync<StatementDesk, int>(x => x.RemindAsync(default));
            return await shop.InAsync<OrdersDb, int>(db => db.Outbox.CountAsync(x => x.Type.EndsWith("SupplyStep") && x.Body.Contains("statement.overdue")));
        }

        Assert.Equal(1, await AfterAsync(20));
        await shop.InAsync<StatementDesk, Guid?>(x => x.ObjectAsync(dealing.Buys, ContractSide.Chain, id, "少算一笔", default));
        await dealing.ConfirmAsync(id);

        Assert.Equal((1, 2), (await AfterAsync(50), await AfterAsync(51)));
    }

    [Fact]
    public async Task A_member_of_a_union_reads_its_own_part_of_call_offs_and_statements_and_no_sum_of_all()
    {
        var (a, b) = (shop.Supply.Seller("甲社"), shop.Supply.Seller("乙社"));
        var union = shop.Supply.Union("联合社", a.Cooperative, b.Cooperative);
        var id = (await dealing.DraftAsync(dealing.Facts(dealing.Line() with { Parts = [new(a.Cooperative, a.Product, 600_000), new(b.Cooperative, b.Product, 400_000)] }) with { SupplierId = union }))!.Value;
        var manages = new OrganisationAct(shop.Manager, [union], null);
        await shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(manages, ContractSide.Supplier, id, (null, null), default));
        await dealing.AgreeAsync(id, ContractSide.Chain);
        await dealing.ReviewAsync(id);
        await shop.InAsync<ContractSteps, bool>(x => x.SealAsync(manages, id, new("李强", "马玉兰"), default));
        await dealing.FileAsync(id);
        var callOff = (await dealing.CallAsync(id, 900_000))!.Value;
        foreach (var (seller, grams) in new[] { (a, 100_000L), (b, 50_000L) })
        {
            await dealing.ShipAsync(callOff, grams, by: (seller.Cooperative, shop.Manager));
            await dealing.ReceiveAsync(callOff, grams);
        }
        ContractParty Of(Guid organisation) => new([], [organisation], []);

        foreach (var (organisation, wanted, shipped) in new[] { (a.Cooperative, 600_000L, 100_000L), (b.Cooperative, 400_000L, 50_000L), (union, 900_000L, 150_000L) })
        {
            var one = (await shop.InAsync<DeliveryReads, CallOffView?>(x => x.CallOffAsync(Of(organisation), callOff, default)))!;
            var listed = (await shop.InAsync<DeliveryReads, PageOf<CallOffView>>(x => x.CallOffsAsync(Of(organisation), id, 1, 20, default))).Items.Single();
            foreach (var view in new[] { one, listed }) Assert.Equal((wanted, shipped), (view.Lines.Single().Grams, view.Lines.Single().Shipped));
        }
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var statement = await dealing.StatementAsync();
        foreach (var (side, act) in new[] { (ContractSide.Supplier, manages), (ContractSide.Chain, dealing.Buys) }) await shop.InAsync<StatementDesk, Guid?>(x => x.ConfirmAsync(act, side, statement.Card.Id, default));
        await dealing.SendAsync(statement.Card.Id, 30_000, "HK-1");
        var part = (await shop.InAsync<StatementReads, StatementView?>(x => x.FindAsync(Of(b.Cooperative), statement.Card.Id, default)))!;
        Assert.Equal((20_000L, 0L, 0L, 1, 0), (part.Card.Fen, part.Card.PaidFen, part.SentFen, part.Lines.Count, part.Payments.Count));
        Assert.Equal(20_000, (await shop.InAsync<StatementReads, PageOf<StatementCard>>(x => x.ListAsync(Of(b.Cooperative), new(), 1, 20, default))).Items.Single().Fen);
        Assert.Equal(60_000, (await shop.InAsync<StatementReads, StatementView?>(x => x.FindAsync(Of(union), statement.Card.Id, default)))!.Card.Fen);
    }
}
