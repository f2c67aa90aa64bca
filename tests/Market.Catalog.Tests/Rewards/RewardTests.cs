using Market.Catalog.Certificates;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Rewards;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Rewards;

/// <summary>Rewards [P24]: new certificates and demonstration levels, once; town, office, paid by reference.</summary>
public sealed class RewardTests(District district) : IClassFixture<District>
{
    private static int _number;

    [Theory]
    [InlineData("pollution_free", "", 5_000)]
    [InlineData("green", "", 10_000)]
    [InlineData("organic", "", 30_000)]
    [InlineData("geographical_indication", "", 100_000)]
    [InlineData("demonstration", "national", 100_000)]
    [InlineData("demonstration", "provincial", 50_000)]
    [InlineData("demonstration", "city", 30_000)]
    [InlineData("demonstration", "district", 10_000)]
    public async Task Each_kind_and_level_earns_what_the_policy_says(string kind, string level, long yuan)
    {
        var cooperative = await district.CooperativeAsync($"earns{Interlocked.Increment(ref _number)}");
        var certificate = await VerifiedAsync(kind, level: level, cooperative: cooperative, products: kind == "demonstration" ? [] : [await district.ProductAsync(cooperative)]);
        var reward = await FindAsync((await SubmitAsync(certificate, cooperative))!.Value);
        Assert.Equal((yuan * 100, RewardState.Submitted), (reward.AmountFen, reward.State));
    }

    [Fact]
    public async Task Town_and_office_in_turn_then_paid_by_reference()
    {
        var id = (await SubmitAsync(await VerifiedAsync("organic", products: [await district.ProductAsync()])))!.Value;
        await RefusedAsync("reward.state", () => DecideAsync(id, true));
        Assert.True(await OpinionAsync(id, false, "补合同"));
        Assert.True(await district.InAsync<RewardDesk, bool>(x => x.ResubmitAsync(id, "已补", new(district.Manager, [district.Cooperative]), default)));
        Assert.False(await district.InAsync<RewardDesk, bool>(x => x.GiveOpinionAsync(id, true, "", [district.OtherTown], district.Reviewer, default)));
        Assert.True(await OpinionAsync(id, true, ""));
        await RefusedAsync("reward.two_people", () => district.InAsync<RewardDesk, bool>(x => x.DecideAsync(id, true, "", district.Reviewer, default)));
        await RefusedAsync("reward.own", () => district.InAsync<RewardDesk, bool>(x => x.DecideAsync(id, true, "", district.Insider, default)));
        await RefusedAsync("reward.state", () => PayAsync(id, "CZ-1"));
        Assert.True(await DecideAsync(id, true));
        await RefusedAsync("reward.reference_missing", () => PayAsync(id, " "));
        await RefusedAsync("reward.paid_ahead", () => district.InAsync<RewardDesk, bool>(x => x.PayAsync(id, "CZ-1", district.Today.AddDays(1), district.Office, default)));
        Assert.True(await PayAsync(id, "CZ-2026-118"));
        await RefusedAsync("reward.state", () => PayAsync(id, "CZ-2026-119"));

        var paid = await FindAsync(id);
        Assert.Equal((RewardState.Paid, "CZ-2026-118", 3_000_000L), (paid.State, paid.PaymentReference, paid.AmountFen));
        Assert.Equal(["submit", "return", "submit", "support", "approve", "pay"], paid.Steps.Select(x => x.Kind));
    }

    [Fact]
    public async Task A_renewal_earns_nothing_even_for_goods_that_were_listed_anew()
    {
        var product = await district.ProductAsync();
        var first = await VerifiedAsync("green", issued: -200, products: [product]);
        var renewal = await VerifiedAsync("green", issued: -1, products: [product]);
        var earlier = await NumberAsync(first);
        Assert.Equal(earlier, (await RefusedAsync("reward.renewal", () => SubmitAsync(renewal))).Args[0]);

        var category = await district.InAsync<CatalogDb, Guid?>(db => db.Products.Where(x => x.Id == product).Select(x => x.CategoryId).SingleAsync());
        var anew = await district.ProductAsync();
        await district.InAsync<CatalogDb, int>(db => db.Products.Where(x => x.Id == anew).ExecuteUpdateAsync(set => set.SetProperty(x => x.CategoryId, category)));
        await RefusedAsync("reward.renewal", async () => await SubmitAsync(await VerifiedAsync("green", issued: 0, products: [anew])));
        Assert.NotNull(await SubmitAsync(first));
    }

    [Fact]
    public async Task A_second_dossier_an_unverified_and_a_foreign_certificate_are_refused()
    {
        var certificate = await VerifiedAsync("organic", products: [await district.ProductAsync()]);
        await SubmitAsync(certificate);
        await RefusedAsync("reward.duplicate", () => SubmitAsync(certificate));
        var sent = await SentAsync("organic", -3, "", district.Cooperative, [await district.ProductAsync()]);
        await RefusedAsync("reward.not_verified", () => SubmitAsync(sent));
        Assert.Null(await SubmitAsync(certificate, await district.CooperativeAsync("stranger")));
    }

