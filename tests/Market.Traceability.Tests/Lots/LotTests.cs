using Market.Kernel;
using Market.Traceability.Epcis;
using Market.Traceability.Lots;
using Market.Traceability.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Tests.Lots;

public sealed class LotTests : IAsyncLifetime
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
    public async Task A_harvest_is_a_lot_and_an_event_in_the_lots_own_chain_of_the_log()
    {
        var code = await farm.LotAsync(620_000);
        await trace.AppendAsync();

        await trace.WithAsync(async db =>
        {
            var lot = await db.Lots.SingleAsync();
            Assert.Equal((code, $"{Trace.Base}/id/lot/{code}", 620_000, LotState.Open), (lot.Code, lot.Key, lot.LeftGrams, lot.State));
            var told = await db.Events.SingleAsync();
            Assert.Equal(("ObjectEvent", "ADD", "commissioning", farm.Cooperative), (told.Type, told.Action, told.BizStep, told.OwnerId));
            Assert.Equal((lot.Key, 620_000), await db.EventKeys.Select(x => new ValueTuple<string, long?>(x.Key, x.Grams)).SingleAsync());
            var leaf = await db.LogLeaves.SingleAsync();
            Assert.Equal((lot.Key, 1, told.Seq), (leaf.Subject, leaf.Sequence, leaf.EventSeq));
        });
    }

    [Fact]
    public async Task An_input_whose_interval_has_not_ended_blocks_the_harvest()
    {
        var plot = await farm.PlotAsync();
        await SprayAsync(plot, new(2026, 11, 18), 7);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => farm.HarvestAsync(1000, plot));

        Assert.Equal("lot.interval", refusal.Code);
        Assert.Equal(["三号地", "苦参碱", "2026-11-25"], refusal.Args);
        await trace.WithAsync(async db => Assert.Equal((0, 1), (await db.Lots.CountAsync(), await db.Events.CountAsync())));
    }

    [Fact]
    public async Task On_the_day_the_interval_ends_it_may_be_harvested()
    {
        var plot = await farm.PlotAsync();
        await SprayAsync(plot, new(2026, 11, 16), 7);

        Assert.NotNull(await farm.HarvestAsync(1000, plot));
    }

    [Fact]
    public async Task A_lot_that_failed_its_inspection_cannot_be_packed()
    {
        var code = await farm.LotAsync();
        await InspectAsync(code, false);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => PackAsync(code, 100_000, 95_000));

        Assert.Equal("lot.failed", refusal.Code);
        await InspectAsync(code, true);
        Assert.NotNull(await PackAsync(code, 100_000, 95_000));
    }

    [Fact]
    public async Task Packing_takes_what_went_in_and_never_makes_more()
    {
        var code = await farm.LotAsync(620_000);

        Assert.Equal("packing.heavier", (await Assert.ThrowsAsync<RuleException>(() => PackAsync(code, 100_000, 100_001))).Code);
        Assert.Equal("lot.too_little", (await Assert.ThrowsAsync<RuleException>(() => PackAsync(code, 620_001, 1))).Code);
        var packed = await PackAsync(code, 620_000, 590_000);

        await trace.WithAsync(async db =>
        {
            Assert.Equal((0, 590_000), (await db.Lots.Where(x => x.Code == code).Select(x => x.UsedGrams).SingleAsync() - 620_000, await db.Lots.Where(x => x.Code == packed).Select(x => x.ProducedGrams).SingleAsync()));
            var keys = await db.EventKeys.Where(x => x.Role == KeyRole.Input || x.Role == KeyRole.Output).OrderBy(x => x.Role).Select(x => x.Grams).ToListAsync();
            Assert.Equal([620_000, 590_000], keys);
        });
    }

    [Fact]
    public async Task Another_cooperatives_lot_does_not_exist()
    {
        var code = await farm.LotAsync();
        var other = new TraceParty(Guid.CreateVersion7(), [Guid.CreateVersion7()]);

        Assert.False(await trace.AskAsync<LotSteps, bool>(x => x.DestroyAsync(other, code, 1, "", default)));
        Assert.True(await trace.AskAsync<LotSteps, bool>(x => x.InspectAsync(new(Guid.CreateVersion7(), null), code, Fine, default)));
    }

    [Fact]
    public async Task What_is_still_to_come_cannot_be_recorded()
    {
        var code = await farm.LotAsync();
        var later = Fine with { At = Trace.Start.UtcDateTime.AddMinutes(10) };

        Assert.Equal("event.in_future", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<LotSteps, bool>(x => x.InspectAsync(farm.Party, code, later, default)))).Code);
    }

    [Fact]
    public async Task Texts_that_no_event_can_carry_are_refused_and_nothing_is_kept()
    {
        var code = await farm.LotAsync();
        var at = Trace.Start.UtcDateTime;

        Assert.Equal("event.text", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<LotSteps, bool>(x => x.InspectAsync(farm.Party, code, Fine with { Result = "a\u0000b" }, default)))).Code);
        Assert.Equal("field.too_long", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<LotSteps, bool>(x => x.InspectAsync(farm.Party, code, Fine with { Result = new('长', 501) }, default)))).Code);
        Assert.Equal("field.too_long", (await Assert.ThrowsAsync<RuleException>(() => trace.AskAsync<LotSteps, bool>(x => x.KeepColdAsync(farm.Party, code, new(at.AddHours(-2), at, 10, 30, 20, null, new('库', 41)), default)))).Code);
        Assert.True(await trace.AskAsync<LotSteps, bool>(x => x.KeepColdAsync(farm.Party, code, new(at.AddHours(-2), at, 10, 30, 20, null, new('库', 40)), default)));
        await trace.WithAsync(async db => Assert.Equal(2, await db.Events.CountAsync()));
    }

    [Fact]
    public async Task Two_people_cannot_pack_the_same_kilograms()
    {
        var code = await farm.LotAsync(100_000);

        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try { return await PackAsync(code, 30_000, 30_000); }
            catch (RuleException rule) when (rule.Code == "lot.too_little") { return null; }
        }));

        Assert.Equal(3, tries.Count(x => x is not null));
        await trace.WithAsync(async db => Assert.Equal(90_000, await db.Lots.Where(x => x.Code == code).Select(x => x.UsedGrams).SingleAsync()));
    }

    private static readonly InspectionForm Fine = new("镇检测站", "农残速测", "12 项", true, "", null);

    private Task<bool> InspectAsync(string code, bool conformant) => trace.AskAsync<LotSteps, bool>(x => x.InspectAsync(farm.Party, code, Fine with { Conformant = conformant }, default));

    private Task<bool> SprayAsync(Guid plot, DateOnly on, int days) => trace.AskAsync<PlotDesk, bool>(x => x.ApplyAsync(farm.Party, plot, new(InputKind.Pesticide, "苦参碱", "150 ml/亩", on, days), default));

    private async Task<string?> PackAsync(string code, long into, long outOf)
    {
        var id = Guid.Empty;
        await trace.WithAsync(async db => id = await db.Lots.Where(x => x.Code == code).Select(x => x.Id).SingleAsync());
        return await trace.AskAsync<LotDesk, string?>(x => x.PackAsync(farm.Party, new(farm.Cooperative, [new(id, into)], farm.Facts(outOf), 295, null), default));
    }
}
