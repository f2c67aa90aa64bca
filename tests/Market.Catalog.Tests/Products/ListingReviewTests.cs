using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Catalog.Tests.Products;

/// <summary>A town reviews its own cooperatives' listings and nobody else's.</summary>
public sealed class ListingReviewTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;
    private readonly Town _own = new() { Slug = "own", Name = "双河镇", NameEn = "Shuanghe" };
    private readonly Town _other = new() { Slug = "other", Name = "青石镇", NameEn = "Qingshi" };

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddCatalog(_database.For("catalog")).BuildServiceProvider();
        await InAsync<CatalogDb, int>(async db =>
        {
            await db.Database.MigrateAsync();
            db.AddRange(_own, _other);
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_reviewer_of_another_town_decides_nothing()
    {
        var product = await SubmittedAsync(_own);

        Assert.False(await DecideAsync(_other, product));

        Assert.Equal(ListingState.Submitted, await StateAsync(product));
    }

    [Fact]
    public async Task One_foreign_listing_among_several_stops_all_of_them()
    {
        var (own, foreign) = (await SubmittedAsync(_own), await SubmittedAsync(_other));

        Assert.False(await DecideAsync(_own, own, foreign));

        Assert.Equal((ListingState.Submitted, ListingState.Submitted), (await StateAsync(own), await StateAsync(foreign)));
    }

    [Fact]
    public async Task The_own_towns_reviewer_puts_it_on_sale_and_the_shelf_hears_of_it()
    {
        var product = await SubmittedAsync(_own);
        var before = await InAsync<CatalogDb, long>(db => db.Products.Where(x => x.Id == product).Select(x => x.ChangeSeq).SingleAsync());

        Assert.True(await DecideAsync(_own, product));

        Assert.Equal(ListingState.OnSale, await StateAsync(product));
        Assert.True(await InAsync<CatalogDb, long>(db => db.Products.Where(x => x.Id == product).Select(x => x.ChangeSeq).SingleAsync()) > before);
    }

    [Fact]
    public async Task A_second_decision_on_the_same_listing_is_refused()
    {
        var product = await SubmittedAsync(_own);
        await DecideAsync(_own, product);

        await Assert.ThrowsAsync<RuleException>(() => DecideAsync(_own, product));
    }

    private Task<bool> DecideAsync(Town town, params Guid[] products) => InAsync<ListingReview, bool>(review => review.DecideAsync(products, true, "", [town.Id], Guid.CreateVersion7(), default));

    private Task<ListingState> StateAsync(Guid product) => InAsync<CatalogDb, ListingState>(db => db.Products.Where(x => x.Id == product).Select(x => x.State).SingleAsync());

    private Task<Guid> SubmittedAsync(Town town) => InAsync<CatalogDb, Guid>(async db =>
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var cooperative = Cooperative.Apply(new("c" + Guid.CreateVersion7().ToString("N"), "合作社", "Cooperative", town.Id, "上湾村", "Shangwan", "0935-8210000", "章程"), now);
        var category = new Category { Slug = "s" + Guid.CreateVersion7().ToString("N")[..20], Name = "水果", NameEn = "Fruit" };
        var product = new Product { CooperativeId = cooperative.Id, CreatedAt = now };
        product.Describe(new("苹果", "Apples", "", "", "", "", ""), category.Id);
        product.Offers.Add(Offer.For(product, new(Unit.Jin, 1000, 0, 300), DistrictClock.Date(now)));
        product.Submit(processed: false);
        db.AddRange(cooperative, category, product);
        await db.SaveChangesAsync();
        return product.Id;
    });

    private async Task<TResult> InAsync<T, TResult>(Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
