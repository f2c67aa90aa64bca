using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Brand;

/// <summary>What the public registers find, and how many they say there are.</summary>
public sealed class RegisterTests : IAsyncLifetime
{
    private readonly District _district = new();
    private int _number;

    public Task InitializeAsync() => _district.InitializeAsync();

    public Task DisposeAsync() => _district.DisposeAsync();

    [Theory]
    [InlineData("南坡", 1)]           // the beginning of a cooperative's name
    [InlineData("红星", 1)]           // its middle
    [InlineData("星", 1)]
    [InlineData("HONGXING", 1)]       // its English name, in any case
    [InlineData("ongx", 1)]
    [InlineData("g ap", 1)]
    [InlineData("东滩薯王", 1)]       // a sub-brand
    [InlineData("滩薯", 1)]
    [InlineData(" 薯王 ", 1)]
    [InlineData("gold", 1)]
    [InlineData("TY-2026-000", 2)]    // the beginning of a number
    [InlineData("ty-2026-0002", 1)]
    [InlineData("2026-0001", 1)]
    [InlineData("TY-2025", 0)]
    [InlineData("合作社", 2)]
    [InlineData("没有的", 0)]
    [InlineData("薯王王", 0)]
    [InlineData("%", 0)]
    [InlineData("_", 0)]
    [InlineData("", 2)]
    public async Task Licences_are_found_by_part_of_a_name_and_the_beginning_of_a_number(string typed, int found)
    {
        await GrantAsync(await CooperativeAsync("南坡红星合作社", "Nanpo Hongxing apples"), "南坡红");
        await GrantAsync(await CooperativeAsync("甲村合作社", "Jia village"), "东滩薯王 Gold");

        var (items, total) = await FindAsync(new(typed));

        Assert.Equal((found, found), (items.Count, total));
    }

    [Fact]
    public async Task One_holders_licences_are_found_by_the_mark_they_carry()
    {
        var holder = await CooperativeAsync("甲村合作社", "Jia village");
        await GrantAsync(holder, "东滩薯");
        await GrantAsync(holder, "西沟棚");

        Assert.Equal("西沟棚", Assert.Single((await FindAsync(new("西沟"))).Items).SubBrand);
        Assert.Equal(2, (await FindAsync(new("甲村"))).Total);
    }

    [Fact]
    public async Task A_name_of_many_is_paged_newest_first_with_the_true_total()
    {
        var holders = new List<Guid>();
        for (var i = 0; i < 205; i++) holders.Add(await CooperativeAsync($"合作社{i}", $"Cooperative {i}"));
        await GrantAllAsync([.. holders, .. holders]);
        var seen = new List<string>();

        for (var page = 1; page <= 5; page++)
        {
            var (items, total) = await FindAsync(new("合作社"), page, 100);
            Assert.Equal(410, total);
            seen.AddRange(items.Select(x => x.Number));
        }

        Assert.Equal(410, seen.Distinct().Count());
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
        // Few of them.
        Assert.Equal(2, (await FindAsync(new("合作社204"))).Total);
        Assert.Equal(12, (await FindAsync(new("ative 20"))).Total);
    }

    [Fact]
    public async Task Totals_change_with_what_they_count_at_once()
    {
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++) numbers.Add(await _district.LicensedAsync(await _district.ProductAsync()));
        async Task<(int Active, int Suspended, int Revoked, int All, int Year)> TotalsAsync() => ((await FindAsync(new("", "active"))).Total, (await FindAsync(new("", "suspended"))).Total,
            (await FindAsync(new("", "revoked"))).Total, (await FindAsync(new())).Total, (await FindAsync(new("TY-2026", "active"))).Total);
        Assert.Equal((3, 0, 0, 3, 3), await TotalsAsync());

