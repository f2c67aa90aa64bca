using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Supervision;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;
using static Market.Catalog.Tests.Supervision.Supervising;

namespace Market.Catalog.Tests.Supervision;

/// <summary>Appeals by the holder, decided by somebody who did not decide first.</summary>
public sealed class AppealTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task Overturned_by_another_person_a_case_gives_the_licence_its_badge_back()
    {
        var (product, _, number) = await SuspendedAsync();
        var appeal = await AppealCaseAsync(number);
        Assert.Equal("appealed", (await district.FileAsync(number)).Case.Status);
        await RefusedAsync("appeal.own_decision", () => district.DecideAppealAsync(appeal, office: district.Office));
        await RefusedAsync("case.own", () => district.DecideAppealAsync(appeal, office: district.Insider));
        Assert.Empty(await district.BadgesAsync(product));

        Assert.True(await district.DecideAppealAsync(appeal));

        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
        var file = await district.FileAsync(number);
        Assert.Equal(("overturned", "restore", "证据不足"), (file.Case.Status, file.Licence!.Events[^1].Kind, file.Case.Appeal!.Answer));
        await RefusedAsync("appeal.decided", () => district.DecideAppealAsync(appeal, false));
        await RefusedAsync("appeal.made", () => AppealCaseAsync(number));
    }

    [Fact]
    public async Task Upheld_it_stays_taken_away()
    {
        var (product, _, number) = await SuspendedAsync();
        Assert.True(await district.DecideAppealAsync(await AppealCaseAsync(number), overturn: false));

        Assert.Empty(await district.BadgesAsync(product));
        Assert.Equal("upheld", (await district.FileAsync(number)).Case.Status);
    }

    [Fact]
    public async Task A_revocation_that_is_overturned_leaves_the_licence_as_it_stood_before()
    {
        var product = await district.ProductAsync();
        var licence = await district.LicensedAsync(product);
        await MeasureAsync(x => x.SuspendAsync(licence, [], "查", district.Office, default));
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        await MeasureAsync(x => x.RevokeAsync(licence, "冒用", district.Office, default));
        var revoked = (await district.AppealableAsync()).First(x => x.Number == licence);

        await district.DecideAppealAsync(await district.AppealAsync(revoked.Id));

        Assert.Equal(LicenceState.Suspended, await district.StateAsync(licence));
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        var suspended = (await district.AppealableAsync()).Single(x => x.Number == licence);
        await district.DecideAppealAsync(await district.AppealAsync(suspended.Id));
        Assert.Equal(LicenceState.Active, await district.StateAsync(licence));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
    }

    [Fact]
    public async Task A_revoked_licence_does_not_come_back_over_a_new_one()
    {
        var product = await district.ProductAsync();
        var licence = await district.LicensedAsync(product);
        await MeasureAsync(x => x.RevokeAsync(licence, "冒用", district.Office, default));
        await district.LicensedAsync(product);
        var appeal = await district.AppealAsync((await district.AppealableAsync()).Single(x => x.Number == licence).Id);

        await RefusedAsync("licence.overlap", () => district.DecideAppealAsync(appeal));

        Assert.Equal(LicenceState.Revoked, await district.StateAsync(licence));
        Assert.True(await district.DecideAppealAsync(appeal, overturn: false));
    }

    [Fact]
    public async Task A_suspension_of_single_products_without_a_case_is_one_decision_and_given_back_as_one()
    {
        var (one, two, three) = (await district.ProductAsync(), await district.ProductAsync(), await district.ProductAsync());
        var licence = await district.LicensedAsync(one, two, three);
        await MeasureAsync(x => x.SuspendAsync(licence, [one, two], "查", district.Office, default));
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        await MeasureAsync(x => x.SuspendAsync(licence, [three], "再查", Office2, default));
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        var decisions = (await district.AppealableAsync()).Where(x => x.Number == licence).ToList();
        Assert.Equal(2, decisions.Count);

        await RefusedAsync("appeal.own_decision", async () => await district.DecideAppealAsync(await district.AppealAsync(decisions[0].Id)));
        await district.DecideAppealAsync(await district.AppealAsync(decisions[1].Id));

        Assert.Equal(["shared_logo"], await district.BadgesAsync(one));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(two));
        Assert.Empty(await district.BadgesAsync(three));
    }

    [Fact]
    public async Task What_was_given_back_and_taken_away_anew_meanwhile_stays_away()
    {
        var product = await district.ProductAsync();
        var licence = await district.LicensedAsync(product);
        await MeasureAsync(x => x.SuspendAsync(licence, [], "查", district.Office, default));
        var appeal = await district.AppealAsync((await district.AppealableAsync()).Single(x => x.Number == licence).Id);
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        await MeasureAsync(x => x.RestoreAsync(licence, [], "改好", district.Office, default));
        district.Clock.Advance(TimeSpan.FromMinutes(1));
        await MeasureAsync(x => x.SuspendAsync(licence, [], "又犯", district.Office, default));

        Assert.True(await district.DecideAppealAsync(appeal));

        Assert.Empty(await district.BadgesAsync(product));
    }

    [Fact]
    public async Task A_refused_application_waits_for_the_office_again_and_another_person_may_grant_it()
    {
        var product = await district.ProductAsync();
        var id = await district.SupportedAsync(product);
        Assert.True(await district.InAsync<LicenceReview, bool>(x => x.RefuseAsync(id, "材料不足", district.Office, default)));
        var refusal = (await district.AppealableAsync()).First(x => x.Kind == AppealKind.Refusal);

        Assert.True(await district.DecideAppealAsync(await district.AppealAsync(refusal.Id)));

        var shown = (await district.InAsync<LicenceRegister, ApplicationView?>(x => x.ApplicationAsync(id, default)))!;
        Assert.Equal((ApplicationState.Supported, "overturn"), (shown.State, shown.Steps[^1].Kind));
        await district.GrantAsync(id);
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
    }

    [Fact]
    public async Task After_its_days_or_for_somebody_elses_cooperative_there_is_no_appeal()
    {
        var (_, _, number) = await SuspendedAsync();
        var id = (await district.FileAsync(number)).Case.Id;
        Assert.Null(await district.InAsync<AppealDesk, Guid?>(x => x.MakeAsync(id, "不服", new(district.Manager, [Guid.CreateVersion7()]), default)));
        Assert.Null(await district.InAsync<AppealDesk, Guid?>(x => x.MakeAsync(Guid.CreateVersion7(), "不服", new(district.Manager, [district.Cooperative]), default)));
        district.Clock.Advance(TimeSpan.FromDays(16));

        await RefusedAsync("appeal.too_late", () => district.AppealAsync(id));

        Assert.DoesNotContain(id, (await district.AppealableAsync()).Select(x => x.Id));
    }

    [Fact]
    public async Task A_case_without_misuse_is_nothing_to_appeal_against()
    {
        var number = await district.OpenAsync(await district.LicensedAsync(await district.ProductAsync()));
        await district.DecideAsync(number, CaseOutcome.NoMisuse);
        var id = (await district.FileAsync(number)).Case.Id;

        Assert.Null(await district.InAsync<AppealDesk, Guid?>(x => x.MakeAsync(id, "不服", new(district.Manager, [district.Cooperative]), default)));
    }

    [Fact]
    public async Task Two_who_decide_one_appeal_at_the_same_moment_give_one_decision()
    {
        var (_, licence, number) = await SuspendedAsync();
        var appeal = await AppealCaseAsync(number);

        var answers = await Task.WhenAll(TryAsync(appeal, true, Office2), TryAsync(appeal, false, Guid.CreateVersion7()));

        Assert.Equal(["", "appeal.decided"], answers.Order());
        Assert.Equal((await district.FileAsync(number)).Case.Status == "overturned" ? LicenceState.Active : LicenceState.Suspended, await district.StateAsync(licence));
    }

    [Fact]
    public async Task The_database_itself_refuses_an_appeal_decided_by_who_decided_first()
    {
        var appeal = await AppealCaseAsync((await SuspendedAsync()).Number);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => district.InAsync<CatalogDb, int>(db => db.Database.ExecuteSqlAsync($"UPDATE catalog_appeals SET DecidedBy = FirstDecidedBy WHERE Id = {appeal}")));
    }

    private async Task<(Guid Product, string Licence, string Number)> SuspendedAsync()
    {
        var product = await district.ProductAsync();
        var licence = await district.LicensedAsync(product);
        var number = await district.AnsweredAsync(licence);
        Assert.True(await district.DecideAsync(number, CaseOutcome.Suspended));
        return (product, licence, number);
    }

    private async Task<Guid> AppealCaseAsync(string number) => await district.AppealAsync((await district.FileAsync(number)).Case.Id);

    private async Task MeasureAsync(Func<LicenceSupervision, Task<bool>> measure) => Assert.True(await district.InAsync(measure));

    private async Task<string> TryAsync(Guid appeal, bool overturn, Guid office)
    {
        try
        {
            Assert.True(await district.DecideAppealAsync(appeal, overturn, office));
            return "";
        }
        catch (RuleException refusal)
        {
            return refusal.Code;
        }
    }
}
