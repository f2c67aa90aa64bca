using Market.Catalog.Certificates;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Certificates;

/// <summary>A certificate gives its badge once the brand office has compared it with the issuer's register, and only while it is valid.</summary>
public sealed class CertificateTests(District district) : IClassFixture<District>
{
    private static int _number;

    [Fact]
    public async Task Sent_it_gives_no_badge_and_verified_it_does()
    {
        var product = await district.ProductAsync();
        var id = await SubmitAsync(Green(product));
        Assert.Empty(await district.BadgesAsync(product));

        Assert.True(await VerifyAsync(id));

        Assert.Equal(["green"], await district.BadgesAsync(product));
        Assert.Equal("valid", (await district.InAsync<CertificateRegister, CertificateView?>(x => x.FindAsync(id, default)))!.Status);
    }

    [Fact]
    public async Task Refused_it_never_gives_a_badge_and_is_not_in_the_register()
    {
        var product = await district.ProductAsync();
        var form = Green(product);
        var id = await SubmitAsync(form);

        Assert.True(await district.InAsync<CertificateDesk, bool>(x => x.RefuseAsync(id, "查无此证", district.Office, default)));

        Assert.Empty(await district.BadgesAsync(product));
        Assert.Equal(0, (await district.InAsync<CertificateRegister, (IReadOnlyList<CertificateView>, int Total)>(x => x.ListAsync(form.Number, null, null, 1, 20, default))).Total);
        await RefusedAsync("certificate.decided", () => VerifyAsync(id));
    }

    [Fact]
    public async Task A_verified_one_that_the_next_check_does_not_find_loses_its_badge()
    {
        var product = await district.ProductAsync();
        var id = await SubmitAsync(Green(product));
        await VerifyAsync(id);

        await district.InAsync<CertificateDesk, bool>(x => x.RefuseAsync(id, "证书被撤销", district.Office, default));

        Assert.Empty(await district.BadgesAsync(product));
    }

    [Fact]
    public async Task One_that_is_to_be_compared_again_today_waits_for_the_office()
    {
        var id = await SubmitAsync(Green(await district.ProductAsync()));
        await district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, district.Today, district.Office, default));

        Assert.Contains(id, (await district.InAsync<CertificateRegister, IReadOnlyList<CertificateView>>(x => x.WaitingAsync(default))).Select(x => x.Id));
    }

    [Theory]
    [InlineData("12345678901234567", null)]
    [InlineData("1234567890123456", "certificate.number_invalid")]
    [InlineData("1234567890123456X", "certificate.number_invalid")]
    [InlineData("１２３４５６７８９０１２３４５６７", "certificate.number_invalid")]
    public async Task An_organic_code_has_seventeen_digits(string number, string? code)
    {
        var form = Green(await district.ProductAsync()) with { Kind = "organic", Number = number, IssuedOn = district.Today, ValidUntil = district.Today.AddMonths(12) };

        if (code is null) await SubmitAsync(form);
        else await RefusedAsync(code, () => SubmitAsync(form));
    }

    [Theory]
    [InlineData("organic", 12, null)]
    [InlineData("organic", 13, "certificate.too_long")]
    [InlineData("green", 36, null)]
    [InlineData("green", 37, "certificate.too_long")]
    [InlineData("geographical_indication", 240, null)]
    public async Task No_certificate_holds_longer_than_its_kind(string kind, int months, string? code)
    {
        var form = Green(await district.ProductAsync()) with { Kind = kind, Number = FormattableString.Invariant($"{20_000_000_000_000_000 + Interlocked.Increment(ref _number)}"), IssuedOn = district.Today, ValidUntil = district.Today.AddMonths(months) };

        if (code is null) await SubmitAsync(form);
        else await RefusedAsync(code, () => SubmitAsync(form));
    }

    [Fact]
    public async Task What_cannot_be_a_certificate_is_refused_and_leaves_nothing()
    {
        var product = await district.ProductAsync();
        var form = Green(product);
        await RefusedAsync("certificate.expired", () => SubmitAsync(form with { IssuedOn = district.Today.AddYears(-2), ValidUntil = district.Today.AddDays(-1) }));
        await RefusedAsync("certificate.dates", () => SubmitAsync(form with { IssuedOn = district.Today.AddDays(1) }));
        await RefusedAsync("certificate.dates", () => SubmitAsync(form with { ValidUntil = form.IssuedOn.AddDays(-1) }));
        await RefusedAsync("certificate.kind_unknown", () => SubmitAsync(form with { Kind = "shared_logo" }));
        await RefusedAsync("certificate.kind_unknown", () => SubmitAsync(form with { Kind = "x" }));
        await RefusedAsync("certificate.issuer_missing", () => SubmitAsync(form with { Issuer = " " }));
        await RefusedAsync("certificate.products_missing", () => SubmitAsync(form with { Products = [] }));
        await RefusedAsync("certificate.product_unknown", () => SubmitAsync(form with { Products = [Guid.CreateVersion7()] }));
        await RefusedAsync("certificate.file_unknown", () => SubmitAsync(form with { File = new string('a', 64) }));

        Assert.Equal(0, await district.InAsync<CatalogDb, int>(db => db.Certificates.CountAsync(x => x.Number == form.Number)));
    }

    [Fact]
    public async Task A_number_is_registered_once()
    {
        var form = Green(await district.ProductAsync());
        await SubmitAsync(form);

        await RefusedAsync("certificate.number_taken", () => SubmitAsync(form));
    }

    [Fact]
    public async Task Nobody_checks_what_they_sent_themselves_or_what_is_their_cooperatives()
    {
        var id = await SubmitAsync(Green(await district.ProductAsync()));

        await RefusedAsync("certificate.own", () => district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Manager, default)));
        await RefusedAsync("certificate.own", () => district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Insider, default)));
    }

    [Fact]
    public async Task From_the_day_its_scheme_is_closed_a_certificate_is_history_and_none_is_taken()
    {
        var product = await district.ProductAsync();
        await VerifyAsync(await SubmitAsync(Green(product) with { Kind = "pollution_free" }));
        Assert.Equal(["pollution_free"], await district.BadgesAsync(product));

        await CloseAsync(district.Today);
        Assert.Empty(await district.BadgesAsync(product));
        await RefusedAsync("certificate.scheme_closed", () => SubmitAsync(Green(product) with { Kind = "pollution_free" }));
        await CloseAsync(district.Today.AddDays(1));
        Assert.Equal(["pollution_free"], await district.BadgesAsync(product));
        await CloseAsync(null);
    }

    private Task CloseAsync(DateOnly? day) => district.InAsync<CatalogDb, int>(db => db.MarkSchemes.Where(x => x.Kind == "pollution_free").ExecuteUpdateAsync(set => set.SetProperty(x => x.ClosedFrom, day)));

    private CertificateForm Green(Guid product) =>
        new("green", FormattableString.Invariant($"LB-15-{Interlocked.Increment(ref _number):000000}A"), [product], "中国绿色食品发展中心", district.Today.AddDays(-10), district.Today.AddYears(1));

    private async Task<Guid> SubmitAsync(CertificateForm form) => (await district.InAsync<CertificateDesk, Guid?>(x => x.SubmitAsync(district.Cooperative, form, new(district.Manager, [district.Cooperative]), default)))!.Value;

    private Task<bool> VerifyAsync(Guid id) => district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, district.Office, default));

    private static async Task RefusedAsync(string code, Func<Task> deed) => Assert.Equal(code, (await Assert.ThrowsAsync<RuleException>(deed)).Code);
}
