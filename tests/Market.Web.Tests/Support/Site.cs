using Market.Testing;

namespace Market.Web.Tests.Support;

/// <summary>One running shop with the demo district, shared by all tests of a run.</summary>
public sealed class Site : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;
    private Server _server = null!;

    public string Address => _server.Address;
    public string Data => Database.Folder;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        _server = await Server.StartAsync(Database);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await Database.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SiteTests : ICollectionFixture<Site>, ICollectionFixture<Chrome>
{
    public const string Name = "site";
}