        Assert.True(await _district.InAsync<LicenceSupervision, bool>(x => x.SuspendAsync(numbers[0], [], "抽检不合格", _district.Office, default)));
        Assert.Equal((2, 1, 0, 3, 2), await TotalsAsync());
        Assert.True(await _district.InAsync<LicenceSupervision, bool>(x => x.RevokeAsync(numbers[0], "冒用", _district.Office, default)));
        Assert.Equal((2, 0, 1, 3, 2), await TotalsAsync());
        await _district.LicensedAsync(await _district.ProductAsync());
        Assert.Equal((3, 0, 1, 4, 3), await TotalsAsync());
        // A day is enough: nobody did anything.
        _district.Clock.Advance(TimeSpan.FromDays(367));
        Assert.Equal((0, 0, 1, 4, 0), await TotalsAsync());
        Assert.Equal(3, (await FindAsync(new("", "expired"))).Total);
    }

    [Fact]
    public async Task Names_from_before_the_index_are_added_once()
    {
        await GrantAsync(await CooperativeAsync("南坡红星合作社", "Nanpo"), "南坡红");
        await _district.InAsync<CatalogDb, int>(db => db.HolderWords.ExecuteDeleteAsync());
        Assert.Equal(0, (await FindAsync(new("红星"))).Total);

        Assert.True(await _district.InAsync<RegisterUpkeep, int>(x => x.CompleteAsync(default)) > 0);

        Assert.Equal((1, 1), ((await FindAsync(new("红星"))).Total, (await FindAsync(new("坡红"))).Total));
        Assert.Equal(0, await _district.InAsync<RegisterUpkeep, int>(x => x.CompleteAsync(default)));
    }

    [Theory]
    [InlineData("lb-15", 2)]
    [InlineData("LB-15-B", 1)]
    [InlineData("15-", 0)]
    [InlineData("红星", 2)]
    [InlineData("hong", 2)]
    [InlineData("", 3)]
    public async Task Certificates_are_found_by_part_of_the_holders_name_and_the_beginning_of_a_number(string typed, int found)
    {
        var holder = await CooperativeAsync("南坡红星合作社", "Nanpo Hongxing apples");
        await CertifyAsync(holder, "LB-15-A", 3);
        await CertifyAsync(holder, "LB-15-B", 1);
        await CertifyAsync(_district.Cooperative, "AGI-1", 2);

        var (items, total) = await _district.InAsync<CertificateRegister, (IReadOnlyList<CertificateView> Items, int Total)>(x => x.ListAsync(typed, null, null, 1, 20, default));

        Assert.Equal((found, found), (items.Count, total));
        if (typed.Length == 0) Assert.Equal(["LB-15-B", "AGI-1", "LB-15-A"], items.Select(x => x.Number));
    }

    [Theory]
    [InlineData("𡊁村𠮷祥合作社", "𠮷祥")]
    [InlineData("İzmir and friends, a name of many more letters than sixty to its very end", "its very")]
    public async Task Rare_characters_and_long_names_are_found_as_well(string name, string typed)
    {
        await GrantAsync(await CooperativeAsync(name, "X"), "牌");

        Assert.Equal(1, (await FindAsync(new(typed))).Total);
    }

    private Task<(IReadOnlyList<LicenceView> Items, int Total)> FindAsync(LicenceQuery query, int page = 1, int pageSize = 20) =>
        _district.InAsync<LicenceRegister, (IReadOnlyList<LicenceView>, int)>(x => x.ListAsync(query, page, pageSize, default));

    private Task<Guid> CooperativeAsync(string name, string nameEn) =>
        _district.InAsync<Onboarding, Guid>(x => x.ApplyAsync(new("c" + Guid.CreateVersion7().ToString("N")[..28], name, nameEn, _district.Town, "上湾村", "", "13800000000", "章程"), _district.Manager, default));

    private Task GrantAsync(Guid holder, string brand) => GrantAllAsync([holder], brand);

    /// <summary>Licences past the use cases, without products.</summary>
    private async Task GrantAllAsync(List<Guid> holders, string brand = "牌子")
    {
        var (now, any) = (_district.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await _district.InAsync<CatalogDb, int>(async db =>
        {
            foreach (var holder in holders)
            {
                var application = LicenceApplication.Submit(holder, 1, _district.Form(any) with { SubBrand = brand }, _district.Manager, now);
                application.Support(_district.Reviewer, "", now);
                var licence = Licence.Grant(application, FormattableString.Invariant($"TY-2026-{++_number:0000}"), new(_district.Today.AddYears(1)), _district.Office, now);
                application.Products.Clear();
                licence.Products.Clear();
                db.AddRange(application, licence);
            }
            await db.SaveChangesAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await RegisterUpkeep.CompleteAsync(db, default);
            await transaction.CommitAsync();
            return 0;
        });
    }

    private Task CertifyAsync(Guid holder, string number, int daysAgo) => _district.InAsync<CatalogDb, int>(async db =>
    {
        var certificate = new Certificate { Kind = "green", Number = number, CooperativeId = holder, Issuer = "认证中心", IssuedOn = _district.Today.AddDays(-daysAgo), ValidUntil = _district.Today.AddYears(1) };
        certificate.Verify(_district.Office, null, _district.Clock.GetUtcNow().UtcDateTime);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.BulkInsertAsync([certificate], default);
        await transaction.CommitAsync();
        return 0;
    });
}
