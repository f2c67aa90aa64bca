using System.Globalization;
using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Demo;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Orders.Data;
using Market.Orders.Stock;
using Market.Traceability.Data;
using Market.Traceability.Lots;
using Market.Web.Commands;
using Market.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace Market.Benchmarks.Load;

/// <summary>A shop of its own for one benchmark: a folder, on MariaDB also a database; removed at the end.</summary>
internal sealed class BenchShop : IAsyncDisposable
{
    /// <summary>A MariaDB server's connection string without a database, from MARKET_BENCH_MYSQL; null when there is none.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("MARKET_BENCH_MYSQL") is { Length: > 0 } text ? text : null;

    private readonly string _name = "b" + Guid.CreateVersion7().ToString("N");
    private readonly string? _server;

    private BenchShop(string? server)
    {
        _server = server;
        Data = Directory.CreateTempSubdirectory("market-bench-").FullName;
        MySql = server is null ? null : $"{server};Database={_name}";
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;
    public string Data { get; }
    public string? MySql { get; }
    public ServiceProvider Services { get; private set; } = null!;

    /// <param name="server">Null for SQLite.</param>
    /// <param name="demo">With the demo district's places, people and goods, without its orders.</param>
    public static async Task<BenchShop> CreateAsync(string? server, bool demo = true)
    {
        var shop = new BenchShop(server);
        if (server is not null) await RunAsync(server, $"CREATE DATABASE {shop._name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MARKET_DATA"] = shop.Data,
            ["MARKET_MYSQL"] = shop.MySql,
            ["MARKET_DEMO_ORDERS"] = "0",
        }).Build();
        shop.Services = MigrateCommand.Services(configuration);
        await shop.InAsync<Migrator>(x => x.RunAsync(CancellationToken.None));
        if (demo) await SeedCommand.FillIfEmptyAsync(configuration);
        return shop;
    }

    /// <summary>The running web server over this shop.</summary>
    public Task<ServerProcess> ServeAsync(params (string Key, string Value)[] more) => ServerProcess.ShopAsync(Data, MySql, more);

    /// <summary>One unit of work in a scope of its own.</summary>
    public async Task InAsync<T>(Func<T, Task> work) where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>Puts made-up products on sale, each with one offer at 6 to 30 yuan.</summary>
    /// <param name="sellers">Who sells them in turn; new ones when left out.</param>
    public async Task ListAsync(int count, IReadOnlyList<Cooperative>? sellers = null)
    {
        const int piece = 5_000;
        var today = DistrictClock.Date(Now);
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        var categories = await db.Categories.OrderBy(x => x.Position).Select(x => x.Id).ToListAsync();
        var cooperatives = sellers ?? await CooperativesAsync(db, Math.Clamp(count / 50, 10, 3_000), i => ($"基准合作社{i}", $"Benchmark cooperative {i}"));
        foreach (var batch in MadeUpProducts.Take(count, today).Select((x, i) => (Words: x, Index: i)).Chunk(piece))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var products = batch.Select(x => Product(x.Words, cooperatives[x.Index % cooperatives.Count], categories[x.Index % categories.Count], today)).ToList();
            await ChangeSequence.StampAsync(db, products, CancellationToken.None);
            await db.BulkInsertAsync(products, CancellationToken.None);
            await db.BulkInsertAsync(products.ConvertAll(x => x.Offers[0]), CancellationToken.None);
            await transaction.CommitAsync();
            await InAsync<TraceDb>(trace => trace.BulkInsertAsync(products.ConvertAll(Certified), CancellationToken.None));
        }
    }

    /// <summary>What checkout asks for: a lot with its commitment certificate.</summary>
    private static Lot Certified(Product product)
    {
        var code = product.Id.ToString("N")[^20..].ToUpperInvariant();
        var lot = Lot.Of(new(product.CooperativeId, code, "https://bench.example/id/lot/" + code, "", product.Name, product.NameEn), new(product.Id, DistrictClock.Date(Now), null, 10_000_000, "", ""), false, Now);
        lot.Commit("HG-" + code);
        return lot;
    }

    /// <summary>Makes accounts with the demo's password.</summary>
    /// <returns>What they sign in with.</returns>
    public async Task<List<string>> BuyersAsync(int count)
    {
        var emails = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"buyer-{i:00}@{DemoDistrict.Host}")).ToList();
        await InAsync<CatalogDb>(async db =>
        {
            var model = await db.Users.AsNoTracking().SingleAsync(x => x.Email == $"consumer@{DemoDistrict.Host}");
            db.Users.AddRange(emails.Select(email => new Person
            {
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                EmailConfirmed = model.EmailConfirmed,
                PasswordHash = model.PasswordHash,
                SecurityStamp = model.SecurityStamp,
                DisplayName = "Buyer",
            }));
            await db.SaveChangesAsync();
        });
        return emails;
    }

    /// <summary>Takes goods in for the first of the made-up offers.</summary>
    public async Task<List<Guid>> StockAsync(int offers, long milli)
    {
        List<(Guid Id, Guid Cooperative)> chosen = [];
        await InAsync<CatalogDb>(async db => chosen = (await db.Offers.Where(x => db.Cooperatives.Any(own => own.Id == x.CooperativeId && own.Slug.StartsWith("bench-")))
            .OrderBy(x => x.Id).Take(offers).Select(x => new { x.Id, x.CooperativeId }).ToListAsync()).ConvertAll(x => (x.Id, x.CooperativeId)));
        await using var scope = Services.CreateAsyncScope();
        var (book, orders) = (scope.ServiceProvider.GetRequiredService<StockBook>(), scope.ServiceProvider.GetRequiredService<OrdersDb>());
        await using var transaction = await orders.Database.BeginTransactionAsync();
        foreach (var (id, cooperative) in chosen) await book.ReceiveAsync(id, cooperative, milli, Guid.Empty, CancellationToken.None);
        await orders.SaveChangesAsync();
        await transaction.CommitAsync();
        return chosen.ConvertAll(x => x.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_server is not null) await RunAsync(_server, $"DROP DATABASE {_name}");
        Directory.Delete(Data, recursive: true);
    }

    public static async Task RunAsync(string server, string sql)
    {
        await using var connection = new MySqlConnection(server);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <param name="name">Chinese and English name of the one with a number.</param>
    public static async Task<List<Cooperative>> CooperativesAsync(CatalogDb db, int count, Func<int, (string Name, string NameEn)> name)
    {
        var town = await db.Towns.OrderBy(x => x.Slug).Select(x => x.Id).FirstAsync();
        var made = Enumerable.Range(0, count).Select(i => Cooperative.Apply(new(string.Create(CultureInfo.InvariantCulture, $"bench-{i:0000}"), name(i).Name,
            name(i).NameEn, town, "基准村", "Bench", "0935-8210000", "章程"), Now)).ToList();
        db.Cooperatives.AddRange(made);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        return made;
    }

    private static Product Product(Catalog.Search.ListedProduct words, Cooperative cooperative, Guid category, DateOnly today)
    {
        var product = new Product { CooperativeId = cooperative.Id, CreatedAt = words.ListedAt };
        product.Describe(new(words.Name, words.NameEn, words.Description, "", words.Variety, words.Specification, words.Origin), category);
        product.Offers.Add(Offer.For(product, new(Unit.Box, 1000, 1000, words.PriceFen ?? 100), today));
        product.Submit(processed: false);
        product.Approve(words.ListedAt);
        return product;
    }
}
