using System.Collections.Concurrent;
using System.Net;
using Market.Testing;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Market.Web.Tests.Hosting;

/// <summary>What /health/ready says, and prints, while the shop starts.</summary>
public sealed class ReadyTests : IAsyncLifetime
{
    private readonly Printed _printed = new();
    private TestDatabase _database = null!;
    private WebApplication _shop = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        // Without tables the workers cannot finish their first pass: the shop stays as it is in its first moments.
        foreach (var module in new[] { "catalog", "orders" })
        {
            // Written ahead once, as a shop's own file is: a check that opens it for reading cannot change that.
            await using var file = new SqliteConnection($"Data Source={Path.Combine(_database.Folder, module + ".db")};Pooling=false");
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL";
            await command.ExecuteNonQueryAsync();
        }
        _shop = MarketHost.Build([], builder =>
        {
            foreach (var (key, value) in new[] { ("MARKET_DATA", _database.Folder), ("MARKET_MYSQL", _database.MySql), ("PORT", "0"), ("MARKET_DEMO", "0") }) builder.Configuration[key] = value;
            builder.Environment.ApplicationName = typeof(MarketHost).Assembly.GetName().Name!;
            builder.Logging.ClearProviders().AddProvider(_printed);
        });
        await _shop.StartAsync();
    }

    [Fact]
    public async Task A_shop_that_is_still_starting_says_so_and_prints_nothing_about_it()
    {
        using var http = new HttpClient { BaseAddress = new(_shop.Urls.First()) };

        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.DoesNotContain("HealthCheck", string.Join("\n", _printed.Lines.Where(x => x.Contains("HealthCheck", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        await _shop.StopAsync();
        await _shop.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Keeps what would have been printed.</summary>
    private sealed class Printed : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Page(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Page(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
