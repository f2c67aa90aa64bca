using Market.Catalog.Cooperatives;
using Market.Catalog.Data;
using Market.Catalog.Marks;
using Market.Catalog.People;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Kernel.Values;
using Market.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Market.Catalog.Tests.Search;

public class IndexFeedTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("market-feed-").FullName;
    private readonly Town _town = new() { Slug = "heping", Name = "和平镇", NameEn = "Heping" };
    private readonly Cooperative _cooperative;
    private readonly List<ServiceProvider> _replicas = [];
    private TestDatabase _database = null!;

    public IndexFeedTests() => _cooperative = new() { Slug = "qingquan", Name = "清泉合作社", NameEn = "Clear Spring", TownId = _town.Id, Village = "清泉村" };

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using var db = Context();
        await db.Database.EnsureCreatedAsync();
        db.AddRange(_town, _cooperative);
        await db.SaveChangesAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private CatalogDb Context() => Services(new ServiceCollection()).BuildServiceProvider().GetRequiredService<CatalogDb>();

    private IServiceCollection Services(IServiceCollection services) => services.AddLogging()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(TestIndex.Noon)).AddCatalog(_database.For("catalog"));

    private (IndexFeed Feed, IProductSearch Search) Replica(string name)
    {
        var provider = Services(new ServiceCollection()).AddProductSearch(new(Path.Combine(_folder, name))).BuildServiceProvider();
        _replicas.Add(provider);
        return (provider.GetRequiredService<IndexFeed>(), provider.GetRequiredService<IProductSearch>());
    }

    private Product NewProduct(string name, Unit unit = Unit.Kg, long fen = 1_000, long netGrams = 0)
    {
        var product = Draft(name);
        product.Offers.Add(NewOffer(product, unit, fen, netGrams));
        product.Submit(processed: false);
        product.Approve(TestIndex.Noon.UtcDateTime);
        return product;
    }

    private Product Draft(string name)
    {
        var product = new Product { CooperativeId = _cooperative.Id, CreatedAt = TestIndex.Noon.UtcDateTime };
        product.Describe(new(name), Guid.CreateVersion7());
        return product;
    }

    private static Offer NewOffer(Product product, Unit unit, long fen, long netGrams = 0, int? deposit = null)
    {
        var today = DistrictClock.Date(TestIndex.Noon.UtcDateTime);
        var presale = deposit is { } percent ? new PresaleTerms(percent, today.AddDays(9), 10_000, true) : null;
        return Offer.For(product, new(unit, 1000, netGrams, fen, Presale: presale), today);
    }

    /// <summary>Saves new products under one number of the change sequence, as an import does.</summary>
    private async Task AddAsync(params Product[] products)
    {
        await using var db = Context();
        await db.InTransactionAsync(async () =>
        {
            db.AddRange(products.Cast<object>());
            await ChangeSequence.StampAsync(db, products, default);
            return 0;
        }, default);
    }

    private async Task ChangeAsync(Guid id, Action<CatalogDb, Product> change)
    {
        await using var db = Context();
        await db.InTransactionAsync(async () =>
        {
            var product = await db.Products.Include(x => x.Offers).SingleAsync(x => x.Id == id);
            change(db, product);
            await ChangeSequence.StampAsync(db, [product], default);
            return 0;
        }, default);
    }

    private static async Task<Guid[]> FindAsync(IProductSearch search, string text) =>
        [.. (await search.SearchAsync(new() { Text = text, PageSize = 100 }, default)).Ids.Order()];

    [Fact]
    public async Task Only_products_on_sale_with_an_offer_in_force_are_found()
    {
        var (sold, retired, withoutOffer) = (NewProduct("土豆"), NewProduct("土豆"), NewProduct("土豆"));
        retired.Retire();
        withoutOffer.Offers[0].Retire(TestIndex.Noon.UtcDateTime);
        var draft = Draft("土豆");
        var orphan = NewProduct("土豆");
        var (feed, search) = Replica("a");
        await AddAsync(sold, retired, withoutOffer, draft);

        Assert.Equal(4, await feed.ReadOnAsync(default));
        Assert.Equal([sold.Id], await FindAsync(search, "洋芋"));
        Assert.Equal([sold.Id], await FindAsync(search, "清泉村 heping"));

        await ChangeAsync(sold.Id, (_, product) => product.Retire());
        Assert.Equal(1, await feed.ReadOnAsync(default));
        Assert.Empty(await FindAsync(search, ""));
        Assert.Equal(0, await feed.ReadOnAsync(default));
    }

    [Fact]
    public async Task The_cheapest_offer_in_force_gives_the_price_of_500_grams()
    {
        var (kilogram, box, unknown) = (NewProduct("甲", Unit.Kg, 1_201), NewProduct("乙", Unit.Box, 3_000, 2_500), NewProduct("丙", Unit.Piece, 1, 100));
        // An imported draft may lack its net weight; none can be submitted like that, but the index must not stumble over one.
        typeof(Offer).GetProperty(nameof(Offer.NetGrams))!.SetValue(unknown.Offers[0], 0L);
        kilogram.Offers.Add(NewOffer(kilogram, Unit.Jin, 900, deposit: 20));
        var (feed, search) = Replica("a");
        await AddAsync(kilogram, box, unknown);
        await feed.ReadOnAsync(default);

        async Task<Guid[]> Priced(long from, long to) => [.. (await search.SearchAsync(new() { PriceFrom = from, PriceTo = to }, default)).Ids];
        Assert.Equal([kilogram.Id], await Priced(601, 601));
        Assert.Equal([box.Id], await Priced(600, 600));
        var cheapestFirst = await search.SearchAsync(new() { Sort = ProductSort.PriceAscending }, default);
        Assert.Equal([box.Id, kilogram.Id, unknown.Id], cheapestFirst.Ids);
        Assert.Equal([new(500, 999, 2)], cheapestFirst.Facets.Prices);
        Assert.Equal([kilogram.Id], (await search.SearchAsync(new() { Presale = true }, default)).Ids);
    }

    [Fact]
    public async Task A_certificate_gives_its_badge_to_the_products_in_its_scope()
    {
        var (certified, plain) = (NewProduct("土豆"), NewProduct("土豆"));
        var certificate = new Certificate { Kind = "green", Number = "GF1", CooperativeId = _cooperative.Id, IssuedOn = new(2026, 1, 1), ValidUntil = new(2028, 12, 31) };
        certificate.Verify(Guid.CreateVersion7(), null, new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        certificate.Products.Add(new() { CertificateId = certificate.Id, ProductId = certified.Id });
        var (feed, search) = Replica("a");
        await AddAsync(certified, plain);
        await ChangeAsync(certified.Id, (db, _) => db.Add(certificate));
        await feed.ReadOnAsync(default);

        Assert.Equal([certified.Id], (await search.SearchAsync(new() { Badges = ["green"] }, default)).Ids);
    }

    [Fact]
    public async Task More_products_than_a_page_under_one_number_are_all_read_also_after_a_restart()
    {
        var products = Enumerable.Range(0, 2_300).Select(i => NewProduct("土豆" + i)).ToArray();
        await AddAsync(products);
        var (feed, search) = Replica("a");
        Assert.Equal(2_300, await feed.ReadOnAsync(default));
        Assert.Equal(2_300, (await search.SearchAsync(new(), default)).Total);
        await _replicas[^1].DisposeAsync();

        var (again, searchAgain) = Replica("a");
        Assert.Equal(0, await again.ReadOnAsync(default));
        Assert.Equal(2_300, (await searchAgain.SearchAsync(new() { Text = "potato" }, default)).Total);
        Assert.True(again.IsReady);
    }

    [Fact]
    public async Task Two_replicas_agree_however_they_got_there()
    {
        var (first, second) = (Replica("a"), Replica("b"));
        var products = Enumerable.Range(0, 40).Select(i => NewProduct(i % 3 == 0 ? "土豆" : "番茄", Unit.Kg, 100 + i * 50)).ToArray();
        foreach (var chunk in products.Chunk(7))
        {
            await AddAsync(chunk);
            await first.Feed.ReadOnAsync(default); // step by step here, all at once there
        }
        await ChangeAsync(products[3].Id, (_, product) => product.Retire());
        await ChangeAsync(products[4].Id, (_, product) => product.Describe(new("土豆"), null));
        await first.Feed.ReadOnAsync(default);
        await second.Feed.ReadOnAsync(default);

        foreach (var query in new ProductQuery[] { new(), new() { Sort = ProductSort.PriceDescending }, new() { Text = "番茄", Sort = ProductSort.Newest } })
        {
            var (left, right) = (await first.Search.SearchAsync(query, default), await second.Search.SearchAsync(query, default));
            Assert.NotEqual(0, left.Total);
            Assert.Equal(left.Ids, right.Ids);
            Assert.Equal(left.Facets.Prices, right.Facets.Prices);
        }
        Assert.Equal(await FindAsync(first.Search, "土豆"), await FindAsync(second.Search, "土豆"));
    }

    [Fact]
    public async Task A_lost_folder_is_built_anew_while_the_old_index_still_answers()
    {
        var product = NewProduct("土豆");
        await AddAsync(product);
        var (feed, search) = Replica("a");
        await feed.ReadOnAsync(default);
        Directory.Delete(Path.Combine(_folder, "a"), recursive: true);

        Assert.Equal([product.Id], await FindAsync(search, "土豆"));
        Assert.Equal(1, await feed.ReadOnAsync(default));
        Assert.Equal([product.Id], await FindAsync(search, "土豆"));
        await _replicas[^1].DisposeAsync();
        var (again, searchAgain) = Replica("a");
        Assert.Equal(0, await again.ReadOnAsync(default));
        Assert.Equal([product.Id], await FindAsync(searchAgain, "土豆"));
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("flipped")]
    [InlineData("emptied")]
    public async Task A_damaged_index_is_built_anew_at_the_start(string damage)
    {
        var product = NewProduct("土豆");
        await AddAsync(product);
        await Replica("a").Feed.ReadOnAsync(default);
        await _replicas[^1].DisposeAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "a", "1")).Where(file => new FileInfo(file).Length > 40))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            bytes[bytes.Length / 2] ^= 0xff;
            await File.WriteAllBytesAsync(file, damage switch { "flipped" => bytes, "emptied" => [], _ => bytes[..(bytes.Length / 2)] });
        }

        var (feed, search) = Replica("a");
        Assert.Equal(1, await feed.ReadOnAsync(default));
        Assert.Equal([product.Id], await FindAsync(search, "土豆"));
        Assert.Single(Directory.GetDirectories(Path.Combine(_folder, "a")));
    }

    [Fact]
    public async Task A_catalogue_older_than_its_index_is_read_from_the_beginning()
    {
        var (kept, lost) = (NewProduct("土豆"), NewProduct("番茄"));
        await AddAsync(kept);
        await AddAsync(lost);
        var (feed, search) = Replica("a");
        await feed.ReadOnAsync(default);
        await using (var db = Context())
        {
            await db.Offers.Where(x => x.ProductId == lost.Id).ExecuteDeleteAsync();
            await db.Products.Where(x => x.Id == lost.Id).ExecuteDeleteAsync();
            await db.Changes.ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, 1));
        }
        await feed.ReadOnAsync(default);
        Assert.Equal([kept.Id], await FindAsync(search, ""));
    }

    [Fact]
    public async Task The_running_feed_catches_up_with_what_is_committed()
    {
        var (feed, search) = Replica("a");
        Assert.False(feed.IsReady);
        await feed.StartAsync(default);
        var product = NewProduct("土豆");
        await AddAsync(product);
        var waiting = feed.CaughtUpAsync(null, default);
        // The feed's pause is on the fake clock: pass it until the change is seen.
        var clock = (FakeTimeProvider)_replicas[^1].GetRequiredService<TimeProvider>();
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
        await waiting;
        Assert.Equal([product.Id], await FindAsync(search, "土豆"));
        await feed.StopAsync(default);
    }

    [Fact]
    public async Task A_folder_in_use_by_another_process_is_refused_and_not_destroyed()
    {
        await AddAsync(NewProduct("土豆"));
        var (feed, search) = Replica("a");
        await feed.ReadOnAsync(default);
        await Assert.ThrowsAsync<Lucene.Net.Store.LockObtainFailedException>(() => Replica("a").Feed.ReadOnAsync(default));
        Assert.Single(await FindAsync(search, "土豆"));
    }
}
