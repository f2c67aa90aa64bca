using Market.Catalog.Artwork;
using Market.Catalog.Brand;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Artwork;

/// <summary>Labels are counted against the quota, and only for products that may carry the logo today.</summary>
public sealed class LabelTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task A_quota_of_labels_is_never_exceeded_and_warns_once_on_the_way()
    {
        var product = await district.ProductAsync();
        var number = await LicensedAsync(new(district.Today.AddYears(1), QuotaLabels: 100), product);
        await IssueAsync(number, new(product, 89));
        Assert.Equal(0, await AlarmsAsync(number));
        await IssueAsync(number, new(product, 1));
        await IssueAsync(number, new(product, 9));
        Assert.Equal(1, await AlarmsAsync(number));

        var refusal = await Assert.ThrowsAsync<RuleException>(() => IssueAsync(number, new(product, 2)));

        Assert.Equal(("licence.quota_used", 1L), (refusal.Code, refusal.Args[0]));
        var quota = await QuotaAsync(number);
        Assert.Equal((99L, 99), (quota.IssuedLabels, quota.UsedPercent));
    }

    [Fact]
    public async Task A_quota_by_weight_counts_what_the_labels_stand_for()
    {
        var product = await district.ProductAsync();
        var number = await LicensedAsync(new(district.Today.AddYears(1), QuotaGrams: 10_000), product);
        await RefusedAsync("label.weight_missing", () => IssueAsync(number, new(product, 1)));
        await IssueAsync(number, new(product, 3, 2_500, "礼盒"));
        await RefusedAsync("licence.quota_used", () => IssueAsync(number, new(product, 1, 2_501)));
        await IssueAsync(number, new(product, 1, 2_500));
        Assert.Equal(10_000, (await QuotaAsync(number)).IssuedGrams);
        Assert.Equal(["礼盒"], (await district.InAsync<LabelDesk, IReadOnlyList<LabelView>>(x => x.IssuesAsync(number, default))).Select(x => x.Note).Where(x => x.Length > 0));
    }

    [Fact]
    public async Task A_suspended_product_gets_no_labels_and_the_other_one_does()
    {
        var (first, second, foreign) = (await district.ProductAsync(), await district.ProductAsync(), await district.ProductAsync());
        var number = await LicensedAsync(new(district.Today.AddYears(1)), first, second);
        await district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(number, [first], "农残", district.Office, default));
        await RefusedAsync("label.not_licensed", () => IssueAsync(number, new(first, 10)));
        await RefusedAsync("label.not_licensed", () => IssueAsync(number, new(foreign, 10)));
        await IssueAsync(number, new(second, 10));
        await RefusedAsync("label.count", () => IssueAsync(number, new(second, 0)));
        Assert.Equal(10, (await QuotaAsync(number)).IssuedLabels);
    }

    [Fact]
    public async Task A_quota_lowered_below_what_was_issued_stops_the_labels()
    {
        var product = await district.ProductAsync();
        var number = await LicensedAsync(new(district.Today.AddYears(1)), product);
        await IssueAsync(number, new(product, 50));
        await district.InAsync<LicenceSupervision, bool>(x => x.SetQuotaAsync(number, (40, 0), "减量", district.Office, default));
        await RefusedAsync("licence.quota_used", () => IssueAsync(number, new(product, 1)));
        Assert.Equal(125, (await QuotaAsync(number)).UsedPercent);
    }

    [Fact]
    public async Task Many_at_the_same_moment_never_issue_more_than_the_quota()
    {
        var product = await district.ProductAsync();
        var number = await LicensedAsync(new(district.Today.AddYears(1), QuotaLabels: 25), product);
        var issued = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            try
            {
                if (await district.InAsync<LabelDesk, bool>(x => x.IssueAsync(number, new(product, 5), new(district.Manager, [district.Cooperative]), default))) Interlocked.Add(ref issued, 5);
            }
            catch (Exception refused) when (refused is RuleException or DbUpdateConcurrencyException)
            {
                // Used up, or another was faster.
            }
        });
        Assert.InRange(issued, 5, 25);
        Assert.Equal(issued, (await QuotaAsync(number)).IssuedLabels);
        Assert.Equal(issued, await district.InAsync<CatalogDb, int>(db => db.LabelIssues.Where(x => db.Licences.Any(y => y.Id == x.LicenceId && y.Number == number)).SumAsync(x => x.Labels)));
    }

    private async Task<string> LicensedAsync(LicenceTerms terms, params Guid[] products)
    {
        var id = await district.SupportedAsync(products);
        return (await district.InAsync<LicenceReview, string?>(x => x.GrantAsync(id, terms, district.Office, default)))!;
    }

    private async Task IssueAsync(string number, LabelOrder order) => Assert.True(await district.InAsync<LabelDesk, bool>(x => x.IssueAsync(number, order, new(district.Manager, [district.Cooperative]), default)));

    private async Task<QuotaView> QuotaAsync(string number) => (await district.InAsync<LicenceRegister, LicenceView?>(x => x.FindAsync(number, default)))!.Quota;

    private Task<int> AlarmsAsync(string number) => district.InAsync<CatalogDb, int>(db => db.Outbox.CountAsync(x => x.Body.Contains("quota_alarm") && x.Body.Contains(number)));

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(act)).Code);
}
