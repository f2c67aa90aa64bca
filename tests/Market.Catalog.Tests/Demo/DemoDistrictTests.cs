using Market.Catalog.Data;
using Market.Catalog.Demo;
using Market.Catalog.Pictures;
using Market.Kernel;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Catalog.Tests.Demo;

/// <summary>The invented district.</summary>
public sealed class DemoDistrictTests
{
    [Fact]
    public async Task It_fills_an_empty_catalogue_with_goods_that_are_on_sale_and_people_who_act_for_their_sellers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddCatalog(database.For("catalog")).AddPictures(new(Path.Combine(database.Folder, "pictures"))).AddScoped<DemoDistrict>().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CatalogDb>().Database.MigrateAsync();
        var district = scope.ServiceProvider.GetRequiredService<DemoDistrict>();
        Assert.True(await district.IsEmptyAsync(default));

        var made = await district.FillAsync(_ => Task.FromResult(new string('a', 64)), default);

        Assert.False(await district.IsEmptyAsync(default));
        await using var later = services.CreateAsyncScope();
        var offers = await later.ServiceProvider.GetRequiredService<ICatalogQuestions>().OffersAsync([.. made.Offers.Select(x => x.OfferId)], default);
        Assert.Equal((made.Offers.Count, 12), (offers.Count, made.Managers.Count));
        Assert.All(offers, x => Assert.NotEmpty(x.Category));
        Assert.All(made.Offers, x => Assert.Contains(x.CooperativeId, made.Managers.Keys));
        Assert.Contains(made.Offers, x => x.Presale);
    }
}
