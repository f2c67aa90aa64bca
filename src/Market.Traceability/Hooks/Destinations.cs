using System.Net;
using System.Net.Sockets;

namespace Market.Traceability.Hooks;

/// <summary>Where events may be sent: to the public internet over https, never into the network that the shop runs in.</summary>
internal static class Destinations
{
    private const int Longest = 1_000;

    /// <summary>Networks that are nobody's, somebody's own or for other purposes than reaching a host.</summary>
    /// <remarks>Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.</remarks>
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    /// <summary>Whether the address can be one: what its name stands for is looked at when it is called.</summary>
    /// <param name="loopback">Whether the own machine may be called, over http too: demonstrations and tests.</param>
    public static bool IsAllowed(Uri destination, bool loopback)
    {
        if (!destination.IsAbsoluteUri || destination.AbsoluteUri.Length > Longest || destination.UserInfo is not "" || destination.Fragment is not "") return false;
        var literal = IPAddress.TryParse(destination.DnsSafeHost, out var address) ? address : null;
        if (loopback && literal is not null && IPAddress.IsLoopback(literal)) return destination.Scheme is "https" or "http";
        return destination.Scheme == "https" && !destination.IsLoopback && (literal is null ? destination.DnsSafeHost.Contains('.', StringComparison.Ordinal) : IsAllowed(literal, loopback));
    }

    public static bool IsAllowed(IPAddress address, bool loopback)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (loopback && IPAddress.IsLoopback(plain)) return true;
        return (plain.AddressFamily == AddressFamily.InterNetwork || Global.Contains(plain)) && !Reserved.Any(x => x.Contains(plain));
    }
}
