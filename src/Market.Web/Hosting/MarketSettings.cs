using System.Globalization;
using System.Net;
using Market.Kernel.Data;

namespace Market.Web.Hosting;

/// <summary>What the environment says about this installation; every value has an embedded default.</summary>
public sealed record MarketSettings
{
    /// <summary>MARKET_DATA: folder of databases, pictures and mails.</summary>
    public required string Data { get; init; }

    /// <summary>MARKET_SEARCH: folder of this replica's search index, never shared with another one; <c>search</c> in the data folder unless set.</summary>
    public required string Search { get; init; }

    /// <summary>MARKET_DEMO: demo district, demo accounts and sandbox payments; on unless 0. Listens on loopback only.</summary>
    public required bool Demo { get; init; }

    /// <summary>PORT: 1 to 65535, or 0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>MARKET_BIND: address to listen on; loopback unless set.</summary>
    public required string Bind { get; init; }

    /// <summary>MARKET_BASE_URL: address in links, without a trailing slash.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Whether the public address is https; TLS itself ends at the proxy.</summary>
    public bool Https => BaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>MARKET_PROXIES: addresses and networks (CIDR) of proxies that are believed when they tell a caller's address, comma separated; nobody unless set.</summary>
    public required IReadOnlyList<IPNetwork> Proxies { get; init; }

    /// <summary>MARKET_MYSQL: connection string of a MySQL or MariaDB database for all modules; SQLite files when empty.</summary>
    public required string? MySql { get; init; }

    /// <summary>MARKET_MIGRATE: bring the database up to date at start; on for SQLite, off for MySQL unless 1.</summary>
    public required bool MigrateAtStart { get; init; }

    /// <exception cref="FormatException">A value cannot be read.</exception>
    public static MarketSettings From(IConfiguration configuration)
    {
        var port = int.Parse(configuration["PORT"] ?? "5080", NumberStyles.None, CultureInfo.InvariantCulture);
        var mysql = configuration["MARKET_MYSQL"] is { Length: > 0 } text ? text : null;
        var data = Path.GetFullPath(configuration["MARKET_DATA"] is { Length: > 0 } folder ? folder : "data");
        return new()
        {
            Data = data,
            Search = configuration["MARKET_SEARCH"] is { Length: > 0 } search ? Path.GetFullPath(search) : Path.Combine(data, "search"),
            Demo = configuration["MARKET_DEMO"] is not "0",
            Port = port,
            Bind = configuration["MARKET_BIND"] ?? "127.0.0.1",
            BaseUrl = (configuration["MARKET_BASE_URL"] ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")).TrimEnd('/'),
            Proxies = [.. (configuration["MARKET_PROXIES"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Network)],
            MySql = mysql,
            MigrateAtStart = configuration["MARKET_MIGRATE"] is { Length: > 0 } migrate ? migrate == "1" : mysql is null,
        };
    }

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        if (IPAddress.TryParse(text, out var address)) return new(address, address.GetAddressBytes().Length * 8);
        throw new FormatException($"MARKET_PROXIES: {text} is neither an address nor a network such as 10.0.0.0/8.");
    }

    /// <summary>Where one module keeps its tables.</summary>
    /// <param name="module">catalog, orders or trace.</param>
    public ModuleDatabase Database(string module) => MySql is null
        ? ModuleDatabase.SqliteFile(Path.Combine(Data, module + ".db"))
        : new("mysql", MySql);
}
