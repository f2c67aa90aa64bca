using System.Text;
using System.Text.Json.Nodes;
using Market.Catalog.Products;
using Market.Catalog.Search;
using Market.Kernel;
using Market.Testing;
using Market.Web.Hosting;
using Market.Web.Hosting.Pages;
using Market.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Market.Web.Tests.Hosting;

/// <summary>The moment a certificate's last day ends, in Shanghai: nothing that was kept shows its badge any more.</summary>
public sealed class MidnightTests : IAsyncLifetime
{
    private readonly SetClock _clock = new(TimeProvider.System.GetUtcNow().UtcDateTime);
    private TestDatabase _database = null!;
    private WebApplication _shop = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _shop = MarketHost.Build([], builder =>
        {
            foreach (var (key, value) in new[] { ("MARKET_DATA", _database.Folder), ("MARKET_MYSQL", _database.MySql), ("MARKET_MIGRATE", "1"), ("MARKET_DEMO_ORDERS", "0"), ("PORT", "0") }) builder.Configuration[key] = value;
            builder.Environment.ApplicationName = typeof(MarketHost).Assembly.GetName().Name!;
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(_clock);
        });
        await Startup.PrepareAsync(_shop.Services, _shop.Services.GetRequiredService<MarketSettings>());
        await _shop.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _shop.StopAsync();
        await _shop.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task No_page_card_or_facet_shows_a_badge_in_the_first_moment_after_its_last_day()
    {
        using var http = new HttpClient { BaseAddress = new(_shop.Urls.First()) };
        async Task<string[]> ShownAsync(params string[] paths) => await Task.WhenAll(paths.Select(x => http.GetStringAsync(x)));
        var certificate = JsonNode.Parse(await http.GetStringAsync("/api/v1/certificates?kind=organic&pageSize=1"))!["items"]![0]!;
        var (product, holder) = (certificate["products"]![0]!["id"]!.GetValue<string>(), certificate["holder"]!["name"]!.GetValue<string>());
        var last = DateOnly.Parse(certificate["validUntil"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        var cooperative = JsonNode.Parse(await http.GetStringAsync("/api/v1/cooperatives?pageSize=100"))!["items"]!.AsArray().Single(x => x!["name"]!.GetValue<string>() == holder)!["slug"]!.GetValue<string>();
        string[] marked = [$"/p/{product}", $"/coop/{cooperative}", "/search?badge=organic"];
        var midnight = DistrictClock.StartOf(last.AddDays(1));

        for (var again = 0; again < 5; again++)
        {
            _clock.Set(midnight.AddTicks(-1));
            await Wait.ForAsync(async () => (await ShownAsync(marked)).All(x => x.Contains("b-organic", StringComparison.Ordinal)), "the badge on its last day");
            _clock.Set(midnight);
            Assert.All(await ShownAsync(marked), x => Assert.DoesNotContain("b-organic", x, StringComparison.Ordinal));
            Assert.All(await ShownAsync($"/api/v1/products/{product}", "/api/v1/products?badge=organic"), x => Assert.DoesNotContain(certificate["number"]!.GetValue<string>(), x, StringComparison.Ordinal));
        }
        Assert.Equal(0, JsonNode.Parse(await http.GetStringAsync("/api/v1/products?badge=organic"))!["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_page_rendered_while_search_is_behind_the_cards_is_not_kept()
    {
        await using var unread = MarketHost.Build([], builder =>
        {
            foreach (var (key, value) in new[] { ("MARKET_DATA", Path.Combine(_database.Folder, "unread")), ("PORT", "0") }) builder.Configuration[key] = value;
            builder.Environment.ApplicationName = typeof(MarketHost).Assembly.GetName().Name!;
            builder.Logging.ClearProviders();
        });
        using var shelf = new Shelf(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _clock, NullLogger<Shelf>.Instance);
        await shelf.CatchUpAsync(default);
        var read = _shop.Services.GetRequiredService<IndexFeed>();
        await read.CaughtUpAsync(null, default);

        Assert.True(await KeptAsync(read));
        Assert.False(await KeptAsync(unread.Services.GetRequiredService<IndexFeed>()));

        async Task<bool> KeptAsync(IndexFeed index)
        {
            var (cache, key) = (new PageCache(_clock, shelf, index), new PageKey("/search", "", default));
            await cache.RenderAsync(key, begun => Task.FromResult<KeptPage?>(new KeptPage("page"u8.ToArray(), begun, "zh-CN")));
            return cache.Fresh(key) is not null;
        }
    }

    [Fact]
    public async Task Whoever_asks_after_midnight_does_not_get_the_page_somebody_asked_for_before()
    {
        var midnight = DistrictClock.StartOf(DistrictClock.Date(_clock.GetUtcNow().UtcDateTime).AddDays(1));
        using var shelf = new Shelf(_shop.Services.GetRequiredService<IServiceScopeFactory>(), _clock, NullLogger<Shelf>.Instance);
        var (cache, key, rendering) = (new PageCache(_clock, shelf, _shop.Services.GetRequiredService<IndexFeed>()), new PageKey("/p/1", "", default), new TaskCompletionSource<KeptPage?>());
        _clock.Set(midnight.AddTicks(-1));
        PageMoment begun = default;
        var before = cache.RenderAsync(key, x =>
        {
            begun = x;
            return rendering.Task;
        });

        _clock.Set(midnight);
        var after = cache.RenderAsync(key, _ => throw new InvalidOperationException("One renders at a time."));
        rendering.SetResult(new KeptPage(Encoding.UTF8.GetBytes("last day"), begun, "zh-CN"));

        Assert.NotNull(await before);
        Assert.Null(await after);
        Assert.Null(cache.Fresh(key));
    }
}
