using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Products;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Brand;

/// <summary>What becomes of a licence after its grant: confirmed, reduced, renewed, given back; and what bounds it.</summary>
public sealed class LicenceLifeTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task A_product_taken_out_loses_the_logo_for_good_and_can_be_applied_for_again()
    {
        var (kept, gone) = (await district.ProductAsync(), await district.ProductAsync());
        var number = await district.LicensedAsync(kept, gone);

        Assert.True(await ReduceAsync(number, gone));

        Assert.Equal((1, 0), ((await district.BadgesAsync(kept)).Count, (await district.BadgesAsync(gone)).Count));
        var licence = await FindAsync(number);
        Assert.Equal((kept, gone, "reduce"), (Assert.Single(licence.Products).Id, Assert.Single(licence.Former).Id, licence.Events[^1].Kind));
        await RefusedAsync("licence.product_unknown", () => ReduceAsync(number, gone));
        await RefusedAsync("licence.nothing_left", () => ReduceAsync(number, kept));
        await RefusedAsync("licence.products_missing", () => ReduceAsync(number));
        await district.ApplyAsync(gone);
        await RefusedAsync("licence.overlap", () => district.ApplyAsync(kept));
    }

    [Fact]
    public async Task Given_back_it_gives_no_badge_and_its_products_are_free()
    {
        var product = await district.ProductAsync();
        var number = await district.LicensedAsync(product);
        Assert.False(await district.InAsync<LicenceSupervision, bool>(x => x.WithdrawAsync(number, "停产", new(district.Manager, []), default)));
        Assert.True(await WithdrawAsync(number));
        Assert.Empty(await district.BadgesAsync(product));
        Assert.Equal("withdrawn", (await FindAsync(number)).Status);
        await RefusedAsync("licence.withdrawn", () => district.InAsync<LicenceSupervision, bool>(x => x.RestoreAsync(number, [], "恢复", district.Office, default)));
        await district.LicensedAsync(product);
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
    }

    [Fact]
    public async Task A_provisional_licence_shows_the_badge_says_so_and_is_confirmed_once()
    {
        var product = await district.ProductAsync();
        var id = await district.SupportedAsync(product);
        var number = (await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddDays(60), "补检测报告", Provisional: true), district.Office, default)))!;
        Assert.Equal("provisional", (await FindAsync(number)).Status);
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
        await RefusedAsync("licence.end_in_past", () => ConfirmAsync(number, district.Today));
        Assert.True(await ConfirmAsync(number, district.Today.AddYears(2)));
        var licence = await FindAsync(number);
        Assert.Equal(("active", district.Today.AddYears(2)), (licence.Status, licence.ValidUntil));
        await RefusedAsync("licence.not_provisional", () => ConfirmAsync(number, district.Today.AddYears(2)));
    }

    [Fact]
    public async Task A_renewal_begins_the_day_after_and_leaves_no_day_without_the_badge()
    {
        var product = await district.ProductAsync();
        var id = await district.SupportedAsync(product);
        var end = district.Today.AddDays(30);
        var number = (await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(end), district.Office, default)))!;
        var renewal = await RenewAsync(number, product);
        Assert.True(await district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(renewal, true, "", [district.Town], district.Reviewer, default)));
        var next = await district.GrantAsync(renewal);

        var licence = await FindAsync(next);
        Assert.Equal((end.AddDays(1), "coming"), (licence.ValidFrom, licence.Status));
        var card = (await district.InAsync<CatalogDb, List<ProductCard>>(db => CardQuery.ReadAsync(db, [product], default)))[0];
        Assert.Equal([number], card.BadgesOn(end).Select(x => x.Number));
        Assert.Equal([next], card.BadgesOn(end.AddDays(1)).Select(x => x.Number));
        await RefusedAsync("licence.overlap", () => RenewAsync(number, product));
    }

    [Fact]
    public async Task A_renewal_too_early_of_a_suspended_or_of_a_strangers_licence_is_refused()
    {
        var product = await district.ProductAsync();
        var number = await district.LicensedAsync(product);
        var early = await Assert.ThrowsAsync<RuleException>(() => RenewAsync(number, product));
        Assert.Equal(("licence.renews_early", 90), (early.Code, early.Args[0]));
        await RefusedAsync("licence.renews_unknown", () => RenewAsync("TY-1999-0001", product));
        await district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [], "抽检", district.Office, default));
        await RefusedAsync("licence.renews_suspended", () => RenewAsync(number, product));
    }

    [Fact]
    public async Task What_was_to_be_renewed_and_is_revoked_meanwhile_is_not_renewed()
    {
        var product = await district.ProductAsync();
        var id = await district.SupportedAsync(product);
        var number = (await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddDays(30)), district.Office, default)))!;
        var renewal = await RenewAsync(number, product);
        await district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(renewal, true, "", [district.Town], district.Reviewer, default));
        await district.InAsync<LicenceSupervision, bool>(x => x.RevokeAsync(number, "冒用", district.Office, default));
        await RefusedAsync("licence.renews_ended", () => district.GrantAsync(renewal));
        Assert.Empty(await district.BadgesAsync(product));
    }

    [Fact]
    public async Task A_provisional_licence_that_is_renewed_is_not_made_longer_into_its_successor()
    {
        var product = await district.ProductAsync();
        var id = await district.SupportedAsync(product);
        var number = (await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddDays(30), Provisional: true), district.Office, default)))!;
        var renewal = await RenewAsync(number, product);
        await district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(renewal, true, "", [district.Town], district.Reviewer, default));
        await district.GrantAsync(renewal);
        await RefusedAsync("licence.renewed", () => ConfirmAsync(number, district.Today.AddYears(1)));
    }

    [Fact]
    public async Task A_reason_longer_than_the_register_keeps_is_refused_whoever_gives_it()
    {
        var (tooLong, product) = (new string('长', 501), await district.ProductAsync());
        var id = await district.ApplyAsync(product);
        await RefusedAsync("licence.text_long", () => district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, true, tooLong, [district.Town], district.Reviewer, default)));
        await district.InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, true, "", [district.Town], district.Reviewer, default));
        var number = await district.GrantAsync(id);
        await RefusedAsync("licence.text_long", () => district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [], tooLong, district.Office, default)));
        Assert.Equal(["shared_logo"], await district.BadgesAsync(product));
    }

    [Fact]
    public async Task A_visit_is_on_record_and_not_by_who_applied()
    {
        var id = await district.ApplyAsync(await district.ProductAsync());
        Assert.False(await VisitAsync(id, district.Reviewer, [district.OtherTown]));
        await RefusedAsync("licence.own_application", () => VisitAsync(id, district.Insider, null));
        Assert.True(await VisitAsync(id, district.Reviewer, [district.Town]));
        var shown = (await district.InAsync<LicenceRegister, ApplicationView?>(x => x.ApplicationAsync(id, default)))!;
        Assert.Equal(("visit", "大棚干净,记录齐全", ApplicationState.Submitted), (shown.Steps[^1].Kind, shown.Steps[^1].Reason, shown.State));
    }

    [Fact]
    public async Task The_logos_own_classes_and_registration_bound_every_licence()
    {
        var (inside, outside) = (await district.ProductAsync(), await district.ProductAsync());
        await ClassAsync(inside, 31);
        await ClassAsync(outside, 33);
        Assert.True(await RegisterAsync("29,30,31", district.Today.AddMonths(6)));
        try
        {
            var refusal = await Assert.ThrowsAsync<RuleException>(() => district.ApplyAsync(inside, outside));
            Assert.Equal(("licence.class_outside", 33), (refusal.Code, refusal.Args[0]));
            await RegisterAsync("33", district.Today.AddMonths(6));
            var sent = await district.ApplyAsync(outside);
            await RegisterAsync("29,30,31", district.Today.AddMonths(6));
            var check = Assert.Single(await district.InAsync<ScopeChecks, IReadOnlyList<ScopeCheck>>(x => x.OfAsync(sent, default)));
            Assert.Equal((33, false, false), (check.NiceClass, check.Logo, check.CanBeGranted));
            var id = await district.SupportedAsync(inside);
            await RefusedAsync("licence.beyond_trademark", () => district.GrantAsync(id));
            Assert.NotNull(await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, new(district.Today.AddMonths(6)), district.Office, default)));
        }
        finally
        {
            await RegisterAsync("1,2,3,4,5,29,30,31,33", district.Today.AddYears(50));
        }
    }

    private Task<int> ClassAsync(Guid product, int niceClass) => district.InAsync<CatalogDb, int>(db => db.Categories.Where(x => db.Products.Any(y => y.Id == product && y.CategoryId == x.Id)).ExecuteUpdateAsync(set => set.SetProperty(x => x.NiceClass, niceClass)));

    private Task<bool> RegisterAsync(string classes, DateOnly until) => district.InAsync<SchemeDesk, bool>(x => x.RegisterAsync(new("ZC123", classes, "某区农业农村局", until), district.Office, default));

    private Task<bool> VisitAsync(Guid id, Guid visitor, IReadOnlyCollection<Guid>? towns) => district.InAsync<LicenceReview, bool>(x => x.VisitAsync(id, "大棚干净,记录齐全", towns, visitor, default));

    private async Task<Guid> RenewAsync(string number, Guid product) =>
        (await district.InAsync<LicenceApplications, Guid?>(x => x.ApplyAsync(district.Cooperative, district.Form(product) with { Renews = number }, new(district.Manager, [district.Cooperative]), default)))!.Value;

    private Task<bool> ReduceAsync(string number, params Guid[] products) => district.InAsync<LicenceSupervision, bool>(x => x.ReduceAsync(number, products, "停种", district.Office, default));

    private Task<bool> WithdrawAsync(string number) => district.InAsync<LicenceSupervision, bool>(x => x.WithdrawAsync(number, "停产", new(district.Manager, [district.Cooperative]), default));

    private Task<bool> ConfirmAsync(string number, DateOnly until) => district.InAsync<LicenceSupervision, bool>(x => x.ConfirmAsync(number, until, "报告已补", district.Office, default));

    private async Task<LicenceView> FindAsync(string number) => (await district.InAsync<LicenceRegister, LicenceView?>(x => x.FindAsync(number, default)))!;

    private static async Task RefusedAsync(string code, Func<Task> deed) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(deed)).Code);
}
