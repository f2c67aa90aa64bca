using System.Net;
using System.Net.Sockets;
using Market.Testing;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Market.Web.Tests.Support;

/// <summary>The whole program on a real port with the demo district, shared by all tests of a run.</summary>
public sealed class Site : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private WebApplication _app = null!;

    public string Address { get; private set; } = "";
    public string Data => _database.Folder;
    public string? MySql => _database.MySql;
    public IServiceProvider Services => _app.Services;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        (_app, Address) = await StartAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>A second program beside the first, on the same database.</summary>
    public Task<(WebApplication App, string Address)> TwinAsync() => StartAsync(_database);

    /// <param name="more">Settings besides data folder, port and database.</param>
    public static async Task<(WebApplication App, string Address)> StartAsync(TestDatabase database, params (string Key, string Value)[] more)
    {
        var port = FreePort();
        var settings = new Dictionary<string, string?>
        {
            ["MARKET_DATA"] = database.Folder,
            ["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["MARKET_MYSQL"] = database.MySql,
            ["MARKET_MIGRATE"] = "1",
            ["MARKET_DEMO_ORDERS"] = "12",
        };
        foreach (var (key, value) in more) settings[key] = value;
        var app = MarketHost.Build([], builder => builder.Configuration.AddInMemoryCollection(settings));
        await Startup.PrepareAsync(app.Services, app.Services.GetRequiredService<MarketSettings>());
        await app.StartAsync();
        return (app, $"http://127.0.0.1:{port}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(Name)]
public sealed class SiteTests : ICollectionFixture<Site>, ICollectionFixture<Chrome>
{
    public const string Name = "site";
}
