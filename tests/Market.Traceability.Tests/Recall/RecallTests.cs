using System.Collections.Concurrent;
using Market.Kernel;
using Market.Kernel.Messages;
using Market.Traceability.Log;
using Market.Traceability.Lots;
using Market.Traceability.Recall;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Recall;

public sealed class RecallTests : IAsyncLifetime
{
    private static readonly Guid Proposer = Guid.CreateVersion7(), Office = Guid.CreateVersion7();
    private Trace trace = null!;
    private Farm farm = null!;
    private Chain chain = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        (farm, chain) = (new(trace), new(trace));
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task An_approval_stops_the_lot_and_all_that_was_made_from_it_and_tells_everybody()
    {
        var (harvest, apart) = (await farm.LotAsync(100_000), await farm.LotAsync(1_000));
        var packed = await chain.PackAsync(farm, harvest, 60_000, 57_000);
        await chain.TellAsync(chain.ShippedLot($"{Trace.Base}/id/lot/{packed}", 20, $"{Trace.Base}/id/store/7"), chain.ShippedLot($"{Trace.Base}/id/lot/{packed}", 5, $"{Trace.Base}/id/order/9"));
        var (id, number) = await ProposeAsync(harvest);

        var reach = (await ApproveAsync(id))!;

        Assert.Equal("R-2026-0001", number);
        Assert.Equal((number, 1, 1, 0), (reach.Number, reach.Orders, reach.Stores, reach.Stations));
        Assert.Equal(new[] { harvest, packed }.Order(StringComparer.Ordinal), reach.Lots);
        await trace.WithAsync(async db =>
        {
            Assert.Equal([apart], await db.Lots.Where(x => x.State == LotState.Open).Select(x => x.Code).ToListAsync());
            var told = await db.Events.SingleAsync(x => x.Disposition == "recalled");
            Assert.Equal(("OBSERVE", 2), (told.Action, await db.EventKeys.CountAsync(x => x.Seq == told.Seq)));
            Assert.Contains(number, told.Body, StringComparison.Ordinal);
            Assert.Equal(1, await db.LogQueue.CountAsync(x => x.Subject == LogSubjects.Recalls));
            var sent = (await db.Outbox.ToListAsync()).ConvertAll(x => x.Open());
            Assert.Equal(reach.Lots, sent.OfType<RecallApproved>().Single().LotCodes);
            Assert.Equal([farm.Product.Id], sent.OfType<RecallApproved>().Single().ProductIds!);
            Assert.Equal([("store", "7")], sent.OfType<RecallTold>().Single().Receivers.Select(x => (x.Kind, x.Name)));
            Assert.Equal([5_000, 20_000], await db.RecallNotices.OrderBy(x => x.SentGrams).Select(x => x.SentGrams).ToListAsync());
        });
        var standing = await trace.AskAsync<LotStatus, IReadOnlyDictionary<string, LotStanding>>(x => x.StandingAsync([packed, apart, "nobody"], default));
        Assert.Equal([(LotMark.Recalled, number), (LotMark.Open, "")], new[] { packed, apart }.Select(x => (standing[x].Mark, standing[x].RecallNumber)));
        Assert.False(standing.ContainsKey("nobody"));
        Assert.Equal("lot.recalled", (await Assert.ThrowsAsync<RuleException>(() => chain.PackAsync(farm, harvest, 1_000, 1_000))).Code);
    }

    [Fact]
    public async Task A_product_is_off_sale_when_nothing_but_recalled_lots_is_left()
    {
        var code = await farm.LotAsync(100_000);
        var (id, _) = await ProposeAsync(code);
        await ApproveAsync(id);

        Assert.True(await IsStoppedAsync());
        await farm.LotAsync(1_000);
        Assert.False(await IsStoppedAsync());
    }

    [Fact]
    public async Task The_proposer_never_approves_and_nothing_is_stopped_by_the_try()
    {
        var code = await farm.LotAsync();
        var (id, _) = await ProposeAsync(code);

        Assert.Equal("recall.own_proposal", (await Assert.ThrowsAsync<RuleException>(() => ApproveAsync(id, Proposer))).Code);
        await trace.WithAsync(async db => Assert.Equal(LotState.Open, (await db.Lots.SingleAsync()).State));
        Assert.Null(await ApproveAsync(Guid.CreateVersion7()));
        Assert.Null(await trace.AskAsync<RecallDesk, (Guid, string)?>(x => x.ProposeAsync(Proposer, Form("H00000000X"), default)));
    }

    [Fact]
    public async Task A_class_says_until_when_the_recall_starts()
    {
        var code = await farm.LotAsync();
        foreach (var (grade, hours) in new[] { (RecallClass.I, 24), (RecallClass.II, 48), (RecallClass.III, 72) })
            await trace.AskAsync<RecallDesk, (Guid, string)?>(x => x.ProposeAsync(Proposer, Form(code) with { Class = grade, LearnedAt = Trace.Start.UtcDateTime.AddHours(-hours) }, default));

        await trace.WithAsync(async db => Assert.All(await db.Recalls.ToListAsync(), x => Assert.Equal(Trace.Start.UtcDateTime, x.StartBy)));
    }

