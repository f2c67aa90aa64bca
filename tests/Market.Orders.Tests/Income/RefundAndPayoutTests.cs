using Market.Kernel;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Income;
using Market.Orders.Settlement;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Income;

public sealed class RefundAndPayoutTests : IAsyncLifetime
{
    private readonly Shop _shop = new() { Settings = new() { CommissionBasisPoints = 250 } };
    private OfferTerms _offer = null!;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1000);
        await _shop.StockAsync(_offer, 100_000);
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_completed_sale_is_sale_and_fee_in_the_income_record_with_its_source_line()
    {
        var id = await _shop.PaidAsync((_offer, 3));
        await _shop.CompleteAsync(id);

        var page = await IncomeAsync();

        Assert.Equal((3000, -75, 2925), (page.Totals["sale"], page.Totals["fee"], page.OwedFen));
        var sale = page.Entries.Items.Single(x => x.Kind == "sale");
        var order = await _shop.OrderAsync(id);
        Assert.Equal((order.Number, order.SubOrders[0].Lines[0].Id), (sale.OrderNumber, sale.LineId));
    }

    [Fact]
    public async Task An_open_order_is_no_income_yet()
    {
        await _shop.PaidAsync((_offer, 3));

        Assert.Equal(0, (await IncomeAsync()).Entries.Total);
    }

    [Fact]
    public async Task A_refund_after_completion_leaves_the_invoice_and_writes_a_credit_note()
    {
        var id = await _shop.PaidAsync((_offer, 3));
        await _shop.CompleteAsync(id);
        var line = (await _shop.OrderAsync(id)).SubOrders[0].Lines[0];

        await RefundAsync(line.Id, 500);

        Assert.Equal(-500, (await IncomeAsync()).Totals["refund"]);
        var documents = await _shop.InAsync<InvoiceReads, PageOf<InvoiceView>>(x => x.ListAsync(_offer.CooperativeId, 1, 10, default));
        Assert.Equal([(2L, true, 1L, 500L), (1L, false, 0L, 3000L)], documents.Items.Select(x => (x.Number, x.CreditNote, x.Corrects ?? 0, x.AmountFen)));
        Assert.Equal("refund.too_much", (await Assert.ThrowsAsync<RuleException>(() => RefundAsync(line.Id, 2501))).Code);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_refund_before_completion_comes_out_of_held_money_and_is_no_income_refund()
    {
        var id = await _shop.PaidAsync((_offer, 3));
        var part = (await _shop.OrderAsync(id)).SubOrders[0];
        await RefundAsync(part.Lines[0].Id, 100);
        await _shop.CompleteAsync(id);

        var totals = (await IncomeAsync()).Totals;

        Assert.Equal(2900, totals["sale"]);
        Assert.DoesNotContain("refund", totals.Keys);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_claim_answered_in_time_refunds_and_corrects_the_income()
    {
        var (id, claim) = await ClaimAsync();

        Assert.NotNull(await AnswerAsync(claim, 300, "", town: false));

        Assert.Equal(300, (await _shop.OrderAsync(id)).Payments[0].RefundedFen);
        Assert.Equal(-300, (await IncomeAsync()).Totals["refund"]);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_claim_nobody_answers_goes_to_the_town_and_only_the_town_decides_then()
    {
        var (_, claim) = await ClaimAsync();
        Assert.Equal("claim.not_with_town", (await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(claim, 300, "", town: true))).Code);
        _shop.Clock.Advance(TimeSpan.FromHours(49));
        await _shop.SweepAsync();

        Assert.Equal("claim.with_town", (await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(claim, 0, "no", town: false))).Code);
        Assert.NotNull(await AnswerAsync(claim, 300, "", town: true));
        Assert.Equal("claim.answered", (await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(claim, 300, "", town: true))).Code);
    }

    [Fact]
    public async Task A_refused_claim_needs_a_reason()
    {
        var (_, claim) = await ClaimAsync();

        Assert.Equal("claim.answer_missing", (await Assert.ThrowsAsync<RuleException>(() => AnswerAsync(claim, 0, " ", town: false))).Code);
    }

    [Fact]
    public async Task A_payout_takes_what_is_owed_once_per_bank_reference_and_never_more()
    {
        await _shop.CompleteAsync(await _shop.PaidAsync((_offer, 3)));

        Assert.Equal("payout.too_much", (await Assert.ThrowsAsync<RuleException>(() => PayAsync(2926, "A"))).Code);
        Assert.NotNull(await PayAsync(2000, "A"));
        Assert.Equal("payout.reference_used", (await Assert.ThrowsAsync<RuleException>(() => PayAsync(100, "A"))).Code);
        Assert.NotNull(await PayAsync(925, "B"));
        Assert.Equal(0, (await IncomeAsync()).OwedFen);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task Parallel_payouts_never_pay_more_than_is_owed()
    {
        await _shop.CompleteAsync(await _shop.PaidAsync((_offer, 3)));

        var paid = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            try
            {
                return await PayAsync(1000, "P" + i) is not null;
            }
            catch (RuleException refusal) when (refusal.Code == "payout.too_much")
            {
                return false;
            }
        }));

        Assert.Equal(2, paid.Count(x => x));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task The_ledger_refuses_to_be_changed_or_shortened()
    {
        await _shop.PaidAsync((_offer, 1));

        await _shop.InAsync<OrdersDb>(async db =>
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("UPDATE orders_ledger_entries SET AmountFen = 1"));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM orders_ledger_entries"));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM orders_ledger_transactions"));
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync("UPDATE orders_ledger_transactions SET Kind = 'x'"));
        });
    }

    private Task<IncomePage> IncomeAsync() => _shop.InAsync<IncomeReads, IncomePage>(x => x.ListAsync(new(_offer.CooperativeId, null, null), 1, 50, default));

    private Task<Guid?> RefundAsync(Guid line, long fen) => _shop.InAsync<RefundDesk, Guid?>(x =>
        x.RefundAsync(new(line, fen, "压坏"), [_offer.CooperativeId], new(_shop.Manager, null, _shop.Now), default));

    private Task<Guid?> PayAsync(long fen, string reference) => _shop.InAsync<PayoutDesk, Guid?>(x =>
        x.RecordAsync(_offer.CooperativeId, fen, reference, new(new(Guid.CreateVersion7(), "admin"), null, _shop.Now), default));

    private async Task<(Guid Order, Guid Claim)> ClaimAsync()
    {
        var id = await _shop.PaidAsync((_offer, 3));
        await _shop.CompleteAsync(id);
        var line = (await _shop.OrderAsync(id)).SubOrders[0].Lines[0];
        var claim = await _shop.InAsync<ClaimDesk, Guid?>(x => x.OpenAsync(new(line.Id, "两个压坏了", null, 400), new(_shop.Consumer, null, _shop.Now), default));
        return (id, claim!.Value);
    }

    private async Task<Guid?> AnswerAsync(Guid claim, long fen, string words, bool town)
    {
        var towns = town ? [(await _shop.Goods.CooperativeAsync(_offer.CooperativeId, default))!.TownId] : Array.Empty<Guid>();
        Guid[] cooperatives = town ? [] : [_offer.CooperativeId];
        return await _shop.InAsync<ClaimDesk, Guid?>(x => x.AnswerAsync(new(claim, fen, words), cooperatives, towns, new(_shop.Manager, null, _shop.Now), default));
    }
}
