using Market.Catalog.Fairs;
using Market.Catalog.Tests.Brand;
using Market.Kernel;

namespace Market.Catalog.Tests.Fairs;

/// <summary>Fairs: announced, applied for with samples, decided.</summary>
public sealed class FairTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task A_cooperative_applies_changes_its_samples_and_is_accepted()
    {
        var fair = await AnnounceAsync();
        var (beans, corn) = (await district.ProductAsync(), await district.ProductAsync());
        var entry = (await ApplyAsync(fair, new SampleFacts(beans, 12_500, "2箱")))!.Value;
        Assert.Equal(entry, await ApplyAsync(fair, new SampleFacts(corn, 1, ""), new SampleFacts(beans, 5_000, "1箱")));

        var waiting = Assert.Single(await EntriesAsync(fair));
        Assert.Equal([(corn, 1L), (beans, 5_000L)], waiting.Samples.Select(x => (x.ProductId, x.Grams)));
        Assert.Equal((0, 1), (await CardAsync(fair) is { } before ? (before.Cooperatives, before.Waiting) : default));

        Assert.True(await DecideAsync(fair, entry, true));
        Assert.Equal((1, 0), (await CardAsync(fair) is { } after ? (after.Cooperatives, after.Waiting) : default));
        Assert.Equal("fair.decided", (await Assert.ThrowsAsync<RuleException>(() => DecideAsync(fair, entry, false, "满了"))).Code);

        // Other samples are looked at anew.
        await ApplyAsync(fair, new SampleFacts(beans, 2_000, ""));
        Assert.Equal(FairEntryState.Asked, Assert.Single(await EntriesAsync(fair)).State);
    }

    [Fact]
    public async Task Who_was_refused_stays_refused_and_who_withdraws_may_come_back()
    {
        var fair = await AnnounceAsync();
        var beans = await district.ProductAsync();
        var entry = (await ApplyAsync(fair, new SampleFacts(beans, 1_000, "")))!.Value;
        Assert.True(await district.InAsync<FairDesk, bool>(x => x.WithdrawAsync([district.Cooperative], fair, entry, district.Manager, default)));
        Assert.Equal("fair.not_in", (await Assert.ThrowsAsync<RuleException>(() => district.InAsync<FairDesk, bool>(x => x.WithdrawAsync([district.Cooperative], fair, entry, district.Manager, default)))).Code);
        Assert.False(await district.InAsync<FairDesk, bool>(x => x.WithdrawAsync([Guid.CreateVersion7()], fair, entry, district.Manager, default)));
        await ApplyAsync(fair, new SampleFacts(beans, 1_000, ""));

        Assert.Equal("fair.reason", (await Assert.ThrowsAsync<RuleException>(() => DecideAsync(fair, entry, false))).Code);
        Assert.True(await DecideAsync(fair, entry, false, "展位满了"));
        Assert.Equal("fair.refused", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair, new SampleFacts(beans, 1_000, "")))).Code);
        Assert.Equal("展位满了", Assert.Single(await EntriesAsync(fair)).Reason);
    }

    [Fact]
    public async Task Applications_end_with_their_day_and_samples_are_ones_own_and_have_a_weight()
    {
        var fair = await AnnounceAsync();
        var (own, foreign) = (await district.ProductAsync(), await district.ProductAsync(await district.CooperativeAsync("fair-" + Guid.CreateVersion7().ToString("N")[^8..])));

        Assert.Equal("fair.product", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair, new SampleFacts(foreign, 1, "")))).Code);
        Assert.Equal("fair.samples", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair))).Code);
        Assert.Equal("fair.samples", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair, new(own, 1, ""), new(own, 2, "")))).Code);
        Assert.Equal("fair.sample_weight", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair, new SampleFacts(own, 0, "")))).Code);
        Assert.Equal("fair.sample_weight", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair, new SampleFacts(own, 10_000_001, "")))).Code);
        Assert.Empty(await EntriesAsync(fair));

        district.Clock.Advance(TimeSpan.FromDays(10));
        await ApplyAsync(fair, new SampleFacts(own, 1, ""));
        district.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("fair.closed", (await Assert.ThrowsAsync<RuleException>(() => ApplyAsync(fair, new SampleFacts(own, 1, "")))).Code);
    }

    [Fact]
    public async Task A_cancelled_fair_takes_nobody_and_is_cancelled_once_with_a_reason()
    {
        var fair = await AnnounceAsync();
        var entry = (await ApplyAsync(fair, new SampleFacts(await district.ProductAsync(), 1_000, "")))!.Value;
        Assert.Equal("fair.reason", (await Assert.ThrowsAsync<RuleException>(() => CancelAsync(fair, ""))).Code);
        Assert.True(await CancelAsync(fair, "大雪"));

        Assert.Equal("fair.cancelled", (await Assert.ThrowsAsync<RuleException>(() => CancelAsync(fair, "大雪"))).Code);
        Assert.Equal("fair.cancelled", (await Assert.ThrowsAsync<RuleException>(() => DecideAsync(fair, entry, true))).Code);
        Assert.Equal("大雪", (await CardAsync(fair))!.Reason);
        Assert.False(await district.InAsync<FairDesk, bool>(x => x.CancelAsync(Guid.CreateVersion7(), "大雪", district.Office, default)));
    }

    [Theory]
    [InlineData(-1, 5, 6)]
    [InlineData(6, 5, 6)]
    [InlineData(1, 5, 4)]
    [InlineData(1, 5, 65)]
    public void Days_that_make_no_sense_are_refused(int applyUntil, int from, int to)
    {
        var now = new DateTime(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc);
        var today = DistrictClock.Date(now);
        Assert.Equal("fair.days", Assert.Throws<RuleException>(() => Fair.Announce(new("展", "Fair", "馆", today.AddDays(from), today.AddDays(to), today.AddDays(applyUntil), ""), now)).Code);
    }

    private Task<Guid> AnnounceAsync() => district.InAsync<FairDesk, Guid>(x => x.AnnounceAsync(new("秋收展销会", "Harvest fair", "区会展中心", district.Today.AddDays(20), district.Today.AddDays(22), district.Today.AddDays(10), ""), district.Office, default));

    private Task<Guid?> ApplyAsync(Guid fair, params SampleFacts[] samples) => district.InAsync<FairDesk, Guid?>(x => x.ApplyAsync([district.Cooperative], fair, district.Cooperative, samples, district.Manager, default));

    private Task<bool> DecideAsync(Guid fair, Guid entry, bool accept, string reason = "") => district.InAsync<FairDesk, bool>(x => x.DecideAsync(fair, entry, accept, reason, district.Office, default));

    private Task<bool> CancelAsync(Guid fair, string reason) => district.InAsync<FairDesk, bool>(x => x.CancelAsync(fair, reason, district.Office, default));

    private Task<IReadOnlyList<FairEntryView>> EntriesAsync(Guid fair) => district.InAsync<FairReads, IReadOnlyList<FairEntryView>>(x => x.EntriesAsync(fair, null, default));

    private Task<FairCard?> CardAsync(Guid fair) => district.InAsync<FairReads, FairCard?>(x => x.FindAsync(fair, default));
}
