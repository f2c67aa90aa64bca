using System.Net;
using System.Net.Sockets;
using Market.Testing;
using Market.Web.Tests.Support;

namespace Market.Web.Tests.Inputs.Support;

/// <summary>A shop behind a proxy that ends TLS: its public address is https, what reaches it is plain http.</summary>
public sealed class ProxiedSite : IAsyncLifetime
{
    public const string Host = "shop.example";

    /// <summary>Two proxies it believes: one by its address, one by its network.</summary>
    public const string Proxy = "127.0.0.2", ProxyInNetwork = "127.0.0.17";

    public const string Stranger = "127.0.0.3";

    private TestDatabase _database = null!;
    private Server _server = null!;

    public string Address => _server.Address;
    public string Data => _database.Folder;
    public string Search => Path.Combine(Data, "elsewhere");

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _server = await Server.StartAsync(_database, ("MARKET_BASE_URL", $"https://{Host}"), ("MARKET_PROXIES", $"{Proxy}, 127.0.0.16/28"), ("MARKET_SEARCH", Search));
    }

    /// <summary>Somebody who sees cookies as they come, and asks for the public name.</summary>
    /// <param name="from">The loopback address the connection comes from.</param>
    public HttpClient From(string from)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = new(Address) };
        client.DefaultRequestHeaders.Host = Host;
        return client;
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }
}
