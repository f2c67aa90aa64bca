using Market.Catalog.Brand;
using Market.Catalog.Certificates;
using Market.Catalog.Data;
using Market.Catalog.Expiry;
using Market.Catalog.Marks;
using Market.Catalog.Tests.Brand;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Messages;
using Microsoft.EntityFrameworkCore;

namespace Market.Catalog.Tests.Expiry;

/// <summary>What holders are told before and after the last day of a licence or certificate.</summary>
public sealed class MarkSweepTests : IAsyncLifetime
{
    private readonly District _district = new();

    public Task InitializeAsync() => _district.InitializeAsync();

    public Task DisposeAsync() => _district.DisposeAsync();

    [Fact]
    public async Task A_licence_is_reminded_90_60_and_30_days_before_its_last_day_and_told_once_that_it_is_over()
    {
        var product = await _district.ProductAsync();
        var number = await _district.LicensedAsync(product);
        var last = _district.Today.AddYears(1);
        var told = new List<(int Left, bool Over)>();

        for (var day = 0; day < 370; day++)
        {
            await SweepAsync();
            await SweepAsync();
            told.AddRange((await TakeAsync()).Select(x => (x.LastDay.DayNumber - _district.Today.DayNumber, x.Over)));
            if (_district.Today == last) Assert.Equal(["shared_logo"], await _district.BadgesAsync(product));
            _district.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([(90, false), (60, false), (30, false), (-1, true)], told);
        Assert.Empty(await _district.BadgesAsync(product));
        var licence = (await _district.InAsync<LicenceRegister, LicenceView?>(x => x.FindAsync(number, default)))!;
        Assert.Equal(["grant", "expire"], licence.Events.Select(x => x.Kind));
        Assert.Equal(DistrictClock.StartOf(last.AddDays(1)), licence.Events[1].At);
    }

    [Fact]
    public async Task A_notice_says_whose_it_is_which_it_is_and_how_long_it_still_holds()
    {
        var number = await _district.LicensedAsync(await _district.ProductAsync());
        var last = _district.Today.AddYears(1);
        await ToAsync(last.AddDays(-60));

        await SweepAsync();

        var notice = Assert.Single(await TakeAsync());
        Assert.Equal((_district.Cooperative, true, 1, last, false, 60), (notice.CooperativeId, notice.Licences, notice.Count, notice.LastDay, notice.Over, notice.DaysLeft));
        Assert.Equal([number], notice.Numbers);
    }

    [Theory]
    [InlineData(85, 85)] // the day of the first step was missed
    [InlineData(45, 45)] // two were: only the newer one
    [InlineData(0, 0)]   // all three were
    [InlineData(-7, 0)]  // it is over: no reminder any more
    public async Task After_days_without_a_process_only_the_newest_step_is_sent(int daysBefore, int left)
    {
        await SweepAsync();
        await _district.LicensedAsync(await _district.ProductAsync());
        await ToAsync(_district.Today.AddYears(1).AddDays(-daysBefore));

        await SweepAsync();
        await SweepAsync();

        var notice = Assert.Single(await TakeAsync());
        Assert.Equal((left, daysBefore < 0), (notice.DaysLeft, notice.Over));
    }

    [Fact]
    public async Task Four_processes_at_once_tell_each_holder_once()
    {
        foreach (var days in new[] { 30, 60, 90, -1 }) await CertificatesAsync(2_100, _district.Today.AddDays(days));

        var swept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SweepAsync()));

        Assert.Equal(8_400, swept.Sum());
        var notices = await TakeAsync();
        Assert.Equal(8_400, notices.Sum(x => x.Count));
        // 2,100 of one holder are more than one turn takes.
        Assert.Equal(8, notices.Count);
        Assert.Equal(2, notices.Count(x => x.Over));
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task Several_that_end_on_a_day_are_one_notice_for_each_holder()
    {
        var (first, second) = (await _district.CooperativeAsync("first"), await _district.CooperativeAsync("second"));
        await CertificatesAsync(1_500, _district.Today.AddDays(-1), first);
        await CertificatesAsync(1_500, _district.Today.AddDays(-1), second);

        Assert.Equal(3_000, await SweepAsync());

        var notices = await TakeAsync();
        Assert.Equal(new[] { first, second }.Order(), notices.Select(x => x.CooperativeId).Order());
        Assert.All(notices, x => Assert.Equal((1_500, 3, false), (x.Count, x.Numbers.Length, x.Licences)));
    }

    [Fact]
    public async Task What_was_verified_after_a_step_is_reminded_from_the_next_one_on()
    {
        var last = _district.Today.AddDays(60);
        await CertificateAsync(last);
        await SweepAsync();
        Assert.Empty(await TakeAsync());

        await ToAsync(last.AddDays(-30));
        await SweepAsync();

        Assert.Equal(30, Assert.Single(await TakeAsync()).DaysLeft);
    }

