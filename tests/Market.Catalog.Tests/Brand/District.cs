using Market.Catalog.Brand;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Pictures;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Catalog.Tests.Brand;

/// <summary>A district with one cooperative whose charter is filed, and the people who decide about its logo.</summary>
public sealed class District : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));
    public DateOnly Today => DistrictClock.Date(Clock.GetUtcNow().UtcDateTime);
    public Guid Town { get; private set; }
    public Guid OtherTown { get; private set; }
    public Guid Cooperative { get; private set; }
    public Guid Manager { get; } = Guid.CreateVersion7();
    public Guid Reviewer { get; } = Guid.CreateVersion7();
    public Guid Office { get; } = Guid.CreateVersion7();

    /// <summary>Belongs to the cooperative as well.</summary>
    public Guid Insider { get; } = Guid.CreateVersion7();

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddCatalog(_database.For("catalog")).AddPictures(new(Path.Combine(_database.Folder, "pictures"))).BuildServiceProvider();
        await InAsync<CatalogDb, int>(async db =>
        {
            await db.Database.MigrateAsync();
            var (own, other) = (new Town { Slug = "own", Name = "双河镇", NameEn = "Shuanghe" }, new Town { Slug = "other", Name = "青石镇", NameEn = "Qingshi" });
            db.AddRange(own, other);
            (Town, OtherTown) = (own.Id, other.Id);
            return await db.SaveChangesAsync();
        });
        Cooperative = await CooperativeAsync("shangwan");
        await InAsync<CatalogDb, int>(async db =>
        {
            db.Memberships.Add(new Membership { PersonId = Insider, Role = Role.Clerk, OrganisationId = Cooperative });
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A cooperative of the own town.</summary>
    public async Task<Guid> CooperativeAsync(string slug, bool filed = true)
    {
        var id = await InAsync<Onboarding, Guid>(x => x.ApplyAsync(new(slug, "上湾合作社", "Shangwan", Town, "上湾村", "", "13800000000", "章程"), Manager, default));
        if (filed) Assert.True(await InAsync<Onboarding, bool>(x => x.ReviewAsync(id, true, "", [Town], Reviewer, default)));
        return id;
    }

    /// <summary>A product on sale.</summary>
    public Task<Guid> ProductAsync(Guid? cooperative = null) => InAsync<CatalogDb, Guid>(async db =>
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var category = new Category { Slug = "s" + Guid.CreateVersion7().ToString("N")[..20], Name = "蔬菜", NameEn = "Vegetables" };
        var product = new Product { CooperativeId = cooperative ?? Cooperative, CreatedAt = now };
        product.Describe(new("豆角", "Beans"), category.Id);
        product.Offers.Add(Offer.For(product, new(Unit.Jin, 1000, 0, 300), Today));
        product.Submit(processed: false);
        product.Approve(now);
        db.AddRange(category, product);
        await db.SaveChangesAsync();
        return product.Id;
    });

    public LicenceForm Form(params Guid[] products) => new(products, "上湾", new("章程已备案", "抽检合格", "没有投诉"), "2026-11", Today);

    public async Task<Guid> ApplyAsync(params Guid[] products) =>
        (await InAsync<LicenceApplications, Guid?>(x => x.ApplyAsync(Cooperative, Form(products), new(Manager, [Cooperative]), default)))!.Value;

    /// <summary>An application that the town supports.</summary>
    public async Task<Guid> SupportedAsync(params Guid[] products)
    {
        var id = await ApplyAsync(products);
        Assert.True(await InAsync<LicenceReview, bool>(x => x.GiveOpinionAsync(id, true, "", [Town], Reviewer, default)));
        return id;
    }

    /// <summary>A licence's number.</summary>
    public async Task<string> LicensedAsync(params Guid[] products) => await GrantAsync(await SupportedAsync(products));

    public async Task<string> GrantAsync(Guid application) => (await InAsync<LicenceReview, string?>(x => x.GrantAsync(application, new(Today.AddYears(1)), Office, default)))!;

    /// <summary>Kinds of badges a product shows today, as its card has them.</summary>
    public async Task<IReadOnlyList<string>> BadgesAsync(Guid product) =>
        (await InAsync<CatalogDb, List<ProductCard>>(db => CardQuery.ReadAsync(db, [product], default)))[0].BadgesOn(Today).Select(x => x.Kind).ToList();

    public async Task<T> InAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
