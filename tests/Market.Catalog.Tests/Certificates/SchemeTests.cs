using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Marks;
using Market.Catalog.Tests.Brand;
using Market.Kernel;

namespace Market.Catalog.Tests.Certificates;

/// <summary>Kinds of certificates and their rules are data.</summary>
public sealed class SchemeTests(District district) : IClassFixture<District>
{
    private SchemeRulesForm Rules => new(district.Today, 24, 60, 10, "申请表\n检测报告", "Form\nTest report", "市文件 12 号");

    [Fact]
    public async Task A_kind_the_office_adds_is_certified_by_its_own_rules_and_shows_its_badge()
    {
        Assert.True(await AddAsync("gs_quality", Rules));
        var product = await district.ProductAsync();
        await RefusedAsync("certificate.number_invalid", () => SendAsync("gs_quality", "123", 12, product));
        await RefusedAsync("certificate.too_long", () => SendAsync("gs_quality", "1234567890", 25, product));
        var id = await SendAsync("gs_quality", "1234567890", 24, product);
        await district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Office, default));
        Assert.Equal(["gs_quality"], await district.BadgesAsync(product));
    }

    [Fact]
    public async Task New_rules_hold_from_their_day_on()
    {
        await AddAsync("later", Rules);
        Assert.True(await district.InAsync<SchemeDesk, bool>(x => x.ReviseAsync("later", Rules with { From = district.Today.AddDays(5), ValidMonths = 6 }, district.Office, default)));
        Assert.Equal((1, 24, 2), await NowAsync("later"));
        await RefusedAsync("scheme.from", () => district.InAsync<SchemeDesk, bool>(x => x.ReviseAsync("later", Rules with { From = district.Today.AddDays(4) }, district.Office, default)));
        district.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal((2, 6, 2), await NowAsync("later"));
        await RefusedAsync("certificate.too_long", async () => await SendAsync("later", "1234567890", 7, await district.ProductAsync()));
    }

    [Theory]
    [InlineData("Green!", "scheme.kind_invalid")]
    [InlineData("organic", "scheme.kind_taken")]
    public async Task A_code_that_is_none_or_taken_is_refused(string kind, string code) => await RefusedAsync(code, () => AddAsync(kind, Rules));

    [Fact]
    public async Task Rules_without_a_source_or_out_of_range_are_refused()
    {
        await RefusedAsync("scheme.source", () => AddAsync("none", Rules with { Source = " " }));
        await RefusedAsync("scheme.months", () => AddAsync("none", Rules with { ValidMonths = 0 }));
        await RefusedAsync("scheme.renewal_days", () => AddAsync("none", Rules with { RenewalDays = -1 }));
        await RefusedAsync("scheme.digits", () => AddAsync("none", Rules with { Digits = 41 }));
        await RefusedAsync("scheme.name", () => district.InAsync<SchemeDesk, bool>(x => x.AddAsync("none", ("", "None"), Rules, district.Office, default)));
        Assert.False(await district.InAsync<SchemeDesk, bool>(x => x.ReviseAsync("nothing", Rules, district.Office, default)));
    }

    [Fact]
    public async Task A_closed_scheme_takes_nothing_new_and_shows_nothing_until_it_is_opened_again()
    {
        await AddAsync("short", Rules);
        var product = await district.ProductAsync();
        var id = await SendAsync("short", "0000000001", 12, product);
        await district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Office, default));
        Assert.True(await CloseAsync("short", district.Today));
        Assert.Empty(await district.BadgesAsync(product));
        Assert.DoesNotContain("short", (await district.InAsync<SchemeDesk, IReadOnlyList<SchemeView>>(x => x.OpenAsync(default))).Select(x => x.Kind));
        await RefusedAsync("certificate.scheme_closed", () => SendAsync("short", "0000000002", 12, product));
        Assert.True(await CloseAsync("short", null));
        Assert.Equal(["short"], await district.BadgesAsync(product));
        Assert.False(await CloseAsync("shared_logo", district.Today));
    }

    [Fact]
    public async Task Smallest_print_alarm_and_sheets_are_rules_of_a_version_and_what_was_begun_before_keeps_its_own()
    {
        var logo = (await ListAsync()).Single(x => x.Kind == "shared_logo");
        var next = new SchemeRulesForm(district.Today.AddDays(1), null, 60, null, "承诺书", "Pledge", "区文件 7 号", 80, 75, "管得好看章程\n东西好看检测\n口碑好看评价", "Charter\nTests\nReviews");
        await RefusedAsync("scheme.sheets", () => ReviseAsync("shared_logo", next with { Sheets = "只有一行", SheetsEn = "One" }));
        await RefusedAsync("scheme.sheets", () => ReviseAsync("shared_logo", next with { SheetsEn = "" }));
        await RefusedAsync("scheme.sheets", () => ReviseAsync("green", next));
        await RefusedAsync("scheme.least", () => ReviseAsync("shared_logo", next with { LeastMillimetres = 1001 }));
        await RefusedAsync("scheme.alarm", () => ReviseAsync("shared_logo", next with { QuotaAlarmPercent = 0 }));
        var before = await district.InAsync<LicenceRegister, AskedView>(x => x.AskedAsync(default));

        Assert.True(await ReviseAsync("shared_logo", next));
        Assert.Equal(before.Sheets, (await district.InAsync<LicenceRegister, AskedView>(x => x.AskedAsync(default))).Sheets);
        district.Clock.Advance(TimeSpan.FromDays(1));
        var now = (await ListAsync()).Single(x => x.Kind == "shared_logo");
        Assert.Equal((80, 75, logo.Version + 1), (now.LeastMillimetres, now.QuotaAlarmPercent, now.Version));
        Assert.Equal(["Charter", "Tests", "Reviews"], (await district.InAsync<LicenceRegister, AskedView>(x => x.AskedAsync(default))).SheetsEn);
    }

    private Task<bool> ReviseAsync(string kind, SchemeRulesForm rules) => district.InAsync<SchemeDesk, bool>(x => x.ReviseAsync(kind, rules, district.Office, default));

    private Task<IReadOnlyList<SchemeView>> ListAsync() => district.InAsync<SchemeDesk, IReadOnlyList<SchemeView>>(x => x.ListAsync(default));

    private Task<bool> AddAsync(string kind, SchemeRulesForm rules) => district.InAsync<SchemeDesk, bool>(x => x.AddAsync(kind, ("甘味金品", "Ganwei"), rules, district.Office, default));

    private Task<bool> CloseAsync(string kind, DateOnly? from) => district.InAsync<SchemeDesk, bool>(x => x.CloseAsync(kind, from, district.Office, default));

    private async Task<(int Version, int? Months, int Versions)> NowAsync(string kind) =>
        (await district.InAsync<SchemeDesk, IReadOnlyList<SchemeView>>(x => x.ListAsync(default))).Where(x => x.Kind == kind).Select(x => (x.Version, x.ValidMonths, x.RuleVersions)).Single();

    private async Task<Guid> SendAsync(string kind, string number, int months, Guid product) => (await district.InAsync<CertificateDesk, Guid?>(x => x.SubmitAsync(district.Cooperative,
        new CertificateForm(kind, number, [product], "发证机构", district.Today, district.Today.AddMonths(months)), new(district.Manager, [district.Cooperative]), default)))!.Value;

    private static async Task RefusedAsync(string code, Func<Task> deed) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(deed)).Code);
}