    [Theory]
    [InlineData(45, new[] { 45, 30 })] // the first one when renewal opens
    [InlineData(120, new[] { 90, 60, 30 })]
    [InlineData(0, new int[0])]
    public async Task Nobody_is_reminded_of_a_renewal_that_is_not_open(int renewalDays, int[] told)
    {
        await _district.InAsync<CatalogDb, int>(db => db.MarkRules.Where(x => x.Kind == "green").ExecuteUpdateAsync(set => set.SetProperty(x => x.RenewalDays, renewalDays)));
        await CertificateAsync(_district.Today.AddDays(130));
        var left = new List<int>();
        for (var day = 0; day < 129; day++)
        {
            await SweepAsync();
            left.AddRange((await TakeAsync()).Select(x => x.DaysLeft));
            _district.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(told, left);
    }

    [Fact]
    public async Task Nothing_is_said_of_what_was_revoked_refused_or_never_verified()
    {
        var number = await _district.LicensedAsync(await _district.ProductAsync());
        Assert.True(await _district.InAsync<LicenceSupervision, bool>(x => x.RevokeAsync(number, "冒用", _district.Office, default)));
        var refused = await CertificateAsync(_district.Today.AddDays(300));
        Assert.True(await _district.InAsync<CertificateDesk, bool>(x => x.RefuseAsync(refused, "查不到", _district.Office, default)));
        await CertificateAsync(_district.Today.AddDays(300), verified: false);
        for (var day = 0; day < 400; day += 10, _district.Clock.Advance(TimeSpan.FromDays(10))) await SweepAsync();

        Assert.Empty(await TakeAsync());
        Assert.Equal("revoked", (await _district.InAsync<LicenceRegister, LicenceView?>(x => x.FindAsync(number, default)))!.Status);
    }

    [Fact]
    public async Task An_end_moves_the_sequence_of_badges_and_reads_no_product_again()
    {
        var product = await _district.ProductAsync();
        await _district.LicensedAsync(product);
        async Task<(long Badges, long Product)> NumbersAsync() => await _district.InAsync<CatalogDb, (long, long)>(async db =>
            (await db.Changes.Select(x => x.Badges).SingleAsync(), await db.Products.Where(x => x.Id == product).Select(x => x.ChangeSeq).SingleAsync()));
        var before = await NumbersAsync();
        await ToAsync(_district.Today.AddYears(1).AddDays(1));

        await SweepAsync();

        var after = await NumbersAsync();
        Assert.True(after.Badges > before.Badges);
        Assert.Equal(before.Product, after.Product);
    }

    private Task<int> SweepAsync() => _district.InAsync<MarkSweep, int>(x => x.SweepAsync(default));

    private Task ToAsync(DateOnly day)
    {
        _district.Clock.SetUtcNow(new DateTimeOffset(DistrictClock.StartOf(day)).AddMinutes(1));
        return Task.CompletedTask;
    }

    /// <summary>The notices that were queued since the last look.</summary>
    private Task<List<MarksEnding>> TakeAsync() => _district.InAsync<CatalogDb, List<MarksEnding>>(async db =>
    {
        var queued = await db.Outbox.AsNoTracking().Where(x => x.Type == typeof(MarksEnding).FullName).OrderBy(x => x.CreatedAt).ThenBy(x => x.Id).ToListAsync();
        await db.Outbox.Where(x => x.Type == typeof(MarksEnding).FullName).ExecuteDeleteAsync();
        return queued.ConvertAll(x => (MarksEnding)x.Open());
    });

    /// <summary>A green certificate, verified now.</summary>
    private async Task<Guid> CertificateAsync(DateOnly last, bool verified = true)
    {
        var form = new CertificateForm("green", Guid.CreateVersion7().ToString("N"), [await _district.ProductAsync()], "认证中心", _district.Today, last);
        var id = (await _district.InAsync<CertificateDesk, Guid?>(x => x.SubmitAsync(_district.Cooperative, form, new(_district.Manager, [_district.Cooperative]), default)))!.Value;
        if (verified) Assert.True(await _district.InAsync<CertificateDesk, bool>(x => x.VerifyAsync(id, null, _district.Office, default)));
        return id;
    }

    /// <summary>Certificates without products, verified long ago.</summary>
    private Task CertificatesAsync(int count, DateOnly last, Guid? holder = null) => _district.InAsync<CatalogDb, int>(async db =>
    {
        var made = Enumerable.Range(0, count).Select(_ => new Certificate { Kind = "green", Number = Guid.CreateVersion7().ToString("N"), CooperativeId = holder ?? _district.Cooperative, Issuer = "认证中心", IssuedOn = last.AddYears(-3), ValidUntil = last }).ToList();
        foreach (var certificate in made) certificate.Verify(_district.Office, null, DistrictClock.StartOf(last.AddYears(-2)));
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.BulkInsertAsync(made, default);
        await transaction.CommitAsync();
        return count;
    });
}
