using Market.Kernel;
using Market.Kernel.Messages;
using Market.Traceability.Recall;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Recall;

public sealed class NoticeTests : IAsyncLifetime
{
    private static readonly string Photo = new('a', 64), Store = $"{Trace.Base}/id/store/7";
    private static readonly NoticeParty Office = new(null), Receiver = new([Store]), Stranger = new([$"{Trace.Base}/id/store/8"]);
    private Trace trace = null!;
    private Guid recall;
    private Guid notice;
    private string code = "";

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        var (farm, chain) = (new Farm(trace), new Chain(trace));
        code = await farm.LotAsync(100_000);
        await chain.TellAsync(chain.ShippedLot($"{Trace.Base}/id/lot/{code}", 20, Store));
        var form = new RecallForm([code], RecallClass.I, "农残超标", "退回门店", null);
        recall = (await trace.AskAsync<RecallDesk, (Guid Id, string)?>(x => x.ProposeAsync(Guid.CreateVersion7(), form, default)))!.Value.Id;
        await trace.AskAsync<RecallDesk, RecallReach?>(x => x.ApproveAsync(Guid.CreateVersion7(), recall, default));
        notice = (await ListAsync(Receiver)).Single().Id;
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_receiver_says_what_it_found_and_what_became_of_it()
    {
        Assert.Equal("notice.unanswered", (await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.ReturnAsync(Receiver, notice, 1, default)))).Code);
        Assert.Equal("notice.more_than_received", (await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.AcknowledgeAsync(Receiver, notice, 20_001, default)))).Code);
        Assert.Equal("notice.weight", (await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.AcknowledgeAsync(Receiver, notice, -1, default)))).Code);
        Assert.True(await DoAsync(x => x.AcknowledgeAsync(Receiver, notice, 15_000, default)));
        Assert.Equal("notice.answered", (await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.AcknowledgeAsync(Receiver, notice, 1, default)))).Code);
        Assert.True(await DoAsync(x => x.ReturnAsync(Receiver, notice, 10_000, default)));
        Assert.Equal("notice.photo", (await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.DestroyAsync(Receiver, notice, 1, "", default)))).Code);
        var refusal = await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.DestroyAsync(Receiver, notice, 5_001, Photo, default)));
        Assert.Equal(("notice.too_much", "15"), (refusal.Code, refusal.Args[0]));
        Assert.True(await DoAsync(x => x.DestroyAsync(Receiver, notice, 5_000, Photo, default)));

        var view = (await ListAsync(Office)).Single();
        Assert.Equal((NoticeState.Destroyed, 20_000, 15_000, 10_000, 5_000, Photo), (view.State, view.SentGrams, view.FoundGrams, view.ReturnedGrams, view.DestroyedGrams, view.PhotoHash));
    }

    [Fact]
    public async Task Another_receivers_notice_does_not_exist()
    {
        Assert.Empty(await ListAsync(Stranger));
        Assert.False(await DoAsync(x => x.AcknowledgeAsync(Stranger, notice, 1, default)));
    }

    [Fact]
    public async Task After_the_end_nothing_can_be_added()
    {
        await trace.AskAsync<RecallDesk, bool>(x => x.CloseAsync(recall, default));

        Assert.Equal("notice.closed", (await Assert.ThrowsAsync<RuleException>(() => DoAsync(x => x.AcknowledgeAsync(Receiver, notice, 1, default)))).Code);
        Assert.True((await ListAsync(Receiver)).Single().Closed);
    }

    [Fact]
    public async Task A_notice_says_which_lots_came_when_also_inside_a_pallet()
    {
        var (chain, lot) = (new Chain(trace), $"{Trace.Base}/id/lot/{code}");
        var loaded = chain.Packed("ADD", "urn:x:pallet:1");
        loaded.Remove("childEPCs");
        loaded["childQuantityList"] = new System.Text.Json.Nodes.JsonArray(Chain.Quantity(lot, 7));
        await chain.TellAsync(loaded, chain.Shipped("urn:x:pallet:1", null, Store), chain.ShippedLot($"{Trace.Base}/id/lot/other", 3, Store));

        var (_, goods) = (await trace.AskAsync<NoticeReads, (RecallNoticeView, IReadOnlyList<NoticeGoods>)?>(x => x.FindAsync(Receiver, notice, default)))!.Value;

        Assert.Equal([(code, 20_000, ""), (code, 7_000, "urn:x:pallet:1")], goods.Select(x => (x.LotCode, x.Grams, x.Inside)));
        Assert.Null(await trace.AskAsync<NoticeReads, (RecallNoticeView, IReadOnlyList<NoticeGoods>)?>(x => x.FindAsync(Stranger, notice, default)));
    }

    [Fact]
    public async Task Receivers_are_told_and_reminded_until_they_answer()
    {
        var told = (await ToldAsync()).Single();
        Assert.Equal((false, "store", "7", notice), (told.Reminder, told.Receivers.Single().Kind, told.Receivers.Single().Name, told.Receivers.Single().NoticeId));
        await SweepAsync();
        Assert.Single(await ToldAsync());
        trace.Clock.Advance(TimeSpan.FromHours(12));
        await SweepAsync();
        await SweepAsync();
        Assert.Equal([false, true], (await ToldAsync()).Select(x => x.Reminder));
        trace.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await trace.AskAsync<NoticeDesk, int?>(x => x.RemindAsync(recall, default)));
        Assert.Equal(2, (await ListAsync(Office)).Single().Reminders);

        await DoAsync(x => x.AcknowledgeAsync(Receiver, notice, 0, default));
        trace.Clock.Advance(TimeSpan.FromHours(13));
        await SweepAsync();

        Assert.Equal(3, (await ToldAsync()).Count);
        Assert.Equal("recall.all_answered", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<NoticeDesk, int?>(x => x.RemindAsync(recall, default)))).Code);
        Assert.Null(await trace.AskAsync<NoticeDesk, int?>(x => x.RemindAsync(Guid.CreateVersion7(), default)));
    }

    [Fact]
    public async Task Who_has_not_answered_in_time_is_listed_until_the_answer()
    {
        trace.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Empty(await OverdueAsync());
        trace.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([notice], (await OverdueAsync()).Select(x => x.Id));

        await DoAsync(x => x.AcknowledgeAsync(Receiver, notice, 0, default));

        Assert.Empty(await OverdueAsync());
    }

    [Fact]
    public async Task The_public_list_names_products_lots_class_and_what_to_do()
    {
        var shown = (await trace.AskAsync<RecallReads, (List<PublicRecall> Items, int Total)>(x => x.PublicAsync(1, 20, default))).Items.Single();

        Assert.Equal(("R-2026-0001", new DateOnly(2026, 11, 23), RecallClass.I, "农残超标", "退回门店", false), (shown.Number, shown.Date, shown.Class, shown.Reason, shown.Advice, shown.Closed));
        Assert.Equal(["上海青", "Pak choi", code], [.. shown.Products, .. shown.ProductsEn, .. shown.Lots]);
    }

    [Fact]
    public async Task An_exercise_is_reported_with_minutes_and_is_neither_public_nor_chased()
    {
        var id = (await trace.AskAsync<RecallDesk, RecallReach?>(x => x.RehearseAsync(Guid.CreateVersion7(), code, default)))!.Id;
        var asked = (await trace.AskAsync<NoticeReads, List<RecallNoticeView>>(async x => (await x.ListAsync(Receiver, new(id), 1, 100, default)).Items)).Single();
        trace.Clock.Advance(TimeSpan.FromMinutes(7));
        await DoAsync(x => x.AcknowledgeAsync(Receiver, asked.Id, 1_500, default));

        var report = (await trace.AskAsync<RecallReads, RecallReport?>(x => x.ReportAsync(id, default)))!;

        Assert.Equal((7, 1, true), (report.Minutes, report.Recall.Answered, report.Recall.Mock));
        var row = Assert.Single(report.Rows);
        Assert.Equal((RecallReads.ReportHeader.Count, Store, "store", "20", "7", "1.5"), (row.Length, row[0], row[1], row[2], row[6], row[7]));
        Assert.Equal(1, (await trace.AskAsync<RecallReads, (List<PublicRecall> Items, int Total)>(x => x.PublicAsync(1, 20, default))).Total);
        Assert.Equal(2, (await trace.AskAsync<RecallReads, List<RecallView>>(x => x.ListAsync(null, 1, default))).Count);
        trace.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal([notice], (await OverdueAsync()).Select(x => x.Id));
    }

    private Task SweepAsync() => trace.Get<RecallSweep>().SweepAsync(default);

    private Task<List<RecallTold>> ToldAsync() => trace.AskAsync<Market.Traceability.Data.TraceDb, List<RecallTold>>(async db => (await db.Outbox.OrderBy(x => x.CreatedAt).ToListAsync()).Select(x => x.Open()).OfType<RecallTold>().ToList());

    private Task<bool> DoAsync(Func<NoticeDesk, Task<bool>> deed) => trace.AskAsync(deed);

    private Task<List<RecallNoticeView>> ListAsync(NoticeParty party) => trace.AskAsync<NoticeReads, List<RecallNoticeView>>(async x => (await x.ListAsync(party, new(recall), 1, 100, default)).Items);

    private Task<List<RecallNoticeView>> OverdueAsync() => trace.AskAsync<NoticeReads, List<RecallNoticeView>>(x => x.OverdueAsync(default));
}