    [Fact]
    public async Task Refused_and_closed_recalls_stay_as_they_are()
    {
        var (refused, running) = ((await ProposeAsync(await farm.LotAsync())).Id, (await ProposeAsync(await farm.LotAsync())).Id);

        Assert.True(await trace.AskAsync<RecallDesk, bool>(x => x.RefuseAsync(Office, refused, "测错了", default)));
        Assert.Equal("recall.decided", (await Assert.ThrowsAsync<RuleException>(() => ApproveAsync(refused))).Code);
        Assert.Equal("recall.not_running", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<RecallDesk, bool>(x => x.CloseAsync(refused, default)))).Code);
        await ApproveAsync(running);
        Assert.True(await trace.AskAsync<RecallDesk, bool>(x => x.CloseAsync(running, default)));
        await trace.WithAsync(async db => Assert.Equal((2, 1), (await db.LogQueue.CountAsync(x => x.Subject == LogSubjects.Recalls), await db.Lots.CountAsync(x => x.State == LotState.Recalled))));
    }

    [Fact]
    public async Task Of_64_approvals_at_once_one_wins()
    {
        var (id, _) = await ProposeAsync(await farm.LotAsync());

        var tries = await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            try { return await ApproveAsync(id, Guid.CreateVersion7()) is not null; }
            catch (RuleException rule) when (rule.Code == "recall.decided") { return false; }
        }));

        Assert.Equal(1, tries.Count(x => x));
        await trace.WithAsync(async db => Assert.Equal((1, 1, 1), (await db.Outbox.CountAsync(), await db.Events.CountAsync(x => x.Disposition == "recalled"), await db.LogQueue.CountAsync(x => x.Subject == LogSubjects.Recalls))));
    }

    /// <summary>Packers pack on from one lot to the next while the recall is approved: what they made before is stopped, afterwards they make nothing.</summary>
    [Fact]
    public async Task A_packing_that_runs_during_the_approval_is_in_its_scope_or_refused()
    {
        for (var round = 0; round < 5; round++)
        {
            var code = await farm.LotAsync(1_000_000);
            var (id, _) = await ProposeAsync(code);
            var (made, refused) = (new ConcurrentBag<string> { code }, 0);
            var packers = Enumerable.Range(0, 4).Select(async _ =>
            {
                try
                {
                    for (var from = code; ;)
                    {
                        from = await chain.PackAsync(farm, from, 1_000, 1_000);
                        made.Add(from);
                        await chain.PackAsync(farm, code, 1_000, 1_000).ContinueWith(x => made.Add(x.Result), TaskContinuationOptions.OnlyOnRanToCompletion);
                        if (made.Count > 200) return;
                    }
                }
                catch (Exception stop) when (stop is RuleException { Code: "lot.recalled" } or TaskCanceledException or DbUpdateConcurrencyException) { Interlocked.Increment(ref refused); }
            }).ToList();
            while (made.Count < 6 && packers.Exists(x => !x.IsCompleted)) await Task.Yield();
            var reach = (await ApproveAsync(id))!;
            await Task.WhenAll(packers);

            await trace.WithAsync(async db =>
            {
                var open = await db.Lots.Where(x => x.State != LotState.Recalled).Select(x => x.Code).ToListAsync();
                Assert.Empty(open);
                Assert.Superset(made.ToHashSet(), reach.Lots.ToHashSet());
                Assert.Equal(await db.RecallLots.CountAsync(x => x.RecallId == id), reach.Lots.Count);
            });
        }
    }

    [Fact]
    public async Task A_shipping_that_holds_an_old_copy_of_the_lot_does_not_commit_after_the_approval()
    {
        var code = await farm.LotAsync();
        var (id, _) = await ProposeAsync(code);

        await trace.WithAsync(async db =>
        {
            var lot = await db.Lots.SingleAsync(x => x.Code == code);
            lot.Take(0, 1_000, 0);
            await ApproveAsync(id);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task An_exercise_finds_the_receivers_and_stops_nothing()
    {
        var code = await farm.LotAsync(100_000);
        await chain.PackAsync(farm, code, 1_000, 1_000);
        await chain.TellAsync(chain.ShippedLot($"{Trace.Base}/id/lot/{code}", 20, $"{Trace.Base}/id/station/7"));

        var reach = (await trace.AskAsync<RecallDesk, RecallReach?>(x => x.RehearseAsync(Proposer, null, default)))!;

        Assert.Equal(("M-2026-0001", 2, 1), (reach.Number, reach.Lots.Count, reach.Stations));
        await trace.WithAsync(async db => Assert.Equal((2, 0, 0), (await db.Lots.CountAsync(x => x.State == LotState.Open), await db.Outbox.CountAsync(), await db.LogQueue.CountAsync(x => x.Subject == LogSubjects.Recalls))));
    }

    [Fact]
    public async Task The_office_is_alarmed_once_when_the_time_to_start_is_over()
    {
        var (id, number) = await ProposeAsync(await farm.LotAsync());
        trace.Clock.Advance(TimeSpan.FromHours(48));
        await trace.Get<RecallSweep>().SweepAsync(default);
        Assert.Empty(await SentAsync<RecallLate>());
        trace.Clock.Advance(TimeSpan.FromSeconds(1));

        await trace.Get<RecallSweep>().SweepAsync(default);
        await trace.Get<RecallSweep>().SweepAsync(default);

        Assert.Equal((number, 2), (await SentAsync<RecallLate>()).Select(x => (x.Number, x.Class)).Single());
        var view = (await trace.AskAsync<RecallReads, RecallView?>(x => x.FindAsync(id, default)))!;
        Assert.Equal((-1, trace.Clock.GetUtcNow().UtcDateTime), (view.HoursLeft(trace.Clock.GetUtcNow().UtcDateTime), view.Clock.AlarmedAt));
    }

    [Fact]
    public async Task Exercises_run_by_themselves_at_the_interval_of_the_settings_and_once_however_many_replicas_there_are()
    {
        Assert.Null(await DueAsync(7));
        var code = await farm.LotAsync(100_000);
        await chain.PackAsync(farm, code, 1_000, 1_000);

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DueAsync(7)));
        trace.Clock.Advance(TimeSpan.FromDays(6));
        var early = await DueAsync(7);
        trace.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal((1, null, "M-2026-0002"), (runs.Count(x => x is not null), early?.Number, (await DueAsync(7))?.Number));
    }

    [Fact]
    public async Task The_codes_of_recalled_lots_are_void_also_those_that_nobody_has_looked_at()
    {
        var (code, apart) = (await farm.LotAsync(), await farm.LotAsync());
        var (scanned, fresh, other) = (await SerialAsync(code, 0), await SerialAsync(code, 1), await SerialAsync(apart, 0));
        Assert.False((await ScanAsync(scanned)).History.Voided);
        var (id, _) = await ProposeAsync(code);
        await ApproveAsync(id);
        var message = (await SentAsync<RecallApproved>()).Single();

        for (var i = 0; i < 3; i++) await VoidAsync(message);

        Assert.True((await ScanAsync(scanned)).History.Voided);
        Assert.True((await ScanAsync(fresh)).History.Voided);
        Assert.False((await ScanAsync(other)).History.Voided);
        await trace.WithAsync(async db => Assert.Equal((1, 1), (await db.CodeBatches.CountAsync(x => x.VoidedAt != null), await db.Inbox.CountAsync())));
    }

    private readonly Guid message = Guid.CreateVersion7();

    private Task VoidAsync(RecallApproved recall) => trace.DeliverAsync(message, recall);

    private Task<Market.Traceability.Scans.ScannedCode> ScanAsync(string serial) => trace.AskAsync<Market.Traceability.Scans.ScanDesk, Market.Traceability.Scans.ScannedCode>(async x => (await x.ScanAsync(serial, null, new("phone", ""), default))!);

    private Task<string> SerialAsync(string lot, int number) => trace.AskAsync<Market.Traceability.Codes.CodeDesk, string>(async desk =>
    {
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Where(x => x.Code == lot).Select(x => x.Id).SingleAsync());
        var batch = (await desk.ListAsync(farm.Party, id, default)).FirstOrDefault()?.Id ?? (await desk.IssueAsync(farm.Party, id, 5, "", default))!.Value;
        return (await desk.PageAsync(farm.Party, batch, number, 1, default)).Single().Serial;
    });

    private Task<RecallReach?> DueAsync(int days) => trace.AskAsync<RecallDesk, RecallReach?>(x => x.RehearseDueAsync(days, default));

    private Task<List<T>> SentAsync<T>() => trace.AskAsync<Market.Traceability.Data.TraceDb, List<T>>(async db => (await db.Outbox.ToListAsync()).Select(x => x.Open()).OfType<T>().ToList());

    private static RecallForm Form(string code) => new([code], RecallClass.II, "农残超标", "请勿食用，退回门店", null);

    private async Task<(Guid Id, string Number)> ProposeAsync(string code) => (await trace.AskAsync<RecallDesk, (Guid, string)?>(x => x.ProposeAsync(Proposer, Form(code), default)))!.Value;

    private Task<RecallReach?> ApproveAsync(Guid id, Guid? by = null) => trace.AskAsync<RecallDesk, RecallReach?>(x => x.ApproveAsync(by ?? Office, id, default));

    private Task<bool> IsStoppedAsync() => trace.AskAsync<LotStatus, bool>(async x => (await x.StoppedAsync([farm.Product.Id], default)).Contains(farm.Product.Id));
}
