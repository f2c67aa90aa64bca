using System.Text;
using Market.Catalog.Data;
using Market.Catalog.Imports;
using Market.Catalog.Products;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Catalog.Tests.Imports;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>One cooperative with an empty database and the import's services, as a host wires them.</summary>
internal sealed class ImportShop : IAsyncDisposable
{
    private readonly TestDatabase _database;

    public ServiceProvider Services { get; }
    public HandClock Clock { get; } = new();
    public Guid Cooperative { get; } = Guid.CreateVersion7();
    public Lister Lister { get; }

    private ImportShop(TestDatabase database)
    {
        _database = database;
        Lister = new(Guid.CreateVersion7(), [Cooperative]);
        Services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddCatalog(database.For("catalog")).BuildServiceProvider();
    }

    public static async Task<ImportShop> OpenAsync()
    {
        var shop = new ImportShop(await TestDatabase.CreateAsync());
        await shop.AskAsync(db => db.Database.EnsureCreatedAsync());
        return shop;
    }

    /// <summary>Reads or writes the database in a scope of its own.</summary>
    public async Task<T> AskAsync<T>(Func<CatalogDb, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<CatalogDb>());
    }

    public async Task<T> DeskAsync<T>(Func<ImportDesk, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ImportDesk>());
    }

    public Task<Guid> StartAsync(byte[] content, string? mapping = null, bool dryRun = false, string name = "prices.csv") =>
        DeskAsync(desk => desk.StartAsync(Cooperative, new(name, content, mapping, dryRun), Lister, default));

    public Task<bool> WorkAsync() => Services.GetRequiredService<ImportWorker>().RunNextAsync(default);

    public async Task<ImportView> FindAsync(Guid id) => (await DeskAsync(desk => desk.FindAsync(id, [Cooperative], default)))!;

    public Task<IReadOnlyList<ImportRowError>> ErrorsAsync(Guid id, int page = 1) => DeskAsync(desk => desk.ErrorsAsync(id, [Cooperative], page, default));

    /// <summary>Uploads a file, lets the worker do it, and returns the end.</summary>
    public async Task<ImportView> ImportAsync(byte[] content, string? mapping = null, bool dryRun = false)
    {
        var id = await StartAsync(content, mapping, dryRun);
        Assert.True(await WorkAsync());
        return await FindAsync(id);
    }

    public Task<ImportView> ImportAsync(string csv, string? mapping = null, bool dryRun = false) => ImportAsync(Encoding.UTF8.GetBytes(csv), mapping, dryRun);

    /// <summary>All products by name, in the order of code points on both providers.</summary>
    public async Task<List<Product>> ProductsAsync() =>
        [.. (await AskAsync(db => db.Products.AsNoTracking().Include(x => x.Offers).ToListAsync())).OrderBy(x => x.Name, StringComparer.Ordinal).ThenBy(x => x.Id)];

    public Task<List<PriceObservation>> QuotesAsync() => AskAsync(db => db.PriceObservations.AsNoTracking().OrderBy(x => x.Date).ToListAsync());

    /// <summary>Created, updated, unchanged, rejected.</summary>
    public static (int, int, int, int) Counts(ImportView import)
    {
        Assert.Equal((ImportState.Done, null), (import.State, import.Failure));
        Assert.Equal(import.Rows, import.Created + import.Updated + import.Unchanged + import.Rejected);
        return (import.Created, import.Updated, import.Unchanged, import.Rejected);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
