using Market.Orders.Contracts.Agreements;
using Market.Orders.Contracts.Deliveries;
using Market.Orders.Contracts.Statements;
using Market.Orders.Data;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Contracts;

/// <summary>Monthly statements, their payment, and the income record behind them.</summary>
public sealed class StatementTests : IAsyncLifetime
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
    public async Task A_month_that_is_over_has_one_statement_over_all_its_receipts()
    {
        var id = await dealing.FiledAsync();
        await dealing.ReceivedAsync(id, 100_000, 90_000, 10_000);
        await dealing.ReceivedAsync(id, 12_345, 12_345);
        await shop.SweepAsync();
        Assert.Equal(0, await shop.InAsync<OrdersDb, int>(db => db.Statements.CountAsync()));
        // The district's December begins eight hours before that of UTC.
        shop.Clock.SetUtcNow(new(2026, 11, 30, 16, 0, 0, TimeSpan.Zero));

        var statement = await dealing.StatementAsync();
        await shop.SweepAsync();

        Assert.Equal((new DateOnly(2026, 11, 1), 36_000L + 4_938L, 2), (statement.Card.Month, statement.Card.Fen, statement.Lines.Count));
        Assert.Equal(1, await shop.InAsync<OrdersDb, int>(db => db.Statements.CountAsync()));
    }

    [Fact]
    public async Task Both_confirm_then_it_is_due_after_the_agreed_days_and_the_overdue_are_listed()
    {
        await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 100_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var id = (await dealing.StatementAsync()).Card.Id;
        Assert.Equal("statement.not_confirmed", await Dealing.RefusedAsync(() => dealing.SendAsync(id, 1, "HK-1")));

        await dealing.ConfirmAsync(id, ContractSide.Supplier);
        Assert.Equal("statement.confirmed_already", await Dealing.RefusedAsync(() => dealing.ConfirmAsync(id, ContractSide.Supplier)));
        Assert.Null((await dealing.StatementAsync(id)).Card.DueOn);
        await dealing.ConfirmAsync(id, ContractSide.Chain);

        Assert.Equal((StatementState.Confirmed, new DateOnly(2026, 12, 31), false), (await dealing.StatementAsync(id)).Card is var card ? (card.State, card.DueOn!.Value, card.Overdue) : default);
        async Task<int> OverdueAsync() => (await shop.InAsync<StatementReads, PageOf<StatementCard>>(x => x.ListAsync(dealing.Own, new(Overdue: true), 1, 20, default))).Total;
        Assert.Equal(0, await OverdueAsync());
        shop.Clock.SetUtcNow(new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await OverdueAsync());
    }

    [Fact]
    public async Task An_objection_opens_it_again_until_the_first_payment()
    {
        await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 100_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var id = (await dealing.StatementAsync()).Card.Id;
        await dealing.ConfirmAsync(id);

        await shop.InAsync<StatementDesk, Guid?>(x => x.ObjectAsync(dealing.Buys, ContractSide.Chain, id, "少了一张单", default));
        Assert.Equal((StatementState.Open, "少了一张单", null), (await dealing.StatementAsync(id)) is var open ? (open.Card.State, open.Objection, open.SupplierConfirmedAt) : default);
        await dealing.ConfirmAsync(id);
        await dealing.SendAsync(id, 1, "HK-1");

        Assert.Equal("statement.paying", await Dealing.RefusedAsync(() => shop.InAsync<StatementDesk, Guid?>(x => x.ObjectAsync(dealing.Sells, ContractSide.Supplier, id, "等等", default))));
        Assert.Null(await shop.InAsync<StatementDesk, Guid?>(x => x.ConfirmAsync(new(dealing.Buyer, [Guid.CreateVersion7()], null), ContractSide.Chain, id, default)));
    }

    [Fact]
    public async Task Payments_in_parts_become_payouts_when_they_arrive_and_never_exceed_what_is_open()
    {
        await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 100_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var id = (await dealing.StatementAsync()).Card.Id;
        await dealing.ConfirmAsync(id);

        var first = (await dealing.SendAsync(id, 15_000, "HK-1"))!.Value;
        Assert.Equal("payout.reference_used", await Dealing.RefusedAsync(() => dealing.SendAsync(id, 1, "HK-1")));
        Assert.Equal("statement.too_much", await Dealing.RefusedAsync(() => dealing.SendAsync(id, 25_001, "HK-2")));
        Assert.Equal(40_000, (await dealing.BalanceAsync()).ChainsFen);
        await dealing.ArriveAsync(first);
        Assert.Equal("payment.answered", await Dealing.RefusedAsync(() => dealing.ArriveAsync(first)));
        var lost = (await dealing.SendAsync(id, 25_000, "HK-3"))!.Value;
        await dealing.ArriveAsync(lost, arrived: false);
        await dealing.ArriveAsync((await dealing.SendAsync(id, 25_000, "HK-4"))!.Value);

        var (balance, income, statement) = (await dealing.BalanceAsync(), await dealing.IncomeAsync(), await dealing.StatementAsync(id));
        Assert.Equal((0L, 0L), (balance.OwedFen, balance.ChainsFen));
        Assert.Equal([("sale", 40_000L), ("payout", -15_000L), ("payout", -25_000L)], income.Entries.Items.Select(x => (x.Kind, x.AmountFen)));
        Assert.Equal(0, income.OwedFen);
        Assert.Equal((StatementState.Paid, 40_000L), (statement.Card.State, statement.Card.PaidFen));
    }

    [Fact]
    public async Task A_payment_to_a_union_is_shared_out_among_its_members_to_the_fen()
    {
        var sellers = Enumerable.Range(0, 3).Select(i => shop.Supply.Seller($"社{i}")).ToList();
        var union = shop.Supply.Union("联合社", [.. sellers.Select(x => x.Cooperative)]);
        var line = dealing.Line(3000, 333) with { Parts = [.. sellers.Select(x => new ContractPart(x.Cooperative, x.Product, 1_000_000))] };
        var id = (await dealing.DraftAsync(dealing.Facts(line) with { SupplierId = union }))!.Value;
        var manages = new OrganisationAct(shop.Manager, [union], null);
        await shop.InAsync<ContractSteps, bool>(x => x.AgreeAsync(manages, ContractSide.Supplier, id, (null, null), default));
        await dealing.AgreeAsync(id, ContractSide.Chain);
        await dealing.ReviewAsync(id);
        await shop.InAsync<ContractSteps, bool>(x => x.SealAsync(manages, id, new("李强", "马玉兰"), default));
        await dealing.FileAsync(id);
        foreach (var (seller, i) in sellers.Select((x, i) => (x, i)))
        {
            var callOff = (await dealing.CallAsync(id, 10_001 + i))!.Value;
            await dealing.ShipAsync(callOff, 10_001 + i, by: (seller.Cooperative, shop.Manager));
            await dealing.ReceiveAsync(callOff, 10_001 + i);
        }
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var statement = await dealing.StatementAsync();
        foreach (var (act, side) in new[] { (manages, ContractSide.Supplier), (dealing.Buys, ContractSide.Chain) }) await shop.InAsync<StatementDesk, Guid?>(x => x.ConfirmAsync(act, side, statement.Card.Id, default));

        foreach (var (fen, reference) in new[] { (1L, "a"), (100L, "b"), (statement.Card.Fen - 101, "c") })
        {
            var payment = (await dealing.SendAsync(statement.Card.Id, fen, reference))!.Value;
            await shop.InAsync<StatementPayments, Guid?>(x => x.AnswerAsync(manages, payment, true, default));
        }

        Assert.Equal(3, statement.Shares.Count);
        Assert.All((await dealing.StatementAsync(statement.Card.Id)).Shares, x => Assert.Equal(x.Fen, x.PaidFen));
        foreach (var seller in sellers) Assert.Equal((0L, 0L), (await dealing.BalanceAsync(seller.Cooperative)) is var balance ? (balance.ChainsFen, balance.OwedFen) : default);
    }

    [Fact]
    public async Task What_a_chain_gives_in_later_comes_onto_the_next_statement()
    {
        var receipt = await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 90_000, 10_000);
        await shop.InAsync<RejectionDesk, Guid?>(x => x.DisputeAsync(dealing.Sells, receipt, "合格", default));
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var november = await dealing.StatementAsync();
        await shop.InAsync<RejectionDesk, Guid?>(x => x.SettleAsync(dealing.Buys, receipt, true, "", default));
        shop.Clock.SetUtcNow(new(2027, 1, 1, 2, 0, 0, TimeSpan.Zero));

        var december = await dealing.StatementAsync();

        Assert.Equal((36_000L, 4_000L, true), (november.Card.Fen, december.Card.Fen, december.Lines.Single().Conceded));
    }

    [Fact]
    public async Task Of_64_payments_as_many_count_as_the_statement_has_room_for()
    {
        await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 100_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var id = (await dealing.StatementAsync()).Card.Id;
        await dealing.ConfirmAsync(id);

        var (sent, codes) = await Dealing.CrowdAsync(i => dealing.SendAsync(id, 15_000, $"HK-{i}"));
        var payment = (await dealing.StatementAsync(id)).Payments[0].Id;
        var arrived = await Dealing.CrowdAsync(_ => dealing.ArriveAsync(payment));

        Assert.Equal((2, "statement.too_much", 1, "payment.answered"), (sent, Assert.Single(codes), arrived.Done, Assert.Single(arrived.Codes)));
        Assert.Equal(25_000, (await dealing.BalanceAsync()).ChainsFen);
    }

    [Fact]
    public async Task Of_many_sweeps_at_once_one_makes_the_statement()
    {
        await dealing.ReceivedAsync(await dealing.FiledAsync(), 100_000, 100_000);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => shop.InAsync<StatementDesk, int>(x => x.MakeDueAsync(default)))));

        Assert.Equal(1, made.Sum());
    }

    [Theory]
    [InlineData("UPDATE orders_contract_figures SET Called = Agreed + 1")]
    [InlineData("UPDATE orders_contract_figures SET Called = Called + 1")]
    [InlineData("UPDATE orders_call_off_lines SET Shipped = Shipped - 1")]
    [InlineData("UPDATE orders_contract_figures SET Accepted = Accepted - 1")]
    [InlineData("UPDATE orders_deliveries SET State = 'UnderWay'")]
    [InlineData("UPDATE orders_receipt_lines SET Fen = Fen + 1, Paid = Paid")]
    [InlineData("UPDATE orders_receipt_lines SET Photo = ''")]
    [InlineData("UPDATE orders_receipts SET State = 'Conceded'")]
    [InlineData("UPDATE orders_receipts SET State = 'Disputed'")]
    [InlineData("UPDATE orders_receipts SET State = 'Decided'")]
    [InlineData("UPDATE orders_receipts SET Corrections = Corrections + 1")]
    [InlineData("UPDATE orders_receipt_corrections SET Reason = ''")]
    [InlineData("UPDATE orders_receipt_lines SET ShortReason = ''")]
    [InlineData("UPDATE orders_receipt_lines SET ShortFen = ShortFen + 1")]
    [InlineData("UPDATE orders_receipt_lines SET DecidedFen = DecidedFen + 1")]
    [InlineData("UPDATE orders_receipt_lines SET DecidedGrams = Delivered")]
    [InlineData("UPDATE orders_call_offs SET BrokenGrams = 1")]
    [InlineData("UPDATE orders_deliveries SET Pallet = 'K1'")]
    [InlineData("UPDATE orders_owed_items SET Fen = Fen + 1")]
    [InlineData("UPDATE orders_statements SET Fen = Fen - 1")]
    [InlineData("UPDATE orders_statements SET PaidFen = PaidFen + 1")]
    [InlineData("UPDATE orders_statement_payments SET State = 'Missing'")]
    [InlineData("UPDATE orders_contracts SET FiledAt = NULL")]
    [InlineData("UPDATE orders_contracts SET ChainAgreedBy = BuyerId")]
    public async Task The_verifier_finds_what_was_changed_behind_the_programs_back(string change)
    {
        var contract = await dealing.FiledAsync();
        await dealing.ReceivedAsync(contract, 100_000, 90_000, 10_000);
        await dealing.ReceivedAsync(contract, 100_000, 90_000);
        await dealing.CorrectAsync(await dealing.ReceivedAsync(contract, 10_000, 9_000, 1_000), 9_500, 500);
        var decided = await dealing.ReceivedAsync(contract, 10_000, 9_000, 1_000);
        await dealing.ReferAsync(decided);
        await dealing.DecideAsync(decided, 500);
        shop.Clock.SetUtcNow(new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero));
        var id = (await dealing.StatementAsync()).Card.Id;
        await dealing.ConfirmAsync(id);
        await dealing.ArriveAsync((await dealing.SendAsync(id, 10_000, "HK-1"))!.Value);
        await shop.VerifyAsync();

        // Taken back afterwards, so that the test ends as the others do.
        var table = change.Split(' ')[1];
        await SqlAsync("CREATE TABLE kept AS SELECT * FROM " + table);
        await SqlAsync(change);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(shop.VerifyAsync);
        foreach (var column in change[(change.IndexOf(" SET ", StringComparison.Ordinal) + 5)..].Split(',').Select(x => x.Split('=')[0].Trim()))
            await SqlAsync($"UPDATE {table} SET {column} = (SELECT k.{column} FROM kept k WHERE k.Id = {table}.Id)");
        await SqlAsync("DROP TABLE kept");
    }

    private Task SqlAsync(string sql) => shop.InAsync<OrdersDb>(db => db.Database.ExecuteSqlRawAsync(sql));
}
