using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Brand;

/// <summary>The shared logo from application to badge, and away again.</summary>
public sealed class LicenceTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task Returned_once_sent_again_supported_and_granted_it_gives_the_badge_and_costs_nothing()
    {
        var product = await district.ProductAsync();
        var id = await district.ApplyAsync(product);
        Assert.True(await OpinionAsync(id, false, "请补一份检测报告"));
        Assert.Empty(await district.BadgesAsync(product));

        Assert.True(await district.InAsync<LicenceApplications, bool>(x => x.ResubmitAsync(id, district.Form(product), new(district.Manager, [district.Cooperative]), default)));
        Assert.True(await OpinionAsync(id, true, ""));
        Assert.Empty(await district.BadgesAsync(product));
        var number = await district.GrantAsync(id);

        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
        var shown = (await district.InAsync<LicenceRegister, ApplicationView?>(x => x.ApplicationAsync(id, default)))!;
        Assert.Equal((ApplicationState.Granted, number), (shown.State, shown.LicenceNumber));
        Assert.Equal(["submit", "return", "submit", "support", "grant"], shown.Steps.Select(x => x.Kind));
        Assert.Equal("请补一份检测报告", shown.Steps[1].Reason);
    }

    [Fact]
    public async Task Numbers_of_licences_have_no_gaps_although_a_grant_was_refused_between_them()
    {
        var (first, second) = (await district.ProductAsync(), await district.ProductAsync());
        var before = Running(await district.LicensedAsync(first));
        var id = await district.SupportedAsync(second);
        await RefusedAsync("licence.end_in_past", () => district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today), district.Office, default)));

        Assert.Equal(before + 1, Running(await district.GrantAsync(id)));
    }

    [Fact]
    public async Task A_suspended_licence_gives_no_badge_until_it_is_restored_and_a_revoked_one_never_again()
    {
        var product = await district.ProductAsync();
        var number = await district.LicensedAsync(product);

        Assert.True(await SuspendAsync(number));
        Assert.Empty(await district.BadgesAsync(product));
        Assert.True(await RestoreAsync(number));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
        Assert.True(await district.InAsync<LicenceSupervision, bool>(x => x.RevokeAsync(number, "冒用", district.Office, default)));
        Assert.Empty(await district.BadgesAsync(product));
        await RefusedAsync("licence.revoked", () => RestoreAsync(number));

        var licence = (await district.InAsync<LicenceRegister, LicenceView?>(x => x.FindAsync(number, default)))!;
        Assert.Equal("revoked", licence.Status);
        Assert.Equal(["grant", "suspend", "restore", "revoke"], licence.Events.Select(x => x.Kind));
    }

    [Fact]
    public async Task One_product_suspended_leaves_the_others_their_badge()
    {
        var (bad, good) = (await district.ProductAsync(), await district.ProductAsync());
        var number = await district.LicensedAsync(bad, good);

        Assert.True(await SuspendAsync(number, bad));

        Assert.Empty(await district.BadgesAsync(bad));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(good));
        await RefusedAsync("licence.suspended", () => SuspendAsync(number, bad));
        await RefusedAsync("licence.product_unknown", () => SuspendAsync(number, Guid.CreateVersion7()));
        await RefusedAsync("licence.not_suspended", () => RestoreAsync(number, good));
    }

    [Fact]
    public async Task A_whole_suspension_does_not_lift_what_was_suspended_for_one_product()
    {
        var (bad, good) = (await district.ProductAsync(), await district.ProductAsync());
        var number = await district.LicensedAsync(bad, good);
        await SuspendAsync(number, bad);
        await SuspendAsync(number);

        Assert.True(await RestoreAsync(number));

        Assert.Empty(await district.BadgesAsync(bad));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(good));
    }

    [Fact]
    public async Task A_licence_gives_the_badge_through_the_end_of_its_last_day()
    {
        var product = await district.ProductAsync();
        var id = await district.SupportedAsync(product);
        var number = (await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddDays(1)), district.Office, default)))!;
        var licence = (await district.InAsync<LicenceRegister, LicenceView?>(x => x.FindAsync(number, default)))!;
        var card = (await district.InAsync<CatalogDb, List<Market.Catalog.Products.ProductCard>>(db => Market.Catalog.Products.CardQuery.ReadAsync(db, [product], default)))[0];

        Assert.Equal((1, 1, 0), (card.BadgesOn(licence.ValidFrom).Count(), card.BadgesOn(licence.ValidUntil).Count(), card.BadgesOn(licence.ValidUntil.AddDays(1)).Count()));
        Assert.Empty(card.BadgesOn(licence.ValidFrom.AddDays(-1)));
    }

    [Fact]
    public async Task Who_holds_a_licence_for_a_product_cannot_apply_for_it_again_suspended_or_not()
    {
        var product = await district.ProductAsync();
        var number = await district.LicensedAsync(product);
        await RefusedAsync("licence.overlap", () => district.ApplyAsync(product));
        await SuspendAsync(number);

        await RefusedAsync("licence.overlap", () => district.ApplyAsync(product));
    }

    [Fact]
    public async Task Two_applications_for_one_product_give_one_licence()
    {
        var product = await district.ProductAsync();
        var (first, second) = (await district.SupportedAsync(product), await district.SupportedAsync(product));
        await district.GrantAsync(first);

        await RefusedAsync("licence.overlap", () => district.GrantAsync(second));

        Assert.Equal(ApplicationState.Supported, (await district.InAsync<LicenceRegister, ApplicationView?>(x => x.ApplicationAsync(second, default)))!.State);
    }

    [Fact]
    public async Task Without_a_filed_charter_there_is_no_application()
    {
        var cooperative = await district.CooperativeAsync("xinshe", filed: false);
        var product = await district.ProductAsync(cooperative);

        await RefusedAsync("licence.charter_not_filed", () => district.InAsync<LicenceApplications, Guid?>(x => x.ApplyAsync(cooperative, district.Form(product), new(district.Manager, [cooperative]), default)));
    }

    [Fact]
    public async Task Products_of_somebody_else_are_not_licensed()
    {
        var neighbour = await district.CooperativeAsync("linshe");
        var theirs = await district.ProductAsync(neighbour);

        await RefusedAsync("licence.product_unknown", () => district.ApplyAsync(theirs));
    }

    [Fact]
    public async Task A_reviewer_of_another_town_does_not_find_it()
    {
        var id = await district.ApplyAsync(await district.ProductAsync());

        Assert.False(await district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, true, "", [district.OtherTown], district.Reviewer, default)));
    }

    [Theory]
    [InlineData("manager", "licence.own_application")]
    [InlineData("insider", "licence.own_application")]
    public async Task Nobody_decides_for_their_own_cooperative(string who, string code)
    {
        var (person, id) = (who == "manager" ? district.Manager : district.Insider, await district.ApplyAsync(await district.ProductAsync()));
        await RefusedAsync(code, () => district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, true, "", [district.Town], person, default)));
        await OpinionAsync(id, true, "");

        await RefusedAsync(code, () => district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddYears(1)), person, default)));
    }

    [Fact]
    public async Task Who_supported_it_for_the_town_does_not_grant_it_for_the_district()
    {
        var id = await district.SupportedAsync(await district.ProductAsync());

        await RefusedAsync("licence.two_people", () => district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddYears(1)), district.Reviewer, default)));
    }

    [Fact]
    public async Task Returning_refusing_and_suspending_need_a_reason()
    {
        var product = await district.ProductAsync();
        var id = await district.ApplyAsync(product);
        await RefusedAsync("licence.reason_missing", () => OpinionAsync(id, false, " "));
        await OpinionAsync(id, true, "");
        await RefusedAsync("licence.reason_missing", () => district.InAsync<LicenceReview, bool>(x => x.RefuseAsync(id, "", district.Office, default)));
        var number = await district.GrantAsync(id);

        await RefusedAsync("licence.reason_missing", () => district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [], "", district.Office, default)));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_licence_of_one_person()
    {
        var id = await district.SupportedAsync(await district.ProductAsync());

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => district.InAsync<CatalogDb, int>(db => db.Database.ExecuteSqlAsync(
            $"INSERT INTO catalog_licences (Id, Number, ApplicationId, CooperativeId, SubBrand, ValidFrom, ValidUntil, Conditions, SupportedBy, GrantedBy, State, Version) VALUES ({Guid.CreateVersion7()}, 'TY-X', {id}, {district.Cooperative}, 'x', '2026-01-01', '2027-01-01', '', {district.Office}, {district.Office}, 'Active', 0)")));
    }

    [Theory]
    [InlineData("active", true)]
    [InlineData("suspended", false)]
    public async Task The_register_finds_by_number_and_status(string status, bool found)
    {
        var number = await district.LicensedAsync(await district.ProductAsync());

        var (items, total) = await district.InAsync<LicenceRegister, (IReadOnlyList<LicenceView>, int)>(x => x.ListAsync(new(number, status), 1, 20, default));

        Assert.Equal((found ? 1 : 0, found ? 1 : 0), (items.Count, total));
    }

    private Task<bool> OpinionAsync(Guid id, bool support, string reason) => district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, support, reason, [district.Town], district.Reviewer, default));

    private Task<bool> SuspendAsync(string number, params Guid[] products) => district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, products, "抽检不合格", district.Office, default));

    private Task<bool> RestoreAsync(string number, params Guid[] products) => district.InAsync<LicenceSupervision, bool>(x => x.RestoreAsync(number, products, "已整改", district.Office, default));

    private static int Running(string number) => int.Parse(number.AsSpan(number.LastIndexOf('-') + 1), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task RefusedAsync(string code, Func<Task> deed) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(deed)).Code);
}
