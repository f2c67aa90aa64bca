using Market.Kernel;
using Market.Orders.Claims;
using Market.Orders.Data;
using Market.Orders.Reviews;
using Market.Orders.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Tests.Claims;

/// <summary>Claims from opening to the last answer, and reviews of what was received.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private OfferTerms _offer = null!;
    private Guid _order, _line;

    public async Task InitializeAsync()
    {
        await _shop.InitializeAsync();
        _offer = _shop.Goods.Offer(_shop.Goods.Cooperative(), 1000);
        await _shop.StockAsync(_offer, 50_000);
        _order = await _shop.PaidAsync((_offer, 3));
        _line = (await _shop.OrderAsync(_order)).SubOrders[0].Lines[0].Id;
    }

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Before_the_goods_are_sent_one_cancels_and_does_not_claim() =>
        Assert.Equal("claim.too_early", await RefusalAsync(() => OpenAsync(100)));

    [Fact]
    public async Task A_claim_can_be_opened_until_the_window_after_completion_is_over()
    {
        await _shop.CompleteAsync(_order);
        _shop.Clock.Advance(_shop.Settings.ClaimWindow + TimeSpan.FromMinutes(1));

        Assert.Equal("claim.too_late", await RefusalAsync(() => OpenAsync(100)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3001)]
    [InlineData(long.MaxValue)]
    public async Task One_asks_for_something_and_at_most_for_what_the_line_cost(long fen)
    {
        await _shop.CompleteAsync(_order);

        Assert.Equal("claim.amount_range", await RefusalAsync(() => OpenAsync(fen)));
    }

    [Fact]
    public async Task One_claim_at_a_time_and_only_about_ones_own_line()
    {
        await _shop.CompleteAsync(_order);
        Assert.NotNull(await OpenAsync(100));

        Assert.Equal("claim.open", await RefusalAsync(() => OpenAsync(100)));
        Assert.Null(await _shop.InAsync<ClaimDesk, Guid?>(desk => desk.OpenAsync(new(_line, "坏", null, 1), new(new(Guid.CreateVersion7(), "consumer"), null, _shop.Now), default)));
    }

    [Fact]
    public async Task A_part_is_granted_by_the_cooperative_and_the_rest_can_be_claimed_again()
    {
        await _shop.CompleteAsync(_order);
        var first = (await OpenAsync(3000))!.Value;

        Assert.NotNull(await AnswerAsync(first, 1200, [_offer.CooperativeId], []));
        Assert.Equal("claim.answered", await RefusalAsync(() => AnswerAsync(first, 1200, [_offer.CooperativeId], [])));
        Assert.Equal("claim.amount_range", await RefusalAsync(() => OpenAsync(1801)));
        Assert.NotNull(await OpenAsync(1800));

        Assert.Equal(1200, (await _shop.OrderAsync(_order)).Payments[0].RefundedFen);
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task More_than_the_line_cost_cannot_be_granted_and_the_claim_stays_open()
    {
        await _shop.CompleteAsync(_order);
        var claim = (await OpenAsync(3000))!.Value;

        Assert.Equal("refund.too_much", await RefusalAsync(() => AnswerAsync(claim, 3001, [_offer.CooperativeId], [])));

        Assert.Equal(ClaimState.Open, await StateAsync(claim));
        Assert.Equal(0, (await _shop.OrderAsync(_order)).Payments[0].RefundedFen);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_moves_no_money()
    {
        await _shop.CompleteAsync(_order);
        var claim = (await OpenAsync(500))!.Value;

        Assert.Equal("claim.answer_missing", await RefusalAsync(() => AnswerAsync(claim, 0, [_offer.CooperativeId], [], " ")));
        await AnswerAsync(claim, 0, [_offer.CooperativeId], [], "照片上是好的");

        Assert.Equal(ClaimState.Refused, await StateAsync(claim));
        Assert.Equal(0, (await _shop.OrderAsync(_order)).Payments[0].RefundedFen);
    }

    [Fact]
    public async Task What_the_cooperative_does_not_answer_in_time_the_town_decides()
    {
        await _shop.CompleteAsync(_order);
        var claim = (await OpenAsync(700))!.Value;
        var town = _offer.TownId;
        Assert.Equal("claim.not_with_town", await RefusalAsync(() => AnswerAsync(claim, 700, [], [town])));

        _shop.Clock.Advance(_shop.Settings.ClaimAnswer + TimeSpan.FromMinutes(1));
        await _shop.SweepAsync();

        Assert.Equal("claim.with_town", await RefusalAsync(() => AnswerAsync(claim, 700, [_offer.CooperativeId], [])));
        Assert.Null(await AnswerAsync(claim, 700, [Guid.CreateVersion7()], [Guid.CreateVersion7()]));
        Assert.NotNull(await AnswerAsync(claim, 700, [], [town]));
        Assert.Equal((ClaimState.Granted, 700L), (await StateAsync(claim), (await _shop.OrderAsync(_order)).Payments[0].RefundedFen));
        await _shop.VerifyAsync();
    }

    [Fact]
    public async Task A_review_is_written_once_by_who_received_the_goods()
    {
        Assert.Equal("review.not_received", await RefusalAsync(() => ReviewAsync(5)));
        await _shop.CompleteAsync(_order);
        foreach (var stars in new[] { 0, 6, -1 }) Assert.Equal("review.stars_range", await RefusalAsync(() => ReviewAsync(stars)));
        Assert.False(await _shop.InAsync<ReviewDesk, bool>(desk => desk.WriteAsync(new(_line, 5, ""), new(Guid.CreateVersion7(), "consumer"), "张三", _shop.Now, default)));

        Assert.True(await ReviewAsync(4));
        Assert.Equal("review.exists", await RefusalAsync(() => ReviewAsync(5)));

        var shown = Assert.Single(await _shop.InAsync<ReviewDesk, List<ReviewView>>(desk => desk.OfProductAsync(_offer.ProductId, 10, default)));
        Assert.Equal(("王**", 4), (shown.BuyerName, shown.Stars));
    }

    [Fact]
    public async Task A_cooperatives_standing_counts_its_own_orders_and_claims_of_the_time_asked_for()
    {
        Assert.Equal(new Standing(0, 0, 0, 0), await StandingAsync(_offer.CooperativeId));
        await _shop.CompleteAsync(_order);
        var claim = (await OpenAsync(700))!.Value;
        Assert.Equal(new Standing(1, 1, 0, 0), await StandingAsync(_offer.CooperativeId));

        _shop.Clock.Advance(_shop.Settings.ClaimAnswer + TimeSpan.FromMinutes(1));
        await _shop.SweepAsync();
        Assert.Equal(new Standing(1, 1, 1, 0), await StandingAsync(_offer.CooperativeId));
        await AnswerAsync(claim, 700, [], [_offer.TownId]);

        // The town's late answer stays late.
        Assert.Equal(new Standing(1, 1, 1, 1), await StandingAsync(_offer.CooperativeId));
        Assert.Equal(new Standing(0, 0, 0, 0), await StandingAsync(Guid.CreateVersion7()));
        Assert.Equal(new Standing(0, 0, 0, 0), await StandingAsync(_offer.CooperativeId, TimeSpan.Zero));
    }

    private Task<Standing> StandingAsync(Guid cooperative, TimeSpan? back = null) => _shop.InAsync<StandingReads, Standing>(reads => reads.OfAsync(cooperative, _shop.Now - (back ?? TimeSpan.FromDays(365)), default));

    private static async Task<string> RefusalAsync(Func<Task> act) => (await Assert.ThrowsAsync<RuleException>(act)).Code;

    private Task<Guid?> OpenAsync(long fen) => _shop.InAsync<ClaimDesk, Guid?>(desk => desk.OpenAsync(new(_line, "坏了", null, fen), new(_shop.Consumer, null, _shop.Now), default));

    private Task<Guid?> AnswerAsync(Guid claim, long fen, Guid[] cooperatives, Guid[] towns, string words = "抱歉") =>
        _shop.InAsync<ClaimDesk, Guid?>(desk => desk.AnswerAsync(new(claim, fen, words), cooperatives, towns, new(_shop.Manager, null, _shop.Now), default));

    private Task<bool> ReviewAsync(int stars) => _shop.InAsync<ReviewDesk, bool>(desk => desk.WriteAsync(new(_line, stars, "好"), _shop.Consumer, "王小明", _shop.Now, default));

    private Task<ClaimState> StateAsync(Guid claim) => _shop.InAsync<OrdersDb, ClaimState>(db => db.Claims.Where(x => x.Id == claim).Select(x => x.State).SingleAsync());
}
