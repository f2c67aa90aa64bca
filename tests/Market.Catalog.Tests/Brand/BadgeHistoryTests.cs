using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Brand;

/// <summary>Goods harvested under a valid certificate keep that fact, whatever became of the certificate.</summary>
public sealed class BadgeHistoryTests(District district) : IClassFixture<District>
{
    [Fact]
    public async Task Harvested_under_a_certificate_that_expired_before_the_sale_it_says_both()
    {
        var product = await district.ProductAsync();
        var form = new CertificateForm("green", "LB-H-1", [product], "发证机构", district.Today.AddDays(-300), district.Today.AddDays(20));
        var id = (await district.InAsync<CertificateDesk, Guid?>(x => x.SubmitAsync(district.Cooperative, form, new(district.Manager, [district.Cooperative]), default)))!.Value;
        await district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Office, default));
        var harvest = district.Today.AddDays(10);
        district.Clock.Advance(TimeSpan.FromDays(40));

        var mark = Assert.Single(await OfAsync(product, harvest));

        Assert.Equal(("LB-H-1", true, "expired"), (mark.Number, mark.ValidThen, mark.Today));
        Assert.Empty(await district.BadgesAsync(product));
        Assert.False((await OfAsync(product, district.Today))[0].ValidThen);
        Assert.False((await OfAsync(product, form.IssuedOn.AddDays(-1)))[0].ValidThen);
        Assert.True((await OfAsync(product, form.ValidUntil))[0].ValidThen);
    }

    [Fact]
    public async Task A_licence_is_read_from_its_history_day_by_day()
    {
        var (product, other) = (await district.ProductAsync(), await district.ProductAsync());
        var number = await district.LicensedAsync(product, other);
        var granted = district.Today;
        await AfterAsync(10, x => x.SuspendAsync(number, [], "抽检", district.Office, default));
        await AfterAsync(10, x => x.RestoreAsync(number, [], "整改", district.Office, default));
        await AfterAsync(10, x => x.SuspendAsync(number, [product], "农残", district.Office, default));
        await AfterAsync(10, x => x.RevokeAsync(number, "冒用", district.Office, default));

        Assert.Equal((bool[])[false, true, true, false, false, true, false, false], await ThenAsync(product, granted, -1, 0, 9, 10, 19, 20, 30, 40));
        Assert.Equal((bool[])[true, false, true, true, false], await ThenAsync(other, granted, 9, 10, 20, 30, 40));
        Assert.Equal("revoked", (await OfAsync(product, granted))[0].Today);
    }

    [Fact]
    public async Task A_licence_that_was_suspended_before_its_revocation_is_suspended_again_once_that_is_overturned()
    {
        var product = await district.ProductAsync();
        var number = await district.LicensedAsync(product);
        await AfterAsync(5, x => x.SuspendAsync(number, [], "抽检", district.Office, default));
        await AfterAsync(5, x => x.RevokeAsync(number, "冒用", district.Office, default));
        district.Clock.Advance(TimeSpan.FromDays(5));
        await district.InAsync<CatalogDb, int>(async db =>
        {
            var licence = await db.Licences.Include(x => x.Products).Include(x => x.Events).SingleAsync(x => x.Number == number);
            licence.Reinstate("申诉成立", Guid.CreateVersion7(), district.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });

        var mark = Assert.Single(await OfAsync(product, district.Today));
        Assert.Equal((false, "suspended"), (mark.ValidThen, mark.Today));
        Assert.Empty(await district.BadgesAsync(product));
    }

    private async Task<bool[]> ThenAsync(Guid product, DateOnly from, params int[] days)
    {
        var then = new List<bool>();
        foreach (var day in days) then.Add((await OfAsync(product, from.AddDays(day)))[0].ValidThen);
        return [.. then];
    }

    private async Task AfterAsync(int days, Func<LicenceSupervision, Task<bool>> measure)
    {
        district.Clock.Advance(TimeSpan.FromDays(days));
        Assert.True(await district.InAsync(measure));
    }

    private Task<IReadOnlyList<BadgeOnDay>> OfAsync(Guid product, DateOnly day) => district.InAsync<BadgeHistory, IReadOnlyList<BadgeOnDay>>(x => x.OfAsync(product, day, default));
}
