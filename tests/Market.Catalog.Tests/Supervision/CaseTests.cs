using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Pictures;
using Market.Catalog.Supervision;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;
using static Market.Catalog.Tests.Supervision.Supervising;

namespace Market.Catalog.Tests.Supervision;

/// <summary>Cases from the report to the badge that is gone.</summary>
public sealed class CaseTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task A_report_becomes_a_case_that_is_answered_and_takes_the_badge_away_with_its_reason_in_the_register()
    {
        var product = await district.ProductAsync();
        var licence = await district.LicensedAsync(product);
        var report = await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("袋上是旧图样", "城关菜场", licence, "13800001234"), default));
        var number = await district.OpenAsync(licence, report);
        Assert.Equal("open", (await district.FileAsync(number)).Case.Status);
        await RefusedAsync("misuse.handled", () => district.OpenAsync(licence, report));
        Assert.True(await district.PutAsync(number));
        Assert.True(await district.AnswerAsync(number, await PictureAsync()));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));

        Assert.True(await district.DecideAsync(number, CaseOutcome.Suspended));

        Assert.Empty(await district.BadgesAsync(product));
        var file = await district.FileAsync(number);
        Assert.Equal(("decided", CaseSource.Report, CaseOutcome.Suspended, district.Today.AddDays(15)), (file.Case.Status, file.Case.Source, file.Case.Outcome, file.Case.AppealBy));
        Assert.Equal(["open", "put", "answer", "suspended"], file.Case.Steps.Select(x => x.Kind));
        Assert.Single(file.Case.Steps[2].Pictures);
        Assert.Equal((report, "13800001234", number), (file.Report!.Number, file.Report.Contact, file.Report.Case));
        Assert.Equal(("suspend", "查实"), (file.Licence!.Events[^1].Kind, file.Licence.Events[^1].Reason));
        var told = await district.InAsync<CatalogDb, List<string>>(db => db.Outbox.Where(x => x.Body.Contains(number)).OrderBy(x => x.CreatedAt).Select(x => x.Body).ToListAsync());
        Assert.Equal(["case.put", "case.answer", "case.suspended"], told.Select(x => System.Text.Json.JsonDocument.Parse(x).RootElement.GetProperty("Step").GetString()));
    }

    [Fact]
    public async Task The_holder_does_not_see_the_reporters_contact_nor_a_case_before_it_is_put_to_them()
    {
        var licence = await district.LicensedAsync(await district.ProductAsync());
        var report = await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("旧图样", "菜场", licence, "a@b.cn"), default));
        var number = await district.OpenAsync(licence, report);
        Assert.Null(await HolderAsync(number, district.Cooperative));
        Assert.False(await district.AnswerAsync(number));
        await district.PutAsync(number);

        var file = (await HolderAsync(number, district.Cooperative))!;

        Assert.Equal(("", "旧图样"), (file.Report!.Contact, file.Report.Seen));
        Assert.Null(await HolderAsync(number, Guid.CreateVersion7()));
        Assert.False(await district.InAsync<CaseDesk, bool>(x => x.AnswerAsync(number, "我来说", [], new(district.Manager, [Guid.CreateVersion7()]), default)));
    }

    [Fact]
    public async Task A_revocation_by_a_case_is_for_good_and_one_product_can_be_suspended_alone()
    {
        var (bad, good) = (await district.ProductAsync(), await district.ProductAsync());
        var licence = await district.LicensedAsync(bad, good);
        Assert.True(await district.DecideAsync(await district.AnsweredAsync(licence), CaseOutcome.Suspended, null, bad));
        Assert.Empty(await district.BadgesAsync(bad));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(good));

        Assert.True(await district.DecideAsync(await district.AnsweredAsync(licence), CaseOutcome.Revoked));

        Assert.Equal(LicenceState.Revoked, await district.StateAsync(licence));
        Assert.Empty(await district.BadgesAsync(good));
    }

    [Fact]
    public async Task What_the_licence_refuses_leaves_the_case_as_it_was()
    {
        var licence = await district.LicensedAsync(await district.ProductAsync());
        var (first, second) = (await district.AnsweredAsync(licence), await district.AnsweredAsync(licence));
        await district.DecideAsync(first, CaseOutcome.Suspended);

        await RefusedAsync("licence.suspended", () => district.DecideAsync(second, CaseOutcome.Suspended));

        Assert.Equal("answered", (await district.FileAsync(second)).Case.Status);
        Assert.True(await district.DecideAsync(second, CaseOutcome.PutRight));
        Assert.Equal(district.Today.AddDays(20), (await district.FileAsync(second)).Case.PutRightBy);
    }

    [Fact]
    public async Task What_was_not_put_right_in_time_stands_first_until_the_office_has_seen_it()
    {
        var number = await district.AnsweredAsync(await district.LicensedAsync(await district.ProductAsync()));
        await district.DecideAsync(number, CaseOutcome.PutRight);
        Assert.Equal("to_put_right", (await district.FileAsync(number)).Case.Status);
        district.Clock.Advance(TimeSpan.FromDays(21));
        await district.OpenAsync(await district.LicensedAsync(await district.ProductAsync()));
        Assert.Equal("not_put_right", (await district.FileAsync(number)).Case.Status);
        Assert.Equal(number, (await ListAsync())[0].Number);

        await RefusedAsync("case.own", () => ConfirmAsync(number, district.Insider));
        Assert.True(await ConfirmAsync(number, district.Office));
        Assert.Equal("put_right", (await district.FileAsync(number)).Case.Status);
        await RefusedAsync("case.nothing_to_confirm", () => ConfirmAsync(number, district.Office));
        Assert.False(await ConfirmAsync("AJ-0000-0000", district.Office));
    }

    private Task<bool> ConfirmAsync(string number, Guid office) => district.InAsync<CaseDesk, bool>(x => x.ConfirmAsync(number, "看过库房", office, default));

    private async Task<IReadOnlyList<CaseView>> ListAsync() => (await district.InAsync<CaseReads, (IReadOnlyList<CaseView> Items, int)>(x => x.ListAsync(null, 1, 100, default))).Items;

    [Fact]
    public async Task Two_deciders_at_the_same_moment_give_one_decision_and_one_clear_answer()
    {
        for (var round = 0; round < 5; round++)
        {
            var licence = await district.LicensedAsync(await district.ProductAsync());
            var number = await district.AnsweredAsync(licence);
            var answers = await Task.WhenAll(TryAsync(number, CaseOutcome.Suspended, district.Office), TryAsync(number, CaseOutcome.PutRight, Office2));
            Assert.Equal(["", "case.decided"], answers.Order());
            var file = await district.FileAsync(number);
            Assert.Equal(4, file.Case.Steps.Count);
            Assert.Equal(file.Case.Outcome == CaseOutcome.Suspended ? LicenceState.Suspended : LicenceState.Active, await district.StateAsync(licence));
        }
    }

    [Fact]
    public async Task Nobody_decides_about_their_own_cooperative()
    {
        var number = await district.AnsweredAsync(await district.LicensedAsync(await district.ProductAsync()));
        await RefusedAsync("case.own", () => district.DecideAsync(number, CaseOutcome.NoMisuse, district.Insider));
        await RefusedAsync("case.own", () => district.InAsync<CaseDesk, bool>(x => x.PutAsync(number, district.Today.AddDays(3), "再问", district.Insider, default)));
    }

    [Fact]
    public async Task A_case_against_somebody_without_a_licence_names_them()
    {
        await RefusedAsync("licence.field_missing", () => district.InAsync<CaseDesk, string>(x => x.OpenAsync(new("冒用标识"), district.Office, default)));
        await RefusedAsync("case.licence_unknown", () => district.OpenAsync("TY-0000-0000"));
        await RefusedAsync("case.report_unknown", () => district.OpenAsync("", "JB-0000-0000"));
        await RefusedAsync("case.check_unknown", () => district.OpenAsync("", "", Guid.CreateVersion7()));
        var number = await district.InAsync<CaseDesk, string>(x => x.OpenAsync(new("冒用标识", Suspect: "城关某摊"), district.Office, default));

        Assert.True(await district.InAsync<CaseDesk, bool>(x => x.DecideAsync(number, new(CaseOutcome.PutRight, "撤下标识", district.Today.AddDays(3)), district.Office, default)));

        var file = await district.FileAsync(number);
        Assert.Equal(("城关某摊", null, null), (file.Case.Holder, file.Case.Licence, file.Case.AppealBy));
    }

    [Fact]
    public async Task Numbers_have_no_gaps_although_reports_were_refused_between_them()
    {
        var first = await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("旧图样", "菜场"), default));
        await RefusedAsync("case.picture_unknown", () => district.InAsync<MisuseReports, string>(x => x.SendAsync(new("旧图样", "菜场", Picture: new('a', 64)), default)));
        var second = await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("旧图样", "菜场"), default));

        Assert.Equal(int.Parse(first[^4..], System.Globalization.CultureInfo.InvariantCulture) + 1, int.Parse(second[^4..], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_report_set_aside_says_why_and_opens_no_case()
    {
        var report = await district.InAsync<MisuseReports, string>(x => x.SendAsync(new("看错了", "菜场"), default));
        await RefusedAsync("licence.field_missing", () => district.InAsync<MisuseReports, bool>(x => x.SetAsideAsync(report, "", district.Office, default)));
        Assert.True(await district.InAsync<MisuseReports, bool>(x => x.SetAsideAsync(report, "不是通用标识", district.Office, default)));

        await RefusedAsync("misuse.handled", () => district.OpenAsync("", report));

        Assert.DoesNotContain(report, (await district.InAsync<CaseReads, (IReadOnlyList<ReportView> Items, int)>(x => x.NewReportsAsync(1, 100, default))).Items.Select(x => x.Number));
        Assert.False(await district.InAsync<MisuseReports, bool>(x => x.SetAsideAsync("JB-0", "无", district.Office, default)));
    }

    private async Task<string> TryAsync(string number, CaseOutcome outcome, Guid office)
    {
        try
        {
            Assert.True(await district.DecideAsync(number, outcome, office));
            return "";
        }
        catch (RuleException refusal)
        {
            return refusal.Code;
        }
    }

    private Task<CaseFile?> HolderAsync(string number, Guid cooperative) => district.InAsync<CaseReads, CaseFile?>(x => x.FindAsync(number, [cooperative], default));

    private Task<string> PictureAsync() => district.InAsync<CatalogDb, string>(async db =>
    {
        var picture = new Picture { Hash = Guid.CreateVersion7().ToString("N") + Guid.CreateVersion7().ToString("N"), Tint = "#000000", At = district.Clock.GetUtcNow().UtcDateTime };
        db.Add(picture);
        await db.SaveChangesAsync();
        return picture.Hash;
    });
}