    [Fact]
    public async Task A_higher_demonstration_level_earns_and_a_lower_one_after_it_does_not()
    {
        var cooperative = await district.CooperativeAsync("levels");
        var city = await VerifiedAsync("demonstration", issued: -300, level: "city", cooperative: cooperative);
        Assert.NotNull(await SubmitAsync(city, cooperative));
        Assert.NotNull(await SubmitAsync(await VerifiedAsync("demonstration", issued: -100, level: "national", cooperative: cooperative), cooperative));
        await RefusedAsync("reward.renewal", async () => await SubmitAsync(await VerifiedAsync("demonstration", issued: -1, level: "district", cooperative: cooperative), cooperative));
    }

    [Fact]
    public async Task Two_new_certificates_for_the_same_goods_earn_once_also_at_the_same_moment()
    {
        var product = await district.ProductAsync();
        var two = new[] { await VerifiedAsync("green", products: [product]), await VerifiedAsync("green", products: [product]) };
        var answers = await Task.WhenAll(two.Select(async x =>
        {
            try
            {
                return await SubmitAsync(x) is not null ? "sent" : "absent";
            }
            catch (RuleException refused)
            {
                return refused.Code;
            }
        }));
        Assert.Equal(["reward.renewal", "sent"], answers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_demonstration_cooperative_shows_its_badge_on_every_product_and_names_none()
    {
        var cooperative = await district.CooperativeAsync("honoured");
        var product = await district.ProductAsync(cooperative);
        await RefusedAsync("certificate.products_missing", () => SentAsync("demonstration", -3, "city", cooperative, [product]));
        await RefusedAsync("certificate.level_missing", () => SentAsync("demonstration", -3, "", cooperative, []));
        await RefusedAsync("certificate.level_missing", () => SentAsync("green", -3, "city", cooperative, [product]));
        await VerifiedAsync("demonstration", level: "provincial", cooperative: cooperative);
        Assert.Equal(["demonstration"], await district.BadgesAsync(product));
        Assert.Empty(await district.BadgesAsync(await district.ProductAsync()));
    }

    [Fact]
    public async Task The_database_itself_refuses_a_payment_nobody_approved()
    {
        var id = (await SubmitAsync(await VerifiedAsync("organic", products: [await district.ProductAsync()])))!.Value;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => district.InAsync<CatalogDb, int>(db => db.Database.ExecuteSqlAsync($"UPDATE catalog_rewards SET State = 'Paid' WHERE Id = {id}")));
    }

    private async Task<Guid> VerifiedAsync(string kind, int issued = -5, string level = "", Guid? cooperative = null, params Guid[] products)
    {
        var id = await SentAsync(kind, issued, level, cooperative ?? district.Cooperative, products);
        Assert.True(await district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Office, default)));
        return id;
    }

    private async Task<Guid> SentAsync(string kind, int issued, string level, Guid cooperative, Guid[] products)
    {
        var number = kind == "organic" ? FormattableString.Invariant($"0112600000{Interlocked.Increment(ref _number):0000000}") : FormattableString.Invariant($"R-{Interlocked.Increment(ref _number)}");
        CertificateForm form = new(kind, number, products, "发证机构", district.Today.AddDays(issued), district.Today.AddDays(100), Level: level);
        return (await district.InAsync<CertificateDesk, Guid?>(x => x.SubmitAsync(cooperative, form, new(district.Manager, [cooperative]), default)))!.Value;
    }

    private Task<string> NumberAsync(Guid certificate) => district.InAsync<CatalogDb, string>(db => db.Certificates.Where(x => x.Id == certificate).Select(x => x.Number).SingleAsync());

    private Task<Guid?> SubmitAsync(Guid certificate, Guid? cooperative = null) => district.InAsync<RewardDesk, Guid?>(x => x.SubmitAsync(certificate, new(district.Manager, [cooperative ?? district.Cooperative]), default));

    private Task<bool> OpinionAsync(Guid id, bool support, string reason) => district.InAsync<RewardDesk, bool>(x => x.GiveOpinionAsync(id, support, reason, [district.Town], district.Reviewer, default));

    private Task<bool> DecideAsync(Guid id, bool approve) => district.InAsync<RewardDesk, bool>(x => x.DecideAsync(id, approve, "", district.Office, default));

    private Task<bool> PayAsync(Guid id, string reference) => district.InAsync<RewardDesk, bool>(x => x.PayAsync(id, reference, district.Today, district.Office, default));

    private async Task<RewardView> FindAsync(Guid id) => (await district.InAsync<RewardReads, RewardView?>(x => x.FindAsync(id, default)))!;

    private static async Task<RuleException> RefusedAsync(string code, Func<Task> deed)
    {
        var refusal = await Assert.ThrowsAsync<RuleException>(deed);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
