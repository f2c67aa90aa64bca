using Market.Catalog.Brand;
using Market.Catalog.Supervision;
using Market.Catalog.Tests.Brand;
using static Market.Catalog.Tests.Supervision.Supervising;

namespace Market.Catalog.Tests.Supervision;

/// <summary>Spot checks: drawn, made, and what comes of them.</summary>
public sealed class CheckTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task What_is_drawn_at_random_can_be_drawn_again_from_the_register_whatever_happened_since()
    {
        var licences = new List<string>();
        for (var i = 0; i < 6; i++) licences.Add(await district.LicensedAsync(await district.ProductAsync()));
        var number = await DrawAsync(3, 0);
        district.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var licence in licences) Assert.True(await district.InAsync<LicenceSupervision, bool>(x => x.RevokeAsync(licence, "查", district.Office, default)));
        await district.LicensedAsync(await district.ProductAsync());

        var again = await district.InAsync<CheckReads, IReadOnlyList<string>?>(x => x.RepeatAsync(number, default));

        var draw = (await DrawsAsync()).Single(x => x.Number == number);
        Assert.Equal(3, draw.Drawn.Count);
        Assert.Equal(draw.Drawn, again);
        Assert.Equal(draw.Drawn, CheckDraw.Pick(draw.Seed, licences.Concat(again!).Distinct(), 3).Where(draw.Drawn.Contains));
        Assert.DoesNotContain((await DrawsAsync(over: true)), x => x.Number == number);
        var later = await DrawAsync(100, 0);
        Assert.Empty((await ChecksAsync(later)).Select(x => x.Licence).Intersect(licences));
    }

    [Fact]
    public async Task Those_at_risk_come_by_their_points_with_every_reason_beside_them()
    {
        var (bad, worse, clean) = (await district.LicensedAsync(await district.ProductAsync()), await district.LicensedAsync(await district.ProductAsync()), await district.LicensedAsync(await district.ProductAsync()));
        await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("旧图样", "菜场", bad), default));
        for (var i = 0; i < 9; i++) await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("旧图样", "菜场", worse), default));
        await district.OpenAsync(worse);
        await district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(worse, [], "查", district.Office, default));
        district.Clock.Advance(TimeSpan.FromDays(31));

        var checks = await ChecksAsync(await DrawAsync(0, 200));

        var (first, second) = (checks.Single(x => x.Licence == worse), checks.Single(x => x.Licence == bad));
        Assert.Equal((new RiskReasons(10, 1, 0, 31), 54, CheckPick.Risk), (first.Why, first.Points, first.Pick));
        Assert.Equal((new RiskReasons(1, 0, 0, 31), 6), (second.Why, second.Points));
        Assert.Equal(1, checks.Single(x => x.Licence == clean).Points);
        Assert.Equal(worse, checks.Where(x => new[] { bad, worse, clean }.Contains(x.Licence)).MaxBy(x => x.Points)!.Licence);

        Assert.True(await RecordAsync(first.Id, false));
        var again = (await ChecksAsync(await DrawAsync(0, 200))).Select(x => x.Licence).ToList();
        Assert.Contains(worse, again);      // its check is made
        Assert.DoesNotContain(bad, again);  // its check is still ahead
    }

    [Fact]
    public async Task A_failed_check_opens_one_case_with_one_call()
    {
        var licence = await district.LicensedAsync(await district.ProductAsync());
        var check = (await ChecksAsync(await DrawAsync(200, 0))).Single(x => x.Licence == licence);
        await RefusedAsync("check.not_failed", () => district.OpenAsync("", check: check.Id));
        await RefusedAsync("licence.field_missing", () => district.InAsync<CheckDesk, bool>(x => x.RecordAsync(check.Id, new(false, "", []), district.Office, default)));
        await RefusedAsync("case.own", () => district.InAsync<CheckDesk, bool>(x => x.RecordAsync(check.Id, new(true, "", []), district.Insider, default)));
        Assert.True(await RecordAsync(check.Id, false));
        await RefusedAsync("check.done", () => RecordAsync(check.Id, true));

        var number = await district.OpenAsync("", check: check.Id);

        await RefusedAsync("check.case_open", () => district.OpenAsync("", check: check.Id));
        var file = await district.FileAsync(number);
        Assert.Equal((licence, CaseSource.SpotCheck), (file.Case.Licence, file.Case.Source));
        Assert.Equal((CheckState.Failed, "没有追溯码", number), (file.Checks[0].State, file.Checks[0].Findings, file.Checks[0].Case));
        Assert.False(await RecordAsync(Guid.CreateVersion7(), true));
    }

    [Theory]
    [InlineData(0, 0, 5, "check.counts")]
    [InlineData(-1, 5, 5, "check.counts")]
    [InlineData(201, 0, 5, "check.counts")]
    [InlineData(1, 0, -1, "check.due_past")]
    public async Task A_list_that_cannot_be_is_not_drawn(int random, int risky, int days, string code) =>
        await RefusedAsync(code, () => district.InAsync<CheckDesk, string>(x => x.DrawAsync(random, risky, district.Today.AddDays(days), district.Office, default)));

    private Task<string> DrawAsync(int random, int risky) => district.InAsync<CheckDesk, string>(x => x.DrawAsync(random, risky, district.Today.AddDays(10), district.Office, default));

    private Task<bool> RecordAsync(Guid id, bool passed) => district.InAsync<CheckDesk, bool>(x => x.RecordAsync(id, new(passed, "没有追溯码", []), district.Office, default));

    private async Task<IReadOnlyList<CheckView>> ChecksAsync(string draw) => [.. (await district.InAsync<CheckReads, (IReadOnlyList<CheckView> Items, int)>(x => x.ListAsync(1, 1000, default))).Items.Where(x => x.Draw == draw)];

    private async Task<IReadOnlyList<DrawView>> DrawsAsync(bool over = false) => (await district.InAsync<CheckReads, (IReadOnlyList<DrawView> Items, int)>(x => x.DrawsAsync(over, 1, 100, default))).Items;
}
