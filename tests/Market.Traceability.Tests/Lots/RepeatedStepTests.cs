using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Codes;
using Market.Traceability.Lots;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Lots;

/// <summary>A phone that does not know whether its form arrived sends it again.</summary>
public sealed class RepeatedStepTests : IAsyncLifetime
{
    private Trace trace = null!;
    private Farm farm = null!;

    public async Task InitializeAsync()
    {
        trace = await Trace.OpenAsync();
        farm = new(trace);
    }

    public async Task DisposeAsync() => await trace.DisposeAsync();

    [Fact]
    public async Task A_repeated_harvest_answers_as_the_first_did_and_makes_no_second_lot()
    {
        var plot = await farm.PlotAsync();
        var first = await HarvestAsync(Once("h1"), plot);

        Assert.Equal(first, await HarvestAsync(Once("h1"), plot));

        Assert.NotEqual(first, await HarvestAsync(Once("h2"), plot));
        await trace.WithAsync(async db => Assert.Equal((2, 2), (await db.Lots.CountAsync(), await db.Events.CountAsync())));
    }

    [Fact]
    public async Task Parallel_repeats_of_every_step_write_it_once()
    {
        var plot = await farm.PlotAsync();
        var code = await farm.HarvestAsync(100_000, plot);
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Where(x => x.Code == code).Select(x => x.Id).SingleAsync());
        var at = Trace.Start.UtcDateTime;
        await EightTimesAsync<LotSteps>(x => x.InspectAsync(Once("i"), code, new("镇检测站", "", "合格", true, "", null), default));
        await EightTimesAsync<LotSteps>(x => x.CommitAsync(Once("c"), code, new("HG-1", "", "合作社", "1", null), default));
        await EightTimesAsync<LotSteps>(x => x.KeepColdAsync(Once("k"), code, new(at.AddHours(-2), at.AddHours(-1), 20, 40, 30, null, "冷库"), default));
        await EightTimesAsync<LotSteps>(x => x.DestroyAsync(Once("d"), code, 1_000, "烂", default));
        await EightTimesAsync<LotSteps>(x => x.CountAsync(Once("n"), code, 99_000, default));
        await EightTimesAsync<PlotDesk>(x => x.ApplyAsync(Once("a"), plot, new(InputKind.Fertiliser, "有机肥", "", new(2026, 11, 1), 0), default));
        await EightTimesAsync<PlotDesk>(x => x.AddAsync(Once("p"), farm.Cooperative, new("四号地", "", 100), default));
        await EightTimesAsync<LotDesk>(x => x.PackAsync(Once("b"), new(farm.Cooperative, [new(id, 10_000)], farm.Facts(9_000), 9, null), default));
        await EightTimesAsync<CodeDesk>(x => x.IssueAsync(Once("s"), id, 50, "", default));

        await trace.WithAsync(async db =>
        {
            Assert.Equal(8, await db.Events.CountAsync());
            var lot = await db.Lots.SingleAsync(x => x.Code == code);
            Assert.Equal((10_000, 1_000), (lot.UsedGrams, lot.LostGrams));
            Assert.Equal((2, 2, 1, 1, 9), (await db.Plots.CountAsync(), await db.Lots.CountAsync(), await db.CodeBatches.CountAsync(), await db.PlotInputs.CountAsync(), await db.Idempotency.CountAsync()));
        });
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused_and_writes_nothing()
    {
        var plot = await farm.PlotAsync();
        await HarvestAsync(Once("h1"), plot);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => HarvestAsync(Once("h1", "other"), plot));

        Assert.Equal("idempotency.key_reused", refusal.Code);
        await trace.WithAsync(async db => Assert.Equal(1, await db.Lots.CountAsync()));
    }

    [Fact]
    public async Task Another_persons_same_key_is_another_key()
    {
        var plot = await farm.PlotAsync();
        var clerk = new TraceParty(Guid.CreateVersion7(), [farm.Cooperative]);

        Assert.NotEqual(await HarvestAsync(Once("h1"), plot), await HarvestAsync(clerk with { Key = new(clerk.PersonId, "h1", "x") }, plot));
    }

    [Fact]
    public async Task A_refused_step_leaves_its_key_free()
    {
        var code = await farm.LotAsync(1_000);

        await Assert.ThrowsAsync<RuleException>(() => DestroyAsync(Once("d"), code, 2_000));

        Assert.True(await DestroyAsync(Once("d"), code, 1_000));
    }

    [Fact]
    public async Task A_step_happened_when_the_form_was_filled_in_and_never_later_than_now()
    {
        var code = await farm.LotAsync(1_000);
        var filled = Trace.Start.UtcDateTime.AddHours(-7);

        Assert.True(await DestroyAsync(farm.Party with { FilledAt = filled }, code, 10));

        await trace.WithAsync(async db => Assert.Equal(filled, await db.Events.OrderByDescending(x => x.Seq).Select(x => x.EventTime).FirstAsync()));
        Assert.Equal("event.in_future", (await Assert.ThrowsAsync<RuleException>(() => DestroyAsync(farm.Party with { FilledAt = Trace.Start.UtcDateTime.AddMinutes(6) }, code, 10))).Code);
        Assert.Equal("event.too_old", (await Assert.ThrowsAsync<RuleException>(() => DestroyAsync(farm.Party with { FilledAt = Trace.Start.UtcDateTime.AddYears(-3) }, code, 10))).Code);
    }

    private TraceParty Once(string key, string content = "x") => farm.Party with { Key = new OnceKey(farm.Party.PersonId, key, content) };

    private Task<string?> HarvestAsync(TraceParty party, Guid plot) => trace.AskAsync<LotDesk, string?>(x => x.HarvestAsync(party, new(farm.Cooperative, [plot], farm.Facts(5_000), "", null), default));

    private Task<bool> DestroyAsync(TraceParty party, string code, long grams) => trace.AskAsync<LotSteps, bool>(x => x.DestroyAsync(party, code, grams, "烂", default));

    private async Task EightTimesAsync<TDesk>(Func<TDesk, Task> work) where TDesk : notnull => await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => trace.AskAsync<TDesk, bool>(async desk =>
    {
        await work(desk);
        return true;
    }))));
}
